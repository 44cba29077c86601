import type { TransitionRow } from '../archive/rows.ts';
import { graphql } from '../generated/gql.ts';
import type { CaseStatus, ChangeCaseStatusesMutation, ChangeCaseStatusInput } from '../generated/graphql.ts';
import { callLimit, inBulks, jsonBytes, workInLanes } from '../lanes.ts';
import { type ImportContext, showPhase } from './context.ts';
import { describeErrors, readResults, sendInHalves } from './halves.ts';
import type { ImportReport } from './report.ts';

const changeCaseStatusesDocument = graphql(`
  mutation ChangeCaseStatuses($inputs: [ChangeCaseStatusInput!]!) {
    changeCaseStatuses(inputs: $inputs) {
      results {
        change { version toStatus }
        replayed
        userErrors { code message }
      }
      userErrors { code message }
    }
  }
`);

/** A case on its way through its history. Status and version are what the answers said so far, not what the case has now. */
type Journey = { caseId: string; rows: readonly TransitionRow[]; next: number; status: CaseStatus; version: number };

/** A change that has to be sent. */
type Step = { journey: Journey; row: TransitionRow; input: ChangeCaseStatusInput };

/**
 * Takes the cases through their histories. In each round every case that is not at its end takes one step, so that a step is only
 * made up once the answer to the one before is known, and no two calls ever hold the same case.
 *
 * A run over an archive that was imported before makes the same steps with the same keys and is given the same answers.
 */
export async function importTransitions(
  context: ImportContext,
  cases: ReadonlyMap<string, string>,
  transitions: ReadonlyMap<string, readonly TransitionRow[]>,
): Promise<void> {
  const { report, concurrency, signal } = context;
  const all = [...cases].map(([id, caseId]): Journey => ({ caseId, rows: transitions.get(id) ?? [], next: 0, status: 'OPEN', version: 1 }));
  const total = all.reduce((sum, { rows }) => sum + rows.length, 0);
  await showPhase(context, 'transitions', total, async (progress) => {
    const takeStep = (journey: Journey): Step | null => {
      const start = journey.next;
      const step = findStep(journey, report);
      progress.advance(journey.next - start);
      return step;
    };
    let steps = all.map(takeStep).filter((step) => step !== null);
    while (steps.length > 0) {
      const bulks = inBulks(steps, callLimit, ({ input }) => jsonBytes(input));
      await workInLanes(bulks, { lanes: concurrency, signal }, async (bulk) => {
        await sendSteps(context, bulk);
        progress.advance(bulk.length);
      });
      steps = steps.map(({ journey }) => takeStep(journey)).filter((step) => step !== null);
    }
  });
}

/** Passes by the rows that change nothing, and gives the first one that has to be sent; null at the end of the history. */
function findStep(journey: Journey, report: ImportReport): Step | null {
  for (; ; journey.next += 1) {
    const row = journey.rows[journey.next];
    if (!row) return null;
    if (row.to_status !== '' && row.to_status !== journey.status) return { journey, row, input: toInput(journey, row, row.to_status) };
    report.transitions.noop += 1;
    compare(report, row, 'noop', `nothing was sent: the case was ${journey.status} already`);
  }
}

function toInput({ caseId, version }: Journey, row: TransitionRow, status: CaseStatus): ChangeCaseStatusInput {
  return {
    caseId,
    status,
    reason: row.reason,
    changedAt: row.at,
    changedBy: row.by,
    idempotencyKey: `${row.source_case_id}:${row.seq}`,
    // What was refused the first time must not succeed in a later run, because the case has moved on since.
    expectedVersion: version,
  };
}

async function sendSteps(context: ImportContext, steps: readonly Step[]): Promise<void> {
  const { api, persist, report } = context;
  await sendInHalves(
    steps,
    async (part) => {
      const inputs = part.map(({ input }) => input);
      const { changeCaseStatuses } = await persist(() => api.execute(changeCaseStatusesDocument, { inputs }));
      const results = readResults(changeCaseStatuses, part.length);
      for (const [place, step] of part.entries()) settle(report, step, results[place]);
    },
    (step, error) => settle(report, step, { change: null, replayed: false, userErrors: [{ code: 'INVALID', message: error.message }] }),
  );
}

type Result = ChangeCaseStatusesMutation['changeCaseStatuses']['results'][number];

/** The platform said that the step is not possible, now or when it was first sent. */
const refusalCodes = new Set(['INVALID_TRANSITION', 'STALE_VERSION']);

function settle(report: ImportReport, { journey, row }: Step, result: Result | undefined): void {
  journey.next += 1;
  if (result?.change) {
    journey.status = result.change.toStatus;
    journey.version = result.change.version;
    report.transitions[result.replayed ? 'replayed' : 'new'] += 1;
    compare(report, row, 'accept', `it was accepted: the case became ${journey.status}`);
    return;
  }
  const errors = result?.userErrors ?? [];
  report.transitions.refused += 1;
  const isRefusal = errors.length > 0 && errors.every(({ code }) => refusalCodes.has(code));
  compare(report, row, isRefusal ? 'refuse' : 'fault', `it was refused: ${describeErrors(errors)}`);
}

function compare(report: ImportReport, row: TransitionRow, outcome: TransitionRow['expect'] | 'fault', message: string): void {
  if (row.expect === outcome) return;
  report.deviations.push({ kind: 'transition', id: `${row.source_case_id}:${row.seq}`, message: `expected ${row.expect}, but ${message}` });
}
