import { Text } from '@mantine/core';

/** A controlled value by name; without one the reference layer could not be asked. */
export function Name({ value }: { value: string | undefined }) {
  return (
    <Text size="sm" component="span" lineClamp={1} title={value} {...(value === undefined ? { c: 'dimmed' } : {})}>
      {value ?? 'unknown'}
    </Text>
  );
}
