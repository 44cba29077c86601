import type { FragmentType } from '@apollo/client';
import { useFragment, useMutation } from '@apollo/client/react';
import { Card, Group, Text, Title } from '@mantine/core';
import { CaseActions } from '../../components/case-actions.tsx';
import { CasePath } from '../../components/case-path.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { ChangingState } from '../../components/news.tsx';
import { NoState, StateBadge } from '../../components/state-badge.tsx';
import type { StepAnswer } from '../../components/step-dialog.tsx';
import { graphql } from '../../generated/gql.ts';
import type { CasePanelFragment, ChangeCaseStatusInput } from '../../generated/graphql.ts';
import { caseStates } from '../../vocabulary.ts';

const fragment = graphql(`
  fragment CasePanel on OperationCase {
    id
    reference
    status
    version
    ...CaseActions
  }
`);

const moveCase = graphql(`
  mutation MoveCase($input: ChangeCaseStatusInput!) {
    changeCaseStatus(input: $input) {
      operationCase {
        id
        status
        version
        changedAt
        availableTransitions {
          status
          requiresReason
        }
        history {
          id
          version
          fromStatus
          toStatus
          changedBy
          reason
          changedAt
          recordedAt
        }
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

type Props = {
  operationCase: FragmentType<CasePanelFragment> | null;
  isUnknown: boolean;
  /** The canonical layer has not applied the latest step yet. */
  isLagging: boolean;
};

/** Where the work stands, and the steps it may take from here. */
export function CasePanel({ operationCase, isUnknown, isLagging }: Props) {
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="sm">
        The case
      </Title>
      {operationCase ? (
        <MovableCase operationCase={operationCase} isLagging={isLagging} />
      ) : (
        <Group gap="xs">
          <NoState isUnknown={isUnknown} missing="The worker opens it as soon as it has applied the request’s first event." />
        </Group>
      )}
    </Card>
  );
}

function MovableCase({ operationCase, isLagging }: { operationCase: FragmentType<CasePanelFragment>; isLagging: boolean }) {
  const { data, complete } = useFragment({ fragment, fragmentName: 'CasePanel', from: operationCase });
  const [move, { error }] = useMutation(moveCase);
  if (!complete) return null;

  async function takeStep(input: ChangeCaseStatusInput): Promise<StepAnswer> {
    const answer = await move({ variables: { input } });
    const payload = answer.data?.changeCaseStatus;
    if (!payload) return { refusals: [], history: [], isTaken: false };
    return { refusals: payload.userErrors, history: payload.operationCase?.history ?? [], isTaken: payload.userErrors.length === 0 };
  }

  return (
    <>
      <Group gap="sm" mb="xs" role="status">
        <Text ff="monospace" fw={600}>
          {data.reference}
        </Text>
        <ChangingState word={data.status}>
          <StateBadge state={caseStates[data.status]} />
        </ChangingState>
        <Text size="sm" c="dimmed">
          version {data.version}
        </Text>
      </Group>
      <CasePath status={data.status} />
      <Text size="sm" my="xs">
        {caseStates[data.status].meaning}
      </Text>
      <Group gap={6} mb="md" wrap="nowrap" role="status">
        <Glyph shape={isLagging ? 'ring' : 'check'} color={isLagging ? 'yellow' : 'teal'} />
        <Text size="sm" c="dimmed">
          {isLagging ? 'Its latest step is on its way to the canonical layer.' : 'The canonical status is in step with it.'}
        </Text>
      </Group>
      <FailureNotice error={error} />
      <CaseActions operationCase={data} onStep={takeStep} />
    </>
  );
}
