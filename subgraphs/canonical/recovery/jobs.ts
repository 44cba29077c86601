import { CompiledQuery, sql } from 'kysely';
import { type AuditTx, type Recording, recordAudit } from 'lib/audit.ts';
import type { Sql } from 'lib/connection.ts';
import { type Pool, withTransaction } from 'lib/db.ts';
import { type UserError, userError } from 'lib/errors.ts';
import { fingerprint } from 'lib/fingerprint.ts';
import { checkText } from 'lib/text.ts';
import type { EventSelection } from '../generated.ts';
import { eventConditions } from '../queries.ts';
import { eligibility, findJob, type JobRow, type RecoveryKind, selectionConditions } from './queries.ts';

export type JobOrder = {
  kind: RecoveryKind;
  idempotencyKey: string;
  selection: EventSelection;
  reason: string;
  actor: string;
  eventsPerSecond: number | null;
  isCanary: boolean;
};

export type JobAnswer = { job: JobRow | null; replayed: boolean; userErrors: UserError[] };

const selectionLimit = 500;

/** What can be said about a selection without looking at the events. */
export function checkSelection({ ids, filter }: EventSelection): UserError | null {
  if ((ids == null) === (filter == null)) return userError('INVALID', 'a selection has ids or a filter, exactly one of them', 'selection');
  if (ids && (ids.length === 0 || ids.length > selectionLimit)) {
    return userError('INVALID', `${ids.length} ids, accepted are 1 to ${selectionLimit}; for more use a filter`, 'selection', 'ids');
  }
  // a range without ends is none, too
  if (filter && eventConditions(filter).length === 0) {
    return userError('REQUIRED', 'an empty filter would mean every event there is; name at least one condition', 'selection', 'filter');
  }
  return null;
}

/**
 * Begins a durable job over the events that match now; events that come to match later are not part of it. The same key
 * with the same order gives the first job.
 */
export async function beginJob(db: Sql, order: JobOrder, { trail, caller }: Recording): Promise<JobAnswer> {
  const refused = checkOrder(order);
  if (refused.length > 0) return { job: null, replayed: false, userErrors: refused };
  const { actor, idempotencyKey, ...content } = order;
  const mark = fingerprint(content);
  const begun = await db.transaction().execute(async (tx) => {
    const { rows } = await sql<JobRow>`/* canonical.beginRecoveryJob */
      insert into integration.recovery_jobs (kind, actor, reason, idempotency_key, fingerprint, is_canary, events_per_second, total)
      values (${order.kind}, ${actor}, ${order.reason}, ${idempotencyKey}, ${mark}, ${order.isCanary}, ${order.eventsPerSecond}, 0)
      on conflict (actor, idempotency_key) do nothing returning *`.execute(tx);
    const [job] = rows;
    if (!job) return null;
    const filled = await fillJob(tx, job, order);
    const { kind, reason, selection, isCanary, eventsPerSecond } = order;
    const after = { kind, total: filled.total, isCanary, eventsPerSecond, selection };
    const object = { type: 'recovery_job', id: job.id };
    await recordAudit(asTx(tx), trail, [{ caller, action: `${kind}Events`, object, reason, after, outcome: 'accepted' }]);
    return filled;
  });
  if (begun) return { job: begun, replayed: false, userErrors: [] };
  const { rows } = await sql<JobRow>`/* canonical.findJobByKey */
    select * from integration.recovery_jobs where actor = ${actor} and idempotency_key = ${idempotencyKey}`.execute(db);
  const [known] = rows;
  if (known?.fingerprint === mark) return { job: known, replayed: true, userErrors: [] };
  const reused = userError('IDEMPOTENCY_KEY_REUSED', `the key "${idempotencyKey}" was used before with another input`, 'idempotencyKey');
  return { job: null, replayed: false, userErrors: [reused] };
}

/** A transaction of composed statements, as records take it. */
function asTx(tx: Sql): AuditTx {
  return { query: (text, values) => tx.executeQuery(CompiledQuery.raw(text, values)) };
}

function checkOrder({ idempotencyKey, reason, selection, eventsPerSecond }: JobOrder): UserError[] {
  const pace =
    eventsPerSecond !== null && (eventsPerSecond < 1 || eventsPerSecond > 10_000)
      ? userError('INVALID', `${eventsPerSecond} events a second, accepted are 1 to 10000`, 'eventsPerSecond')
      : null;
  return [checkText(idempotencyKey, 'idempotencyKey', 200), checkText(reason, 'reason', 2_000), checkSelection(selection), pace].filter(
    (error) => error !== null,
  );
}

/** Oldest first: what has waited longest goes first. */
async function fillJob(tx: Sql, job: JobRow, { kind, selection }: JobOrder): Promise<JobRow> {
  const conditions = [...selectionConditions(selection), eligibility(kind)];
  await sql`/* canonical.fillRecoveryJob */
    insert into integration.recovery_items (job_id, place, event_id)
    select ${job.id}::uuid, row_number() over (order by id), id from integration.events where ${sql.join(conditions, sql` and `)}`.execute(
    tx,
  );
  const { rows } = await sql<JobRow>`/* canonical.countRecoveryItems */
    update integration.recovery_jobs set total = (select count(*) from integration.recovery_items where job_id = ${job.id}::uuid)
    where id = ${job.id}::uuid returning *`.execute(tx);
  return rows[0] ?? job;
}

const controls = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused', 'halted'], to: 'running' },
  stop: { from: ['running', 'paused', 'halted'], to: 'stopped' },
} as const;

/** Tells a job to pause, to go on or to end. */
export async function controlJob(
  pool: Pool,
  jobId: string,
  control: keyof typeof controls,
  { trail, caller }: Recording,
): Promise<Omit<JobAnswer, 'replayed'>> {
  const { from, to } = controls[control];
  const job = await findJob(pool, jobId);
  if (!job) return { job: null, userErrors: [userError('NOT_FOUND', 'there is no such job', 'jobId')] };
  const changed = await withTransaction(pool, async (tx) => {
    const { rows } = await tx.query<JobRow & { old_state: string }>(
      `/* canonical.controlRecoveryJob */ update integration.recovery_jobs set state = $2::text, updated_at = clock_timestamp(),
      finished_at = case when $2::text = 'stopped' then clock_timestamp() end,
      -- a person who lets a halted canary go on has seen the failure: the rest is done without one
      is_canary = is_canary and state <> 'halted'
    where id = $1::uuid and state = any($3::text[]) returning new.*, old.state as old_state`,
      [jobId, to, from],
    );
    const [row] = rows;
    if (!row) return null;
    const { old_state, ...after } = row;
    const object = { type: 'recovery_job', id: after.id };
    const states = { before: { state: old_state }, after: { state: after.state } };
    await recordAudit(tx, trail, [{ caller, action: 'controlRecoveryJob', object, ...states, outcome: 'accepted' }]);
    return after;
  });
  if (changed) return { job: changed, userErrors: [] };
  const now = (await findJob(pool, jobId)) ?? job;
  const code = now.state === 'finished' || now.state === 'stopped' ? 'ALREADY_RESOLVED' : 'INVALID';
  return { job: now, userErrors: [userError(code, `the job is ${now.state} and cannot ${control}`, 'control')] };
}
