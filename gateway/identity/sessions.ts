import { hash, randomBytes } from 'node:crypto';
import type { Pool } from 'lib/db.ts';
import type { Identity } from 'lib/identity.ts';
import type { Logger } from 'lib/log.ts';
import { repeat } from 'lib/repeat.ts';
import { LRUCache } from 'lru-cache';
import type { Caller } from './gatekeeper.ts';
import {
  deleteOldSessions,
  endSession,
  findRunning,
  findSession,
  insertSession,
  type SessionTimes,
  touchSessions,
} from './session-statements.ts';

export type Session = Caller & { expiresAt: Date };

export type Sessions = {
  /** @returns the secret of the new session, which is nowhere else. */
  begin(identity: Identity, userAgent: string): Promise<{ id: string; expiresAt: Date }>;
  /** @returns null when it is over, or never was. */
  find(id: string): Promise<Session | null>;
  /** @returns whose session it was; null when it was over already. */
  end(id: string): Promise<string | null>;
  close(): Promise<void>;
};

/** How old what is known of a session may be, in milliseconds: as long goes on what another gateway has ended. */
const freshMs = 5_000;
/** Pause between two looks at the sessions that are known here, in milliseconds. */
const lookMs = 2_500;
/** How exact the time of the last request is, in milliseconds. */
const touchMs = 60_000;
const sweepMs = 600_000;
const userAgentLength = 200;
const keyEncoding = 'base64url';
const idPattern = /^[\w-]{43}$/;

/** A session that this process has seen: kept while it runs, because somebody may hold its signal. */
type Known = Session & { idHash: Buffer; checkedAt: number; seenAt: number; touchedAt: number; over: AbortController };

/**
 * Sessions in PostgreSQL, for all gateways. A request costs no statement: one in a few seconds asks for everything that is known here,
 * and ends what is over.
 */
export function openSessions({ pool, log, lifetimeMs, idleMs }: SessionTimes & { pool: Pool; log: Logger }): Sessions {
  const known = new Map<string, Known>();
  // a look-up that was under way when a session ended must not bring it back
  const endedHere = new LRUCache<string, true>({ max: 10_000, ttl: 60_000 });

  function forget(key: string): void {
    known.get(key)?.over.abort();
    known.delete(key);
  }

  async function look(): Promise<void> {
    const startedAt = Date.now();
    const all = [...known.values()];
    if (all.length === 0) return;
    const seen = all.filter(({ seenAt, touchedAt }) => seenAt > touchedAt && startedAt - touchedAt > touchMs);
    if (seen.length > 0) await touchSessions(pool, hashesOf(seen), idleMs);
    for (const session of seen) session.touchedAt = startedAt;
    const running = new Set((await findRunning(pool, hashesOf(all), idleMs)).map(toKey));
    for (const session of all) {
      const key = toKey(session.idHash);
      if (running.has(key)) session.checkedAt = startedAt;
      else forget(key);
    }
  }

  async function load(idHash: Buffer): Promise<Known | null> {
    const key = toKey(idHash);
    const checkedAt = Date.now();
    const row = await findSession(pool, idHash, idleMs);
    const before = known.get(key);
    if (!row || endedHere.has(key)) {
      forget(key);
      return null;
    }
    if (before) {
      before.checkedAt = checkedAt;
      return before;
    }
    const over = new AbortController();
    const { subject, name, roles, teams, expires_at: expiresAt } = row;
    const identity = { subject, name, roles, teams };
    const session = { identity, ended: over.signal, expiresAt, idHash, checkedAt, seenAt: checkedAt, touchedAt: 0, over };
    known.set(key, session);
    return session;
  }

  const looking = repeat(lookMs, look, log);
  const sweeping = repeat(sweepMs, () => deleteOldSessions(pool), log);

  return {
    async begin(identity, userAgent) {
      const id = randomBytes(32).toString('base64url');
      const session = { idHash: hashOf(id), identity, userAgent: userAgent.slice(0, userAgentLength) };
      return { id, expiresAt: await insertSession(pool, session, lifetimeMs) };
    },
    async find(id) {
      if (!idPattern.test(id)) return null;
      const now = Date.now();
      const kept = known.get(hash('sha256', id, keyEncoding));
      const session = kept && now - kept.checkedAt < freshMs ? kept : await load(hashOf(id));
      if (!session) return null;
      session.seenAt = Date.now();
      return session;
    },
    async end(id) {
      if (!idPattern.test(id)) return null;
      const idHash = hashOf(id);
      const subject = await endSession(pool, idHash);
      endedHere.set(toKey(idHash), true);
      forget(toKey(idHash));
      return subject;
    },
    async close() {
      await Promise.all([looking.stop(), sweeping.stop()]);
    },
  };
}

function hashOf(id: string): Buffer {
  return hash('sha256', id, 'buffer');
}

function toKey(idHash: Buffer): string {
  return idHash.toString(keyEncoding);
}

function hashesOf(sessions: Known[]): Buffer[] {
  return sessions.map(({ idHash }) => idHash);
}
