import type { Api } from '../api.ts';
import type { ExpectedRow } from '../archive/rows.ts';
import { type OnMalformed, readExpected, readRequests } from '../archive.ts';
import { graphql } from '../generated/gql.ts';
import { inBulks, workInLanes } from '../lanes.ts';
import { createPatience, persistWith } from '../patience.ts';
import type { ShowProgress } from '../progress.ts';
import { compareCase, type ExpectedCase, type FoundCase } from './compare.ts';
import { addExpected, addFound, emptyTotals, type Totals } from './totals.ts';

const foundCasesDocument = graphql(`
  query FoundCases($keys: [String!]!) {
    submissions(filter: { idempotencyKeys: $keys }, first: 100) {
      nodes {
        idempotencyKey
        customer { code }
        agreement { code }
        requestType { code }
        team { code }
        priority
        requesterName
        requesterEmail
        description
        submittedAt
        serviceRequest {
          id
          status
          priority
          requesterName
          requesterEmail
          description
          operationCase { id status version }
          businessObject { id status appliedCaseVersion }
        }
      }
    }
  }
`);

export type ArchiveCheck = { api: Api; folder: string; limit?: number; showProgress: ShowProgress; onMalformed: OnMalformed };

/** What a comparison found: sums of both sides, and each case that differs. */
export type Comparison = { cases: number; totals: Totals; deviations: { id: string; message: string }[] };

const perCall = 100;
const lanes = 4;

/** Compares every case that the archive says something about with what the lab has. */
export async function compareArchive({ api, folder, limit, showProgress, onMalformed }: ArchiveCheck): Promise<Comparison> {
  const { signal } = new AbortController();
  const persist = persistWith(createPatience({ limitMs: 60_000, pauseMs: 200, signal, onWait: (reason) => progress.note(reason) }));
  const expected = await readExpectedOf(folder, limit, onMalformed);
  const comparison: Comparison = { cases: expected.size, totals: emptyTotals(), deviations: [] };
  for (const row of expected.values()) addExpected(comparison.totals, row);
  const missing = new Set(expected.keys());
  const progress = showProgress('cases compared', expected.size);
  try {
    await workInLanes(inBulks(pair(folder, limit, expected), { count: perCall, bytes: Infinity }), { lanes, signal }, async (bulk) => {
      const keys = bulk.map(({ request }) => request.source_case_id);
      const { submissions } = await persist(() => api.execute(foundCasesDocument, { keys }));
      const found = new Map(submissions.nodes.map((node) => [node.idempotencyKey, node]));
      for (const one of bulk) check(comparison, one, found.get(one.request.source_case_id));
      for (const key of keys) missing.delete(key);
      progress.advance(bulk.length);
    });
    progress.advance(missing.size);
  } finally {
    progress.stop();
  }
  for (const id of missing) comparison.deviations.push({ id, message: 'requests has no usable row of it' });
  return comparison;
}

async function readExpectedOf(folder: string, limit: number | undefined, onMalformed: OnMalformed): Promise<Map<string, ExpectedRow>> {
  const cases = new Set<string>();
  for await (const row of readRequests(folder, onMalformed, limit)) cases.add(row.source_case_id);
  // A case without a usable request is not malformed here: it is a deviation, and named as such.
  const everything = { cases: { has: (id: string) => limit === undefined || cases.has(id) }, isLimited: limit !== undefined };
  return readExpected(folder, everything, onMalformed);
}

async function* pair(folder: string, limit: number | undefined, expected: ReadonlyMap<string, ExpectedRow>): AsyncGenerator<ExpectedCase> {
  for await (const request of readRequests(folder, () => undefined, limit)) {
    const row = expected.get(request.source_case_id);
    if (row) yield { request, expected: row };
  }
}

function check({ totals, deviations }: Comparison, one: ExpectedCase, found: FoundCase | undefined): void {
  if (found) addFound(totals, found);
  const id = one.request.source_case_id;
  const messages = found ? compareCase(one, found) : ['was never submitted'];
  for (const message of messages) deviations.push({ id, message });
}
