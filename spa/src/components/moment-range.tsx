import { Button, Group, Stack, TextInput } from '@mantine/core';

const hourMs = 3_600_000;
const spans = [
  ['Last hour', hourMs],
  ['Last 24 hours', 24 * hourMs],
  ['Last 7 days', 7 * 24 * hourMs],
  ['Last 30 days', 30 * 24 * hourMs],
] as const;

type Range = { from?: string | undefined; to?: string | undefined };

/** From one moment up to another in the reader's own time; either may be open. The address keeps them in UTC. */
export function MomentRange({ from, to, onChange }: Range & { onChange: (range: Range) => void }) {
  return (
    <Stack gap="sm">
      <Group gap={6} maw={300}>
        {spans.map(([word, ms]) => (
          <Button
            key={word}
            size="xs"
            variant="default"
            onClick={() => onChange({ from: new Date(Date.now() - ms).toISOString(), to: undefined })}
          >
            {word}
          </Button>
        ))}
      </Group>
      <MomentInput label="From" value={from} onChange={(next) => onChange({ from: next, to })} />
      <MomentInput label="Before" value={to} onChange={(next) => onChange({ from, to: next })} />
    </Stack>
  );
}

const shortDate = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });

/** "since 12 Nov 2026, 10:00", "12 Nov … – 13 Nov …". */
export function sayRange(from: string | undefined, to: string | undefined): string {
  const say = (at: string) => shortDate.format(new Date(at));
  if (from && to) return `${say(from)} – ${say(to)}`;
  if (from) return `since ${say(from)}`;
  return to ? `before ${say(to)}` : '';
}

type InputProps = { label: string; value: string | undefined; onChange: (moment: string | undefined) => void };

function MomentInput({ label, value, onChange }: InputProps) {
  return (
    <TextInput
      type="datetime-local"
      size="xs"
      label={`${label} (your time)`}
      value={value ? toLocal(value) : ''}
      onChange={({ currentTarget }) => {
        const moment = new Date(currentTarget.value);
        onChange(Number.isNaN(moment.getTime()) ? undefined : moment.toISOString());
      }}
    />
  );
}

/** What an input of this type shows: the local time, to the minute. */
function toLocal(moment: string): string {
  const time = new Date(moment);
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
