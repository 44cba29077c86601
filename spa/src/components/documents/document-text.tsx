import { Text } from '@mantine/core';
import classes from './document.module.css';

type Props = {
  fileName: string;
  text: string;
  /** What is to be said about it, for example that it is not all. */
  note: string | null;
};

/** A text as it is, with its line breaks. */
export function DocumentText({ fileName, text, note }: Props) {
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region is operated by arrow keys */}
      <section className={classes.text} aria-label={`Content of ${fileName}`} tabIndex={0}>
        <pre>{text}</pre>
      </section>
      {note ? (
        <Text size="xs" c="dimmed" mt={4}>
          {note}
        </Text>
      ) : null}
    </>
  );
}
