import { everything, type Sight } from 'lib/access.ts';
import type { Caller } from 'lib/audit.ts';
import type { Boss } from 'lib/bells.ts';
import type { Tx } from 'lib/db.ts';
import { fromEnum, isUuid } from 'lib/entities.ts';
import { type UserError, userError } from 'lib/errors.ts';
import type { CaseStatus, EventPayload } from 'lib/events.ts';
import { fingerprint } from 'lib/fingerprint.ts';
import { type NewActivity, publishEvents, recordActivity } from 'lib/outbox.ts';
import { checkPastTime, checkText } from 'lib/text.ts';
import { v7 as uuidv7 } from 'uuid';
import type { ChangeCaseStatusInput } from './generated.ts';
import { type CaseRow, findCasesByRequests, type HistoryRow, listTransitions, type TransitionRow } from './queries.ts';

/** One step that somebody wants a case to take. */
export type Step = {
  input: ChangeCaseStatusInput;
  actor: string;
  /** Which cases the actor may move; any other is as good as none. */
  sight: Sight;
  traceparent: string | null;
  /** For the audit. */
  caller?: Caller;
};

export type StepResult = { operationCase: CaseRow | null; change: HistoryRow | null; replayed: boolean; userErrors: UserError[] };

/**
 * Moves cases in the caller's transaction. Each step is taken or refused by itself, those of one case in the order given:
 * new status, history row, event, activity and bell are stored together. The rows of the cases stay locked until the end.
 *
 * @returns one result per step, in the same order.
 * @throws 23505 when the same idempotency key is used for two cases in the same moment; nothing is done then, try again.
 */
export async function changeCaseStatuses(boss: Boss, tx: Tx, steps: readonly Step[]): Promise<StepResult[]> {
  const { cases, teams } = await lockCases(tx, steps);
  const known = await findKnownChanges(tx, steps);
  const rules = await listTransitions(tx);
  const now = new Date();
  const taken: Taken[] = [];
  const results = steps.map((step) => {
    const result = takeStep({ step, cases, teams, known, rules, now });
    if (result.change && !result.replayed && result.operationCase)
      taken.push({ step, operationCase: result.operationCase, change: result.change });
    return result;
  });
  if (taken.length > 0) await storeSteps(boss, tx, taken);
  return results;
}

type Taken = { step: Step; operationCase: CaseRow; change: HistoryRow };

/** In the order of ids: two transactions that want the same cases never wait for each other in a circle. */
async function lockCases(tx: Tx, steps: readonly Step[]): Promise<{ cases: Map<string, CaseRow>; teams: Map<string, string> }> {
  const ids = [...new Set(steps.map(({ input }) => input.caseId.toLowerCase()).filter(isUuid))];
  const { rows } = await tx.query<CaseRow & { team_code: string }>(
    `/* operational.lockCases */ select c.*, (select code from reference.teams where id = c.team_id) as team_code
    from operational.operation_cases c where c.id = any($1::uuid[]) order by c.id for no key update of c`,
    [ids],
  );
  const teams = new Map(rows.map(({ id, team_code }) => [id, team_code]));
  return { cases: new Map(rows.map(({ team_code: _, ...row }) => [row.id, row])), teams };
}

/** Steps that were taken before under the keys of these ones, by actor and key. Read after the lock, so that no later one is missed. */
async function findKnownChanges(tx: Tx, steps: readonly Step[]): Promise<Map<string, HistoryRow>> {
  // a key with a NUL is refused later: until then it must not fail the steps of others that are taken together with it
  const keyed = steps.filter(({ input }) => input.idempotencyKey != null && !input.idempotencyKey.includes('\u0000'));
  if (keyed.length === 0) return new Map();
  const { rows } = await tx.query<HistoryRow>(
    `/* operational.findKnownChanges */
    select h.* from unnest($1::text[], $2::text[]) as k(actor, key)
    join operational.case_status_history h on h.actor = k.actor and h.idempotency_key = k.key`,
    [keyed.map((step) => step.actor), keyed.map((step) => step.input.idempotencyKey)],
  );
  return new Map(rows.map((row) => [keyOf(row.actor, row.idempotency_key ?? ''), row]));
}

function keyOf(actor: string, key: string): string {
  return JSON.stringify([actor, key]);
}

type Attempt = {
  step: Step;
  /** Present state of the cases; a step that is taken puts the new one here. */
  cases: Map<string, CaseRow>;
  /** Codes of the teams that work on them. */
  teams: ReadonlyMap<string, string>;
  /** Steps taken before, by key; a step that is taken puts itself here. */
  known: Map<string, HistoryRow>;
  rules: TransitionRow[];
  now: Date;
};

function takeStep(attempt: Attempt): StepResult {
  const { step, cases, teams, known, rules, now } = attempt;
  const { input, actor, sight } = step;
  const caseId = input.caseId.toLowerCase();
  const isTheirs = sight.seesAll || sight.teams.includes(teams.get(caseId) ?? '');
  const operationCase = (isTheirs && cases.get(caseId)) || null;
  const refuse = (...userErrors: UserError[]): StepResult => ({ operationCase, change: null, replayed: false, userErrors });

  const mark = input.idempotencyKey == null ? null : fingerprint(input);
  const before = input.idempotencyKey == null ? undefined : known.get(keyOf(actor, input.idempotencyKey));
  if (before) {
    if (before.fingerprint === mark) return { operationCase, change: before, replayed: true, userErrors: [] };
    return refuse(
      userError('IDEMPOTENCY_KEY_REUSED', `the key "${input.idempotencyKey}" was used before with another input`, 'idempotencyKey'),
    );
  }
  const malformed = checkStep(input, now);
  if (malformed.length > 0) return refuse(...malformed);
  if (!operationCase) return refuse(userError('NOT_FOUND', noCase(sight), 'caseId'));
  const illegal = checkRule(operationCase, input, rules);
  if (illegal) return refuse(illegal);

  const change = toHistoryRow(operationCase, step, now, mark);
  const moved = { ...operationCase, status: change.to_status, version: change.version, changed_at: change.changed_at, updated_at: now };
  cases.set(moved.id, moved);
  if (input.idempotencyKey != null) known.set(keyOf(actor, input.idempotencyKey), change);
  return { operationCase: moved, change, replayed: false, userErrors: [] };
}

/** A case of another team is not told from one that never was. */
function noCase({ seesAll }: Sight): string {
  return seesAll ? 'there is no such case' : 'there is no such case among those of your teams';
}

/** What can be said about a step without looking at the case. */
function checkStep(input: ChangeCaseStatusInput, now: Date): UserError[] {
  const errors = [
    checkText(input.reason, 'reason', 2_000),
    input.changedBy == null ? null : checkText(input.changedBy, 'changedBy', 200),
    input.idempotencyKey == null ? null : checkText(input.idempotencyKey, 'idempotencyKey', 200),
    checkPastTime(input.changedAt, 'changedAt', now),
  ];
  return errors.filter((error) => error !== null);
}

function checkRule(operationCase: CaseRow, input: ChangeCaseStatusInput, rules: TransitionRow[]): UserError | null {
  const { status, version } = operationCase;
  if (input.expectedVersion != null && input.expectedVersion !== version) {
    return userError(
      'STALE_VERSION',
      `the case is at version ${version} (${status}), you saw version ${input.expectedVersion}`,
      'expectedVersion',
    );
  }
  const steps = rules.filter((rule) => rule.from_status === status);
  if (steps.some((rule) => rule.to_status === fromEnum(input.status))) return null;
  const ways =
    steps.length === 0 ? `${status} is terminal` : `from ${status} it can go to ${steps.map((rule) => rule.to_status).join(' or ')}`;
  return userError('INVALID_TRANSITION', `the case cannot go from ${status} to ${fromEnum(input.status)}: ${ways}`, 'status');
}

function toHistoryRow(operationCase: CaseRow, { input, actor }: Step, now: Date, mark: string | null): HistoryRow {
  return {
    id: uuidv7(),
    case_id: operationCase.id,
    version: operationCase.version + 1,
    from_status: operationCase.status,
    to_status: fromEnum(input.status),
    changed_by: input.changedBy ?? actor,
    reason: input.reason,
    changed_at: input.changedAt ?? now,
    recorded_at: now,
    event_id: uuidv7(),
    actor,
    idempotency_key: input.idempotencyKey ?? null,
    fingerprint: mark,
  };
}

async function storeSteps(boss: Boss, tx: Tx, taken: Taken[]): Promise<void> {
  // of several steps of one case the last one is its state
  const final = new Map(taken.map(({ operationCase }) => [operationCase.id, operationCase]));
  await tx.query(
    `/* operational.updateCases */
    update operational.operation_cases c set status = n.status, version = n.version, changed_at = n.changed_at, updated_at = n.updated_at
    from jsonb_to_recordset($1::jsonb) as n(id uuid, status text, version integer, changed_at timestamptz, updated_at timestamptz) where c.id = n.id`,
    [
      JSON.stringify(
        [...final.values()].map(({ id, status, version, changed_at, updated_at }) => ({ id, status, version, changed_at, updated_at })),
      ),
    ],
  );
  await insertHistory(
    tx,
    taken.map(({ change }) => change),
  );
  await recordActivity(tx, taken.map(tellStep));
  await publishEvents(boss, tx, taken.map(toEvent));
}

async function insertHistory(tx: Tx, rows: HistoryRow[]): Promise<void> {
  await tx.query(
    `/* operational.insertHistory */
    insert into operational.case_status_history (id, case_id, version, from_status, to_status, changed_by, reason, changed_at, recorded_at,
      event_id, actor, idempotency_key, fingerprint)
    select * from jsonb_to_recordset($1::jsonb) as h(id uuid, case_id uuid, version integer, from_status text, to_status text, changed_by text,
      reason text, changed_at timestamptz, recorded_at timestamptz, event_id uuid, actor text, idempotency_key text, fingerprint text)`,
    [JSON.stringify(rows)],
  );
}

function tellStep({ operationCase, change }: Taken): NewActivity {
  return {
    stream: operationCase.request_id,
    kind: 'moved',
    subjectType: 'operation_case',
    subjectId: operationCase.id,
    actor: change.changed_by,
    message: `${operationCase.reference} went from ${change.from_status} to ${change.to_status}: ${change.reason}`,
    correlationId: operationCase.correlation_id,
    causationId: null,
    time: change.changed_at,
  };
}

function toEvent({ step, operationCase, change }: Taken) {
  return {
    id: change.event_id,
    type: 'OperationalCaseStatusChanged',
    aggregateId: operationCase.id,
    stream: operationCase.request_id,
    // the case counts its history rows, RequestCreated was the first event: both counters run in step
    sequence: change.version,
    correlationId: operationCase.correlation_id,
    causationId: null,
    traceparent: step.traceparent,
    actor: change.actor,
    time: change.changed_at,
    payload: {
      caseId: operationCase.id,
      requestId: operationCase.request_id,
      version: change.version,
      fromStatus: change.from_status as CaseStatus,
      toStatus: change.to_status,
      changedBy: change.changed_by,
      reason: change.reason,
      changedAt: change.changed_at.toISOString(),
    },
  } as const;
}

/** A request that needs a case, and the event that says so. */
export type CaseOrder = { eventId: string; correlationId: string; time: Date; payload: EventPayload<'RequestCreated'> };

/**
 * Opens a case for each request, or finds the one that it has: whatever is delivered twice, there is one.
 *
 * @returns the case of each request, by request id.
 */
export async function openCases(tx: Tx, orders: readonly CaseOrder[]): Promise<Map<string, CaseRow>> {
  const { rows } = await tx.query<CaseRow>(
    `/* operational.openCases */
    with opened as (
      insert into operational.operation_cases (id, reference, request_id, customer_id, agreement_id, request_type_id, team_id, priority,
        requester_name, requester_email, description, correlation_id, opened_by_event_id, opened_at, changed_at)
      select id, 'CASE' || substr(reference, 4), "requestId", "customerId", "agreementId", "requestTypeId", "teamId", priority,
        "requesterName", "requesterEmail", description, "correlationId", "eventId", "submittedAt", "submittedAt"
      from jsonb_to_recordset($1::jsonb) as o(id uuid, reference text, "requestId" uuid, "customerId" uuid, "agreementId" uuid, "requestTypeId" uuid,
        "teamId" uuid, priority text, "requesterName" text, "requesterEmail" text, description text, "correlationId" uuid, "eventId" uuid,
        "submittedAt" timestamptz)
      on conflict (request_id) do nothing returning *
    ), told as (
      insert into operational.case_status_history (case_id, version, to_status, changed_by, reason, changed_at, event_id, actor)
      select id, 1, 'open', 'worker', 'opened for the service request', opened_at, opened_by_event_id, 'worker' from opened
    )
    select * from opened`,
    [JSON.stringify(orders.map(({ eventId, correlationId, payload }) => ({ ...payload, id: uuidv7(), eventId, correlationId })))],
  );
  await recordActivity(tx, rows.map(tellOpening));
  const opened = new Map(rows.map((row) => [row.request_id, row]));
  const others = orders.map(({ payload }) => payload.requestId).filter((id) => !opened.has(id));
  if (others.length > 0) for (const row of await findCasesByRequests(tx, everything, others)) opened.set(row.request_id, row);
  return opened;
}

function tellOpening(row: CaseRow): NewActivity {
  return {
    stream: row.request_id,
    kind: 'opened',
    subjectType: 'operation_case',
    subjectId: row.id,
    actor: 'worker',
    message: `Operation case ${row.reference} opened`,
    correlationId: row.correlation_id,
    causationId: row.opened_by_event_id,
    time: row.opened_at,
  };
}
