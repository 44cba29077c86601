import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Grid, Stack, Table, Text, Title } from '@mantine/core';
import { graphql } from '../../generated/gql.ts';
import type { AuditDetailFragment } from '../../generated/graphql.ts';
import { type Change, findChanges } from '../../words/changes.ts';
import { formatUtc } from '../../words/time.ts';
import { Facts } from '../facts.tsx';
import { TextLink } from '../links.tsx';
import classes from './audit.module.css';
import { AuditObject } from './audit-object.tsx';

const fragment = graphql(`
  fragment AuditDetail on AuditRecord {
    id
    chain
    position
    recordedAt
    objectType
    objectId
    reason
    before
    after
    correlationId
    requestId
    hash
  }
`);

/** One record opened up: what it changed, where it stands, what it belongs to. */
export function AuditDetail({ record }: { record: FragmentType<AuditDetailFragment> }) {
  const { data, complete } = useFragment({ fragment, from: record });
  if (!complete) return null;
  const { correlationId, requestId, reason, before, after } = data;
  return (
    <Grid gap="md" p="sm">
      <Grid.Col span={{ base: 12, md: 6 }}>
        <Facts
          facts={[
            ['Recorded', formatUtc(data.recordedAt)],
            ['Record', data.id],
            ['About', <AuditObject key="about" {...data} />],
            ['Reason', reason ?? 'none was asked for'],
            ['Flow', correlationId ? <Flow key="flow" id={correlationId} /> : 'none'],
            ['Request in the logs', requestId ?? 'none: the system itself'],
            ['Place', `${data.chain} #${data.position}`],
            ['Seal', data.hash],
          ]}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 6 }}>
        <Changes changes={findChanges(before, after)} />
      </Grid.Col>
    </Grid>
  );
}

function Flow({ id }: { id: string }) {
  return (
    <TextLink to="/requests" search={{ q: id }} size="sm" style={{ overflowWrap: 'anywhere' }}>
      {id}
    </TextLink>
  );
}

function Changes({ changes }: { changes: readonly Change[] }) {
  // what was made has no before
  const hasBefore = changes.some(({ before }) => before !== undefined);
  return (
    <Stack gap={4}>
      <Title order={3} size="h6">
        What it changed
      </Title>
      {changes.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing.
        </Text>
      ) : (
        <Table aria-label="What it changed" verticalSpacing={4} horizontalSpacing="xs" layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Value</Table.Th>
              {hasBefore ? <Table.Th>Before</Table.Th> : null}
              <Table.Th>After</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {changes.map(({ path, before, after }) => (
              <Table.Tr key={path}>
                <Table.Th scope="row" className={classes.value ?? ''}>
                  {path}
                </Table.Th>
                {hasBefore ? (
                  <Table.Td className={`${classes.value} ${classes.before}`}>{before === undefined ? null : <del>{before}</del>}</Table.Td>
                ) : null}
                <Table.Td className={`${classes.value} ${classes.after}`}>{after === undefined ? null : <ins>{after}</ins>}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}
