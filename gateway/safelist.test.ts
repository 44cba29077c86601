import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'graphql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openGateway, serveFakeSubgraph, testConfig } from './gateway-fixture.ts';
import { openAcknowledged, subscribe } from './live/socket-fixture.ts';
import { identifyOperation, readSafelist } from './safelist.ts';

const listed = 'query Reference($id: ID!) { serviceRequest(id: $id) { ...Named } } fragment Named on ServiceRequest { reference }';

function writeFile(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'lab-safelist-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'operations.json'), content);
  return join(folder, 'operations.json');
}

function listOperation(text: string): string {
  const operation = { name: 'Reference', type: 'query', ...identifyOperation(parse(text)) };
  return writeFile(JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations: [operation] }));
}

async function openListed() {
  const intake = await serveFakeSubgraph('intake', { Query: { serviceRequest: () => ({ id: 'r1', reference: 'REQ-1' }) } });
  const gateway = await openGateway({ intake: intake.url }, { config: { ...testConfig, SAFELIST: [listOperation(listed)] } });
  onTestFinished(async () => {
    await gateway[Symbol.asyncDispose]();
    await intake[Symbol.asyncDispose]();
  });
  return gateway;
}

describe('with a list of operations the gateway', () => {
  it('answers one of them, however it is laid out, again and again', async () => {
    const gateway = await openListed();
    const turned =
      'fragment Named on ServiceRequest {\n  reference\n}\n\n# the same\nquery Reference($id: ID!) {\n  serviceRequest(id: $id) { ...Named }\n}';
    for (const text of [listed, turned, listed, turned]) {
      const { status, data } = await gateway.ask(text, { id: 'r1' });
      expect([status, data]).toEqual([200, { serviceRequest: { reference: 'REQ-1' } }]);
    }
  });

  it.each([
    ['another field', listed.replace('{ reference }', '{ id }')],
    ['another name for a field', listed.replace('{ reference }', '{ a: reference }')],
    ['one more operation', `${listed} query Other { __typename }`],
    ['a look at the schema', '{ __schema { types { name } } }'],
    ['what the schema does not have', '{ serviceRequst { id } }'],
    ['a subscription', 'subscription { activityRecorded { cursor } }'],
  ])('refuses %s, each time, and says nothing about the schema', async (_what, text) => {
    const gateway = await openListed();
    for (const _time of [1, 2]) {
      const { status, data, errors } = await gateway.ask(text, { id: 'r1' });
      expect([status, data ?? null, errors?.length]).toEqual([403, null, 1]);
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      expect(errors?.[0]?.message).toContain('SAFELIST');
    }
  });

  it('refuses what is asked over a socket too', async () => {
    const gateway = await openListed();
    await using socket = await openAcknowledged(`${gateway.url}/graphql`);
    socket.send(subscribe('1', 'subscription { activityRecorded { cursor } }'));
    expect(await socket.receive()).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'FORBIDDEN' } }] });
  });
});

describe('a file of operations', () => {
  it.each([
    ['is not there', () => '/nowhere/operations.json'],
    ['is no JSON', () => writeFile('{')],
    ['has another format', () => writeFile('{"format":"relay","version":1,"operations":[]}')],
    ['has an operation without an id', () => writeFile(listOperationWithout())],
  ])('that %s is refused with its name', (_how, path) => {
    const file = path();
    expect(() => readSafelist([file])).toThrow(`SAFELIST names ${file}, which is no document of operations`);
  });
});

function listOperationWithout(): string {
  return JSON.stringify({
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: [{ name: 'A', type: 'query', body: '{ a }' }],
  });
}
