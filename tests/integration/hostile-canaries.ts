import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'lib/db.ts';
import type { Role } from 'lib/identity.ts';

/** Who asks: somebody in one role, or nobody who is signed in. */
export type Persona = Role | 'nobody';

/** Kinds of what is hidden: on whose behalf it may come out. Nothing of it may stand in a log. */
const audiences = {
  /** What hangs on a request of somebody else in another team. */
  request: ['integrator', 'auditor'],
  /** What the table of access leaves to those who inspect. */
  inspection: ['integrator', 'auditor'],
  audit: ['auditor'],
  /** Sessions, secrets, settings, the environment. */
  secret: [],
} as const satisfies Record<string, readonly Persona[]>;
export type CanaryKind = keyof typeof audiences;

export type Leak = { who: Persona | 'the log'; place: string; where: string };

/** Texts that nobody else has, each naming where it was planted. */
export class Canaries {
  readonly #run = randomBytes(5).toString('hex');
  readonly #places: { kind: CanaryKind; place: string }[] = [];
  readonly #secrets: { text: string; place: string }[] = [];
  readonly #pattern = new RegExp(`cnry${this.#run}z(\\d+)z`, 'gi');
  /** What the run's mark looks like inside a text in base64, wherever in it the mark begins. */
  readonly #encoded = [0, 1, 2].map((shift) =>
    Buffer.from(`${'x'.repeat(shift)}cnry${this.#run}`)
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, 16),
  );
  readonly #heard = new Map<Persona, Set<string>>();
  readonly leaks: Leak[] = [];

  /** A new one. @param place where it is going to stand, for example `intake.submissions.payload`. */
  make(kind: CanaryKind, place: string): string {
    this.#places.push({ kind, place });
    return `cnry${this.#run}z${this.#places.length - 1}z`;
  }

  /** A secret that the lab made for itself. */
  watch(text: string, place: string): void {
    this.#secrets.push({ text, place });
  }

  /** Listens to something that was said to somebody. @param where what was asked, for whoever looks for the leak. */
  hear(who: Persona | 'the log', where: string, text: string): void {
    for (const [, number] of text.matchAll(this.#pattern)) {
      const planted = this.#places[Number(number)];
      if (!planted) continue;
      const audience: readonly (Persona | 'the log')[] = audiences[planted.kind];
      if (!audience.includes(who)) this.leaks.push({ who, place: planted.place, where });
      else if (who !== 'the log') this.#heard.set(who, (this.#heard.get(who) ?? new Set()).add(planted.place));
    }
    for (const { text: secret, place } of this.#secrets) if (text.includes(secret)) this.leaks.push({ who, place, where });
    const mayDecode = who === 'integrator' || who === 'auditor';
    if (!mayDecode && this.#encoded.some((part) => text.includes(part))) this.leaks.push({ who, place: 'something in base64', where });
  }

  /** Places from which somebody heard, rightly. */
  heardBy(who: Persona): string[] {
    return [...(this.#heard.get(who) ?? [])].sort();
  }
}

/** Tables that are the system's own, or that everybody may read. */
const leftOut = new Set([
  'integration.logs',
  'integration.workers',
  'canonical.status_mappings',
  'operational.case_transitions',
  'dashboard.count_deltas',
  'document_repo.repository',
  'audit.chains',
]);

/** Columns by which the system finds its way: with other values in them it would be another system. */
const leftAlone = new Set([
  'integration.events.type',
  'integration.events.aggregatetype',
  'integration.events.traceparent',
  'audit.records.chain',
  'audit.records.key',
  'document_repo.documents.storage_key',
  'document_repo.documents.content_type',
  'canonical.object_versions.status',
]);

function kindOf(schema: string, table: string): CanaryKind {
  if (schema === 'identity') return 'secret';
  if (schema === 'audit') return 'audit';
  return /^(failure_causes|recovery_|sweep)/.test(table) ? 'inspection' : 'request';
}

export type Planting = { planted: string[]; refused: string[] };

/**
 * Puts a canary into every column of text and JSON of every table with business data, in all rows that there are, past triggers and
 * references. Columns whose values are checked keep theirs.
 */
export async function plantEverywhere(pool: Pool, canaries: Canaries): Promise<Planting> {
  const { rows } = await pool.query<{ schema: string; table: string; column: string; type: string }>(
    `select c.table_schema as schema, c.table_name as table, c.column_name as column, c.data_type as type
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER' and c.data_type in ('text', 'json', 'jsonb', 'ARRAY')
       and c.table_schema in ('audit', 'canonical', 'dashboard', 'document_repo', 'identity', 'intake', 'integration', 'operational', 'source_system')
     order by 1, 2, 3`,
  );
  const planting: Planting = { planted: [], refused: [] };
  const client = await pool.connect();
  try {
    await client.query('set session_replication_role = replica');
    for (const { schema, table, column, type } of rows) {
      const place = `${schema}.${table}.${column}`;
      if (leftOut.has(`${schema}.${table}`) || leftAlone.has(place)) continue;
      const value = draw(type, column, canaries.make(kindOf(schema, table), place));
      const done = await client.query(`update ${schema}.${table} set ${column} = ${value}`).catch((error: Error) => error);
      // a check of the column, or a key that has to differ
      const isPlanted = !(done instanceof Error) && (done.rowCount ?? 0) > 0;
      (isPlanted ? planting.planted : planting.refused).push(place);
    }
  } finally {
    await client.query('set session_replication_role = origin');
    client.release();
  }
  return planting;
}

/** In SQL. The canary is of letters and digits. */
function draw(type: string, column: string, canary: string): string {
  // what is read as an address has to be one
  if (column.endsWith('email')) return `'${canary}' || md5(ctid::text) || '@example.org'`;
  if (type === 'text') return `'${canary}' || md5(ctid::text)`;
  if (type === 'ARRAY') return `array['${canary}']`;
  return `(case when jsonb_typeof(${column}::jsonb) = 'object' then ${column}::jsonb || '{"canary": "${canary}"}' else ${column}::jsonb end)::${type}`;
}

/** Watches over what stands in the folder of secrets. */
export function watchSecrets(dataDir: string, canaries: Canaries): void {
  const folder = join(dataDir, 'secrets');
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8');
    // of a key of signatures the private half
    const secrets = name.endsWith('.json') ? [...text.matchAll(/"d":"([^"]+)"/g)].map(([, d]) => d ?? '') : text.trim().split('\n');
    for (const secret of secrets) canaries.watch(secret, `secrets/${name}`);
  }
}
