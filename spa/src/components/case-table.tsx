import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Table, Text } from '@mantine/core';
import { graphql } from '../generated/gql.ts';
import type { CaseRowFragment } from '../generated/graphql.ts';
import { businessObjectStates, caseStates } from '../vocabulary.ts';
import { TextLink } from './links.tsx';
import { Moment } from './moment.tsx';
import { Name } from './name.tsx';
import { NoState, PriorityMark, StateBadge } from './state-badge.tsx';
import { WideTable } from './wide-table.tsx';

const fragment = graphql(`
  fragment CaseRow on OperationCase {
    id
    reference
    status
    version
    priority
    changedAt
    serviceRequest {
      id
      reference
    }
    customer {
      id
      name
    }
    team {
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

type CaseTableProps = {
  cases: readonly ({ id: string } & FragmentType<CaseRowFragment>)[];
  /** Fields whose subgraph could not be asked. */
  unknown: ReadonlySet<string>;
};

export function CaseTable({ cases, unknown }: CaseTableProps) {
  return (
    <WideTable label="Cases" highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Case</Table.Th>
          <Table.Th visibleFrom="sm">Request</Table.Th>
          <Table.Th visibleFrom="md">Customer</Table.Th>
          <Table.Th visibleFrom="xl">Team</Table.Th>
          <Table.Th visibleFrom="lg">Priority</Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th visibleFrom="sm">Canonical</Table.Th>
          <Table.Th visibleFrom="md" ta="right">
            Changed
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {cases.map((operationCase) => (
          <CaseRow key={operationCase.id} operationCase={operationCase} unknown={unknown} />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

type CaseRowProps = { operationCase: FragmentType<CaseRowFragment>; unknown: ReadonlySet<string> };

function CaseRow({ operationCase, unknown }: CaseRowProps) {
  const { data, complete } = useFragment({ fragment, from: operationCase });
  if (!complete) return null;
  const { reference, status, version, serviceRequest, businessObject } = data;
  return (
    <Table.Tr>
      <Table.Td>
        {serviceRequest ? (
          <TextLink
            to="/requests/$reference"
            params={{ reference: serviceRequest.reference }}
            search={{ tab: 'case' }}
            fw={600}
            size="sm"
            ff="monospace"
            style={{ whiteSpace: 'nowrap' }}
          >
            {reference}
          </TextLink>
        ) : (
          <Text size="sm" ff="monospace" style={{ whiteSpace: 'nowrap' }}>
            {reference}
          </Text>
        )}
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Text size="sm" ff="monospace" style={{ whiteSpace: 'nowrap' }} component="span">
          {serviceRequest?.reference ?? 'unknown'}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="md">
        <Name value={data.customer?.name} />
      </Table.Td>
      <Table.Td visibleFrom="xl">
        <Name value={data.team?.name} />
      </Table.Td>
      <Table.Td visibleFrom="lg">
        <PriorityMark priority={data.priority} />
      </Table.Td>
      <Table.Td>
        <StateBadge state={caseStates[status]} />
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
    </Table.Tr>
  );
}
