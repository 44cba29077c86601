import { createHmac } from 'node:crypto';
import { auditChains, headChanged } from 'lib/audit.ts';
import { type AuditKeys, areEqual, genesis, type Head, isHeadSealed } from 'lib/audit-seal.ts';
import { beginSnapshot, type Pool, type Tx, withTransaction } from 'lib/db.ts';
import { graphError } from 'lib/errors.ts';
import { fits, readChain } from './chain-rows.ts';
import { type Break, diagnose, diagnoseEnd } from './diagnose.ts';

/** A head that an anchor vouches for. */
export type AnchoredHead = { chain: string; position: number; hash: string };

export type ChainState = {
  name: string;
  /** Records that are as they were written. */
  length: number;
  /** Of the last of them, hexadecimal. */
  hash: string;
  /** Identifier of the last of them; null before the first. */
  lastId: string | null;
  isWalked: boolean;
  firstBroken: Break | null;
};

export type Verification = { checkedAt: Date; isComplete: boolean; endCursor: string | null; isIntact: boolean; chains: ChainState[] };

type Walk = { tx: Tx; keys: AuditKeys; head: StoredHead | null; anchors: readonly AnchoredHead[]; budget: { records: number } };
type StoredHead = Head & { seal: Buffer | null };

/** Records of one call; more of them take several calls, so that none is cut off for its length. */
const recordsPerCall = 50_000;
const anchorLimit = 5_000;

/**
 * Walks all chains of the audit, in one snapshot and with as much memory for a long one as for a short one.
 *
 * @param cursor where the call before has ended.
 * @param budget records to be walked at most.
 * @throws GraphQLError BAD_USER_INPUT for too many anchors, or for a cursor that is not from here.
 */
export function verifyAudit(
  pool: Pool,
  keys: AuditKeys,
  { anchors = [], cursor = null, budget = recordsPerCall }: { anchors?: readonly AnchoredHead[]; cursor?: string | null; budget?: number },
): Promise<Verification> {
  if (anchors.length > anchorLimit) throw graphError('BAD_USER_INPUT', `${anchors.length} anchors, at most ${anchorLimit} are accepted`);
  const known = cursor === null ? [] : readCursor(keys, cursor);
  return withTransaction(pool, (tx) => walkAll({ tx, keys, anchors, known, budget: { records: budget } }), beginSnapshot);
}

type Wish = Omit<Walk, 'head'> & { known: readonly ChainState[] };

async function walkAll({ known, ...wish }: Wish): Promise<Verification> {
  const { tx, keys, anchors, budget } = wish;
  const heads = await readHeads(tx);
  const names = new Set([...auditChains, ...heads.map(({ name }) => name), ...(await findChains(tx))]);
  const chains: ChainState[] = [];
  for (const name of names) {
    const state = known.find((one) => one.name === name) ?? beginningOf(name);
    const walk = {
      ...wish,
      head: heads.find((head) => head.name === name) ?? null,
      anchors: anchors.filter(({ chain }) => chain === name),
    };
    chains.push(state.isWalked || budget.records <= 0 ? state : await walkChain(state, walk));
  }
  const isComplete = chains.every(({ isWalked }) => isWalked);
  return {
    checkedAt: new Date(),
    isComplete,
    endCursor: isComplete ? null : writeCursor(keys, chains),
    isIntact: chains.every(({ firstBroken }) => firstBroken === null),
    chains,
  };
}

function beginningOf(name: string): ChainState {
  return { name, length: 0, hash: genesis.toString('hex'), lastId: null, isWalked: false, firstBroken: null };
}

async function walkChain(begin: ChainState, walk: Walk): Promise<ChainState> {
  const { tx, keys, head, anchors, budget } = walk;
  const { name: chain } = begin;
  let state = begin;
  const endWith = (firstBroken: Break | null): ChainState => ({ ...state, isWalked: true, firstBroken });
  const last = state.lastId === null ? null : { position: state.length, id: state.lastId };
  for await (const row of readChain(tx, chain, last)) {
    if (budget.records-- <= 0) return state;
    const place = { chain, position: state.length + 1, previous: Buffer.from(state.hash, 'hex') };
    const isNext = row.position === place.position && row.previous.equals(place.previous) && fits(keys, row, place);
    if (!isNext) return endWith(await diagnose(tx, keys, { place, row, end: head && isHeadSealed(keys, head) ? head.position : null }));
    const { position, id } = row;
    const hash = row.hash.toString('hex');
    if (row.action === headChanged) {
      const detail = `when record ${position} was written, the head of the chain had been changed; what stood behind record ${position - 1} may be gone`;
      return endWith({ position, id, reason: 'HEAD_CHANGED', detail });
    }
    if (anchors.some((anchor) => anchor.position === position && anchor.hash !== hash)) {
      return endWith({
        position,
        id,
        reason: 'REPLACED',
        detail: `record ${position} is sealed, but not the one that an anchor vouches for`,
      });
    }
    state = { ...state, length: position, hash, lastId: id };
  }
  return endWith(await checkEnd(state, { tx, keys, head, anchors, budget }));
}

/** Where the chain ended, by what only the key can make; null when nothing of that is there. */
function endOf({ keys, head, anchors }: Pick<Walk, 'keys' | 'head' | 'anchors'>): number | null {
  const ends = anchors.map(({ position }) => position);
  if (head && isHeadSealed(keys, head)) ends.push(head.position);
  return ends.length === 0 ? null : Math.max(...ends);
}

async function checkEnd({ name: chain, length, hash }: ChainState, walk: Walk): Promise<Break | null> {
  const { tx, keys, head } = walk;
  const end = endOf(walk);
  const place = { chain, position: length + 1, previous: Buffer.from(hash, 'hex') };
  if (end !== null && end > length) return await diagnoseEnd(tx, keys, place, end);
  if (!head) return { position: length, id: null, reason: 'HEAD_CHANGED', detail: 'the head of the chain is gone' };
  if (isHeadSealed(keys, head) && head.position === length && head.hash.toString('hex') === hash) return null;
  const detail = `the chain ends with record ${length}, its head says ${head.position} and ${isHeadSealed(keys, head) ? 'is an older one' : 'is not sealed by us'}`;
  return { position: length, id: null, reason: 'HEAD_CHANGED', detail };
}

async function readHeads(tx: Tx): Promise<StoredHead[]> {
  const { rows } = await tx.query<StoredHead>(
    '/* canonical.readAuditHeads */ select name, position, hash, seal from audit.chains order by name',
  );
  return rows;
}

/** Names of all chains that have a record, one step in the index for each. */
async function findChains(tx: Tx): Promise<string[]> {
  const { rows } = await tx.query<{ name: string }>(
    `/* canonical.findAuditChains */
    with recursive chains as (
      (select chain as name from audit.records order by chain limit 1)
      union all
      select (select r.chain from audit.records r where r.chain > c.name order by r.chain limit 1) from chains c where c.name is not null
    )
    select name from chains where name is not null`,
  );
  return rows.map(({ name }) => name);
}

/** Signed, because what it says of records that were walked is believed. */
function writeCursor(keys: AuditKeys, chains: readonly ChainState[]): string {
  const content = Buffer.from(JSON.stringify(chains)).toString('base64url');
  return `${content}.${signCursor(keys, content).toString('base64url')}`;
}

function signCursor([{ key }]: AuditKeys, content: string): Buffer {
  return createHmac('sha256', key).update('audit cursor\n').update(content).digest();
}

function readCursor(keys: AuditKeys, cursor: string): ChainState[] {
  // the scalar takes any JSON
  const [content = '', signature = ''] = String(cursor).split('.');
  if (areEqual(signCursor(keys, content), Buffer.from(signature, 'base64url'))) {
    return JSON.parse(Buffer.from(content, 'base64url').toString('utf8')) as ChainState[];
  }
  throw graphError('BAD_USER_INPUT', 'after is not a cursor of a verification — take it from endCursor of the answer before');
}
