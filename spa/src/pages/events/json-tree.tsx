import { allExpanded, JsonView } from 'react-json-view-lite';
import classes from './events.module.css';

// the library's own sheet is left out: its colours are too faint for small text, and its icons are written here in plain signs
const style = {
  container: '',
  childFieldsContainer: classes.children ?? '',
  basicChildStyle: '',
  label: classes.label ?? '',
  clickableLabel: `${classes.label} ${classes.folded}`,
  nullValue: classes.number ?? '',
  undefinedValue: classes.number ?? '',
  stringValue: classes.text ?? '',
  booleanValue: classes.number ?? '',
  numberValue: classes.number ?? '',
  otherValue: '',
  punctuation: '',
  expandIcon: classes.expand ?? '',
  collapseIcon: classes.collapse ?? '',
  collapsedContent: classes.folded ?? '',
  noQuotesForStringValues: false,
  quotesForFieldNames: false,
  stringifyStringValues: true,
  ariaLables: { collapseJson: 'Fold', expandJson: 'Unfold' },
};

/** A JSON value as a tree to fold; what stands in it is text and nothing else. */
export function JsonTree({ value, label }: { value: unknown; label: string }) {
  const isTree = typeof value === 'object' && value !== null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region is operated by arrow keys
    <section aria-label={label} tabIndex={0} className={classes.json}>
      {isTree ? <JsonView data={value} style={style} shouldExpandNode={allExpanded} aria-label={label} /> : JSON.stringify(value)}
    </section>
  );
}
