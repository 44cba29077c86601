import { useMutation, useQuery } from '@apollo/client/react';
import { ActionIcon, Button, Card, Group, Progress, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Moment } from '../../components/moment.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { graphql } from '../../generated/gql.ts';
import type { RecoveryControl } from '../../generated/graphql.ts';
import { useLive } from '../../live/use-live.ts';
import { useMay } from '../../session/signed-in.ts';
import { countOf, formatCount } from '../../words/numbers.ts';
import { formatDuration } from '../../words/time.ts';
import { JobFailures } from './job-failures.tsx';
import { recoveryKinds, recoveryStates } from './recovery-words.ts';
import { type Refusal, Refusals } from './refusals.tsx';

const jobQuery = graphql(`
  query RecoveryJobCard($id: ID!) {
    recoveryJob(id: $id) {
      id
      kind
      state
      actor
      reason
      isCanary
      eventsPerSecond
      total
      taken
      succeeded
      failed
      skipped
      createdAt
      finishedAt
      ...JobFailures
    }
  }
`);

const controlJob = graphql(`
  mutation ControlRecoveryJob($input: ControlRecoveryJobInput!) {
    controlRecoveryJob(input: $input) {
      job {
        id
        state
        isCanary
        updatedAt
        finishedAt
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

/** Nobody tells that a job got on: it is asked while it is at work. */
const pollMs = 1_000;

/** A recovery from its beginning to its summary. */
export function JobCard({ id, onClose }: { id: string; onClose: () => void }) {
  const result = useQuery(jobQuery, { variables: { id } });
  const { data, previousData, error, loading, startPolling, stopPolling } = result;
  useLive(result);
  const job = (data ?? previousData)?.recoveryJob;
  const isRunning = job?.state === 'RUNNING';
  useEffect(() => {
    if (!isRunning) return;
    startPolling(pollMs);
    return stopPolling;
  }, [isRunning, startPolling, stopPolling]);
  const card = useRef<HTMLElement>(null);
  useEffect(() => card.current?.focus({ preventScroll: true }), []);
  const mayControl = useMay()('Mutation.controlRecoveryJob');
  const [tell] = useMutation(controlJob);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [fault, setFault] = useState<unknown>();

  async function control(word: RecoveryControl) {
    setFault(undefined);
    const answer = await tell({ variables: { input: { jobId: id, control: word } } }).catch((thrown: unknown) => ({
      error: thrown,
      data: null,
    }));
    setFault(answer.error);
    setRefusals(answer.data?.controlRecoveryJob.userErrors ?? []);
  }

  return (
    <Card withBorder mb="lg" component="section" aria-label="Recovery" ref={card} tabIndex={-1}>
      {job ? (
        <Stack gap="sm">
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <Group gap="sm">
              <Title order={2} size="h4">
                {recoveryKinds[job.kind].verb} {countOf(job.total, 'event')}
              </Title>
              <StateBadge state={recoveryStates[job.state]} />
            </Group>
            <CloseButton onClose={onClose} />
          </Group>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            “{job.reason}” — {job.actor}, <Moment at={job.createdAt} />
            {job.isCanary ? ' · as a canary' : ''}
            {job.eventsPerSecond ? ` · at most ${formatCount(job.eventsPerSecond)} a second` : ''}
          </Text>
          <Bar {...job} />
          <Text size="sm" role="status">
            {describeJob(job)}
          </Text>
          {job.state === 'RUNNING' || job.state === 'FINISHED' ? null : (
            <Text size="sm" c="dimmed">
              {recoveryStates[job.state].meaning}
            </Text>
          )}
          {mayControl && job.finishedAt === null ? (
            <Group gap="sm">
              {isRunning ? (
                <Button size="xs" variant="default" onClick={() => control('PAUSE')}>
                  Pause
                </Button>
              ) : (
                <Button size="xs" onClick={() => control('RESUME')}>
                  Go on
                </Button>
              )}
              <Button size="xs" variant="default" onClick={() => control('STOP')}>
                Stop
              </Button>
            </Group>
          ) : null}
          <Refusals title="The lab refused it" refusals={refusals} />
          <JobFailures job={job} />
        </Stack>
      ) : (
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          {loading ? <Skeleton height={120} aria-busy="true" aria-label="Loading the recovery" /> : null}
          {!loading && !error ? (
            <EmptyState title="No such recovery">There is none with this id. The link may be mistyped.</EmptyState>
          ) : null}
          <CloseButton onClose={onClose} />
        </Group>
      )}
      <FailureNotice error={error ?? fault} />
    </Card>
  );
}

function CloseButton({ onClose }: { onClose: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" aria-label="Close the recovery" onClick={onClose}>
      ×
    </ActionIcon>
  );
}

type Figures = { total: number; taken: number; succeeded: number; failed: number; skipped: number };

function Bar({ total, succeeded, failed, skipped }: Figures) {
  const parts = [
    ['succeeded', succeeded, 'teal'],
    ['failed', failed, 'red'],
    ['left out', skipped, 'gray'],
  ] as const;
  return (
    <Progress.Root size="lg" aria-hidden="true">
      {parts.map(([word, count, color]) => (
        <Progress.Section key={word} value={total === 0 ? 0 : (count / total) * 100} color={color} />
      ))}
    </Progress.Root>
  );
}

type Told = Figures & { kind: keyof typeof recoveryKinds; createdAt: string; finishedAt: string | null };

/** How far it is, or how it ended, in one sentence. */
function describeJob({ kind, total, taken, succeeded, failed, skipped, createdAt, finishedAt }: Told): string {
  if (total === 0) return 'No event was left that it could be done to.';
  const outcome = [
    `${formatCount(succeeded)} ${recoveryKinds[kind].done}`,
    ...(failed > 0 ? [`${formatCount(failed)} failed again`] : []),
    ...(skipped > 0 ? [`${formatCount(skipped)} left out, settled by somebody else or still waiting`] : []),
  ].join(', ');
  if (finishedAt === null) return `${formatCount(taken)} of ${formatCount(total)} begun: ${outcome}.`;
  const untouched = total - taken > 0 ? `, ${formatCount(total - taken)} not begun` : '';
  return `Done in ${formatDuration(Date.parse(finishedAt) - Date.parse(createdAt))}: ${outcome}${untouched}.`;
}
