import { readFileSync } from 'node:fs';
import * as cliOperations from 'cli/generated/graphql.ts';
import { openGateway } from 'gateway/gateway-fixture.ts';
import { findExcess, maxTokens } from 'gateway/limits.ts';
import { openAcknowledged, subscribe } from 'gateway/live/socket-fixture.ts';
import { measureOperation } from 'gateway/operation-size.ts';
import { buildSchema, type DocumentNode, Kind, Lexer, parse, print, Source, TokenKind } from 'graphql';
import * as portalOperations from 'spa/src/generated/graphql.ts';
import { describe, expect, it } from 'vitest';
import * as exampleOperations from '../../docs/example/generated/graphql.ts';
import { changes, queries } from '../bench/live/operations.ts';

const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));

function readDocuments(source: string, generated: Record<string, unknown>): [string, DocumentNode][] {
  return Object.entries(generated)
    .filter(([name]) => name.endsWith('Document'))
    .map(([name, value]) => [`${source}: ${name}`, isDocument(value) ? value : parse(String(value))]);
}

function isDocument(value: unknown): value is DocumentNode {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

const documents = [
  ...readDocuments('portal', portalOperations),
  ...readDocuments('command', cliOperations),
  ...readDocuments('example', exampleOperations),
  ...queries.map(({ name, text }): [string, DocumentNode] => [`bench: ${name}`, parse(text)]),
  ['bench: changes', parse(changes)] as [string, DocumentNode],
];

function countTokens(text: string): number {
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  while (lexer.advance().kind !== TokenKind.EOF) tokens += 1;
  return tokens;
}

describe("the project's own operations", () => {
  it('are all found', () => {
    expect(documents.length).toBeGreaterThan(70);
  });

  // the largest pages and bulks that there are
  const variables = { first: 100, inputs: Array.from({ length: 500 }, () => ({})) };

  it.each(documents)('%s keeps to the limits, and uses no more than half of what a document may have', (_name, document) => {
    for (const operation of document.definitions) {
      if (operation.kind !== Kind.OPERATION_DEFINITION) continue;
      expect(findExcess(measureOperation({ operation, document, schema, variables }))).toBeNull();
    }
    expect(countTokens(print(document))).toBeLessThanOrEqual(maxTokens / 2);
  });
});

/** Costs a server that believes it far more than it costs who sends it. */
const hostile: Record<string, string> = {
  'a hundred thousand aliases': `{ ${Array.from({ length: 100_000 }, (_, n) => `a${n}: __typename`).join(' ')} }`,
  'a million tokens': `{ ${'a '.repeat(1_000_000).slice(0, 1_000_000 - 4)} }`,
  'five thousand fragments': `{ ...F0 } ${Array.from({ length: 5_000 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} }`).join(' ')}`,
  'fields a hundred thousand deep': `${'{a'.repeat(100_000)}${'}'.repeat(100_000)}`,
  'lists a hundred thousand deep': `{ teams(x: ${'['.repeat(100_000)}${']'.repeat(100_000)}) { id } }`,
  'a hundred thousand directives': `{ __typename ${'@skip(if: false) '.repeat(60_000)} }`,
  'a type a hundred thousand deep': `query ($v: ${'['.repeat(100_000)}Int${']'.repeat(100_000)}) { __typename }`,
  'fragments that double at each step': `{ serviceRequest(id: "r") { ...F0 } } ${Array.from(
    { length: 40 },
    (_, n) => `fragment F${n} on ServiceRequest { ${n === 39 ? 'id' : `...F${n + 1} operationCase { serviceRequest { ...F${n + 1} } }`} }`,
  ).join(' ')}`,
  'the same field under sixteen names': `{ ${Array.from({ length: 16 }, (_, n) => `a${n}: teams { id }`).join(' ')} }`,
  'pages in pages': '{ serviceRequests(first: 100) { nodes { events { syncLogs { id event { syncLogs { id } } } } } } }',
  'the schema again and again': `{ ${Array.from({ length: 5 }, (_, n) => `s${n}: __schema { types { fields { name args { name } } } }`).join(' ')} }`,
};

/** The ways that lead through the same pipeline. */
const accepts = {
  'plain HTTP': 'application/json',
  'server-sent events': 'text/event-stream, application/json;q=0.9',
  multipart: 'multipart/mixed;subscriptionSpec="1.0", application/json;q=0.9',
};

describe.each(Object.entries(accepts))('over %s', (_way, accept) => {
  it.each(Object.entries(hostile))('%s is refused, and the next operation is answered', async (_what, query) => {
    await using gateway = await openGateway();
    const { status, errors } = await gateway.ask(query, {}, { accept });
    expect([status, errors?.length]).toEqual([400, 1]);
    expect(errors?.[0]?.extensions.code).toBe('QUERY_TOO_COMPLEX');
    expect(errors?.[0]?.message).toMatch(/\d/);
    expect((await gateway.ask('{ __typename }')).data).toEqual({ __typename: 'Query' });
  });

  it('a subscription is held to the same limits', async () => {
    await using gateway = await openGateway();
    const steps = 'serviceRequest { operationCase { '.repeat(4);
    const query = `subscription { activityRecorded(after: "x") { activity { ${steps} id ${'}'.repeat(8)} } } }`;
    const { status, errors } = await gateway.ask(query, {}, { accept });
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'QUERY_TOO_COMPLEX']);
  });
});

describe('over WebSocket', () => {
  it.each(Object.entries(hostile).filter(([, query]) => query.length < 60_000))(
    '%s is refused, and the socket goes on',
    async (_what, query) => {
      await using gateway = await openGateway();
      await using socket = await openAcknowledged(`${gateway.url}/graphql`);
      socket.send(subscribe('1', query), subscribe('2', '{ __typename }'));
      const first = [await socket.receive(), await socket.receive()].find(({ id }) => id === '1');
      expect(first).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'QUERY_TOO_COMPLEX' } }] });
    },
  );

  it('a message that is too long closes the socket', async () => {
    await using gateway = await openGateway();
    await using socket = await openAcknowledged(`${gateway.url}/graphql`);
    socket.send(subscribe('1', hostile['a hundred thousand aliases'] ?? ''));
    expect((await socket.closed).code).toBe(1009);
  });
});
