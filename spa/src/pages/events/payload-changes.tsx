import { Table, Text } from '@mantine/core';
import audit from '../../components/audit/audit.module.css';
import { WideTable } from '../../components/wide-table.tsx';
import { findChanges } from '../../words/changes.ts';

/** What differs between two payloads, value by value. */
export function PayloadChanges({ before, after }: { before: unknown; after: unknown }) {
  const changes = findChanges(before, after);
  if (changes.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nothing is corrected yet.
      </Text>
    );
  }
  return (
    <WideTable label="What is corrected" verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Value</Table.Th>
          <Table.Th>Before</Table.Th>
          <Table.Th>After</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {changes.map(({ path, before: old, after: fresh }) => (
          <Table.Tr key={path}>
            <Table.Th scope="row" className={audit.value ?? ''}>
              {path}
            </Table.Th>
            <Table.Td className={`${audit.value} ${audit.before}`}>{old === undefined ? null : <del>{old}</del>}</Table.Td>
            <Table.Td className={`${audit.value} ${audit.after}`}>{fresh === undefined ? null : <ins>{fresh}</ins>}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}
