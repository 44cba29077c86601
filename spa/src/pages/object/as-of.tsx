import { Button, Group, Slider, Stack, Text, TextInput } from '@mantine/core';
import { Temporal } from 'temporal-polyfill';
import { type Instant, versionAt } from './version-at.ts';

type Props = {
  versions: readonly { version: number; time: string }[];
  instant: Instant;
  onChange: (instant: Instant) => void;
};

/** Goes back in time: from version to version, or to any moment. */
export function AsOf({ versions, instant, onChange }: Props) {
  const shown = versionAt(versions, instant);
  const at = instant.version === undefined ? instant.at : shown?.time;
  const last = versions.length - 1;
  const place = shown ? versions.indexOf(shown) : -1;
  return (
    <Stack gap={6} w={{ base: '100%', sm: 380 }}>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          type="datetime-local"
          step={1}
          label="As of"
          size="xs"
          flex={1}
          value={at ? toLocal(at) : ''}
          onChange={({ currentTarget }) => onChange({ at: fromLocal(currentTarget.value) })}
        />
        <Button size="xs" variant="default" disabled={at === undefined} onClick={() => onChange({})}>
          Now
        </Button>
      </Group>
      {last > 0 ? (
        <Slider
          thumbLabel="Version"
          min={0}
          max={last}
          step={1}
          value={Math.max(0, place)}
          onChange={(next) => onChange(next === last ? {} : { version: String(versions[next]?.version) })}
          label={(value) => `version ${versions[value]?.version}`}
          thumbProps={{ 'aria-valuetext': shown ? `version ${shown.version}` : 'before the first version' }}
          marks={versions.map(({ version }, value) => ({ value, label: `v${version}` }))}
          mb="md"
          mx="xs"
          size="sm"
        />
      ) : (
        <Text size="xs" c="dimmed">
          It has had one version so far.
        </Text>
      )}
    </Stack>
  );
}

/** A moment as the browser's own field for it wants it: the reader's clock, without a zone. */
function toLocal(at: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(Temporal.Now.timeZoneId()).toPlainDateTime().toString({ smallestUnit: 'second' });
}

/** @returns undefined while the field is empty or half filled in. */
function fromLocal(text: string): string | undefined {
  if (text === '') return undefined;
  const instant = Temporal.PlainDateTime.from(text).toZonedDateTime(Temporal.Now.timeZoneId()).toInstant();
  return instant.toString({ smallestUnit: 'millisecond' });
}
