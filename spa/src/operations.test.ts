import { readFileSync } from 'node:fs';
import { ApolloLink } from '@apollo/client';
import { print } from '@apollo/client/utilities';
import { type DocumentNode, getOperationAST } from 'graphql';
import { EMPTY } from 'rxjs';
import { expect, it } from 'vitest';
import { createClient } from './apollo.ts';
import * as generated from './generated/graphql.ts';

const file: { operations: { name: string; body: string }[] } = JSON.parse(readFileSync('spa/operations.json', 'utf8'));
const listed = new Map(file.operations.map(({ name, body }) => [name, body]));

const operations = Object.values(generated as Record<string, unknown>).flatMap((value): [string, DocumentNode][] => {
  if (typeof value !== 'object' || value === null || !('definitions' in value)) return [];
  const document = value as DocumentNode;
  const name = getOperationAST(document)?.name?.value;
  return name ? [[name, document]] : [];
});

/** What leaves the browser, in the order in which the list has it. */
async function send(document: DocumentNode): Promise<string[]> {
  const sent: DocumentNode[] = [];
  const catcher = new ApolloLink(({ query }) => {
    sent.push(query);
    return EMPTY;
  });
  const session = { doubt: async () => {}, here: async () => {} };
  const client = createClient({ http: catcher, socket: catcher, started: Promise.resolve(), session });
  const operation = getOperationAST(document);
  // conditions have to be known before anything is sent
  const variables = Object.fromEntries((operation?.variableDefinitions ?? []).map(({ variable }) => [variable.name.value, true]));
  if (operation?.operation === 'subscription') client.subscribe({ query: document, variables }).subscribe({ error: () => {} });
  else if (operation?.operation === 'mutation') await client.mutate({ mutation: document, variables }).catch(() => {});
  else await client.query({ query: document, variables }).catch(() => {});
  client.stop();
  return sent.map((query) =>
    query.definitions
      .map((definition) => print({ kind: query.kind, definitions: [definition] }))
      .sort()
      .join('\n\n'),
  );
}

it('lists every operation of the portal once, and no others', () => {
  expect([...listed.keys()].sort()).toEqual(operations.map(([name]) => name).sort());
});

it.each(operations)('lists %s as the portal sends it', async (name, document) => {
  expect(await send(document)).toEqual([listed.get(name)]);
});
