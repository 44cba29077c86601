import type { Pool } from 'lib/db.ts';

const tables = [
  'intake.submissions',
  'intake.idempotency_keys',
  'source_system.service_requests',
  'integration.streams',
  'integration.events',
  'integration.sync_logs',
  'integration.activity',
  'operational.operation_cases',
  'operational.case_status_history',
  'canonical.business_objects',
  'canonical.object_versions',
  'canonical.lineage_records',
];

/** Rows of every table, and how far streams, events, requests and bells have come. */
export async function countRows(pool: Pool): Promise<Record<string, number>> {
  const counts = [
    ...tables.map((table) => `select '${table}' as what, count(*) as rows from ${table}`),
    "select 'applied', coalesce(sum(applied), 0)::bigint from integration.streams",
    "select 'processed', count(*) from integration.events where status = 'processed'",
    "select 'integrated', count(*) from source_system.service_requests where status = 'integrated'",
    "select 'bells completed', count(*) from pgboss.job where name = 'drain' and state = 'completed'",
  ];
  const { rows } = await pool.query<{ what: string; rows: number }>(counts.join(' union all '));
  return Object.fromEntries(rows.map((row) => [row.what, row.rows]));
}

/**
 * A ceiling that writes other rows than the lab is none.
 *
 * @throws Error naming what differs.
 */
export function compareRows(ours: Record<string, number>, ceiling: Record<string, number>): void {
  const differences = Object.keys(ours).filter((what) => ours[what] !== ceiling[what]);
  if (differences.length === 0) return;
  const list = differences.map((what) => `${what} ${ours[what]} against ${ceiling[what]}`).join(', ');
  throw new Error(`the ceiling does not write what the lab writes: ${list} — bring tests/bench/bare-statements.ts up to date`);
}
