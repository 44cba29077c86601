import type { Persona } from './hostile-canaries.ts';
import type { Wanted } from './hostile-oracle.ts';

export type Operation = { query: unknown; variables?: unknown; operationName?: unknown; extensions?: unknown };
/** An operation as the body of a POST. */
export type OperationCase = Wanted & { name: string; as?: Persona; operation: Operation };

const many = (count: number, draw: (n: number) => string): string => Array.from({ length: count }, (_, n) => draw(n)).join(' ');
const invalid = 'GRAPHQL_VALIDATION_FAILED';
const unreadable = 'GRAPHQL_PARSE_FAILED';
const complex = 'QUERY_TOO_COMPLEX';

/** Name, text of the document, code that is wanted. */
type Row = [name: string, query: string, code: string | readonly string[], more?: Partial<OperationCase>];

const rows: Row[] = [
  // too much of something
  [
    'fields nine deep',
    '{ serviceRequests { nodes { events { serviceRequest { events { serviceRequest { events { serviceRequest { id } } } } } } } } }',
    complex,
  ],
  ['fields 400 deep', `${'{ serviceRequest(id: "x") { operationCase '.repeat(200)}{ id }${' } }'.repeat(200)}`, [complex, invalid]],
  ['sixteen aliases', `{ ${many(16, (n) => `a${n}: teams { id }`)} }`, complex],
  ['300 aliases of __typename', `{ ${many(300, (n) => `a${n}: __typename`)} }`, complex],
  ['21 directives', `{ teams { id ${many(21, () => '@include(if: true)')} } }`, [complex, invalid]],
  ['21 directives on as many fields', `{ teams { ${many(21, () => 'id @include(if: true)')} } }`, complex],
  ['5,000 tokens', `{ ${many(5_000, () => 'teams')} }`, complex],
  ['a name of 200,000 letters', `{ ${'a'.repeat(200_000)} }`, invalid],
  ['a text of 500,000 letters', `{ serviceRequests(filter: { search: "${'x'.repeat(500_000)}" }) { totalCount } }`, []],
  ['a comment of 900,000 letters', `# ${'x'.repeat(900_000)}\n{ nothing }`, invalid],
  ['blanks for 900,000 letters', `{${' '.repeat(900_000)}nothing }`, invalid],
  ['commas for 900,000 letters', `{${','.repeat(900_000)}nothing }`, invalid],
  [
    'the largest page of everything in it',
    '{ serviceRequests(first: 100) { nodes { events { syncLogs { id } } activity { id } documents { id } operationCase { history { reason } } lineage { nodes { id } edges { id } } } } }',
    complex,
  ],
  [
    'fragments that double each time',
    `{ serviceRequest(id: "x") { ...F0 } } ${many(12, (n) => `fragment F${n} on ServiceRequest { ${n === 11 ? 'id' : `...F${n + 1} operationCase { serviceRequest { ...F${n + 1} } }`} }`)}`,
    complex,
  ],
  ['lists in lists in an argument', `{ teams(isActive: ${'['.repeat(300)}true${']'.repeat(300)}) { id } }`, [invalid, complex]],
  [
    'objects in objects in an argument',
    `{ events(filter: ${'{ filter: '.repeat(200)}1${' }'.repeat(200)}) { totalCount } }`,
    [invalid, complex],
  ],
  ['a hundred operations', many(100, (n) => `query Q${n} { teams { id } }`), 'BAD_USER_INPUT'],
  ['two hundred variables', `query (${many(200, (n) => `$v${n}: Int`)}) { teams { id } }`, [invalid, complex]],
  ['the schema three times', `{ ${many(3, (n) => `s${n}: __schema { types { name } }`)} }`, complex],
  // fragments
  ['a fragment that spreads itself', '{ ...F } fragment F on Query { ...F }', invalid],
  ['two fragments that spread each other', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }', invalid],
  ['a circle of 50 fragments', `{ ...F0 } ${many(50, (n) => `fragment F${n} on Query { ...F${(n + 1) % 50} }`)}`, invalid],
  ['a fragment that nobody spreads', '{ teams { id } } fragment F on Query { logCursor }', invalid],
  ['a spread of nothing', '{ ...Nothing }', invalid],
  ['a fragment on a scalar', '{ ... on String { length } }', invalid],
  ['a fragment on an input', '{ ... on EventFilter { ids } }', invalid],
  ['a fragment on a type that is none', '{ ... on Secret { id } }', invalid],
  ['a fragment that is called on', '{ ...on } fragment on on Query { logCursor }', unreadable],
  ['a fragment of a mutation in a query', '{ ... on Mutation { sweepDocuments(input: {}) { userErrors { code } } } }', invalid],
  ['two fragments of one name', '{ ...F } fragment F on Query { logCursor } fragment F on Query { teams { id } }', invalid],
  // what is no document
  ['an empty document', '', ['BAD_USER_INPUT', unreadable, 'BAD_REQUEST']],
  ['blanks', '   \n\t ', unreadable],
  ['a comment alone', '# nothing', unreadable],
  ['a byte order mark alone', '\ufeff', unreadable],
  ['a byte order mark in the middle', '{ tea\ufeffms { id } }', [invalid, unreadable]],
  ['a NUL', '{ teams\u0000 { id } }', unreadable],
  ['a bell', '{ teams { id } }\u0007', unreadable],
  ['a name in Cyrillic', '{ tеams { id } }', unreadable],
  ['a text that never ends', '{ serviceRequests(filter: { search: "x }) { totalCount } }', unreadable],
  ['a block text that never ends', '{ serviceRequests(filter: { search: """x }) { totalCount } }', unreadable],
  ['a line break in a text', '{ serviceRequests(filter: { search: "x\ny" }) { totalCount } }', unreadable],
  ['an escape that is none', '{ serviceRequests(filter: { search: "\\x41" }) { totalCount } }', unreadable],
  ['an escape of half a pair', '{ serviceRequests(filter: { search: "\\ud800" }) { totalCount } }', unreadable],
  ['an escape beyond Unicode', '{ serviceRequests(filter: { search: "\\u{110000}" }) { totalCount } }', unreadable],
  ['braces that do not close', '{ teams { id }', unreadable],
  ['braces that were not open', '{ teams { id } } }', unreadable],
  ['an empty selection', '{ teams { } }', unreadable],
  ['a bang alone', '!', unreadable],
  ['HTML', '<script>alert(1)</script>', unreadable],
  ['SQL', "'; drop table intake.submissions; --", unreadable],
  ['a definition of a type', 'type Query { evil: String }', ['BAD_USER_INPUT', invalid, 'OPERATION_RESOLUTION_FAILURE']],
  ['an extension of the schema beside a query', '{ teams { id } } extend type Query { evil: String }', invalid],
  ['a definition of a directive', 'directive @evil on FIELD { teams { id } }', [unreadable, invalid]],
  // values
  ['a number beyond 32 bits', '{ serviceRequests(first: 99999999999999999999) { totalCount } }', invalid],
  ['a number with 10,000 digits', `{ serviceRequests(first: ${'9'.repeat(10_000)}) { totalCount } }`, invalid],
  ['a float beyond what there is', '{ serviceRequests(first: 1e999) { totalCount } }', invalid],
  ['a number with a leading zero', '{ serviceRequests(first: 007) { totalCount } }', unreadable],
  ['a number in hexadecimal', '{ serviceRequests(first: 0x10) { totalCount } }', unreadable],
  ['minus nothing', '{ serviceRequests(first: -) { totalCount } }', unreadable],
  ['a text for a number', '{ serviceRequests(first: "10") { totalCount } }', invalid],
  ['a number for a text', '{ serviceRequest(reference: 1) { id } }', invalid],
  ['an enum as a text', '{ serviceRequests(orderBy: { field: "CREATED_AT" }) { totalCount } }', invalid],
  ['an enum that is none', '{ serviceRequests(orderBy: { field: PASSWORD }) { totalCount } }', invalid],
  ['null where something has to be', '{ event(id: null) { id } }', invalid],
  ['an argument twice', '{ event(id: "a", id: "b") { id } }', invalid],
  ['a field of an input twice', '{ events(filter: { ids: [], ids: [] }) { totalCount } }', invalid],
  ['an argument that is none', '{ teams(where: "1=1") { id } }', invalid],
  ['__proto__ as a field of an input', '{ events(filter: { __proto__: { ids: [] } }) { totalCount } }', invalid],
  ['constructor as an argument', '{ teams(constructor: 1) { id } }', invalid],
  ['__proto__ as a field', '{ __proto__ }', invalid],
  ['constructor as a field', '{ constructor { name } }', invalid],
  ['toString as a type', '{ __type(name: "toString") { name } }', []],
  ['__proto__ as a type', '{ __type(name: "__proto__") { name fields { name } } }', []],
  ['__proto__ as an alias', '{ __proto__: logCursor }', []],
  ['constructor as an alias of objects', '{ constructor: teams { __proto__: id } }', []],
  // variables of the document
  ['a variable that is not declared', '{ event(id: $id) { id } }', invalid],
  ['a variable that is not used', 'query ($id: ID) { teams { id } }', invalid],
  ['a variable twice', 'query ($id: ID!, $id: ID!) { event(id: $id) { id } }', invalid],
  ['a variable of a type that is answered', 'query ($t: Team) { teams { id } }', invalid],
  ['a variable of a type that is none', 'query ($t: __proto__) { teams { id } }', invalid],
  ['a variable of another type', 'query ($id: Boolean!) { event(id: $id) { id } }', invalid],
  ['a default that does not fit', 'query ($id: ID! = {}) { event(id: $id) { id } }', invalid],
  ['a default that is a variable', 'query ($a: ID!, $b: ID! = $a) { event(id: $b) { id } }', unreadable],
  // operations
  ['two operations without names', '{ teams { id } } { logCursor }', invalid],
  ['two operations of one name', 'query A { teams { id } } query A { logCursor }', invalid],
  ['a subscription with two roots', 'subscription { activityRecorded { cursor } eventChanged { cursor } }', invalid],
  ['a subscription with __typename as its root', 'subscription { __typename }', [invalid, 'BAD_USER_INPUT', 'BAD_REQUEST']],
  [
    'a subscription whose root is skipped',
    'subscription ($b: Boolean!) { activityRecorded @skip(if: $b) { cursor } }',
    [invalid, 'BAD_USER_INPUT', 'BAD_REQUEST'],
    { operation: { query: '', variables: { b: true } } },
  ],
  [
    'a subscription without a stream to go on',
    'subscription { activityRecorded { cursor } }',
    ['BAD_USER_INPUT', 'BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE'],
  ],
  ['an operation of no kind', 'command { teams { id } }', unreadable],
  // directives
  ['a directive that is none', '{ teams @evil { id } }', invalid],
  ['@skip without its argument', '{ teams @skip { id } }', invalid],
  ['@defer', '{ teams { ... @defer { id } } }', invalid],
  ['@stream', '{ teams @stream(initialCount: 0) { id } }', invalid],
  ['@inaccessible', '{ teams @inaccessible { id } }', invalid],
  ['@requires', '{ teams @requires(fields: "id") { id } }', invalid],
  ['@deprecated on a field that is asked', '{ teams { id @deprecated } }', invalid],
  // what is not for clients
  ['_service', '{ _service { sdl } }', invalid],
  ['_entities', 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }', invalid],
  [
    '_entities of a treasure',
    '{ _entities(representations: [{ __typename: "Submission", id: "x" }]) { ... on Submission { id } } }',
    invalid,
  ],
  ['join__Graph', '{ __type(name: "join__Graph") { name enumValues { name } } }', []],
  ['link__Import', '{ __type(name: "link__Import") { name } }', []],
  ['a field that does not exist, close to one that does', '{ audtRecords { totalCount } }', invalid],
  ['a password', '{ teams { password } }', invalid],
  ['a subgraph by name', '{ reference { teams { id } } }', invalid],
];

/** Documents that are wrong, too large, or meant to do harm. */
export const documentCases: OperationCase[] = [
  ...rows.map(
    ([name, query, code, more]): OperationCase => ({
      name,
      operation: { ...more?.operation, query },
      ...(code.length > 0 ? { code } : { status: 200 }),
    }),
  ),
  // by nobody: not even what is wrong with it is told
  ...rows.slice(0, 12).map(
    ([name, query]): OperationCase => ({
      name: `${name}, by nobody`,
      as: 'nobody',
      operation: { query },
      status: 401,
      code: 'UNAUTHENTICATED',
    }),
  ),
  ...['{ __schema { types { name } } }', '{ __type(name: "AuditRecord") { fields { name } } }', '{ __typename }', '{ teams { idd } }'].map(
    (query): OperationCase => ({ name: `${query}, by nobody`, as: 'nobody', operation: { query }, status: 401, code: 'UNAUTHENTICATED' }),
  ),
];

const teams = '{ teams { id } }';
/** Operations whose parts beside the document are wrong. */
export const envelopeCases: OperationCase[] = [
  { name: 'a query that is a number', operation: { query: 1 }, status: 400 },
  { name: 'a query that is a list', operation: { query: [teams] }, status: 400 },
  { name: 'a query that is an object', operation: { query: { toString: 'x' } }, status: 400 },
  { name: 'a query that is null', operation: { query: null }, status: 400 },
  { name: 'a query that is true', operation: { query: true }, status: 400 },
  { name: 'variables that are a text', operation: { query: teams, variables: 'x' }, status: 400 },
  { name: 'variables that are a list', operation: { query: teams, variables: [1] } },
  { name: 'variables that are a number', operation: { query: teams, variables: 7 }, status: 400 },
  { name: 'a name that is a number', operation: { query: teams, operationName: 7 }, status: 400 },
  { name: 'a name that is an object', operation: { query: teams, operationName: {} }, status: 400 },
  {
    name: 'a name that no operation has',
    operation: { query: 'query A { logCursor }', operationName: 'B' },
    code: ['BAD_USER_INPUT', 'OPERATION_RESOLUTION_FAILURE'],
  },
  {
    name: '__proto__ as a name',
    operation: { query: 'query A { logCursor }', operationName: '__proto__' },
    code: ['BAD_USER_INPUT', 'OPERATION_RESOLUTION_FAILURE'],
  },
  {
    name: 'a name of 100,000 letters',
    operation: { query: 'query A { logCursor }', operationName: 'x'.repeat(100_000) },
    code: ['BAD_USER_INPUT', 'OPERATION_RESOLUTION_FAILURE'],
  },
  { name: 'extensions that are a text', operation: { query: teams, extensions: 'x' }, status: 400 },
  { name: 'extensions that are a list', operation: { query: teams, extensions: [] } },
  {
    name: 'a persisted query that nobody has',
    operation: { query: undefined, extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } },
  },
  {
    name: 'a persisted query with a wrong hash',
    operation: { query: teams, extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } },
    status: 400,
  },
  {
    name: 'a persisted query of another version',
    operation: { query: teams, extensions: { persistedQuery: { version: 9, sha256Hash: 'x' } } },
    status: 400,
  },
  { name: 'a persisted query that is a number', operation: { query: undefined, extensions: { persistedQuery: 7 } }, status: 400 },
  {
    name: 'a persisted query whose hash is an object',
    operation: { query: undefined, extensions: { persistedQuery: { version: 1, sha256Hash: {} } } },
  },
  {
    name: 'a persisted query whose hash is __proto__',
    operation: { query: undefined, extensions: { persistedQuery: { version: 1, sha256Hash: '__proto__' } } },
  },
  {
    name: 'a persisted query whose hash has 500,000 letters',
    operation: { query: undefined, extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(500_000) } } },
  },
  { name: 'variables 500 deep', operation: { query: 'query ($p: JSON!) { teams { id } }', variables: { p: nest(500) } }, status: 400 },
  {
    name: 'variables 33 deep',
    as: 'integrator',
    operation: {
      query: 'mutation ($p: JSON!) { resubmitEvent(input: { eventId: "x", payload: $p, reason: "r" }) { userErrors { code } } }',
      variables: { p: nest(33) },
    },
    code: 'QUERY_TOO_COMPLEX',
  },
  {
    name: 'a hundred thousand wrong items',
    operation: {
      query: 'query ($ids: [ID!]) { events(filter: { ids: $ids }) { totalCount } }',
      variables: { ids: Array.from({ length: 100_000 }, () => ({})) },
    },
    status: [200, 400],
  },
  {
    name: 'a hundred thousand right items',
    operation: {
      query: 'query ($ids: [ID!]) { events(filter: { ids: $ids }) { totalCount } }',
      variables: { ids: Array.from({ length: 25_000 }, () => 'x') },
    },
    code: 'BAD_USER_INPUT',
  },
  {
    name: 'ten thousand variables that nobody declared',
    operation: { query: teams, variables: Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`v${n}`, n])) },
    status: 200,
  },
  {
    name: 'a bulk of 501 by an integrator',
    as: 'integrator',
    operation: {
      query: 'mutation ($i: [SubmitRequestInput!]!) { submitRequests(inputs: $i) { userErrors { code } } }',
      variables: { i: Array.from({ length: 501 }, () => ({})) },
    },
    code: 'BAD_USER_INPUT',
  },
  {
    name: 'a bulk by a requester',
    operation: { query: 'mutation { submitRequests(inputs: []) { userErrors { code } } }' },
    code: 'FORBIDDEN',
  },
  {
    name: 'an import by an operator',
    as: 'operator',
    operation: { query: 'mutation { importReferenceData(input: { teams: [{ code: "X", name: "X" }] }) { userErrors { code } } }' },
    code: 'FORBIDDEN',
  },
  {
    name: 'a change by an auditor',
    as: 'auditor',
    operation: { query: 'mutation { sweepDocuments(input: {}) { userErrors { code } } }' },
    code: 'FORBIDDEN',
  },
  {
    name: 'a number as a cursor of a verification',
    as: 'auditor',
    operation: { query: 'query ($c: Cursor) { auditVerification(after: $c) { isComplete } }', variables: { c: 7 } },
    code: 'BAD_USER_INPUT',
  },
  {
    name: 'a NUL in the key of a step',
    as: 'operator',
    operation: {
      query:
        'mutation ($k: String) { changeCaseStatus(input: { caseId: "x", status: OPEN, reason: "r", idempotencyKey: $k }) { userErrors { code } } }',
      variables: { k: '\u0000' },
    },
    code: ['INVALID', 'REQUIRED'],
  },
  {
    name: 'the audit, by an integrator',
    as: 'integrator',
    operation: { query: '{ auditRecords { nodes { actor action reason after before } } }' },
    code: 'FORBIDDEN',
  },
  {
    name: 'the audit, by a requester under another name',
    operation: { query: '{ teams: auditRecords { nodes { actor } } }' },
    code: 'FORBIDDEN',
  },
  {
    name: 'the anchors, by an operator',
    as: 'operator',
    operation: { query: '{ auditAnchors { nodes { __typename } } }' },
    code: 'FORBIDDEN',
  },
  { name: 'the balance, by a requester', operation: { query: '{ balance { invariants { violations { detail } } } }' }, code: 'FORBIDDEN' },
  {
    name: 'causes of failures, by an operator',
    as: 'operator',
    operation: { query: '{ failureCauses { nodes { message code } } }' },
    code: 'FORBIDDEN',
  },
  {
    name: 'jobs, by a requester',
    operation: { query: '{ recoveryJobs { nodes { reason actor failures { detail } } } }' },
    code: 'FORBIDDEN',
  },
  {
    name: "a time of one's own choice, by a requester",
    operation: {
      query: 'mutation ($i: SubmitRequestInput!) { submitRequest(input: $i) { userErrors { code } } }',
      variables: {
        i: {
          submittedAt: '2020-01-01T00:00:00Z',
          idempotencyKey: 'k',
          customerId: 'x',
          agreementId: 'x',
          requestTypeId: 'x',
          teamId: 'x',
          priority: 'LOW',
          requesterName: 'x',
          requesterEmail: 'x@example.org',
          description: 'x',
        },
      },
    },
    code: 'FORBIDDEN',
  },
];

/** An object with an object in it, so many times. */
function nest(depth: number): unknown {
  let value: unknown = null;
  for (let level = 0; level < depth; level += 1) value = { a: value };
  return value;
}
