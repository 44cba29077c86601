import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Table, Text } from '@mantine/core';
import { TextLink } from '../../components/links.tsx';
import { Moment } from '../../components/moment.tsx';
import { Name } from '../../components/name.tsx';
import { PriorityMark, StateBadge } from '../../components/state-badge.tsx';
import { WideTable } from '../../components/wide-table.tsx';
import { graphql } from '../../generated/gql.ts';
import type { ObjectRowFragment } from '../../generated/graphql.ts';
import { businessObjectStates } from '../../words/vocabulary.ts';

const fragment = graphql(`
  fragment ObjectRow on BusinessObject {
    id
    businessKey
    status
    priority
    version
    effectiveAt
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
    serviceRequest {
      id
      reference
    }
  }
`);

type Props = {
  label: string;
  objects: readonly ({ id: string } & FragmentType<ObjectRowFragment>)[];
  /** Fields whose subgraph could not be asked. */
  unknown: ReadonlySet<string>;
};

export function ObjectTable({ label, objects, unknown }: Props) {
  return (
    <WideTable label={label} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Object</Table.Th>
          <Table.Th visibleFrom="sm">Customer and type</Table.Th>
          <Table.Th visibleFrom="xl">Team</Table.Th>
          <Table.Th visibleFrom="md">Priority</Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th visibleFrom="sm">Request</Table.Th>
          <Table.Th visibleFrom="md" ta="right">
            Versions
          </Table.Th>
          <Table.Th visibleFrom="md" ta="right">
            So since
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {objects.map((object) => (
          <ObjectRow key={object.id} object={object} unknown={unknown} />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function ObjectRow({ object, unknown }: { object: FragmentType<ObjectRowFragment>; unknown: ReadonlySet<string> }) {
  const { data, complete } = useFragment({ fragment, from: object });
  if (!complete) return null;
  const { businessKey, status, priority, version, effectiveAt, customer, requestType, team, serviceRequest } = data;
  return (
    <Table.Tr>
      <Table.Td>
        <TextLink
          to="/objects/$reference"
          params={{ reference: businessKey }}
          fw={600}
          size="sm"
          ff="monospace"
          style={{ whiteSpace: 'nowrap' }}
        >
          {businessKey}
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
      <Table.Td>
        <StateBadge state={businessObjectStates[status]} />
      </Table.Td>
      <Table.Td visibleFrom="sm">
        {serviceRequest ? (
          <TextLink
            to="/requests/$reference"
            params={{ reference: serviceRequest.reference }}
            size="sm"
            ff="monospace"
            style={{ whiteSpace: 'nowrap' }}
          >
            {serviceRequest.reference}
          </TextLink>
        ) : (
          <Text size="sm" c="dimmed">
            {unknown.has('reference') || unknown.has('serviceRequest') ? 'unknown' : 'not yours to see'}
          </Text>
        )}
      </Table.Td>
      <Table.Td visibleFrom="md" ta="right">
        {version}
      </Table.Td>
      <Table.Td visibleFrom="md" ta="right">
        <Text size="sm" c="dimmed" component="span">
          <Moment at={effectiveAt} />
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
