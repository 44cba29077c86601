import type { Identity } from 'lib/identity.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLab, type TestLab } from '../support/lab.ts';
import { requestInput, type SubmitResult, seedReferences } from '../support/seed.ts';

const jo: Identity = { subject: 'jo', name: 'Jo', roles: ['requester'], teams: [] };
const kim: Identity = { subject: 'kim', name: 'Kim', roles: ['requester'], teams: [] };

let lab: TestLab;
let references: Record<string, string>;

beforeAll(async () => {
  lab = await startLab({ worker: false });
  const values = await seedReferences(lab);
  references = {};
  for (const [name, identity] of Object.entries({ jo, kim })) references[name] = await submitAs(identity, requestInput(values));
});
afterAll(async () => await lab[Symbol.asyncDispose]());

async function submitAs(identity: Identity, input: Record<string, unknown>): Promise<string> {
  const mutation =
    'mutation ($input: SubmitRequestInput!) { submitRequest(input: $input) { submission { id serviceRequest { id reference } } replayed userErrors { code message field } } }';
  const { data } = await lab.ask<{ submitRequest: SubmitResult }>(mutation, { input }, identity);
  return data.submitRequest.submission?.serviceRequest.reference ?? '';
}

async function find(filter: Record<string, unknown>, as?: Identity): Promise<string[]> {
  const query = 'query ($filter: ServiceRequestFilter) { serviceRequests(filter: $filter) { totalCount nodes { reference } } }';
  const { data } = await lab.ask<{ serviceRequests: { totalCount: number; nodes: { reference: string }[] } }>(query, { filter }, as);
  expect(data.serviceRequests.totalCount).toBe(data.serviceRequests.nodes.length);
  return data.serviceRequests.nodes.map(({ reference }) => reference);
}

test('requests are found by who sent them', async () => {
  expect(await find({ submittedBy: ['jo'] })).toEqual([references.jo]);
  expect(await find({ submittedBy: ['kim', 'jo'] })).toEqual([references.kim, references.jo]);
  expect(await find({ submittedBy: ['nobody'] })).toEqual([]);
  expect(await find({ submittedBy: [] })).toEqual([]);
});

test('whoever sees only their own finds no others by asking for their sender', async () => {
  expect(await find({ submittedBy: ['kim'] }, jo)).toEqual([]);
  expect(await find({ submittedBy: ['jo'] }, jo)).toEqual([references.jo]);
});

test('requests are found by where their events stand, within what somebody sees', async () => {
  expect(await find({ eventStatuses: ['PENDING', 'DEAD'] })).toEqual([references.kim, references.jo]);
  expect(await find({ eventStatuses: ['PENDING'] }, jo)).toEqual([references.jo]);
  expect(await find({ eventStatuses: ['DEAD'] })).toEqual([]);
  expect(await find({ eventStatuses: ['PROCESSED'] })).toEqual([]);
  expect(await find({ eventStatuses: [] })).toEqual([]);
});

test.each(['REQ', 'CASE', 'BO', 'case'])('a reference that begins with %s leads to the request', async (prefix) => {
  expect(await find({ search: references.jo?.replace('REQ', prefix) })).toEqual([references.jo]);
});
