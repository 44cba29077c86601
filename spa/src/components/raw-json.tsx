import { Code } from '@mantine/core';

/** A JSON value as text, however long its lines are. */
export function RawJson({ value, label }: { value: unknown; label: string }) {
  return (
    // scrolls by itself, so the keyboard has to reach it
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region is operated by arrow keys
    <section aria-label={label} tabIndex={0} style={{ maxHeight: 420, overflow: 'auto' }}>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {JSON.stringify(value, null, 2)}
      </Code>
    </section>
  );
}
