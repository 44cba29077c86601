import { allExpanded, JsonView } from 'react-json-view-lite';
import classes from './json-tree.module.css';

const style = {
  container: classes.tree ?? '',
  childFieldsContainer: classes.children ?? '',
  basicChildStyle: '',
  label: classes.name ?? '',
  clickableLabel: classes.name ?? '',
  nullValue: classes.word ?? '',
  undefinedValue: classes.word ?? '',
  booleanValue: classes.word ?? '',
  numberValue: classes.figure ?? '',
  stringValue: classes.text ?? '',
  otherValue: classes.word ?? '',
  punctuation: classes.sign ?? '',
  expandIcon: classes.closed ?? '',
  collapseIcon: classes.open ?? '',
  collapsedContent: classes.hidden ?? '',
  ariaLables: { expandJson: 'Show what is inside', collapseJson: 'Hide what is inside' },
  quotesForFieldNames: true,
  // as it stands in JSON: line breaks and what looks like markup included
  stringifyStringValues: true,
};

/** A JSON value to unfold. Its parts are text and nothing else. */
export function JsonTree({ value, label }: { value: object; label: string }) {
  return <JsonView data={value} style={style} shouldExpandNode={allExpanded} aria-label={label} />;
}
