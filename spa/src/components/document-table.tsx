import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Table, Text } from '@mantine/core';
import { graphql } from '../generated/gql.ts';
import type { DocumentRowFragment } from '../generated/graphql.ts';
import { formatCount } from '../numbers.ts';
import { documentStates } from '../vocabulary.ts';
import { Moment } from './moment.tsx';
import { StateBadge } from './state-badge.tsx';
import { WideTable } from './wide-table.tsx';

const fragment = graphql(`
  fragment DocumentRow on Document {
    id
    fileName
    contentType
    sizeBytes
    sha256
    status
    uploadedBy
    uploadedAt
    documentType {
      id
      name
    }
  }
`);

type Document = { id: string } & FragmentType<DocumentRowFragment>;

export function DocumentTable({ documents }: { documents: readonly Document[] }) {
  return (
    <WideTable label="Documents">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Name</Table.Th>
          <Table.Th visibleFrom="sm">Kind</Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th visibleFrom="sm" ta="right">
            Size
          </Table.Th>
          <Table.Th visibleFrom="lg">SHA-256</Table.Th>
          <Table.Th visibleFrom="md" ta="right">
            Uploaded
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {documents.map((document) => (
          <DocumentRow key={document.id} document={document} />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function DocumentRow({ document }: { document: Document }) {
  const { data, complete } = useFragment({ fragment, from: document });
  if (!complete) return null;
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {data.fileName}
        </Text>
        <Text size="xs" c="dimmed">
          {data.contentType}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">{data.documentType?.name ?? 'unknown'}</Table.Td>
      <Table.Td>
        <StateBadge state={documentStates[data.status]} />
      </Table.Td>
      <Table.Td visibleFrom="sm" ta="right" style={{ whiteSpace: 'nowrap' }}>
        {data.sizeBytes === null ? 'not stored' : `${formatCount(data.sizeBytes)} bytes`}
      </Table.Td>
      <Table.Td visibleFrom="lg">
        <Text size="xs" ff="monospace" title={data.sha256 ?? ''}>
          {data.sha256 ? `${data.sha256.slice(0, 16)}…` : 'not stored'}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="md" ta="right">
        <Text size="sm" c="dimmed" component="span">
          {data.uploadedBy} · <Moment at={data.uploadedAt} />
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
