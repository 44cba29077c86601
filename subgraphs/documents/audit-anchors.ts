import { createHash } from 'node:crypto';
import { auditChains } from 'lib/audit.ts';
import { type AnchorContent, readSignedAnchor, signAnchor } from 'lib/audit-anchor.ts';
import { type AuditKeys, type Head, isHeadSealed } from 'lib/audit-seal.ts';
import type { Pool } from 'lib/db.ts';
import { ObjectMissing, type ObjectStore } from './store/object-store.ts';

/** What anchors are made from and kept in. */
export type AnchorPlace = { pool: Pool; store: ObjectStore; keys: AuditKeys };

/** An anchor as it is found in the store. `fault` says what is wrong with it, and then the rest may be anything. */
export type Anchor = { number: number; content: AnchorContent | null; fault: string | null };

/** An anchor is some hundred bytes; something larger is none. */
const maxBytes = 64 * 1024;

function keyOf(identity: string, number: number): string {
  return `audit/${identity}/${String(number).padStart(10, '0')}.json`;
}

/**
 * Notes where all chains of the audit end, in the object store: out of reach of whoever has the database only. Nothing is written when
 * nothing was recorded since the last note.
 *
 * @returns number of the anchor that was written; null for none.
 */
export async function anchorAudit(place: AnchorPlace): Promise<number | null> {
  // two processes would give the same number to two anchors; the lock goes with the connection, whatever happens to this one
  const client = await place.pool.connect();
  let isGiven = false;
  try {
    const { rows } = await client.query<{ locked: boolean }>(
      `/* documents.lockAnchors */ select pg_try_advisory_lock(hashtextextended('audit.anchors', 0)) as locked`,
    );
    if (!rows[0]?.locked) {
      isGiven = true;
      return null;
    }
    const number = await writeAnchor(place);
    await client.query(`/* documents.unlockAnchors */ select pg_advisory_unlock(hashtextextended('audit.anchors', 0))`);
    isGiven = true;
    return number;
  } finally {
    client.release(!isGiven);
  }
}

async function writeAnchor(place: AnchorPlace): Promise<number | null> {
  const heads = await findHeads(place);
  const { identity, newest } = await findNewest(place);
  const last = newest === 0 ? null : await readAnchor(place, identity, newest);
  if (last?.fault == null && JSON.stringify(last?.content?.heads ?? []) === JSON.stringify(heads)) return null;
  const previous = last?.bytes ? hashOf(last.bytes) : null;
  const anchor: AnchorContent = { repository: identity, number: newest + 1, recordedAt: new Date().toISOString(), previous, heads };
  await place.store.put(keyOf(identity, anchor.number), oneChunk(signAnchor(place.keys, anchor)));
  newestKnown.set(place.store, { identity, newest: anchor.number });
  return anchor.number;
}

async function* oneChunk(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

/** A head that is not sealed is not noted: it would vouch for what somebody has made of the chain. */
async function findHeads({ pool, keys }: AnchorPlace): Promise<AnchorContent['heads']> {
  const { rows } = await pool.query<Head & { seal: Buffer | null }>(
    `/* documents.findAuditHeads */ select name, position, hash, seal from audit.chains where position > 0 and name = any($1::text[]) order by name`,
    [auditChains],
  );
  const sealed = rows.filter((head) => isHeadSealed(keys, head));
  return sealed.map(({ name, position, hash }) => ({ chain: name, position, hash: hash.toString('hex') }));
}

/** Number of the newest anchor, 0 where there is none. */
async function findNewest({ pool, store }: AnchorPlace): Promise<{ identity: string; newest: number }> {
  const { rows } = await pool.query<{ identity: string }>('/* documents.findRepository */ select identity from document_repo.repository');
  const identity = rows[0]?.identity ?? '';
  const known = newestKnown.get(store);
  let newest = known?.identity === identity ? known.newest : 0;
  if (newest === 0) {
    for await (const page of store.list(`audit/${identity}`)) {
      for (const { key } of page) newest = Math.max(newest, Number(/(\d{10})\.json$/.exec(key)?.[1] ?? 0));
    }
  }
  // another process may have gone on since
  while ((await store.measure(keyOf(identity, newest + 1))) !== null) newest++;
  newestKnown.set(store, { identity, newest });
  return { identity, newest };
}

/** The listing grows with the years, so it is read once. An anchor that goes missing later is then missed by its number. */
const newestKnown = new WeakMap<ObjectStore, { identity: string; newest: number }>();

type Found = Anchor & { bytes: Buffer | null };

async function readAnchor({ store, keys }: AnchorPlace, identity: string, number: number): Promise<Found> {
  const bytes = await readBytes(store, keyOf(identity, number));
  if (!bytes) return { number, content: null, fault: 'it is not in the object store', bytes };
  const { content, fault } = readSignedAnchor(keys, bytes.toString('utf8'));
  if (!content || fault !== null) return { number, content, fault, bytes };
  if (content.number !== number || content.repository !== identity) return { number, content, fault: 'it belongs to another place', bytes };
  return { number, content, fault: null, bytes };
}

async function readBytes(store: ObjectStore, key: string): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  try {
    const size = await store.measure(key);
    if (size === null) return null;
    if (size > maxBytes) return Buffer.alloc(0);
    for await (const chunk of await store.read(key)) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  } catch (error) {
    if (error instanceof ObjectMissing) return null;
    throw error;
  }
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export type AnchorPage = { nodes: Anchor[]; newest: number };

/**
 * Anchors, newest first, each checked by itself and against the one before it.
 *
 * @param before only anchors with a lower number.
 */
export async function listAnchors(place: AnchorPlace, first: number, before: number | null): Promise<AnchorPage> {
  const { identity, newest } = await findNewest(place);
  const from = Math.min(before ?? newest + 1, newest + 1) - 1;
  const nodes: Anchor[] = [];
  let later: Found | null = null;
  // one more than is shown: each is compared with the one before it
  for (let number = from; number >= Math.max(from - first, 0); number--) {
    const found: Found | null = number === 0 ? null : await readAnchor(place, identity, number);
    if (later) nodes.push(compare(later, found));
    later = found;
  }
  return { nodes, newest };
}

function compare({ bytes: _, ...anchor }: Found, earlier: Found | null): Anchor {
  if (anchor.fault !== null || !anchor.content) return anchor;
  const wanted = earlier?.bytes ? hashOf(earlier.bytes) : null;
  return wanted === anchor.content.previous ? anchor : { ...anchor, fault: 'the anchor before it was changed or is gone' };
}
