import { graphql } from '../generated/gql.ts';
import { inBulks, workInLanes } from '../lanes.ts';
import { CommandError, formatCount } from '../terminal.ts';
import { type ImportContext, showPhase } from './context.ts';

const openedCasesDocument = graphql(`
  query OpenedCases($requestIds: [ID!]!) {
    operationCases(filter: { requestIds: $requestIds }, first: 100) {
      nodes {
        id
        serviceRequest { id }
      }
    }
  }
`);

/** The longest page that the API gives. */
const perCall = 100;
/** So many calls make one round: asking for thousands of cases while none opens would only keep the worker from its work. */
const callsPerRound = 20;

/**
 * Finds the operation cases of service requests and waits for those that the worker has not opened yet.
 *
 * @param requestIds by case id of the archive.
 * @returns ids of the operation cases, by case id of the archive.
 * @throws CommandError when the worker opens none of them for too long.
 */
export async function awaitCases(context: ImportContext, requestIds: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const { signal, concurrency, workerPatience } = context;
  const cases = new Map<string, string>();
  let waiting = [...requestIds];
  await showPhase(context, 'cases opened', waiting.length, async (progress) => {
    while (waiting.length > 0) {
      const before = cases.size;
      const round = waiting.slice(0, perCall * callsPerRound);
      await workInLanes(inBulks(round, { count: perCall, bytes: Infinity }), { lanes: concurrency, signal }, async (bulk) => {
        const found = await findCases(context, bulk);
        for (const [id, caseId] of found) cases.set(id, caseId);
        progress.advance(found.size);
      });
      waiting = waiting.filter(([id]) => !cases.has(id));
      if (cases.size > before) workerPatience.succeeded();
      if (round.some(([id]) => !cases.has(id))) await workerPatience.pause(new CommandError(describeWaiting(waiting)));
    }
  });
  return cases;
}

async function findCases({ api, persist }: ImportContext, entries: readonly [string, string][]): Promise<Map<string, string>> {
  const { operationCases } = await persist(() =>
    api.execute(openedCasesDocument, { requestIds: entries.map(([, requestId]) => requestId) }),
  );
  const opened = new Map(operationCases.nodes.map((node) => [node.serviceRequest?.id, node.id]));
  return new Map(
    entries.flatMap(([id, requestId]) => {
      const caseId = opened.get(requestId);
      return caseId ? [[id, caseId] as const] : [];
    }),
  );
}

function describeWaiting(waiting: readonly [string, string][]): string {
  const count = waiting.length === 1 ? '1 case is' : `${formatCount(waiting.length)} cases are`;
  const first = waiting[0]?.[0] ?? '';
  return `${count} not opened yet, the first is ${first} — the worker may not be running: look at lab status, then run the same command again`;
}
