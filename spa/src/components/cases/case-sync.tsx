import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Card, Group, Stack, Text, Title } from '@mantine/core';
import { graphql } from '../../generated/gql.ts';
import type { CaseSyncFragment } from '../../generated/graphql.ts';
import { blocked, businessObjectStates, caseStates, eventStates } from '../../words/vocabulary.ts';
import { Glyph } from '../glyph.tsx';
import { TextLink } from '../links.tsx';
import { Moment } from '../moment.tsx';
import { ChangingState } from '../news.tsx';
import { NoState, StateBadge } from '../state-badge.tsx';

const fragment = graphql(`
  fragment CaseSync on OperationCase {
    id
    version
    status
    history {
      id
      version
      toStatus
      event {
        id
        type
        sequence
        status
        isBlocked
        attempts
        nextAttemptAt
        explanation
      }
    }
    serviceRequest {
      id
      reference
    }
    businessObject {
      id
      businessKey
      status
      version
      appliedCaseVersion
      updatedAt
    }
  }
`);

type Props = { operationCase: FragmentType<CaseSyncFragment>; unknown: ReadonlySet<string> };

/** Whether the enterprise-wide status has followed the case, and if not, behind which event it waits. */
export function CaseSync({ operationCase, unknown }: Props) {
  const { data, complete } = useFragment({ fragment, from: operationCase });
  if (!complete) return null;
  const { businessObject: object, serviceRequest, history, version } = data;
  const missing = object ? history.filter((step) => step.version > object.appliedCaseVersion) : [];
  const [next] = missing;
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="sm">
        The canonical status
      </Title>
      {object ? (
        <Stack gap="xs">
          <Group gap="sm">
            {serviceRequest ? (
              <TextLink
                to="/requests/$reference"
                params={{ reference: serviceRequest.reference }}
                search={{ tab: 'canonical' }}
                ff="monospace"
                fw={600}
              >
                {object.businessKey}
              </TextLink>
            ) : (
              <Text ff="monospace" fw={600}>
                {object.businessKey}
              </Text>
            )}
            <ChangingState word={object.status}>
              <StateBadge state={businessObjectStates[object.status]} />
            </ChangingState>
          </Group>
          <Group gap={8} wrap="nowrap" role="status" align="flex-start">
            <span style={{ paddingTop: 3 }}>
              <Glyph shape={next ? 'ring' : 'check'} color={next ? 'yellow' : 'teal'} />
            </span>
            <Text size="sm">
              {next
                ? `Lagging: it reflects version ${object.appliedCaseVersion} of the case, which is at version ${version} (${caseStates[data.status].word}).`
                : `In step: it reflects version ${version} of the case.`}
            </Text>
          </Group>
          {next ? <WaitsFor step={next} others={missing.length - 1} /> : null}
          <Text size="xs" c="dimmed">
            Last written <Moment at={object.updatedAt} />, as version {object.version} of the business object.
          </Text>
        </Stack>
      ) : (
        <NoState isUnknown={unknown.has('businessObject')} missing="The worker makes the business object together with the case." />
      )}
    </Card>
  );
}

type Step = CaseSyncFragment['history'][number];

function WaitsFor({ step: { event }, others }: { step: Step; others: number }) {
  if (!event) return <Text size="sm">It waits for an event that cannot be looked up now.</Text>;
  return (
    <Stack gap={4}>
      <Group gap={8}>
        <Text size="sm">
          It waits for event{' '}
          <TextLink to="/events" search={{ event: event.id }} inherit>
            #{event.sequence} {event.type}
          </TextLink>
        </Text>
        <StateBadge state={event.isBlocked ? blocked : eventStates[event.status]} />
      </Group>
      <Text size="sm" c="dimmed">
        {event.explanation}
        {others > 0 ? ` ${others === 1 ? 'One more step waits' : `${others} more steps wait`} behind it.` : ''}
      </Text>
      {event.nextAttemptAt ? (
        <Text size="sm" c="dimmed">
          Tried {event.attempts === 1 ? 'once' : `${event.attempts} times`}; again <Moment at={event.nextAttemptAt} />.
        </Text>
      ) : null}
    </Stack>
  );
}
