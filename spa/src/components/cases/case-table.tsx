import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Table, Text, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { graphql } from '../../generated/gql.ts';
import type { CaseRowFragment, CaseStatus, CaseStepsFragment } from '../../generated/graphql.ts';
import { businessObjectStates, caseStates } from '../../words/vocabulary.ts';
import { TextLink } from '../links.tsx';
import { Moment } from '../moment.tsx';
import { Name } from '../name.tsx';
import { NoState, PriorityMark, StateBadge } from '../state-badge.tsx';
import { WideTable } from '../wide-table.tsx';
import { caseSteps, type SteppingCase } from './case-steps.ts';

const fragment = graphql(`
  fragment CaseRow on OperationCase {
    priority
    changedAt
    customer {
      id
      name
    }
    businessObject {
      id
      status
      appliedCaseVersion
    }
  }
`);

type Row = FragmentType<CaseRowFragment> & FragmentType<CaseStepsFragment>;

type CaseTableProps = {
  cases: readonly ({ id: string } & Row)[];
  /** Fields whose subgraph could not be asked. */
  unknown: ReadonlySet<string>;
  /** Where a case is shown to be while its step is on its way. */
  statusOf?: (id: string) => CaseStatus | undefined;
  /** What can be done with a case. */
  steps?: (operationCase: SteppingCase) => ReactNode;
};

export function CaseTable({ cases, unknown, statusOf, steps }: CaseTableProps) {
  return (
    <WideTable label="Cases" highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Case</Table.Th>
          <Table.Th visibleFrom="md">Customer</Table.Th>
          <Table.Th visibleFrom="lg">Team</Table.Th>
          <Table.Th visibleFrom="lg">Priority</Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th visibleFrom="sm">Canonical</Table.Th>
          <Table.Th visibleFrom="md" ta="right">
            Changed
          </Table.Th>
          {steps ? (
            <Table.Th w={36}>
              <VisuallyHidden>Steps</VisuallyHidden>
            </Table.Th>
          ) : null}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {cases.map((operationCase) => (
          <CaseRow
            key={operationCase.id}
            operationCase={operationCase}
            unknown={unknown}
            moving={statusOf?.(operationCase.id)}
            steps={steps}
          />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

type CaseRowProps = {
  operationCase: Row;
  unknown: ReadonlySet<string>;
  moving: CaseStatus | undefined;
  steps: ((operationCase: SteppingCase) => ReactNode) | undefined;
};

function CaseRow({ operationCase, unknown, moving, steps }: CaseRowProps) {
  const { data, complete } = useFragment({ fragment, from: operationCase });
  const stepping = useFragment({ fragment: caseSteps, from: operationCase });
  if (!complete || !stepping.complete) return null;
  const { id, reference, status, version, team } = stepping.data;
  const { businessObject } = data;
  return (
    <Table.Tr data-case={id}>
      <Table.Td>
        <TextLink to="/cases/$number" params={{ number: reference }} fw={600} size="sm" ff="monospace" style={{ whiteSpace: 'nowrap' }}>
          {reference}
        </TextLink>
      </Table.Td>
      <Table.Td visibleFrom="md">
        <Name value={data.customer?.name} />
      </Table.Td>
      <Table.Td visibleFrom="lg">
        <Name value={team?.name} />
      </Table.Td>
      <Table.Td visibleFrom="lg">
        <PriorityMark priority={data.priority} />
      </Table.Td>
      <Table.Td>
        <StateBadge state={caseStates[moving ?? status]} note={moving ? 'saving' : undefined} />
      </Table.Td>
      <Table.Td visibleFrom="sm">
        {businessObject ? (
          <StateBadge
            state={businessObjectStates[businessObject.status]}
            note={businessObject.appliedCaseVersion < version ? 'follows' : undefined}
          />
        ) : (
          <NoState isUnknown={unknown.has('businessObject')} />
        )}
      </Table.Td>
      <Table.Td visibleFrom="md" ta="right">
        <Text size="sm" c="dimmed" component="span">
          <Moment at={data.changedAt} />
        </Text>
      </Table.Td>
      {steps ? <Table.Td>{steps(stepping.data)}</Table.Td> : null}
    </Table.Tr>
  );
}
