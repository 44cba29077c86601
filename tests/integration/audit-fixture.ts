import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AuditChain, type AuditEntry, recordAudit } from 'lib/audit.ts';
import { type AuditKeys, findAuditKeys } from 'lib/audit-seal.ts';
import { type Pool, withTransaction } from 'lib/db.ts';
import { type AnchoredHead, type ChainState, type Verification, verifyAudit } from 'subgraphs/canonical/audit/verification.ts';
import { type AnchorPlace, anchorAudit, listAnchors } from 'subgraphs/documents/audit-anchors.ts';
import { openFolder } from 'subgraphs/documents/store/folder.ts';
import type { ObjectStore } from 'subgraphs/documents/store/object-store.ts';
import { createDatabase } from '../support/database.ts';

export type AuditRoom = AsyncDisposable & {
  pool: Pool;
  url: string;
  keys: AuditKeys;
  store: ObjectStore;
  /** Folder of keys and objects. */
  dataDir: string;
  place: AnchorPlace;
  record(chain: AuditChain, entries: readonly AuditEntry[]): Promise<void>;
  anchor(): Promise<number | null>;
  /** Heads that anchors of the store vouch for. */
  readAnchors(): Promise<AnchoredHead[]>;
  verify(anchors?: readonly AnchoredHead[]): Promise<Verification>;
};

/** A database and an object store of one's own, with nothing between them and the test. */
export async function openAuditRoom(): Promise<AuditRoom> {
  const database = await createDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'lab-audit-'));
  const keys = findAuditKeys({ AUDIT_SECRET: undefined, LAB_DATA_DIR: dataDir });
  const store = openFolder(join(dataDir, 'objects'));
  await store.prepare();
  const { pool, url } = database;
  const place = { pool, store, keys };
  return {
    ...{ pool, url, keys, store, dataDir, place },
    record: (chain, entries) => withTransaction(pool, (tx) => recordAudit(tx, { chain, keys }, entries)),
    anchor: () => anchorAudit(place),
    readAnchors: async () => {
      const { nodes } = await listAnchors(place, 100, null);
      const sound = nodes.filter(({ fault }) => fault === null);
      return sound.flatMap(({ content }) => content?.heads ?? []);
    },
    verify: (anchors = []) => verifyAudit(pool, keys, { anchors }),
    [Symbol.asyncDispose]: async () => {
      await database[Symbol.asyncDispose]();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A record like those of real actions; every column has something in it. */
export function entryOf(n: number): AuditEntry {
  const common = {
    caller: { actor: `person ${n % 5}`, roles: ['operator', 'requester'].slice(n % 2), requestId: `request-${n}` },
    action: 'changeCaseStatus',
    object: { type: 'operation_case', id: `case ${n}` },
    reason: `it is time, for the ${n}th time`,
    before: { status: 'open', version: n },
    after: { status: 'in_progress', version: n + 1, note: null },
    correlationId: `0199b0c0-0000-7000-8000-${String(n).padStart(12, '0')}`,
  };
  return n % 3 === 0 ? { ...common, outcome: 'refused', code: 'STALE_VERSION' } : { ...common, outcome: 'accepted' };
}

export function chainOf({ chains }: Verification, name: string): ChainState {
  const chain = chains.find((one) => one.name === name);
  if (!chain) throw new Error(`no chain ${name} was verified`);
  return chain;
}

/** What is broken, by chain; nothing when all is as it was written. */
export function breaksOf({ chains }: Verification): Record<string, { position: number; id: string | null; reason: string }> {
  return Object.fromEntries(
    chains.flatMap(({ name, firstBroken }) => {
      if (!firstBroken) return [];
      const { position, id, reason } = firstBroken;
      return [[name, { position, id, reason }]];
    }),
  );
}

/**
 * Takes a database as its owner may: without triggers, without constraints. Call `restore` between two experiments.
 */
export async function takeOver(pool: Pool): Promise<{ restore(): Promise<void> }> {
  const { rows } = await pool.query<{ name: string }>(
    `select conname as name from pg_constraint where conrelid = 'audit.records'::regclass and contype in ('c', 'u', 'p', 'n') order by contype desc`,
  );
  await pool.query('alter table audit.records disable trigger all');
  for (const { name } of rows) await pool.query(`alter table audit.records drop constraint "${name}"`);
  // what the walk reads by
  await pool.query('create index on audit.records (chain, position)');
  await pool.query('create table public.records_then as table audit.records');
  await pool.query('create table public.chains_then as table audit.chains');
  return {
    restore: async () => {
      await pool.query('truncate audit.records; insert into audit.records select * from public.records_then');
      await pool.query('truncate audit.chains; insert into audit.chains select * from public.chains_then');
    },
  };
}
