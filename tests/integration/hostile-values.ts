import type { OperationCase } from './hostile-documents.ts';
import type { HostileLab } from './hostile-lab.ts';

type Named = [name: string, value: unknown];

/** Texts that are more than they look. */
const texts: Named[] = [
  ['SQL that ends a text', "'; drop table intake.submissions; --"],
  ['SQL that is always true', "' or '1'='1"],
  ['SQL that sleeps', "'||pg_sleep(60)||'"],
  ['a pattern for everything', '%'],
  ['a pattern of 5,000 signs', '%_'.repeat(2_500)],
  ['a backslash at the end', 'x\\'],
  ['a regular expression that backtracks', `${'(a+)+'.repeat(20)}$`],
  ['a NUL', 'a\u0000b'],
  ['control characters', '\u0001\u0008\u001b[31m'],
  ['half a surrogate pair', 'x\ud800y'],
  ['a text that turns around', '\u202egnp.exe'],
  ['a family of emoji', '👨‍👩‍👧‍👦'.repeat(50)],
  ['a letter with 1,000 marks', `e${'\u0301'.repeat(1_000)}`],
  ['nothing that can be seen', '\u200b\u200c\u200d\ufeff'],
  ['blanks', '   '],
  ['line ends and a header', 'x\r\nset-cookie: a=b'],
  ['a formula', "=cmd|' /c calc'!A1"],
  ['HTML', '<img src=x onerror=alert(1)>'],
  ['a template', `$\u007bprocess.env} {{7*7}} <%= 1 %> #{1}`],
  ['a way upwards', '../../../../etc/passwd'],
  ['an address inside', 'http://169.254.169.254/latest/meta-data/'],
  ['a look-up', `$\u007bjndi:ldap://127.0.0.1/x}`],
  ['a format', '%s%s%s%n%d'],
  ['JSON', '{"__proto__":{"isAdmin":true}}'],
  ['a number', '1e400'],
  ['150,000 letters', 'x'.repeat(150_000)],
];

const submitQuery =
  'mutation ($input: SubmitRequestInput!) { submitRequest(input: $input) { submission { id } userErrors { code message field } } }';

/** Where a text may be put: variables around it. */
function textPlaces({ references, treasure }: HostileLab): [place: string, of: (text: unknown) => Omit<OperationCase, 'name'>][] {
  const input = (changes: Record<string, unknown>, n: string) => ({
    ...{ idempotencyKey: n, customerId: references.customer, agreementId: references.agreement, requestTypeId: references.requestType },
    ...{ teamId: references.team, priority: 'LOW', requesterName: 'M', requesterEmail: 'm@example.org', description: 'd', ...changes },
  });
  let key = 0;
  const submit = (field: string) => (text: unknown) => ({
    operation: { query: submitQuery, variables: { input: input({ [field]: text }, `hostile ${key++}`) } },
  });
  return [
    [
      'as a search',
      (search) => ({
        operation: {
          query: 'query ($t: String) { serviceRequests(filter: { search: $t }) { totalCount nodes { description } } }',
          variables: { t: search },
        },
      }),
    ],
    [
      'as a search for a customer',
      (search) => ({
        operation: { query: 'query ($t: String) { customers(filter: { search: $t }) { totalCount } }', variables: { t: search } },
      }),
    ],
    [
      'as a reference',
      (reference) => ({ operation: { query: 'query ($t: String) { serviceRequest(reference: $t) { id } }', variables: { t: reference } } }),
    ],
    [
      'as a type of events',
      (type) => ({
        operation: {
          query: 'query ($t: String!) { events(filter: { types: [$t], errorFingerprints: [$t] }) { totalCount } }',
          variables: { t: type },
        },
      }),
    ],
    [
      'as a place in a payload, and what stands there',
      (text) => ({
        operation: {
          query: 'query ($t: String!) { events(filter: { payload: { path: $t, value: $t } }) { totalCount } }',
          variables: { t: text },
        },
      }),
    ],
    ['as a description', submit('description')],
    ['as a name', submit('requesterName')],
    ['as an idempotency key', submit('idempotencyKey')],
    ['as an external reference', submit('externalReference')],
    ['as an address of mail', submit('requesterEmail')],
    [
      'as a reason for a step',
      (reason) => ({
        as: 'operator',
        operation: {
          query:
            'mutation ($id: ID!, $t: String!) { changeCaseStatus(input: { caseId: $id, status: COMPLETED, reason: $t }) { operationCase { id } userErrors { code } } }',
          variables: { id: treasure.case, t: reason },
        },
      }),
    ],
  ];
}

/** What is no id, or one of somebody else. */
function ids({ treasure }: HostileLab): Named[] {
  return [
    ['nothing', ''],
    ['zero', '0'],
    ['a number', 7],
    ['a negative number', -1],
    ['a large number', Number.MAX_SAFE_INTEGER],
    ['a fraction', 1.5],
    ['a truth', true],
    ['a list', ['x']],
    ['an object', { id: 'x' }],
    ['null', null],
    ['the nil UUID', '00000000-0000-0000-0000-000000000000'],
    ['the last UUID', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
    ['a UUID in braces', `{${treasure.request}}`],
    ['a UUID without dashes', treasure.request.replaceAll('-', '')],
    ['a UUID in capitals', treasure.request.toUpperCase()],
    ['a UUID and a line end', `${treasure.request}\n`],
    ['a UUID and SQL', `${treasure.request}' or true--`],
    ['a UUID and a NUL', `${treasure.request}\u0000`],
    ['a UUID in full-width digits', treasure.request.replaceAll('0', '０')],
    ['a submission of somebody else', treasure.submission],
    ['a request of somebody else', treasure.request],
    ['a case of somebody else', treasure.case],
    ['an object of somebody else', treasure.object],
    ['an event of somebody else', treasure.event],
    ['a document of somebody else', treasure.document],
    ['a job of somebody else', treasure.job],
  ];
}

const idQuery = `query ($id: ID!) { submission(id: $id) { description payload submittedBy } serviceRequest(id: $id) { description requesterName explanation }
  operationCase(id: $id) { description history { reason changedBy } } businessObject(id: $id) { businessKey versions { state actor } }
  event(id: $id) { payload actor explanation } document(id: $id) { fileName downloadUrl uploadedBy } lineage(of: $id) { edges { id event { payload } } nodes { id } } }`;
const idListQuery = `query ($id: ID!) { submissions(filter: { ids: [$id] }) { totalCount nodes { payload } } serviceRequests(filter: { ids: [$id] }) { totalCount nodes { description } }
  operationCases(filter: { requestIds: [$id] }) { totalCount } businessObjects(filter: { requestIds: [$id] }) { totalCount nodes { businessKey } }
  events(filter: { requestIds: [$id] }) { totalCount nodes { payload } } syncLogs(filter: { eventIds: [$id] }) { totalCount nodes { message } }
  activity(filter: { requestIds: [$id] }) { totalCount nodes { message actor } } documents(filter: { submissionIds: [$id] }) { totalCount nodes { fileName } } }`;

/** Positions in lists that are none. */
const cursors: Named[] = [
  ['nothing', ''],
  ['a letter', 'x'],
  ['an empty list', encode([])],
  ['null', encode(null)],
  ['an object', encode({ length: 3, 0: 'a', 1: 'b', 2: 'c' })],
  ['three numbers', encode([1, 2, 3])],
  ['another mark', encode(['00000000', '2026-01-01 00:00:00+00', '00000000-0000-0000-0000-000000000000'])],
  ['SQL', encode(['00000000', "now()'; select pg_sleep(60); --", 'x'])],
  ['a list 1,000 deep', Buffer.from(`${'['.repeat(1_000)}${']'.repeat(1_000)}`).toString('base64url')],
  ['JSON that is none', Buffer.from('[[[').toString('base64url')],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]).toString('base64url')],
  ['signs that are no base64', '!!!***'],
  ['100,000 letters', 'A'.repeat(100_000)],
  ['a NUL', 'A\u0000'],
  ['a number', 7],
  ['a list', ['x']],
];
function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
const cursorPlaces: [string, string][] = [
  ['requests', 'serviceRequests'],
  ['events', 'events'],
  ['customers', 'customers'],
  ['documents', 'documents'],
];

const numbers: Named[] = [
  ['zero', 0],
  ['minus one', -1],
  ['101', 101],
  ['the largest of 32 bits', 2_147_483_647],
  ['one more than that', 2_147_483_648],
  ['the smallest of 32 bits', -2_147_483_648],
  ['the largest whole one', Number.MAX_SAFE_INTEGER],
  ['more than there is', 1e308],
  ['a fraction', 0.1],
  ['a text', '10'],
  ['a truth', true],
  ['a list of two', [1, 2]],
  ['an object', {}],
];
const numberPlaces: [string, string][] = [
  ['the size of a page', 'query ($n: Int) { serviceRequests(first: $n) { totalCount } }'],
  ['the size of a page in a page', 'query ($n: Int) { customers(first: 1) { nodes { agreements(first: $n) { totalCount } } } }'],
  ['the depth of lineage', 'query ($n: Int! = 2) { lineage(of: "x", depth: $n) { isTruncated } }'],
];

const dates: Named[] = [
  ['the year 0', '0000-01-01T00:00:00Z'],
  ['the year 1', '0001-01-01T00:00:00Z'],
  ['the year 9999', '9999-12-31T23:59:59.999Z'],
  ['the year 10000', '+010000-01-01T00:00:00Z'],
  ['the last day of JavaScript', '+275760-09-13T00:00:00.000Z'],
  ['the first day of JavaScript', '-271821-04-20T00:00:00.000Z'],
  ['a day that is none', '2026-02-30T00:00:00Z'],
  ['an hour that is none', '2026-01-01T25:00:00Z'],
  ['a leap second', '2016-12-31T23:59:60Z'],
  ['no zone', '2026-01-01T00:00:00'],
  ['a zone that is none', '2026-01-01T00:00:00+99:99'],
  ['1,000 decimals', `2026-01-01T00:00:00.${'1'.repeat(1_000)}Z`],
  ['now', 'now'],
  ['infinity', 'infinity'],
  ['a number', 1_700_000_000_000],
  ['a number beyond time', 8.64e15 + 1],
  ['minus infinity as a number', -1e308],
  ['a list', []],
  ['an object', { valueOf: 1 }],
  ['SQL', "2026-01-01'; select 1; --"],
];

/** Every hostile value at every place that takes one of its kind. */
export function valueCases(lab: HostileLab): OperationCase[] {
  const ofTexts = textPlaces(lab).flatMap(([place, of]) => texts.map(([name, text]) => ({ ...of(text), name: `${name} ${place}` })));
  const ofIds = ids(lab).flatMap(([name, id]): OperationCase[] => [
    { name: `${name} as an id`, operation: { query: idQuery, variables: { id } } },
    { name: `${name} as an id, by an operator of another team`, as: 'operator', operation: { query: idQuery, variables: { id } } },
    { name: `${name} as an id in filters`, operation: { query: idListQuery, variables: { id } } },
    {
      name: `${name} as an id in filters, by an operator of another team`,
      as: 'operator',
      operation: { query: idListQuery, variables: { id } },
    },
    {
      name: `${name} as a document to submit`,
      operation: {
        query: submitQuery,
        variables: {
          input: {
            ...{ idempotencyKey: `document ${name}`, customerId: lab.references.customer, agreementId: lab.references.agreement },
            ...{ requestTypeId: lab.references.requestType, teamId: lab.references.team, priority: 'LOW', requesterName: 'M' },
            ...{ requesterEmail: 'm@example.org', description: 'd', documentIds: [id] },
          },
        },
      },
    },
  ]);
  const ofCursors = cursorPlaces.flatMap(([place, field]) =>
    cursors.map(
      ([name, after]): OperationCase => ({
        name: `${name} as a position among ${place}`,
        operation: { query: `query ($after: Cursor) { ${field}(first: 5, after: $after) { totalCount } }`, variables: { after } },
        code: 'BAD_USER_INPUT',
      }),
    ),
  );
  const ofNumbers = numberPlaces.flatMap(([place, query]) =>
    numbers.map(([name, n]): OperationCase => ({ name: `${name} as ${place}`, operation: { query, variables: { n } } })),
  );
  const ofDates = dates.flatMap(([name, date]): OperationCase[] => [
    {
      name: `${name} as a beginning`,
      operation: {
        query: 'query ($d: DateTime) { serviceRequests(filter: { submittedAt: { from: $d } }) { totalCount } }',
        variables: { d: date },
      },
    },
    {
      name: `${name} as an end`,
      as: 'operator',
      operation: {
        query: 'query ($d: DateTime) { operationCases(filter: { changedAt: { to: $d } }) { totalCount } }',
        variables: { d: date },
      },
    },
    {
      name: `${name} as the time of events`,
      as: 'integrator',
      operation: {
        query: 'query ($d: DateTime) { events(filter: { recordedTime: { from: $d, to: $d } }) { totalCount } }',
        variables: { d: date },
      },
    },
  ]);
  return [...ofTexts, ...ofIds, ...ofCursors, ...ofNumbers, ...ofDates];
}
