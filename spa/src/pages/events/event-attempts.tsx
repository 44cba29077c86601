import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Table, Text } from '@mantine/core';
import { Moment } from '../../components/moment.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { WideTable } from '../../components/wide-table.tsx';
import { graphql } from '../../generated/gql.ts';
import type { EventAttemptsFragment } from '../../generated/graphql.ts';
import { formatDuration } from '../../words/time.ts';
import { syncOutcomes } from '../../words/vocabulary.ts';
import classes from './events.module.css';

const fragment = graphql(`
  fragment EventAttempts on Event {
    id
    syncLogs {
      id
      attempt
      outcome
      message
      errorCode
      worker
      startedAt
      durationMs
    }
  }
`);

type Log = EventAttemptsFragment['syncLogs'][number];

/** Delivery attempts side by side: what differs from one to the next is seen at once. */
export function EventAttempts({ event }: { event: FragmentType<EventAttemptsFragment> }) {
  const { data, complete } = useFragment({ fragment, from: event });
  if (!complete) return null;
  const logs = data.syncLogs;
  if (logs.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        None yet: the worker has not come to it.
      </Text>
    );
  }
  const longestMs = Math.max(...logs.map(({ durationMs }) => durationMs));
  return (
    <WideTable label="Delivery attempts of this event" className={classes.attempts ?? ''} w="auto" miw="100%">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="row">Attempt</Table.Th>
          {logs.map(({ id, attempt }) => (
            <Table.Th key={id} scope="col">
              {attempt}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        <Row name="Outcome" logs={logs}>
          {({ outcome }) => <StateBadge state={syncOutcomes[outcome]} />}
        </Row>
        <Row name="What was done" logs={logs}>
          {(log, before) =>
            before && wordsOf(before) === wordsOf(log) ? (
              <Text size="sm" c="dimmed">
                same as {before.attempt}
              </Text>
            ) : (
              <Text size="sm">{wordsOf(log)}</Text>
            )
          }
        </Row>
        <Row name="Took" logs={logs}>
          {({ durationMs }) => (
            <>
              <Text size="sm">{formatDuration(durationMs)}</Text>
              {logs.length > 1 ? (
                <div
                  className={classes.bar}
                  style={{ width: `${Math.max(2, (durationMs / Math.max(longestMs, 0.1)) * 100)}%` }}
                  aria-hidden="true"
                />
              ) : null}
            </>
          )}
        </Row>
        <Row name="Began" logs={logs}>
          {({ startedAt }) => (
            <Text size="sm" component="span">
              <Moment at={startedAt} />
            </Text>
          )}
        </Row>
        <Row name="Worker" logs={logs}>
          {({ worker }) => (
            <Text size="xs" ff="monospace" c="dimmed">
              {worker}
            </Text>
          )}
        </Row>
      </Table.Tbody>
    </WideTable>
  );
}

function wordsOf({ errorCode, message }: Log): string {
  return errorCode ? `${errorCode}: ${message}` : message;
}

type RowProps = { name: string; logs: readonly Log[]; children: (log: Log, before: Log | undefined) => React.ReactNode };

function Row({ name, logs, children }: RowProps) {
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      {logs.map((log, place) => (
        <Table.Td key={log.id}>{children(log, logs[place - 1])}</Table.Td>
      ))}
    </Table.Tr>
  );
}
