import { useQuery } from '@apollo/client/react';
import { Skeleton, Stack, Text, Title } from '@mantine/core';
import { Facts } from '../../components/facts.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Moment } from '../../components/moment.tsx';
import { Notice } from '../../components/notice.tsx';
import { RawJson } from '../../components/raw-json.tsx';
import { graphql } from '../../generated/gql.ts';
import { useLive } from '../../live/use-live.ts';
import { eventStates } from '../../words/vocabulary.ts';
import { AttemptList } from './timeline/attempt-list.tsx';

const event = graphql(`
  query TimelineEvent($id: ID!) {
    event(id: $id) {
      id
      status
      explanation
      payload
      revision
      correlationId
      causationId
      processedAt
      nextAttemptAt
      error {
        code
        message
      }
      syncLogs {
        id
        ...Attempt
      }
    }
  }
`);

/** What a bar of the timeline stands for: why it is as it is, every attempt, and what the event says. */
export function TimelineEvent({ id, requestId }: { id: string; requestId: string }) {
  const result = useQuery(event, { variables: { id } });
  useLive(result, { requestId });
  const found = (result.data ?? result.previousData)?.event;
  if (!found)
    return result.error ? (
      <FailureNotice error={result.error} />
    ) : (
      <Skeleton height={240} aria-busy="true" aria-label="Loading the event" />
    );
  const { status, error, syncLogs } = found;
  const { shape, color, word } = eventStates[status];
  return (
    <Stack gap="md">
      <FailureNotice error={result.error} />
      <Notice title={error && status !== 'PROCESSED' ? error.code : `Why it is ${word}`} shape={shape} color={color}>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {found.explanation}
        </Text>
      </Notice>
      <section aria-labelledby="attempts">
        <Title order={3} size="h6" mb={4} id="attempts">
          Attempts
        </Title>
        <AttemptList attempts={syncLogs} />
      </section>
      <section aria-labelledby="says">
        <Title order={3} size="h6" mb={4} id="says">
          What it says
        </Title>
        <RawJson label="Payload" value={found.payload} />
      </section>
      <Facts
        facts={[
          ['Event', found.id],
          ['Correlation', found.correlationId],
          ['Caused by', found.causationId ?? 'a person'],
          ['Revision', found.revision],
          ['Applied', found.processedAt ? <Moment key="applied" at={found.processedAt} /> : 'not yet'],
          ...(found.nextAttemptAt ? [['Next attempt', <Moment key="next" at={found.nextAttemptAt} />] as const] : []),
        ]}
      />
    </Stack>
  );
}
