import { randomBytes } from 'node:crypto';
import { type AuditKeys, isHeadSealed, type SealedText, sealHead, sealRecord, writeRoles, writeTime } from './audit-seal.ts';
import type { Identity } from './identity.ts';

/** One for each service that records, so that services do not wait for each other. */
export const auditChains = ['reference', 'intake', 'operational', 'canonical', 'documents', 'gateway', 'worker'] as const;
export type AuditChain = (typeof auditChains)[number];

/** Where a service records, and what it seals with. */
export type AuditTrail = { chain: AuditChain; keys: AuditKeys };

/** Who asked, as far as records say it. */
export type Caller = { actor: string; roles: readonly string[]; requestId: string | null };

export function callerOf({ identity, requestId }: { identity: Identity; requestId: string }): Caller {
  return { actor: identity.subject, roles: identity.roles, requestId };
}

/** Somebody who acts without having been asked: a schedule, a worker. */
export function systemCaller(actor: string): Caller {
  return { actor, roles: [], requestId: null };
}

/** What a command needs to record what somebody does. */
export type Recording = { trail: AuditTrail; caller: Caller };

export type AuditObject = { type: string; id: string };

/** What happened. Neither secrets nor what people are called: ids say it. */
export type AuditEntry = {
  caller: Caller;
  /** Name of the operation, for example `changeCaseStatus`. */
  action: string;
  object?: AuditObject | null;
  reason?: string | null;
  before?: object | null;
  after?: object | null;
  correlationId?: string | null;
} & ({ outcome: 'accepted' } | { outcome: 'refused' | 'failed' /** Why not. */; code: string });

/** The part of a database client that records need: any open transaction will do. */
export type AuditTx = { query(text: string, values: unknown[]): Promise<{ rows: unknown[] }> };

/** Action of the record that a chain gets whose head somebody has changed. */
export const headChanged = 'audit-head-changed';

/**
 * Appends to a chain in the caller's transaction: what is recorded commits with what it tells of, or not at all.
 *
 * Call it last. The chain is locked from here to the end of the transaction, and all who record in it wait.
 */
export async function recordAudit(tx: AuditTx, { chain, keys }: AuditTrail, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const { position, hash, isSealed } = await lockHead(tx, chain, keys);
  const now = new Date();
  // whoever moved the head back must not get a new seal for it in silence
  const all = isSealed ? entries : [tellOfHead(position, hash), ...entries];
  const rows: unknown[][] = [];
  let previous = hash;
  // one call for all: what asks the system for a few bytes costs as much as a seal
  const random = randomBytes(randomLength * all.length).toString('hex');
  for (const [index, entry] of all.entries()) {
    const text = writeEntry(entry, { chain, keys, now, id: createId(now, index, random) });
    const place = position + index + 1;
    const next = sealRecord(keys[0], previous, place, text);
    rows.push([...toRow(text, place, entry.caller.roles), previous, next]);
    previous = next;
  }
  const head = { name: chain, position: position + all.length, hash: previous };
  await tx.query(
    `/* audit.append */
    with moved as (update audit.chains set position = $2::bigint, hash = $3::bytea, seal = $4::bytea where name = $1::text)
    insert into audit.records (id, chain, position, recorded_at, actor, roles, action, object_type, object_id, reason, before, after, outcome, code,
      correlation_id, request_id, key, previous, hash)
    select id, $1::text, position, $5::timestamptz, actor, roles::text[], action, object_type, object_id, reason, before, after, outcome, code,
      correlation_id, request_id, key, previous, hash
    from unnest($6::uuid[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::json[], $15::json[],
      $16::text[], $17::text[], $18::uuid[], $19::text[], $20::text[], $21::bytea[], $22::bytea[])
      as r(id, position, actor, roles, action, object_type, object_id, reason, before, after, outcome, code, correlation_id, request_id, key, previous, hash)`,
    [chain, head.position, head.hash, sealHead(keys[0], head), now, ...toColumns(rows)],
  );
}

function toRow(text: SealedText, position: number, roles: readonly string[]): unknown[] {
  const { id, actor, action, objectType, objectId, reason, before, after, outcome, code, correlationId, requestId, key } = text;
  return [
    id,
    position,
    actor,
    writeArray(roles),
    action,
    objectType,
    objectId,
    reason,
    before,
    after,
    outcome,
    code,
    correlationId,
    requestId,
    key,
  ];
}

/** A list as PostgreSQL reads it. */
function writeArray(values: readonly string[]): string {
  return `{${values.map((value) => JSON.stringify(value)).join(',')}}`;
}

/** Rows as columns, each an array of its own: the server takes twice as long to read them from a document of JSON. */
function toColumns(rows: readonly unknown[][]): unknown[][] {
  return rows[0]?.map((_, column) => rows.map((row) => row[column])) ?? [];
}

type LockedHead = { position: number; hash: Buffer; seal: Buffer | null };

async function lockHead(tx: AuditTx, chain: AuditChain, keys: AuditKeys): Promise<LockedHead & { isSealed: boolean }> {
  const { rows } = await tx.query(
    '/* audit.lockHead */ select position, hash, seal from audit.chains where name = $1::text for no key update',
    [chain],
  );
  const [head] = rows as LockedHead[];
  if (!head) throw new Error(`audit.chains has no row "${chain}" — restore it from a backup; nothing is done that cannot be recorded`);
  return { ...head, isSealed: isHeadSealed(keys, { ...head, name: chain }) };
}

function tellOfHead(position: number, hash: Buffer): AuditEntry {
  return {
    caller: systemCaller('audit'),
    action: headChanged,
    before: { position, hash: hash.toString('hex') },
    outcome: 'failed',
    code: 'HEAD_CHANGED',
  };
}

type Circumstances = AuditTrail & { id: string; now: Date };

function writeEntry(entry: AuditEntry, { chain, keys, now, id }: Circumstances): SealedText {
  const { caller, object } = entry;
  return {
    id,
    chain,
    recordedAt: writeTime(now),
    actor: cleanText(caller.actor, limits.name) || 'nobody',
    roles: writeRoles(caller.roles),
    action: cleanText(entry.action, limits.name),
    objectType: object ? cleanText(object.type, limits.name) : null,
    objectId: object ? cleanText(object.id, limits.name) : null,
    reason: entry.reason == null ? null : cleanText(entry.reason, limits.reason),
    before: entry.before ? JSON.stringify(entry.before) : null,
    after: entry.after ? JSON.stringify(entry.after) : null,
    outcome: entry.outcome,
    code: entry.outcome === 'accepted' ? null : entry.code,
    correlationId: entry.correlationId?.toLowerCase() ?? null,
    requestId: caller.requestId === null ? null : cleanText(caller.requestId, limits.name),
    key: keys[0].id,
  };
}

/** Longest texts that are recorded, in characters: what is refused may be of any size. */
const limits = { name: 200, reason: 2_000 } as const;

/** PostgreSQL takes neither U+0000 nor half of a surrogate pair, and a record of a refusal must not fail for what was refused. */
function cleanText(text: string, limit: number): string {
  const cut = text.length > limit ? text.slice(0, limit) : text;
  return cut.isWellFormed() && !cut.includes('\u0000') ? cut : cut.toWellFormed().replaceAll('\u0000', '\ufffd');
}

/** Bytes of an id that are random. */
const randomLength = 6;

/**
 * A UUIDv7 whose time is that of the record, to the millisecond, and which counts within the batch: ids go in the order of time, and a
 * stretch of time is a stretch of ids.
 */
function createId(time: Date, index: number, random: string): string {
  const counter = (index >> 8) & 0xfff;
  const hex = [
    time.getTime().toString(16).padStart(12, '0'),
    (0x7000 | counter).toString(16),
    (0x8000 | (index & 0xff)).toString(16),
    random.slice(2 * randomLength * index, 2 * randomLength * (index + 1)),
  ].join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
