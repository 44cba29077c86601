import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Table, Text } from '@mantine/core';
import { graphql } from '../generated/gql.ts';
import type { RequestRowFragment } from '../generated/graphql.ts';
import { businessObjectStates, caseStates, serviceRequestStates } from '../vocabulary.ts';
import { TextLink } from './links.tsx';
import { Moment } from './moment.tsx';
import { Name } from './name.tsx';
import { NoState, PriorityMark, StateBadge } from './state-badge.tsx';
import { WideTable } from './wide-table.tsx';

const fragment = graphql(`
  fragment RequestRow on ServiceRequest {
    id
    reference
    status
    priority
    submittedAt
    customer {
      id
      name
    }
    requestType {
      id
      name
    }
    team {
      id
      name
    }
    operationCase {
      id
      status
    }
    businessObject {
      id
      status
    }
  }
`);

type RequestTableProps = {
  label: string;
  requests: readonly ({ id: string } & FragmentType<RequestRowFragment>)[];
  /** Fields whose subgraph could not be asked. */
  unknown: ReadonlySet<string>;
};

export function RequestTable({ label, requests, unknown }: RequestTableProps) {
  return (
    <WideTable label={label} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Request</Table.Th>
          <Table.Th visibleFrom="sm">Customer and type</Table.Th>
          <Table.Th visibleFrom="xl">Team</Table.Th>
          <Table.Th visibleFrom="md">Priority</Table.Th>
          <Table.Th visibleFrom="sm">Source</Table.Th>
          <Table.Th visibleFrom="sm">Operational</Table.Th>
          <Table.Th>Canonical</Table.Th>
          <Table.Th visibleFrom="md" ta="right">
            Sent
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {requests.map((request) => (
          <RequestRow key={request.id} request={request} unknown={unknown} />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

type RequestRowProps = { request: FragmentType<RequestRowFragment>; unknown: ReadonlySet<string> };

function RequestRow({ request, unknown }: RequestRowProps) {
  const { data, complete } = useFragment({ fragment, from: request });
  if (!complete) return null;
  const { reference, status, priority, customer, requestType, team, operationCase, businessObject } = data;
  return (
    <Table.Tr>
      <Table.Td>
        <TextLink to="/requests/$reference" params={{ reference }} fw={600} size="sm" ff="monospace" style={{ whiteSpace: 'nowrap' }}>
          {reference}
        </TextLink>
        <Text size="xs" c="dimmed" hiddenFrom="sm" lineClamp={1}>
          {customer?.name ?? 'unknown customer'}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Name value={customer?.name} />
        <Text size="xs" c="dimmed" lineClamp={1}>
          {requestType?.name ?? 'unknown type'}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="xl">
        <Name value={team?.name} />
      </Table.Td>
      <Table.Td visibleFrom="md">
        <PriorityMark priority={priority} />
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <StateBadge state={serviceRequestStates[status]} />
      </Table.Td>
      <Table.Td visibleFrom="sm">
        {operationCase ? <StateBadge state={caseStates[operationCase.status]} /> : <NoState isUnknown={unknown.has('operationCase')} />}
      </Table.Td>
      <Table.Td>
        {businessObject ? (
          <StateBadge state={businessObjectStates[businessObject.status]} />
        ) : (
          <NoState isUnknown={unknown.has('businessObject')} />
        )}
      </Table.Td>
      <Table.Td visibleFrom="md" ta="right">
        <Text size="sm" c="dimmed" component="span">
          <Moment at={data.submittedAt} />
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
