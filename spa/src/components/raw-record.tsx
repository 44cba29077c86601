import { Button, Group, SegmentedControl, Skeleton } from '@mantine/core';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { RawJson } from './raw-json.tsx';

// a library of its own, for those who look at raw records
const JsonTree = lazy(async () => ({ default: (await import('./json-tree.tsx')).JsonTree }));

const hints = { no: 'Copy', yes: 'Copied', byHand: 'Selected: copy it now' };

/** A record exactly as it is stored: to unfold, as text, and to take along. */
export function RawRecord({ label, value }: { label: string; value: unknown }) {
  const text = useRef<HTMLDivElement>(null);
  const [isText, setText] = useState(false);
  const [isCopied, setCopied] = useState<keyof typeof hints>('no');
  const hasParts = typeof value === 'object' && value !== null;
  useEffect(() => {
    if (isCopied === 'byHand' && text.current) getSelection()?.selectAllChildren(text.current);
  }, [isCopied]);

  async function copy() {
    // the clipboard exists on secure origins only, and the portal is also opened over plain HTTP from other machines
    const clipboard = navigator.clipboard as Clipboard | undefined;
    const byHand = () => {
      setText(true);
      setCopied('byHand');
    };
    if (!clipboard) return byHand();
    await clipboard.writeText(JSON.stringify(value, null, 2)).then(() => setCopied('yes'), byHand);
  }

  return (
    <>
      <Group justify="space-between" mb="xs" gap="xs">
        <SegmentedControl
          size="xs"
          aria-label="How the record is shown"
          value={isText || !hasParts ? 'text' : 'tree'}
          onChange={(shown) => setText(shown === 'text')}
          data={[
            { value: 'tree', label: 'Tree', disabled: !hasParts },
            { value: 'text', label: 'Text' },
          ]}
        />
        <Button size="xs" variant="default" onClick={copy} aria-label={`${hints[isCopied]}: ${label}`}>
          {hints[isCopied]}
        </Button>
      </Group>
      {isText || !hasParts ? (
        <div ref={text}>
          <RawJson label={label} value={value} />
        </div>
      ) : (
        <section aria-label={label}>
          <Suspense fallback={<Skeleton height={220} aria-busy="true" aria-label="Loading" />}>
            <JsonTree value={value} label={`${label}, as a tree`} />
          </Suspense>
        </section>
      )}
    </>
  );
}
