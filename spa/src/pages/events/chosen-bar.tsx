import { Button, Text } from '@mantine/core';
import { Glyph } from '../../components/glyph.tsx';
import type { EventStatus, RecoveryKind } from '../../generated/graphql.ts';
import { countOf, formatCount } from '../../words/numbers.ts';
import type { Chosen } from './chosen.ts';
import classes from './events.module.css';
import { kindsFor, recoveryKinds } from './recovery-words.ts';

const everyStatus: EventStatus[] = ['DEAD', 'RETRYING', 'DISCARDED', 'PROCESSED'];

type Props = {
  chosen: Chosen;
  /** How many rows are there to be chosen one by one. */
  shown: number;
  /** How many match in all. */
  total: number;
  /** The status that the list is narrowed to. */
  status: EventStatus | undefined;
  /** Chooses everything that matches; null where that would be every event there is. */
  onAll: (() => void) | null;
  onClear: () => void;
  onRecover: (kind: RecoveryKind) => void;
};

/** What is chosen, and what can be done with it. */
export function ChosenBar({ chosen, shown, total, status, onAll, onClear, onRecover }: Props) {
  const kinds = kindsFor(chosen.all ? (status ? [status] : everyStatus) : [...chosen.one.values()]);
  const isPage = !chosen.all && chosen.one.size >= shown && total > shown;
  return (
    <section className={classes.chosen} aria-label="Selected events">
      <Text size="sm" fw={600} role="status">
        {chosen.all ? `All ${countOf(total, 'event')} that match` : countOf(chosen.one.size, 'event')} selected
      </Text>
      {isPage && onAll ? (
        <Button variant="subtle" size="compact-sm" onClick={onAll}>
          Select all {formatCount(total)} that match
        </Button>
      ) : null}
      {isPage && !onAll ? (
        <Text size="xs" c="dimmed">
          To select more than is shown, narrow the list by a status or a filter.
        </Text>
      ) : null}
      {kinds.map((kind) => {
        const { verb, shape, color } = recoveryKinds[kind];
        return (
          <Button
            key={kind}
            size="xs"
            variant="default"
            leftSection={<Glyph shape={shape} color={color} />}
            onClick={() => onRecover(kind)}
          >
            {verb}…
          </Button>
        );
      })}
      {kinds.length === 0 ? (
        <Text size="xs" c="dimmed">
          Pending events are on their way: there is nothing to be done.
        </Text>
      ) : null}
      <Button variant="subtle" color="gray" size="compact-sm" ml="auto" onClick={onClear}>
        Clear
      </Button>
    </section>
  );
}
