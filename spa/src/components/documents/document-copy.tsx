import { Button, Group } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import classes from './document.module.css';

type Props = {
  /** What it is, for who does not see it. */
  name: string;
  value: string;
  /** What is shown of it; all of it when absent. */
  shown?: string;
};

const hints = { no: 'Copy', yes: 'Copied', byHand: 'Selected: copy it now' };

/** A long identifier that nobody types: shown, and copied whole. */
export function DocumentCopy({ name, value, shown = value }: Props) {
  const text = useRef<HTMLSpanElement>(null);
  const [isCopied, setCopied] = useState<keyof typeof hints>('no');
  useEffect(() => {
    if (isCopied === 'byHand' && text.current) getSelection()?.selectAllChildren(text.current);
  }, [isCopied]);

  async function copy() {
    // the clipboard exists on secure origins only, and the portal is also opened over plain HTTP from other machines
    const clipboard = navigator.clipboard as Clipboard | undefined;
    if (!clipboard) return setCopied('byHand');
    await clipboard.writeText(value).then(
      () => setCopied('yes'),
      () => setCopied('byHand'),
    );
  }

  return (
    <Group gap={6} wrap="nowrap" component="span" display="inline-flex" maw="100%">
      <span ref={text} className={classes.code} data-whole={isCopied === 'byHand' || undefined} title={value}>
        {isCopied === 'byHand' ? value : shown}
      </span>
      <Button flex="none" size="compact-xs" variant="subtle" color="gray" aria-label={`${hints[isCopied]}: ${name}`} onClick={copy}>
        {hints[isCopied]}
      </Button>
    </Group>
  );
}
