import { Kbd, Text } from '@mantine/core';

/** The keys that send a form. Hidden where there is hardly a keyboard. */
export function SendKeys({ words = 'sends it' }: { words?: string }) {
  return (
    <Text size="xs" c="dimmed" visibleFrom="xs" mr="auto">
      <Kbd size="xs">Ctrl</Kbd> <Kbd size="xs">Enter</Kbd> {words}
    </Text>
  );
}
