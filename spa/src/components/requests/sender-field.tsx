import { Button, Stack } from '@mantine/core';
import { SearchBox } from '../search-box.tsx';

type Props = {
  value: string | undefined;
  /** Who looks, as it stands in submissions. */
  subject: string;
  onChange: (sender: string | undefined) => void;
};

/** Who sent a request: a person, or the account of a system. */
export function SenderField({ value, subject, onChange }: Props) {
  return (
    <Stack gap="sm" w={260}>
      <SearchBox label="Sent by" placeholder="exact name" value={value ?? ''} onSearch={(text) => onChange(text || undefined)} />
      <Button size="xs" variant="default" onClick={() => onChange(subject)} disabled={value === subject}>
        Sent by me
      </Button>
    </Stack>
  );
}
