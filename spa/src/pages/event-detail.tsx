import { useQuery } from '@apollo/client/react';
import { ActionIcon, CopyButton, Group, Skeleton, Stack, Text, Title, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { EmptyState } from '../components/empty-state.tsx';
import { Facts } from '../components/facts.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { Glyph } from '../components/glyph.tsx';
import { TextLink } from '../components/links.tsx';
import { Moment } from '../components/moment.tsx';
import { ChangingState } from '../components/news.tsx';
import { StateBadge } from '../components/state-badge.tsx';
import { graphql } from '../generated/gql.ts';
import { useLive } from '../live/use-live.ts';
import { blocked, eventStates } from '../words/vocabulary.ts';
import { EventActions } from './events/event-actions.tsx';
import { EventAttempts } from './events/event-attempts.tsx';
import { EventEffects } from './events/event-effects.tsx';
import { EventPayload } from './events/event-payload.tsx';
import { EventsBehind } from './events/events-behind.tsx';
import { TypeName } from './events/type-name.tsx';

/** How the lab explains an event depends on the clock: when it is tried again, whether a worker is heard of. */
const agesAfterMs = 10_000;

const detail = graphql(`
  query EventDetail($id: ID!) {
    event(id: $id) {
      id
      type
      cloudEventType
      schemaVersion
      aggregateType
      aggregateId
      sequence
      status
      isBlocked
      attempts
      explanation
      revision
      actor
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
      serviceRequest {
        id
        reference
        ...EventsBehind
        ...EventEffects
      }
      ...EventActions
      ...EventPayload
      ...EventAttempts
    }
  }
`);

type Props = {
  id: string;
  /** Whether the page's keys for acting on an event mean this one. */
  hasKeys?: boolean;
  /** Where it stands beside a list: back to the list alone. */
  onClose?: () => void;
};

/** One event opened up: why it stands where it stands, what waits behind it, every attempt, what came of it, and what it says. */
export function EventDetail({ id, hasKeys = false, onClose }: Props) {
  const result = useQuery(detail, { variables: { id } });
  const event = (result.data ?? result.previousData)?.event;
  useLive(result, { requestId: event?.serviceRequest?.id, agesAfterMs });
  const back = onClose ? <Back onClose={onClose} /> : null;
  if (!event) {
    if (result.error) return <FailureNotice error={result.error} />;
    if (result.loading) return <Skeleton height={240} aria-busy="true" aria-label="Loading the event" />;
    return (
      <>
        {back}
        <EmptyState title="No such event">There is no event with this id. The link may be mistyped.</EmptyState>
      </>
    );
  }
  const { status, serviceRequest } = event;
  const state = eventStates[status];
  return (
    <Stack gap="lg" p={onClose ? 0 : 'sm'}>
      <FailureNotice error={result.error} />
      <Stack gap={8}>
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Group gap={10}>
            <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
              <TypeName of={event.type} /> #{event.sequence}
            </Title>
            <ChangingState word={state.word}>
              <StateBadge state={state} note={status === 'PROCESSED' && event.attempts > 1 ? 'after retries' : undefined} />
            </ChangingState>
            {event.isBlocked ? <StateBadge state={blocked} /> : null}
          </Group>
          {back}
        </Group>
        {onClose ? (
          <Text size="sm">
            of{' '}
            {serviceRequest ? (
              <TextLink
                to="/requests/$reference"
                params={{ reference: serviceRequest.reference }}
                search={{ tab: 'events', event: id }}
                size="sm"
                ff="monospace"
              >
                {serviceRequest.reference}
              </TextLink>
            ) : (
              'a request that nobody can name now'
            )}
          </Text>
        ) : null}
        <Group gap={8} wrap="nowrap" align="flex-start" role="status">
          <span style={{ paddingTop: 3 }}>
            <Glyph shape={state.shape} color={state.color} size={16} />
          </span>
          <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {sentence(event.explanation)}
          </Text>
        </Group>
        <EventActions event={event} hasKeys={hasKeys} />
      </Stack>
      {serviceRequest ? (
        <EventsBehind request={serviceRequest} sequence={event.sequence} isHeld={status !== 'PROCESSED' && status !== 'DISCARDED'} />
      ) : null}
      <Part title="Delivery attempts">
        <EventAttempts event={event} />
      </Part>
      {serviceRequest ? (
        <Part title="What came of it">
          <EventEffects request={serviceRequest} eventId={id} />
        </Part>
      ) : null}
      <Part title="Payload">
        <EventPayload event={event} />
      </Part>
      <Part title="Envelope">
        <Facts
          facts={[
            ['Event', <Id key="id" id={event.id} what="event" />],
            ['CloudEvents type', event.cloudEventType],
            ['Schema version', event.schemaVersion],
            ['About', `${event.aggregateType} ${event.aggregateId}`],
            ['By', event.actor],
            ['Correlation', <Id key="flow" id={event.correlationId} what="flow" />],
            ['Caused by', event.causationId ?? 'a person'],
            ['Revision', event.revision],
            ['Cause of failure', event.error ? <Cause key="cause" fingerprint={event.error.fingerprint} /> : 'none'],
            ['Happened', <Moment key="time" at={event.time} />],
            ['Recorded', <Moment key="recorded" at={event.recordedTime} />],
            ['Applied', event.processedAt ? <Moment key="processed" at={event.processedAt} /> : 'not yet'],
          ]}
        />
      </Part>
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Title order={3} size="h6" mb={6}>
        {title}
      </Title>
      {children}
    </div>
  );
}

function Back({ onClose }: { onClose: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" aria-label="Back to the list" title="Back to the list (Esc)" onClick={onClose}>
      ×
    </ActionIcon>
  );
}

function Cause({ fingerprint }: { fingerprint: string }) {
  return (
    <TextLink to="/events" search={{ cause: fingerprint }} size="sm" ff="monospace">
      {fingerprint}
    </TextLink>
  );
}

function Id({ id, what }: { id: string; what: string }) {
  return (
    <Group gap={4} wrap="nowrap">
      <span style={{ overflowWrap: 'anywhere' }}>{id}</span>
      <CopyButton value={id}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : 'Copy'} withArrow>
            <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`Copy the id of the ${what}`} onClick={copy}>
              {copied ? <Glyph shape="check" color="teal" /> : <CopyIcon />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Group>
  );
}

function CopyIcon() {
  return (
    <svg
      viewBox="0 0 16 16"
      width="14"
      height="14"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinejoin="round"
    >
      <path d="M5.5 5.5h7v8h-7z" />
      <path d="M10.5 5.5v-3h-7v8h2" />
    </svg>
  );
}

/** The lab explains without a capital and a full stop, as part of other sentences too. */
function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
