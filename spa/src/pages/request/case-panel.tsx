import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Card, Group, Text, Title } from '@mantine/core';
import { belowHeader } from '../../components/below-header.ts';
import { CaseActions } from '../../components/cases/case-actions.tsx';
import { CasePath } from '../../components/cases/case-path.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { TextLink } from '../../components/links.tsx';
import { ChangingState } from '../../components/news.tsx';
import { NoState, StateBadge } from '../../components/state-badge.tsx';
import { graphql } from '../../generated/gql.ts';
import type { CasePanelFragment } from '../../generated/graphql.ts';
import { caseStates } from '../../words/vocabulary.ts';
import { useMoveCase } from '../cases/move-case.ts';

const fragment = graphql(`
  fragment CasePanel on OperationCase {
    id
    reference
    status
    version
    ...CaseSteps
  }
`);

type Props = {
  operationCase: FragmentType<CasePanelFragment> | null;
  isUnknown: boolean;
  /** The canonical layer has not applied the latest step yet. */
  isLagging: boolean;
  /** On the page of the case itself, which says more about it elsewhere. */
  isOwnPage?: boolean;
};

/** Where the work stands, and the steps it may take from here. */
export function CasePanel({ operationCase, isUnknown, isLagging, isOwnPage = false }: Props) {
  return (
    <Card withBorder id="request-case" style={belowHeader}>
      <Title order={2} size="h4" mb="sm">
        The case
      </Title>
      {operationCase ? (
        <MovableCase operationCase={operationCase} isLagging={isLagging} isOwnPage={isOwnPage} />
      ) : (
        <Group gap="xs">
          <NoState isUnknown={isUnknown} missing="The worker opens it as soon as it has applied the request’s first event." />
        </Group>
      )}
    </Card>
  );
}

type MovableProps = { operationCase: FragmentType<CasePanelFragment>; isLagging: boolean; isOwnPage: boolean };

function MovableCase({ operationCase, isLagging, isOwnPage }: MovableProps) {
  const { data, complete } = useFragment({ fragment, fragmentName: 'CasePanel', from: operationCase });
  const move = useMoveCase();
  if (!complete) return null;
  return (
    <>
      <Group gap="sm" mb="xs" role="status">
        {isOwnPage ? null : (
          <TextLink to="/cases/$number" params={{ number: data.reference }} ff="monospace" fw={600}>
            {data.reference}
          </TextLink>
        )}
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
      {isOwnPage ? null : (
        <Group gap={6} mb="md" wrap="nowrap" role="status">
          <Glyph shape={isLagging ? 'ring' : 'check'} color={isLagging ? 'yellow' : 'teal'} />
          <Text size="sm" c="dimmed">
            {isLagging ? 'Its latest step is on its way to the canonical layer.' : 'The canonical status is in step with it.'}
          </Text>
        </Group>
      )}
      <CaseActions operationCase={data} onStep={move} />
    </>
  );
}
