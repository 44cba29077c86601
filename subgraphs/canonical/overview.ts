import type { Queryable } from 'lib/db.ts';
import { silenceLimitSeconds } from './recovery/explain.ts';

export type Overview = {
  counts: { layer: string; status: string; count: number }[];
  eventsInWork: number;
  eventsBlocked: number;
  oldestPendingAt: Date | null;
  criticalTimeP50Ms: number | null;
  criticalTimeP95Ms: number | null;
  throughput: { minute: Date; processed: number }[];
  workers: { name: string; startedAt: Date; lastSeenAt: Date; isReporting: boolean }[];
};

/** The state of the lab at a glance: sums that are kept up to date, and indexes over what is in work or new. */
export async function findOverview(db: Queryable): Promise<Overview> {
  const [counts, eventsBlocked, oldest, times, throughput, workers] = await Promise.all([
    findCounts(db),
    countBlocked(db),
    findOldestPending(db),
    findCriticalTimes(db),
    findThroughput(db),
    findWorkers(db),
  ]);
  const inWork = counts.filter(
    ({ layer, status }) => layer === 'event' && (status === 'pending' || status === 'retrying' || status === 'dead'),
  );
  const eventsInWork = inWork.reduce((sum, row) => sum + row.count, 0);
  return { counts, eventsInWork, eventsBlocked, oldestPendingAt: oldest, ...times, throughput, workers };
}

async function findCounts(db: Queryable): Promise<Overview['counts']> {
  const { rows } = await db.query<Overview['counts'][number]>(
    '/* canonical.findCounts */ select layer, status, count from dashboard.counts where count <> 0 order by layer, status',
  );
  return rows;
}

/** In every stream the first event in work is the one that is not blocked, so they need not be compared with each other. */
async function countBlocked(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ blocked: number }>(
    `/* canonical.countBlocked */ select count(*) - count(distinct partition_key) as blocked
    from integration.events where status in ('pending', 'retrying', 'dead')`,
  );
  return rows[0]?.blocked ?? 0;
}

async function findOldestPending(db: Queryable): Promise<Date | null> {
  const { rows } = await db.query<{ oldest: Date | null }>(
    `/* canonical.findOldestPending */ select least(
      (select min(recorded_time) from integration.events where status = 'pending'),
      (select min(recorded_time) from integration.events where status = 'retrying')) as oldest`,
  );
  return rows[0]?.oldest ?? null;
}

/**
 * Of the newest thousand: an hour of a large import would be read for every look at the first screen otherwise. The first id of the
 * hour is a subselect, because a volatile function would be asked for every row, and no index would be of use.
 */
async function findCriticalTimes(db: Queryable): Promise<Pick<Overview, 'criticalTimeP50Ms' | 'criticalTimeP95Ms'>> {
  const { rows } = await db.query<{ p50: number | null; p95: number | null }>(
    `/* canonical.findCriticalTimes */
    with newest as (
      select event_id, finished_at from integration.sync_logs
      where id > (select uuidv7(interval '-1 hour')) and outcome = 'processed' order by id desc limit 1000
    )
    select percentile_cont(0.5) within group (order by ms) as p50, percentile_cont(0.95) within group (order by ms) as p95
    from (select extract(epoch from n.finished_at - e.recorded_time)::float8 * 1000 as ms from newest n join integration.events e on e.id = n.event_id) times`,
  );
  return { criticalTimeP50Ms: rows[0]?.p50 ?? null, criticalTimeP95Ms: rows[0]?.p95 ?? null };
}

async function findThroughput(db: Queryable): Promise<Overview['throughput']> {
  const { rows } = await db.query<Overview['throughput'][number]>(
    `/* canonical.findThroughput */
    select date_trunc('minute', finished_at) as minute, count(*) as processed from integration.sync_logs
    where id > (select uuidv7(interval '-1 hour')) and outcome = 'processed' group by 1 order by 1`,
  );
  return rows;
}

async function findWorkers(db: Queryable): Promise<Overview['workers']> {
  const { rows } = await db.query<Overview['workers'][number]>(
    `/* canonical.findWorkers */ select name, started_at as "startedAt", last_seen_at as "lastSeenAt",
      last_seen_at > clock_timestamp() - make_interval(secs => $1::integer) as "isReporting"
    from integration.workers where last_seen_at > now() - interval '1 day' order by last_seen_at desc, name`,
    [silenceLimitSeconds],
  );
  return rows;
}
