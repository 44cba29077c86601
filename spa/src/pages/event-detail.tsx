import { useQuery } from '@apollo/client/react';
import { Grid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { EmptyState } from '../components/empty-state.tsx';
import { Facts } from '../components/facts.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { Moment } from '../components/moment.tsx';
import { Notice } from '../components/notice.tsx';
import { RawJson } from '../components/raw-json.tsx';
import { SyncLogTable } from '../components/sync-log-table.tsx';
import { graphql } from '../generated/gql.ts';
import { useLive } from '../live.ts';
import { eventStates } from '../vocabulary.ts';

const detail = graphql(`
  query EventDetail($id: ID!) {
    event(id: $id) {
      id
      cloudEventType
      schemaVersion
      aggregateType
      aggregateId
      serviceRequest {
        id
      }
      status
      payload
      revision
      correlationId
      causationId
      time
      recordedTime
      processedAt
      error {
        code
        message
        fingerprint
      }
      syncLogs {
        id
        ...SyncLogRow
      }
    }
  }
`);

/** One event opened up: envelope, payload, every attempt, and why it failed. */
export function EventDetail({ id }: { id: string }) {
  const result = useQuery(detail, { variables: { id } });
  const event = (result.data ?? result.previousData)?.event;
  useLive(result, { requestId: event?.serviceRequest?.id });
  if (!event) {
    if (result.error) return <FailureNotice error={result.error} />;
    if (result.loading) return <Skeleton height={240} aria-busy="true" aria-label="Loading the event" />;
    return <EmptyState title="No such event">There is no event with this id. The link may be mistyped.</EmptyState>;
  }
  return (
    <Stack gap="md" p="sm">
      <FailureNotice error={result.error} />
      {event.error && event.status !== 'PROCESSED' ? (
        <Notice title={event.error.code} shape={eventStates[event.status].shape} color={eventStates[event.status].color}>
          <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {event.error.message}
          </Text>
          <Text size="xs" c="dimmed" mt={4}>
            Cause {event.error.fingerprint}.{' '}
            {event.status === 'RETRYING' ? 'It is tried again by itself.' : eventStates[event.status].meaning}
          </Text>
        </Notice>
      ) : null}
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Facts
            facts={[
              ['Event', event.id],
              ['CloudEvents type', event.cloudEventType],
              ['Schema version', event.schemaVersion],
              ['About', `${event.aggregateType} ${event.aggregateId}`],
              ['Correlation', event.correlationId],
              ['Caused by', event.causationId ?? 'a person'],
              ['Revision', event.revision],
              ['Happened', <Moment key="time" at={event.time} />],
              ['Recorded', <Moment key="recorded" at={event.recordedTime} />],
              ['Applied', event.processedAt ? <Moment key="processed" at={event.processedAt} /> : 'not yet'],
            ]}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <RawJson label="Payload" value={event.payload} />
        </Grid.Col>
      </Grid>
      <div>
        <Title order={3} size="h6" mb={4}>
          Delivery attempts
        </Title>
        {event.syncLogs.length === 0 ? (
          <Text size="sm" c="dimmed">
            None yet: the worker has not come to it.
          </Text>
        ) : (
          <SyncLogTable label="Delivery attempts of this event" logs={event.syncLogs} isWithEvent={false} />
        )}
      </div>
    </Stack>
  );
}
