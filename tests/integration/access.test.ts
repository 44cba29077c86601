import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { accessFile, drawAccess } from 'cli/access-table.ts';
import { buildSchema, isObjectType } from 'graphql';
import { createClient } from 'graphql-ws';
import { access, type Operation, type Reach } from 'lib/access.ts';
import { type Identity, type Role, roles } from 'lib/identity.ts';
import { loadSubgraphSchema, type SubgraphName, subgraphNames } from 'lib/sdl.ts';
import type { Service } from 'lib/service.ts';
import { start as startCanonical } from 'subgraphs/canonical/main.ts';
import { start as startDocuments } from 'subgraphs/documents/main.ts';
import { start as startIntake } from 'subgraphs/intake/main.ts';
import { start as startOperational } from 'subgraphs/operational/main.ts';
import { start as startReference } from 'subgraphs/reference/main.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startLab, type TestLab } from '../support/lab.ts';
import { tester } from '../support/people.ts';
import { type References, requestInput, seedReferences, submit } from '../support/seed.ts';
import { signed } from '../support/signed.ts';
import { socketWith } from '../support/sockets.ts';
import { until } from '../support/until.ts';
import { uploadTo } from './documents-client.ts';

// Four requests: mine or somebody else's, of my team or of another one. What each role reaches of them follows from the table.

type Place = 'mine, my team' | 'mine, another team' | "another's, my team" | "another's, another team";
const places: Place[] = ['mine, my team', 'mine, another team', "another's, my team", "another's, another team"];
const reached: Record<Reach, readonly Place[]> = {
  own: ['mine, my team', 'mine, another team'],
  team: ['mine, my team', 'mine, another team', "another's, my team"],
  all: places,
};

type Thing = { submission: string; request: string; reference: string; case: string; object: string; event: string; document: string };

let lab: TestLab;
let references: References;
let start: string;
const things = {} as Record<Place, Thing>;
const subgraphs = {} as Record<SubgraphName, Service>;
const stops: (() => Promise<unknown>)[] = [];

/** `me` in one role; operators work in one of two teams. */
function me(role: Role): Identity {
  return { subject: 'me', name: 'Me', roles: [role], teams: role === 'operator' ? ['G1'] : [] };
}
const another: Identity = { ...tester, subject: 'another' };

function reachOf(operation: Operation, role: Role): readonly Place[] | null {
  const rule: Partial<Record<Role, Reach>> = access[operation];
  const reach = rule[role];
  return reach ? reached[reach] : null;
}

beforeAll(async () => {
  lab = await startLab();
  stops.push(async () => await lab[Symbol.asyncDispose]());
  references = await seedReferences(lab);
  const { data } = await lab.ask<{ importReferenceData: { teams: { id: string }[] } }>(
    `mutation { importReferenceData(input: { teams: [{ code: "G2", name: "Another" }], documentTypes: [{ code: "D", name: "D" }] }) { teams { id } } }`,
  );
  const otherTeam = data.importReferenceData.teams[0]?.id;
  start = (await lab.ask<{ logCursor: string }>('{ logCursor }')).data.logCursor;
  for (const place of places) {
    const as = place.startsWith('mine') ? { ...tester, subject: 'me' } : another;
    things[place] = await makeThing(as, place.endsWith('my team') ? references.team : otherTeam);
  }
  // the very subgraphs, asked without the gateway: what they refuse does not depend on what the gateway asks
  const starts = {
    reference: startReference,
    intake: startIntake,
    operational: startOperational,
    canonical: startCanonical,
    documents: startDocuments,
  };
  for (const name of subgraphNames) {
    const service = await starts[name](await lab.runtimeOf(name));
    subgraphs[name] = service;
    stops.unshift(() => service.stop());
  }
});
afterAll(async () => {
  for (const stop of stops) await stop();
});

async function makeThing(as: Identity, teamId: string | undefined): Promise<Thing> {
  const headers = await lab.headersOf(as);
  const { result, errors } = await uploadTo(`${lab.url}/graphql`, { content: `A note ${randomUUID()}`, documentType: 'D' }, headers);
  const document = result?.document?.id;
  if (!document) throw new Error(JSON.stringify([result, errors]));
  const asOwner = { ask: <Data>(query: string, variables?: Record<string, unknown>) => lab.ask<Data>(query, variables, as) };
  const { submission, userErrors } = await submit(asOwner, requestInput(references, { teamId, documentIds: [document] }));
  if (!submission) throw new Error(JSON.stringify(userErrors));
  const request = submission.serviceRequest.id;
  return await until('it has arrived everywhere', async () => {
    const query = `query ($id: ID!) { serviceRequest(id: $id) { operationCase { id businessObject { id } } events { id status } } }`;
    type Found = { operationCase: { id: string; businessObject: { id: string } | null } | null; events: { id: string; status: string }[] };
    const { data } = await lab.ask<{ serviceRequest: Found }>(query, { id: request });
    const { operationCase, events } = data.serviceRequest;
    const [event] = events;
    if (!operationCase?.businessObject || event?.status !== 'PROCESSED') return null;
    const object = operationCase.businessObject.id;
    const { reference } = submission.serviceRequest;
    return { submission: submission.id, request, reference, case: operationCase.id, object, event: event.id, document };
  });
}

const idsOf = (kind: keyof Thing, of: readonly Place[]): string[] => of.map((place) => things[place][kind]).sort();

test('docs/access.md says what is enforced', () => {
  expect(readFileSync(accessFile, 'utf8'), 'node cli/access-table.ts writes it anew').toBe(drawAccess());
});

test('the table has every root field and every entity, and nothing else', () => {
  const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
  const rootFields = ['Query', 'Mutation', 'Subscription'].flatMap((name) => {
    const type = schema.getType(name);
    return isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${name}.${field}`) : [];
  });
  const inputFields = Object.keys(access).filter((name) => /Input\./.test(name));
  for (const name of inputFields) {
    const [type = '', field = ''] = name.split('.');
    const input = schema.getType(type) as { getFields(): Record<string, unknown> } | undefined;
    expect(Object.keys(input?.getFields() ?? {})).toContain(field);
  }
  const entities = Object.keys(access).filter((name) => /^[A-Z]\w*$/.test(name));
  for (const name of entities) expect(isObjectType(schema.getType(name)), name).toBe(true);
  const others = ['download document', ...inputFields, ...entities];
  expect(
    Object.keys(access)
      .filter((name) => !others.includes(name))
      .sort(),
  ).toEqual(rootFields.sort());
});

/** One whole document for each root field, with what tells whom it shows. */
const lists: Partial<Record<Operation, { document: string; kind: keyof Thing }>> = {
  'Query.submissions': { document: '{ found: submissions(first: 50) { nodes { id } } }', kind: 'submission' },
  'Query.serviceRequests': { document: '{ found: serviceRequests(first: 50) { nodes { id } } }', kind: 'request' },
  'Query.operationCases': { document: '{ found: operationCases(first: 50) { nodes { id } } }', kind: 'case' },
  'Query.businessObjects': { document: '{ found: businessObjects(first: 50) { nodes { id } } }', kind: 'object' },
  'Query.events': { document: '{ found: events(first: 50) { nodes { id } } }', kind: 'event' },
  'Query.syncLogs': { document: '{ found: syncLogs(first: 50) { nodes { event { id } } } }', kind: 'event' },
  'Query.activity': { document: '{ found: activity(first: 50) { nodes { serviceRequest { id } } } }', kind: 'request' },
  'Query.documents': { document: '{ found: documents(first: 50) { nodes { id } } }', kind: 'document' },
};

const lookUps: Partial<Record<Operation, { document: string; kind: keyof Thing }>> = {
  'Query.submission': { document: 'query ($id: ID!) { found: submission(id: $id) { id } }', kind: 'submission' },
  'Query.serviceRequest': { document: 'query ($id: ID!) { found: serviceRequest(id: $id) { id } }', kind: 'request' },
  'Query.operationCase': { document: 'query ($id: ID!) { found: operationCase(id: $id) { id } }', kind: 'case' },
  'Query.businessObject': { document: 'query ($id: ID!) { found: businessObject(id: $id) { id } }', kind: 'object' },
  'Query.event': { document: 'query ($id: ID!) { found: event(id: $id) { id } }', kind: 'event' },
  'Query.document': { document: 'query ($id: ID!) { found: document(id: $id) { id } }', kind: 'document' },
};

const subscriptions: Partial<Record<Operation, { selection: string; kind: keyof Thing }>> = {
  'Subscription.operationCaseChanged': { selection: 'operationCaseChanged(after: $after) { operationCase { id } }', kind: 'case' },
  'Subscription.lineageRecorded': { selection: 'lineageRecorded(after: $after) { lineageRecord { event { id } } }', kind: 'event' },
  'Subscription.activityRecorded': { selection: 'activityRecorded(after: $after) { activity { serviceRequest { id } } }', kind: 'request' },
  'Subscription.eventChanged': { selection: 'eventChanged(after: $after) { event { id } }', kind: 'event' },
};

const selection = '{ ids: ["0199c7a0-0000-7000-8000-000000000000"] }';
const job = `input: { idempotencyKey: "k", selection: ${selection}, reason: "r" }`;
/** Root fields whose rule does not speak of requests. What they answer is of no interest here, only whether they may be asked. */
const others: Partial<Record<Operation, string>> = {
  'Query.customers': '{ customers { totalCount } }',
  'Query.agreements': '{ agreements { totalCount } }',
  'Query.requestTypes': '{ requestTypes { id } }',
  'Query.teams': '{ teams { id } }',
  'Query.documentTypes': '{ documentTypes { id } }',
  'Query.documentRules': '{ documentRules { maxBytes } }',
  'Query.logCursor': '{ logCursor }',
  'Query.overview': '{ overview { eventsInWork } }',
  'Query.balance': '{ balance { __typename } }',
  'Query.failureCauses': '{ failureCauses { totalCount } }',
  'Query.recoveryJobs': '{ recoveryJobs { totalCount } }',
  'Query.recoveryJob': '{ recoveryJob(id: "x") { id } }',
  'Query.recoveryPreview': `{ recoveryPreview(kind: REDELIVER, selection: ${selection}) { __typename } }`,
  'Query.documentSweep': '{ documentSweep { id } }',
  'Query.auditRecords': '{ auditRecords { totalCount } }',
  'Query.auditVerification': '{ auditVerification { __typename } }',
  'Query.auditAnchors': '{ auditAnchors { __typename } }',
  'Mutation.importReferenceData': 'mutation { importReferenceData(input: {}) { userErrors { code } } }',
  'Mutation.submitRequests': 'mutation { submitRequests(inputs: []) { userErrors { code } } }',
  'Mutation.redeliverEvents': `mutation { redeliverEvents(${job}) { userErrors { code } } }`,
  'Mutation.discardEvents': `mutation { discardEvents(${job}) { userErrors { code } } }`,
  'Mutation.restoreEvents': `mutation { restoreEvents(${job}) { userErrors { code } } }`,
  'Mutation.replayEvents': `mutation { replayEvents(${job}) { userErrors { code } } }`,
  'Mutation.resubmitEvent': 'mutation { resubmitEvent(input: { eventId: "x", payload: {}, reason: "r" }) { userErrors { code } } }',
  'Mutation.controlRecoveryJob': 'mutation { controlRecoveryJob(input: { jobId: "x", control: PAUSE }) { userErrors { code } } }',
  'Mutation.reconcile': 'mutation { reconcile(input: { invariant: "x", reason: "r" }) { userErrors { code } } }',
  'Mutation.sweepDocuments': 'mutation { sweepDocuments(input: {}) { userErrors { code } } }',
};

const byRole = <Of>(table: Partial<Record<Operation, Of>>): [Operation, Role, Of][] =>
  Object.entries(table).flatMap(([operation, of]) => roles.map((role): [Operation, Role, Of] => [operation as Operation, role, of]));

const codesOf = (errors: { extensions: { code: string } }[] | undefined): string[] =>
  (errors ?? []).map(({ extensions }) => extensions.code);

function idIn(node: unknown): string {
  const [value] = Object.values(node as Record<string, unknown>);
  return typeof value === 'string' ? value : idIn(value);
}

describe('a list', () => {
  test.each(byRole(lists))('%s shows %s what is within reach', async (operation, role, { document, kind }) => {
    const { data, errors } = await lab.ask<{ found: { nodes: unknown[] } }>(document, {}, me(role));
    expect(errors).toBeUndefined();
    expect([...new Set(data.found.nodes.map(idIn))].sort()).toEqual(idsOf(kind, reachOf(operation, role) ?? []));
  });
});

describe('a look-up', () => {
  test.each(byRole(lookUps))('%s finds for %s what is within reach', async (operation, role, { document, kind }) => {
    for (const place of places) {
      const { data, errors } = await lab.ask<{ found: { id: string } | null }>(document, { id: things[place][kind] }, me(role));
      expect(errors).toBeUndefined();
      expect(data.found?.id ?? null, place).toBe(reachOf(operation, role)?.includes(place) ? things[place][kind] : null);
    }
  });

  test.each(roles)('by reference and lineage finds for %s what is within reach', async (role) => {
    const document = `query ($reference: String!, $of: ID!) { serviceRequest(reference: $reference) { id } lineage(of: $of) { edges { id } } }`;
    for (const place of places) {
      const { reference, object: of } = things[place];
      type Found = { serviceRequest: unknown; lineage: { edges: unknown[] } };
      const { data } = await lab.ask<Found>(document, { reference, of }, me(role));
      const isReached = reachOf('Query.serviceRequest', role)?.includes(place);
      expect([data.serviceRequest !== null, data.lineage.edges.length > 0], place).toEqual([isReached, isReached]);
    }
  });
});

describe('a root field', () => {
  test.each(byRole(others))('%s is open to %s or not as the table says', async (operation, role, document) => {
    const { errors } = await lab.ask(document, {}, me(role));
    expect(
      errors?.some(({ extensions }) => extensions.code === 'GRAPHQL_VALIDATION_FAILED'),
      JSON.stringify(errors),
    ).not.toBe(true);
    expect(codesOf(errors).includes('FORBIDDEN')).toBe(reachOf(operation, role) === null);
  });

  test('is closed to who has no role at all', async () => {
    const nobody: Identity = { subject: 'me', name: 'Me', roles: [], teams: ['*'] };
    for (const document of [...Object.values(others), ...Object.values(lists).map((list) => list.document)]) {
      const { errors } = await lab.ask(document, {}, nobody);
      expect(codesOf(errors), document).toContain('FORBIDDEN');
    }
  });
});

describe('a subscription', () => {
  test.each(byRole(subscriptions))('%s tells %s what is within reach', async (operation, role, { selection: field, kind }) => {
    const headers = await lab.headersOf(me(role));
    const client = createClient({ url: `${lab.url.replace('http', 'ws')}/graphql`, webSocketImpl: socketWith(headers), retryAttempts: 0 });
    const heard = new Set<string>();
    const expected = idsOf(kind, reachOf(operation, role) ?? []);
    // the last thing that anybody hears: when it has come, everything before it has
    const mark = async (): Promise<string> => {
      const as = me('requester');
      const { submission } = await submit({ ask: (query, variables) => lab.ask(query, variables, as) }, requestInput(references));
      return submission?.serviceRequest.id ?? '';
    };
    const query = `subscription ($after: Cursor) { ${field} }`;
    let failure: unknown;
    client.subscribe<Record<string, unknown>>(
      { query, variables: { after: start } },
      { next: ({ data }) => void heard.add(idIn(data)), error: (error) => (failure = error), complete: () => {} },
    );
    try {
      await until('all that is within reach was heard', async () => {
        if (failure) throw new Error('the subscription failed', { cause: failure });
        return expected.every((id) => heard.has(id));
      });
      const before = heard.size;
      const requestId = await mark();
      await until('what comes later is heard', async () => heard.size > before);
      const beyond = places.filter((place) => !reachOf(operation, role)?.includes(place)).map((place) => things[place][kind]);
      expect(beyond.filter((id) => heard.has(id))).toEqual([]);
      await lab.ask('query ($id: ID!) { serviceRequest(id: $id) { id } }', { id: requestId });
    } finally {
      await client.dispose();
    }
  });
});

describe('a document', () => {
  test.each(roles)('is handed out to %s within reach', async (role) => {
    const headers = await lab.headersOf(me(role));
    for (const place of places) {
      const { status } = await fetch(`${lab.url}/documents/${things[place].document}`, { headers });
      expect(status, place).toBe(reachOf('download document', role)?.includes(place) ? 200 : 404);
    }
  });

  test('is handed out to nobody who is not signed in', async () => {
    expect((await fetch(`${lab.url}/documents/${things[places[0] as Place].document}`)).status).toBe(401);
  });

  test.each(roles)('may be uploaded by %s or not', async (role) => {
    const { errors } = await uploadTo(
      `${lab.url}/graphql`,
      { content: `Note ${randomUUID()}`, documentType: 'D' },
      await lab.headersOf(me(role)),
    );
    expect(codesOf(errors)).toEqual(reachOf('Mutation.uploadDocument', role) ? [] : ['FORBIDDEN']);
  });
});

describe('a request', () => {
  const document =
    'mutation ($input: SubmitRequestInput!) { submitRequest(input: $input) { submission { id submittedBy } userErrors { code } } }';

  test.each(roles)("may be submitted by %s or not, in nobody else's name", async (role) => {
    type Submitted = { submitRequest: { submission: { submittedBy: string } | null } | null } | null;
    const { data, errors } = await lab.ask<Submitted>(document, { input: requestInput(references) }, me(role));
    expect(codesOf(errors)).toEqual(reachOf('Mutation.submitRequest', role) ? [] : ['FORBIDDEN']);
    expect(data?.submitRequest?.submission?.submittedBy ?? null).toBe(reachOf('Mutation.submitRequest', role) ? 'me' : null);
  });

  test.each(roles)('of another time may be submitted by %s or not', async (role) => {
    const { errors } = await lab.ask(document, { input: requestInput(references, { submittedAt: '2026-01-01T00:00:00Z' }) }, me(role));
    expect(codesOf(errors)).toEqual(reachOf('SubmitRequestInput.submittedAt', role) ? [] : ['FORBIDDEN']);
  });

  test("cannot take somebody else's document", async () => {
    const free = await uploadTo(`${lab.url}/graphql`, { content: randomUUID(), documentType: 'D' }, await lab.headersOf(another));
    const documentIds = [free.result?.document?.id];
    type Submitted = { submitRequest: { submission: unknown; userErrors: { code: string }[] } };
    const { data } = await lab.ask<Submitted>(document, { input: requestInput(references, { documentIds }) }, me('integrator'));
    expect(data.submitRequest).toEqual({ submission: null, userErrors: [{ code: 'NOT_FOUND' }] });
  });
});

describe('a case', () => {
  const one =
    'mutation ($input: ChangeCaseStatusInput!) { changed: changeCaseStatus(input: $input) { change { id } userErrors { code } } }';
  type Changed = { changed: { change: unknown; userErrors: { code: string }[] } | null } | null;
  /** A step that no case may take: whoever may try hears that, and nothing is changed. */
  const step = { status: 'OPEN', reason: 'to see who may' };

  test.each(roles)('may be moved by %s within reach', async (role) => {
    for (const place of places) {
      const { data, errors } = await lab.ask<Changed>(one, { input: { ...step, caseId: things[place].case } }, me(role));
      const reach = reachOf('Mutation.changeCaseStatus', role);
      const refusal = data?.changed?.userErrors.map(({ code }) => code) ?? codesOf(errors);
      // what is one's own may be looked at; it is moved by the team that works on it
      const mayMove = role === 'operator' ? place.endsWith('my team') : reach?.includes(place);
      expect(refusal, place).toEqual([reach === null ? 'FORBIDDEN' : mayMove ? 'INVALID_TRANSITION' : 'NOT_FOUND']);
    }
  });

  test.each(roles)('may be moved with others by %s within reach', async (role) => {
    const many = `mutation ($inputs: [ChangeCaseStatusInput!]!) { changeCaseStatuses(inputs: $inputs) { results { userErrors { code } } } }`;
    type Many = { changeCaseStatuses: { results: { userErrors: { code: string }[] }[] } } | null;
    const inputs = places.map((place) => ({ ...step, caseId: things[place].case }));
    const { data, errors } = await lab.ask<Many>(many, { inputs }, me(role));
    if (reachOf('Mutation.changeCaseStatuses', role) === null) return expect(codesOf(errors)).toEqual(['FORBIDDEN']);
    const mayMove = (place: Place): boolean => (role === 'operator' ? place.endsWith('my team') : true);
    expect(data?.changeCaseStatuses.results.map(({ userErrors }) => userErrors.map(({ code }) => code).join())).toEqual(
      places.map((place) => (mayMove(place) ? 'INVALID_TRANSITION' : 'NOT_FOUND')),
    );
  });

  test.each(
    roles.flatMap((role) => (['changedAt', 'changedBy'] as const).map((field): [Role, 'changedAt' | 'changedBy'] => [role, field])),
  )('may be moved by %s with %s or not', async (role, field) => {
    const input = { ...step, caseId: things['mine, my team'].case, [field]: field === 'changedAt' ? '2026-01-01T00:00:00Z' : 'somebody' };
    const { errors } = await lab.ask<Changed>(one, { input }, me(role));
    expect(codesOf(errors)).toEqual(reachOf(`ChangeCaseStatusInput.${field}`, role) ? [] : ['FORBIDDEN']);
  });
});

describe('a reference between subgraphs', () => {
  /** Fields of each entity that a subgraph answers from its own tables. */
  const entities: [SubgraphName, Operation, keyof Thing, string][] = [
    ['intake', 'Submission', 'submission', 'description serviceRequest { id }'],
    ['intake', 'ServiceRequest', 'request', 'description'],
    ['operational', 'OperationCase', 'case', 'description history { reason }'],
    ['operational', 'ServiceRequest', 'request', 'operationCase { id }'],
    ['canonical', 'BusinessObject', 'object', 'businessKey versions { version }'],
    ['canonical', 'Event', 'event', 'payload syncLogs { message }'],
    [
      'canonical',
      'ServiceRequest',
      'request',
      'businessObject { id } events { id } syncLogs { id } activity { id } lineage { edges { id } }',
    ],
    ['canonical', 'OperationCase', 'case', 'businessObject { id }'],
    ['documents', 'Document', 'document', 'fileName'],
    ['documents', 'Submission', 'submission', 'documents { id }'],
    ['documents', 'ServiceRequest', 'request', 'documents { id }'],
  ];

  /** What an entity says beside its name: nothing where everything is null or empty. */
  function isEmpty(value: unknown): boolean {
    if (value === null || value === undefined) return true;
    if (Array.isArray(value)) return value.length === 0;
    if (typeof value !== 'object') return false;
    return Object.entries(value).every(([name, field]) => name === '__typename' || isEmpty(field));
  }

  test('is tested for every entity that is resolved anywhere', () => {
    const resolvable = subgraphNames.flatMap((name) =>
      loadSubgraphSchema(name).definitions.flatMap((node) => {
        if (node.kind !== 'ObjectTypeDefinition') return [];
        const key = node.directives?.find((directive) => directive.name.value === 'key');
        const isStub = key?.arguments?.some(
          ({ name: argument, value }) => argument.value === 'resolvable' && 'value' in value && value.value === false,
        );
        return key && !isStub ? [`${name} ${node.name.value}`] : [];
      }),
    );
    const known = [
      ...entities.map(([name, type]) => `${name} ${type}`),
      ...['Customer', 'Agreement', 'RequestType', 'Team', 'DocumentType'].map((type) => `reference ${type}`),
      // nothing refers to these two, and nothing is looked up for them
      ...['canonical SyncLog', 'canonical LineageRecord'],
    ];
    expect(resolvable.filter((entity) => !known.includes(entity))).toEqual([]);
  });

  test.each(entities.flatMap((entity) => roles.map((role): [...typeof entity, Role] => [...entity, role])))(
    'to %s %s (%s: %s) shows %s what is within reach',
    async (name, type, kind, fields, role) => {
      const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type} { ${fields} } } }`;
      const representations = places.map((place) => ({ __typename: type, id: things[place][kind] }));
      const body = JSON.stringify({ query, variables: { representations } });
      const headers = { 'content-type': 'application/json', ...signed(name, body, me(role)) };
      const response = await fetch(subgraphs[name].url, { method: 'POST', headers, body });
      const { data, errors } = (await response.json()) as { data: { _entities: unknown[] }; errors?: unknown };
      expect(errors).toBeUndefined();
      expect(places.filter((_, index) => !isEmpty(data._entities[index]))).toEqual(reachOf(type, role));
    },
  );

  test.each(subgraphNames)('to %s is refused when the gateway has not signed it', async (name) => {
    const body = JSON.stringify({ query: '{ __typename }' });
    const ask = async (headers: Record<string, string>): Promise<number> =>
      (await fetch(subgraphs[name].url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })).status;
    const elsewhere = subgraphNames.find((other) => other !== name) ?? 'intake';
    expect(await ask({})).toBe(401);
    expect(await ask(signed(elsewhere, body))).toBe(401);
    expect(await ask(signed(name, `${body} `))).toBe(401);
    expect(await ask(await lab.headersOf(tester))).toBe(401);
    expect(await ask(signed(name, body))).toBe(200);
  });
});
