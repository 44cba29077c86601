import { type AuditEntry, type AuditTrail, recordAudit, systemCaller } from 'lib/audit.ts';
import { type Tx, withTransaction } from 'lib/db.ts';
import { discard, redeliver, restore } from 'subgraphs/canonical/recovery/commands.ts';
import type { Drainer } from './drain.ts';
import { replay } from './replay.ts';

/** Events that one turn takes at most, and how long a turn lasts for the pace. */
const turnLimit = 500;
export const recoverEveryMs = 250;

type Job = {
  id: string;
  kind: 'redeliver' | 'discard' | 'restore' | 'replay';
  actor: string;
  reason: string;
  is_canary: boolean;
  events_per_second: number | null;
  next_take_at: Date | null;
  total: number;
  taken: number;
  succeeded: number;
  failed: number;
  skipped: number;
};

type Item = { event_id: string; outcome: 'taken' | 'succeeded' | 'failed' | 'skipped'; detail: string | null };

/**
 * One turn of every recovery job at work: settles what has been taken, decides whether it may go on, takes the next events.
 * Each turn is a transaction, so a job goes on where it was, in whatever process.
 */
export async function advanceJobs(drainer: Drainer, trail: AuditTrail): Promise<void> {
  const { rows } = await drainer.pool.query<{ id: string }>(
    `/* recover.findJobs */ select id from integration.recovery_jobs where state = 'running' order by id`,
  );
  for (const { id } of rows) await withTransaction(drainer.pool, async (tx) => recordAudit(tx, trail, await advanceJob(tx, drainer, id)));
}

/** @returns what was done to events, for the audit. */
async function advanceJob(tx: Tx, drainer: Drainer, id: string): Promise<AuditEntry[]> {
  const locked = await tx.query<Job>(
    `/* recover.lockJob */ select * from integration.recovery_jobs where id = $1::uuid and state = 'running' for update skip locked`,
    [id],
  );
  const job = locked.rows[0];
  if (!job) return [];
  await settleItems(tx, await judgeTaken(tx, job), job);
  const treated: AuditEntry[] = [];
  const allowance = allow(job, new Date());
  if (allowance > 0) {
    const eventIds = await takeItems(tx, job, allowance);
    const items = eventIds.length > 0 ? await treat(tx, drainer, job, eventIds) : [];
    await settleItems(tx, items, job);
    treated.push(...describeTreated(job, eventIds, items));
  }
  await closeJob(tx, job);
  return treated;
}

/** Each event that was treated in the name of whoever began the job; those that were passed over are as they were. */
function describeTreated(job: Job, eventIds: readonly string[], items: readonly Item[]): AuditEntry[] {
  const results = new Map(items.map((item) => [item.event_id, item]));
  return eventIds.flatMap((id): AuditEntry[] => {
    const result = results.get(id);
    if (result?.outcome === 'skipped') return [];
    const entry = {
      caller: systemCaller(job.actor),
      action: `${job.kind}Event`,
      object: { type: 'event', id },
      reason: job.reason,
      after: { job: job.id },
    };
    return [
      result?.outcome === 'failed'
        ? { ...entry, outcome: 'failed', code: result.detail?.split(':')[0] ?? 'FAILED' }
        : { ...entry, outcome: 'accepted' },
    ];
  });
}

/** How many events may be taken now. */
function allow(job: Job, now: Date): number {
  if (job.next_take_at !== null && job.next_take_at > now) return 0;
  const open = job.total - job.taken;
  if (!job.is_canary) return Math.min(open, perTurn(job));
  if (job.failed > 0) return 0;
  const settled = job.succeeded + job.skipped;
  // one, then a tenth, then all; a stage begins when the one before is settled
  const tenth = Math.max(2, Math.ceil(job.total / 10));
  const stage = settled < 1 ? 1 : settled < tenth ? tenth : job.total;
  return Math.max(0, Math.min(stage - job.taken, open, perTurn(job)));
}

function perTurn({ events_per_second: pace }: Job): number {
  return pace === null ? turnLimit : Math.min(turnLimit, Math.max(1, Math.round((pace * recoverEveryMs) / 1_000)));
}

async function takeItems(tx: Tx, job: Job, limit: number): Promise<string[]> {
  const { rows } = await tx.query<{ event_id: string }>(
    `/* recover.takeItems */
    update integration.recovery_items i set outcome = 'taken', attempts_before = e.attempts from integration.events e
    where i.job_id = $1::uuid and e.id = i.event_id and i.place in (
      select place from integration.recovery_items where job_id = $1::uuid and outcome = 'waiting' order by place limit $2::integer)
    returning i.event_id`,
    [job.id, limit],
  );
  job.taken += rows.length;
  // what was taken now pays for itself in time before the next is taken
  if (job.events_per_second !== null) job.next_take_at = new Date(Date.now() + (rows.length * 1_000) / job.events_per_second);
  return rows.map((row) => row.event_id);
}

/** Does to the events what the job is for. Redelivered ones are judged later, when the worker has had its attempt. */
async function treat(tx: Tx, { boss, worker }: Drainer, job: Job, eventIds: string[]): Promise<Item[]> {
  if (job.kind === 'replay') {
    const outcomes = await replay(tx, eventIds, { worker, ...job });
    return eventIds.map((event_id): Item => {
      const outcome = outcomes.get(event_id);
      if (!outcome) return { event_id, outcome: 'skipped', detail: 'no longer processed' };
      return 'fault' in outcome
        ? { event_id, outcome: 'failed', detail: `${outcome.fault.code}: ${outcome.fault.message}` }
        : { event_id, outcome: 'succeeded', detail: null };
    });
  }
  const command = { redeliver, discard, restore }[job.kind];
  const treated = new Set((await command(boss, tx, eventIds, job)).map((event) => event.id));
  // between the beginning of the job and now
  const obstacle = job.kind === 'restore' ? 'something behind it is processed by now' : 'settled by somebody else by now';
  const skipped = eventIds.filter((id) => !treated.has(id)).map((event_id): Item => ({ event_id, outcome: 'skipped', detail: obstacle }));
  if (job.kind === 'redeliver') return skipped;
  return [...skipped, ...[...treated].map((event_id): Item => ({ event_id, outcome: 'succeeded', detail: null }))];
}

/** What became of events that were sent again: applied, failed again, given up meanwhile, or stuck behind a dead one that nobody sends. */
async function judgeTaken(tx: Tx, job: Job): Promise<Item[]> {
  const { rows } = await tx.query<Item>(
    `/* recover.judgeTaken */
    select i.event_id, case
        when e.status = 'processed' then 'succeeded' when e.status in ('dead', 'retrying') and e.attempts > i.attempts_before then 'failed'
        when e.status = 'discarded' or d.sequence is not null then 'skipped' else 'taken' end as outcome,
      case when e.status = 'pending' then format('blocked behind event %s, which is dead', d.sequence) else e.error_code || ': ' || e.error_message end as detail
    from integration.recovery_items i join integration.events e on e.id = i.event_id
    left join lateral (select d.sequence from integration.events d where e.status = 'pending' and d.partition_key = e.partition_key
      and d.sequence < e.sequence and d.status = 'dead' order by d.sequence limit 1) d on true
    where i.job_id = $1::uuid and i.outcome = 'taken'`,
    [job.id],
  );
  return rows.filter((item) => item.outcome !== 'taken');
}

async function settleItems(tx: Tx, items: Item[], job: Job): Promise<void> {
  if (items.length === 0) return;
  await tx.query(
    `/* recover.settleItems */
    update integration.recovery_items i set outcome = s.outcome, detail = case when s.outcome = 'succeeded' then null else s.detail end
    from jsonb_to_recordset($2::jsonb) as s(event_id uuid, outcome text, detail text) where i.job_id = $1::uuid and i.event_id = s.event_id`,
    [job.id, JSON.stringify(items)],
  );
  for (const { outcome } of items) if (outcome !== 'taken') job[outcome] += 1;
}

async function closeJob(tx: Tx, job: Job): Promise<void> {
  const isDone = job.succeeded + job.failed + job.skipped === job.total;
  const state = isDone ? 'finished' : job.is_canary && job.failed > 0 ? 'halted' : 'running';
  await tx.query(
    `/* recover.closeJob */
    update integration.recovery_jobs set taken = $2::integer, succeeded = $3::integer, failed = $4::integer, skipped = $5::integer, state = $6::text, next_take_at = $7::timestamptz,
      updated_at = case when (taken, succeeded, failed, skipped) = ($2::integer, $3::integer, $4::integer, $5::integer) then updated_at else clock_timestamp() end,
      finished_at = case when $6::text = 'finished' then clock_timestamp() end
    where id = $1::uuid`,
    [job.id, job.taken, job.succeeded, job.failed, job.skipped, state, job.next_take_at],
  );
}
