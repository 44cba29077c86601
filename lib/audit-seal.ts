import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Config } from './config.ts';
import { keepSecret, readSecret } from './secrets.ts';

/** A key that records are sealed with, and the name by which a record says so. */
export type AuditKey = { id: string; key: string };
/** The newest first: it seals. Older ones are needed for as long as there are records sealed with them. */
export type AuditKeys = readonly [AuditKey, ...AuditKey[]];

/** The keys of the settings, or one that is made at the first start and kept beside the data; the database never sees them. */
export function findAuditKeys({ AUDIT_SECRET, LAB_DATA_DIR }: Pick<Config, 'AUDIT_SECRET' | 'LAB_DATA_DIR'>): AuditKeys {
  const [newest, ...older] = AUDIT_SECRET ? readSecret(AUDIT_SECRET) : keepSecret(LAB_DATA_DIR, 'audit');
  return [nameKey(newest), ...older.map(nameKey)];
}

function nameKey(key: string): AuditKey {
  return { id: createHmac('sha256', key).update('audit key').digest('hex').slice(0, 16), key };
}

/** In place of the record before the first one. */
export const genesis: Buffer = Buffer.alloc(32);

/**
 * A record but for its position and its hash, each column as the text that {@link sealedColumns} reads: two values that differ in the
 * database in any way differ here.
 */
export type SealedText = {
  id: string;
  chain: string;
  recordedAt: string;
  actor: string;
  roles: string;
  action: string;
  objectType: string | null;
  objectId: string | null;
  reason: string | null;
  before: string | null;
  after: string | null;
  outcome: string;
  code: string | null;
  correlationId: string | null;
  requestId: string | null;
  key: string;
};

/** Reads {@link SealedText} from `audit.records`. The time is in seconds with six decimals, which no two times share. */
export const sealedColumns = `id::text, chain, extract(epoch from recorded_at)::text as "recordedAt", actor,
  to_json(roles)::text || coalesce(array_dims(roles), '') as roles, action, object_type as "objectType", object_id as "objectId", reason,
  before::text, after::text, outcome, code, correlation_id::text as "correlationId", request_id as "requestId", key`;

/** A time as {@link sealedColumns} reads it back. */
export function writeTime(time: Date): string {
  const ms = time.getTime();
  return `${Math.floor(ms / 1_000)}.${String(ms % 1_000).padStart(3, '0')}000`;
}

/** A list of roles as {@link sealedColumns} reads it back. */
export function writeRoles(roles: readonly string[]): string {
  return `${JSON.stringify(roles)}${roles.length > 0 ? `[1:${roles.length}]` : ''}`;
}

/** The hash of a record that stands at a position behind another one. */
export function sealRecord({ key }: AuditKey, previous: Buffer, position: number, record: SealedText): Buffer {
  const { id, chain, recordedAt, actor, roles, action, objectType, objectId, reason } = record;
  const { before, after, outcome, code, correlationId, requestId } = record;
  const columns = [id, chain, position, recordedAt, actor, roles, action, objectType, objectId, reason].concat([
    ...[before, after, outcome, code, correlationId, requestId, record.key],
  ]);
  return createHmac('sha256', key).update('audit record\n').update(previous).update(JSON.stringify(columns)).digest();
}

/** Where a chain ends. */
export type Head = { name: string; position: number; hash: Buffer };

/** Proves that a head was written by somebody who has the key. */
export function sealHead({ key }: AuditKey, { name, position, hash }: Head): Buffer {
  return createHmac('sha256', key)
    .update('audit head\n')
    .update(JSON.stringify([name, position]))
    .update(hash)
    .digest();
}

/** Whether a head is as it was written: sealed with one of the keys, or the beginning of a chain that has no record. */
export function isHeadSealed(keys: AuditKeys, head: Head & { seal: Buffer | null }): boolean {
  const { seal } = head;
  if (seal === null) return head.position === 0 && head.hash.equals(genesis);
  return keys.some((key) => areEqual(sealHead(key, head), seal));
}

/** Compares two seals in a time that says nothing of where they differ. */
export function areEqual(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
