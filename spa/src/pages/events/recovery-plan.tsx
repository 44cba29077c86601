import { Group, Stack, Text } from '@mantine/core';
import { Glyph } from '../../components/glyph.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import type { RecoveryKind, RecoveryPlanQuery } from '../../generated/graphql.ts';
import { countOf, formatCount } from '../../words/numbers.ts';
import { eventStates } from '../../words/vocabulary.ts';
import classes from './events.module.css';
import { recoveryKinds } from './recovery-words.ts';

/** The most causes that are told one by one. */
const mostCauses = 4;

type Props = {
  kind: RecoveryKind;
  plan: RecoveryPlanQuery['recoveryPreview'];
  /** The first few of the events. */
  events: RecoveryPlanQuery['events']['nodes'];
};

/** How many, which, and what is left out and why. */
export function RecoveryPlan({ kind, plan, events }: Props) {
  const { matching, eligible, ineligible } = plan;
  const causes = plan.causes.filter(({ name }) => name !== 'none');
  return (
    <Stack gap={6} role="group" aria-label="What would be done">
      <Text fw={600}>
        {eligible === matching
          ? `${recoveryKinds[kind].verb} ${countOf(eligible, 'event')}.`
          : `${recoveryKinds[kind].verb} ${formatCount(eligible)} of ${countOf(matching, 'event')}.`}
      </Text>
      {ineligible.map(({ status, reason, count }) => (
        <Group key={status} gap={6} wrap="nowrap" align="flex-start">
          <Glyph shape={eventStates[status].shape} color={eventStates[status].color} />
          <Text size="sm">
            {countOf(count, eventStates[status].word, eventStates[status].word)} left out: {reason}.
          </Text>
        </Group>
      ))}
      {kind !== 'REPLAY' && causes.length > 0 ? (
        <ul className={classes.plain} aria-label="Causes">
          {causes.slice(0, mostCauses).map(({ name, count }) => (
            <Text key={name} component="li" size="sm" c="dimmed" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
              {formatCount(count)} × {name}
            </Text>
          ))}
          {causes.length > mostCauses ? (
            <Text component="li" size="sm" c="dimmed">
              and {countOf(causes.length - mostCauses, 'more cause')}
            </Text>
          ) : null}
        </ul>
      ) : null}
      <ul className={classes.plain} aria-label="Events">
        {events.map(({ id, type, sequence, status, serviceRequest }) => (
          <Group key={id} component="li" gap={8} py={2}>
            <Text size="sm" fw={500}>
              {type} <span className={classes.hash}>#{sequence}</span>
            </Text>
            <Text size="sm" ff="monospace" c="dimmed">
              {serviceRequest?.reference ?? 'unknown'}
            </Text>
            <StateBadge state={eventStates[status]} />
          </Group>
        ))}
      </ul>
      {matching > events.length ? (
        <Text size="sm" c="dimmed">
          and {countOf(matching - events.length, 'more event')}
        </Text>
      ) : null}
    </Stack>
  );
}
