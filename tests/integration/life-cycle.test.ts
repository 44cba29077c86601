import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLab, type TestLab } from '../support/lab.ts';
import { brokenPromises, move, openCase, type References, requestInput, seedReferences, submit } from '../support/seed.ts';
import { until } from '../support/until.ts';

let lab: TestLab;
let references: References;

beforeAll(async () => {
  lab = await startLab();
  references = await seedReferences(lab);
});
afterAll(async () => await lab[Symbol.asyncDispose]());

const storyQuery = `query ($id: ID!) { submission(id: $id) {
  id payload description customer { code } agreement { code customer { code } } requestType { code } team { code }
  serviceRequest {
    reference status
    operationCase { reference status version history { version fromStatus toStatus changedBy reason event { id type } } availableTransitions { status requiresReason } }
    businessObject { businessKey status version appliedCaseVersion versions { version status operationalStatus mappingVersion event { type } } }
    events { type cloudEventType sequence status attempts isBlocked correlationId payload syncLogs { attempt outcome } }
    activity { kind }
    lineage { nodes { type entity { __typename ... on ServiceRequest { reference } ... on OperationCase { reference } ... on BusinessObject { businessKey } } } edges { relation event { type } } }
    documents { id }
  } } }`;

// biome-ignore lint/suspicious/noExplicitAny: the shape is the query above
type Story = any;

async function storyOf(id: string): Promise<Story> {
  const { data, errors } = await lab.ask<{ submission: Story }>(storyQuery, { id });
  expect(errors).toBeUndefined();
  return data.submission;
}

async function settledStory(id: string, events: number): Promise<Story> {
  return await until(`${events} events of ${id} are processed`, async () => {
    const story = await storyOf(id);
    const processed = story.serviceRequest.events.filter((event: Story) => event.status === 'PROCESSED');
    // the layers are read one after the other: only a story that has come to rest is one moment
    return processed.length === events && story.serviceRequest.status === 'INTEGRATED' ? story : null;
  });
}

test('a request travels through all layers and can be followed from its submission', async () => {
  const input = requestInput(references, { description: 'Line one\r\n\tLine two — ünïcödé 漢字 🚚 <script>alert(1)</script>' });
  const { submission, replayed, userErrors } = await submit(lab, input);
  expect({ replayed, userErrors }).toEqual({ replayed: false, userErrors: [] });
  expect(submission?.serviceRequest.reference).toMatch(/^REQ-\d{4}-\d{6}$/);
  expect(submission?.serviceRequest.status).toBe('PENDING');

  const story = await settledStory(submission?.id ?? '', 1);
  const number = submission?.serviceRequest.reference.slice(4);
  expect(story.payload).toMatchObject(input);
  expect(story.description).toBe(input.description);
  expect([story.customer.code, story.agreement.code, story.agreement.customer.code, story.requestType.code, story.team.code]).toEqual([
    'C1',
    'A1',
    'C1',
    'T1',
    'G1',
  ]);
  expect(story.serviceRequest).toMatchObject({
    status: 'INTEGRATED',
    operationCase: {
      reference: `CASE-${number}`,
      status: 'OPEN',
      version: 1,
      availableTransitions: [
        { status: 'IN_PROGRESS', requiresReason: true },
        { status: 'REJECTED', requiresReason: true },
      ],
    },
    businessObject: { businessKey: `BO-${number}`, status: 'ACTIVE', version: 1, appliedCaseVersion: 1 },
    documents: [],
  });
  expect(story.serviceRequest.events).toMatchObject([
    {
      type: 'RequestCreated',
      cloudEventType: 'org.enterprise-lab.RequestCreated.v1',
      sequence: 1,
      attempts: 1,
      isBlocked: false,
      correlationId: story.id,
      syncLogs: [{ attempt: 1, outcome: 'PROCESSED' }],
    },
  ]);
  expect(story.serviceRequest.events[0].payload.description).toBe(input.description);
  expect(story.serviceRequest.activity.map((row: Story) => row.kind)).toEqual([
    'RECEIVED',
    'RECORDED',
    'OPENED',
    'MAPPED',
    'LINKED',
    'LINKED',
  ]);
  expect(story.serviceRequest.lineage.edges.map((edge: Story) => edge.relation)).toEqual(['OPENED_AS', 'REPRESENTED_BY']);
  expect(story.serviceRequest.lineage.nodes.map((node: Story) => node.entity)).toEqual([
    { __typename: 'ServiceRequest', reference: `REQ-${number}` },
    { __typename: 'OperationCase', reference: `CASE-${number}` },
    { __typename: 'BusinessObject', businessKey: `BO-${number}` },
  ]);
});

test('each step of the case brings the canonical status along', async () => {
  const { requestId, caseId } = await openCase(lab, references);
  const first = await move(lab, { caseId, status: 'IN_PROGRESS', reason: 'taken in charge', expectedVersion: 1 });
  expect(first).toMatchObject({ operationCase: { status: 'IN_PROGRESS', version: 2 }, change: { version: 2 }, userErrors: [] });
  const second = await move(lab, { caseId, status: 'COMPLETED', reason: 'solved', expectedVersion: 2 });
  expect(second).toMatchObject({ operationCase: { status: 'COMPLETED', version: 3 }, userErrors: [] });

  const object = await until('the business object is completed', async () => {
    const { data } = await lab.ask<Story>(
      'query ($id: ID!) { serviceRequest(id: $id) { businessObject { status version appliedCaseVersion versions { version status operationalStatus } } } }',
      { id: requestId },
    );
    return data.serviceRequest.businessObject.status === 'COMPLETED' ? data.serviceRequest.businessObject : null;
  });
  expect(object).toEqual({
    status: 'COMPLETED',
    version: 3,
    appliedCaseVersion: 3,
    versions: [
      { version: 1, status: 'ACTIVE', operationalStatus: 'open' },
      { version: 2, status: 'IN_PROGRESS', operationalStatus: 'in_progress' },
      { version: 3, status: 'COMPLETED', operationalStatus: 'completed' },
    ],
  });
});

test('a case is found by any business id of it and of its request, and by nothing that only looks like one', async () => {
  const { requestId, reference, caseId } = await openCase(lab, references);
  await openCase(lab, references);
  const find = async (search: string): Promise<string[]> => {
    const { data } = await lab.ask<Story>('query ($s: String) { operationCases(filter: { search: $s }) { nodes { id } } }', { s: search });
    return data.operationCases.nodes.map(({ id }: { id: string }) => id);
  };
  const number = reference.replace('REQ', 'CASE');
  for (const search of [number, reference, ` ${reference.toLowerCase()} `, caseId, requestId.toUpperCase(), `${number}\u0000`])
    expect(await find(search)).toEqual([caseId]);
  expect((await find('REQ-')).length).toBeGreaterThan(1);
  for (const search of ['%', '_', `X${number}`, 'REQUEST', '\u{10FFFF}']) expect(await find(search)).toEqual([]);
  expect(await find(' ')).toEqual(await find('CASE'));
});

test('lineage is found from each of its records', async () => {
  const { requestId, caseId } = await openCase(lab, references);
  const { data } = await lab.ask<Story>(
    'query ($id: ID!) { lineage(of: $id, depth: 1) { isTruncated nodes { id type } edges { relation } } }',
    { id: requestId },
  );
  expect(data.lineage).toMatchObject({ isTruncated: true, edges: [{ relation: 'OPENED_AS' }] });
  const fromCase = await lab.ask<Story>('query ($id: ID!) { lineage(of: $id) { isTruncated edges { relation } } }', { id: caseId });
  expect(fromCase.data.lineage).toEqual({ isTruncated: false, edges: [{ relation: 'OPENED_AS' }, { relation: 'REPRESENTED_BY' }] });
});

test('at the end every promise holds', async () => {
  expect(await brokenPromises(lab)).toEqual([]);
});
