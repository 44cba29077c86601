import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { Button, Group, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { writeCsvLine } from '../../files/csv.ts';
import { saveFile } from '../../files/save-file.ts';
import { graphql } from '../../generated/gql.ts';
import type { AuditExportQuery, AuditRecordFilter } from '../../generated/graphql.ts';
import { wholeAnswer } from '../../lists/whole-answer.ts';
import { describeFailure } from '../../words/failures.ts';
import { countOf } from '../../words/numbers.ts';

/** The most that the lab gives at once. */
const perCall = 100;

const records = graphql(`
  query AuditExport($first: Int!, $after: Cursor, $filter: AuditRecordFilter) {
    auditRecords(first: $first, after: $after, filter: $filter, direction: ASC) {
      nodes {
        id
        chain
        position
        recordedAt
        actor
        roles
        action
        objectType
        objectId
        reason
        before
        after
        outcome
        code
        correlationId
        requestId
        hash
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

type AuditRecord = AuditExportQuery['auditRecords']['nodes'][number];

const columns = [
  'id',
  'chain',
  'position',
  'recordedAt',
  'actor',
  'roles',
  'action',
  'objectType',
  'objectId',
  'reason',
  'before',
  'after',
  'outcome',
  'code',
  'correlationId',
  'requestId',
  'hash',
] as const satisfies readonly (keyof AuditRecord)[];

const formats = {
  csv: {
    type: 'text/csv',
    head: writeCsvLine(columns),
    write: (found: readonly AuditRecord[]) => found.map((record) => writeCsvLine(columns.map((column) => record[column]))).join(''),
  },
  // one record a line: whoever reads a long audit need not hold all of it
  jsonl: {
    type: 'application/jsonl',
    head: '',
    write: (found: readonly AuditRecord[]) =>
      found.map((record) => `${JSON.stringify(Object.fromEntries(columns.map((column) => [column, record[column]])))}\n`).join(''),
  },
} as const;
type Format = keyof typeof formats;

/** What is shown, as a file: all pages of it, oldest first. */
export function AuditExport({ filter }: { filter: AuditRecordFilter }) {
  const client = useApolloClient();
  const [said, setSaid] = useState('');
  const running = useRef<AbortController>(null);
  const [format, setFormat] = useState<Format>();
  useEffect(() => () => running.current?.abort(), []);

  async function save(wanted: Format) {
    const controller = new AbortController();
    running.current = controller;
    setFormat(wanted);
    try {
      const parts: string[] = [formats[wanted].head];
      let count = 0;
      for await (const found of readAll(client, filter)) {
        if (controller.signal.aborted) return;
        parts.push(formats[wanted].write(found));
        count += found.length;
        setSaid(`${countOf(count, 'record')} so far…`);
      }
      saveFile(new Blob(parts, { type: formats[wanted].type }), `audit-${new Date().toISOString().slice(0, 10)}.${wanted}`);
      setSaid(`${countOf(count, 'record')} exported.`);
    } catch (error) {
      const { title, advice } = describeFailure(error);
      setSaid(`Nothing was exported. ${title}: ${advice}`);
    }
    setFormat(undefined);
  }

  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed" role="status">
        {said}
      </Text>
      {(['csv', 'jsonl'] as const).map((one) => (
        <Button key={one} variant="default" size="xs" loading={format === one} disabled={format !== undefined} onClick={() => save(one)}>
          {one === 'csv' ? 'Export CSV' : 'Export JSON'}
        </Button>
      ))}
    </Group>
  );
}

/** Records page by page, oldest first. @throws what the lab answers instead. */
async function* readAll(client: ApolloClient, filter: AuditRecordFilter): AsyncGenerator<readonly AuditRecord[]> {
  let after: string | null = null;
  do {
    const { auditRecords }: AuditExportQuery = await wholeAnswer(
      client.query({ query: records, variables: { first: perCall, after, filter }, fetchPolicy: 'no-cache' }),
    );
    yield auditRecords.nodes;
    after = auditRecords.pageInfo.hasNextPage ? auditRecords.pageInfo.endCursor : null;
  } while (after !== null);
}
