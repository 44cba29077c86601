import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Box, Group, Table, Text, UnstyledButton } from '@mantine/core';
import { Fragment } from 'react';
import { graphql } from '../../generated/gql.ts';
import type { AuditRowFragment } from '../../generated/graphql.ts';
import { auditOutcomes } from '../../words/vocabulary.ts';
import { Moment } from '../moment.tsx';
import { StateBadge } from '../state-badge.tsx';
import { WideTable } from '../wide-table.tsx';
import classes from './audit.module.css';
import { AuditDetail } from './audit-detail.tsx';
import { AuditObject } from './audit-object.tsx';

const fragment = graphql(`
  fragment AuditRow on AuditRecord {
    id
    recordedAt
    actor
    roles
    action
    objectType
    objectId
    correlationId
    outcome
    code
    reason
    ...AuditDetail
  }
`);

type Props = {
  records: readonly ({ id: string } & FragmentType<AuditRowFragment>)[];
  /** The record that is open, by id. */
  openId: string | undefined;
  onOpen: (id: string | undefined) => void;
};

/** Who did or tried what, and what came of it. */
export function AuditTable({ records, openId, onOpen }: Props) {
  return (
    <WideTable label="Audit records">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>When</Table.Th>
          <Table.Th>Who</Table.Th>
          <Table.Th>Action</Table.Th>
          <Table.Th visibleFrom="md">Object</Table.Th>
          <Table.Th visibleFrom="sm">Outcome</Table.Th>
          <Table.Th visibleFrom="lg">Reason</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {records.map((record) => {
          const isOpen = record.id === openId;
          return (
            <Fragment key={record.id}>
              <AuditRow record={record} isOpen={isOpen} onToggle={() => onOpen(isOpen ? undefined : record.id)} />
            </Fragment>
          );
        })}
      </Table.Tbody>
    </WideTable>
  );
}

function AuditRow({ record, isOpen, onToggle }: { record: FragmentType<AuditRowFragment>; isOpen: boolean; onToggle: () => void }) {
  const { data, complete } = useFragment({ fragment, fragmentName: 'AuditRow', from: record });
  if (!complete) return null;
  const { id, actor, roles, action, outcome, code, reason } = data;
  return (
    <>
      <Table.Tr>
        <Table.Td>
          <Text size="sm" component="span">
            <Moment at={data.recordedAt} />
          </Text>
        </Table.Td>
        <Table.Td>
          <Text size="sm" fw={600} lineClamp={1} maw={220} title={actor}>
            {actor}
          </Text>
          {roles.length > 0 && roles.join() !== actor ? (
            <Text size="xs" c="dimmed">
              {roles.join(', ')}
            </Text>
          ) : null}
        </Table.Td>
        <Table.Td>
          <UnstyledButton aria-expanded={isOpen} aria-controls={isOpen ? `record-${id}` : undefined} onClick={onToggle}>
            <Group gap={8} wrap="nowrap">
              <Text component="span" c="dimmed" aria-hidden="true" style={{ transform: isOpen ? 'rotate(90deg)' : 'none' }}>
                ›
              </Text>
              <Text component="span" size="sm" ff="monospace" className={classes.action ?? ''}>
                {action}
              </Text>
            </Group>
          </UnstyledButton>
          <Box hiddenFrom="sm" mt={4}>
            <Outcome outcome={outcome} code={code} />
          </Box>
        </Table.Td>
        <Table.Td visibleFrom="md">
          <AuditObject {...data} />
        </Table.Td>
        <Table.Td visibleFrom="sm">
          <Outcome outcome={outcome} code={code} />
        </Table.Td>
        <Table.Td visibleFrom="lg">
          <Text size="sm" lineClamp={2} maw={320} style={{ overflowWrap: 'anywhere' }}>
            {reason}
          </Text>
        </Table.Td>
      </Table.Tr>
      {isOpen ? (
        <Table.Tr id={`record-${id}`}>
          <Table.Td colSpan={6} bg="light-dark(var(--mantine-color-gray-0), var(--mantine-color-dark-7))">
            <AuditDetail record={data} />
          </Table.Td>
        </Table.Tr>
      ) : null}
    </>
  );
}

function Outcome({ outcome, code }: Pick<AuditRowFragment, 'outcome' | 'code'>) {
  return (
    <>
      <StateBadge state={auditOutcomes[outcome]} />
      {code ? (
        <Text size="xs" c="dimmed" mt={2} style={{ overflowWrap: 'anywhere' }}>
          {code}
        </Text>
      ) : null}
    </>
  );
}
