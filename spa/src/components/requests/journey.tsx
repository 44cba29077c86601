import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { graphql } from '../../generated/gql.ts';
import type { EventStatus, JourneyFragment } from '../../generated/graphql.ts';
import { type Layer, layers } from '../../words/layers.ts';
import { countOf } from '../../words/numbers.ts';
import { businessObjectStates, caseStates, eventStates, received, type State, serviceRequestStates } from '../../words/vocabulary.ts';
import { TextLink } from '../links.tsx';
import { Moment } from '../moment.tsx';
import { ChangingState } from '../news.tsx';
import { NoState, StateBadge } from '../state-badge.tsx';
import { Road, Stop, StopReference } from './road.tsx';

const fragment = graphql(`
  fragment Journey on ServiceRequest {
    id
    reference
    status
    createdAt
    submission {
      id
      recordedAt
      submittedBy
    }
    operationCase {
      id
      reference
      status
      version
      changedAt
    }
    businessObject {
      id
      businessKey
      status
      appliedCaseVersion
      updatedAt
    }
  }
`);

type Props = {
  request: FragmentType<JourneyFragment>;
  /** Statuses of its events, once they are known. */
  events?: readonly EventStatus[] | undefined;
  /** Fields whose subgraph could not be asked. */
  unknown: ReadonlySet<string>;
};

/** Where one request stands in every layer, in the order in which it travels. */
export function Journey({ request, events, unknown }: Props) {
  const { data, complete } = useFragment({ fragment, from: request });
  if (!complete) return null;
  const { submission, operationCase, businessObject } = data;
  const isLagging = operationCase !== null && businessObject !== null && businessObject.appliedCaseVersion < operationCase.version;
  const worst = worstOf(events ?? [data.status === 'PENDING' || isLagging ? 'PENDING' : 'PROCESSED']);
  return (
    <Road label="Where this request stands">
      <JourneyStop
        layer={layers.intake}
        state={received}
        reference="Submission"
        note={`by ${submission.submittedBy}`}
        at={submission.recordedAt}
      />
      <JourneyStop layer={layers.source} state={serviceRequestStates[data.status]} reference={data.reference} at={data.createdAt} />
      <JourneyStop
        layer={layers.integration}
        state={eventStates[worst]}
        reference={events ? countOf(events.length, 'event') : 'Events'}
        note={worst === 'PROCESSED' ? 'all applied by the worker' : eventStates[worst].meaning}
      />
      <JourneyStop
        layer={layers.operational}
        state={operationCase && caseStates[operationCase.status]}
        isUnknown={unknown.has('operationCase')}
        reference={
          operationCase ? (
            <TextLink to="/cases/$number" params={{ number: operationCase.reference }} inherit>
              {operationCase.reference}
            </TextLink>
          ) : undefined
        }
        at={operationCase?.changedAt}
      />
      <JourneyStop
        layer={layers.canonical}
        state={businessObject && businessObjectStates[businessObject.status]}
        isUnknown={unknown.has('businessObject')}
        reference={
          businessObject ? (
            <TextLink to="/objects/$reference" params={{ reference: businessObject.businessKey }} inherit>
              {businessObject.businessKey}
            </TextLink>
          ) : undefined
        }
        note={isLagging ? 'a change is on its way here' : undefined}
        at={businessObject?.updatedAt}
      />
    </Road>
  );
}

type JourneyStopProps = {
  layer: Layer;
  state: State | null;
  isUnknown?: boolean;
  reference?: ReactNode;
  note?: string | undefined;
  at?: string | undefined;
};

function JourneyStop({ layer, state, isUnknown = false, reference, note, at }: JourneyStopProps) {
  return (
    <Stop layer={layer} isMissing={state === null}>
      <Group gap="xs">
        <ChangingState word={state?.word}>
          {state ? <StateBadge state={state} /> : <NoState isUnknown={isUnknown} missing="waits for the worker" />}
        </ChangingState>
      </Group>
      {reference ? <StopReference>{reference}</StopReference> : null}
      <Text size="xs" c="dimmed">
        {note}
        {note && at ? ' · ' : null}
        {at ? <Moment at={at} /> : null}
      </Text>
    </Stop>
  );
}

/** The event status that a person should hear of first. */
function worstOf(statuses: readonly EventStatus[]): EventStatus {
  const order: EventStatus[] = ['DEAD', 'RETRYING', 'PENDING'];
  return order.find((status) => statuses.includes(status)) ?? 'PROCESSED';
}
