import type { Queryable } from 'lib/db.ts';
import type { Identity, Role } from 'lib/identity.ts';

/** How long a session may last, and how long it may lie still. */
export type SessionTimes = { lifetimeMs: number; idleMs: number };

/** A session that is not over. */
export type SessionRow = { id_hash: Buffer; subject: string; name: string; roles: Role[]; teams: string[]; expires_at: Date };

export type NewSession = { idHash: Buffer; identity: Identity; userAgent: string };

/** What is not over: neither ended, nor too old, nor idle for too long. The clock is the database's, for all gateways. */
const runs = 'ended_at is null and expires_at > clock_timestamp() and last_seen_at > clock_timestamp()';

export async function insertSession(db: Queryable, { idHash, identity, userAgent }: NewSession, lifetimeMs: number): Promise<Date> {
  const { rows } = await db.query<{ expires_at: Date }>(
    `/* identity.insertSession */
    insert into identity.sessions (id_hash, subject, name, roles, teams, user_agent, expires_at)
    values ($1::bytea, $2::text, $3::text, $4::text[], $5::text[], $6::text, clock_timestamp() + $7::float8 * interval '1 ms')
    returning expires_at`,
    [idHash, identity.subject, identity.name, identity.roles, identity.teams, userAgent, lifetimeMs],
  );
  const [row] = rows;
  if (!row) throw new Error('a session was not written');
  return row.expires_at;
}

export async function findSession(db: Queryable, idHash: Buffer, idleMs: number): Promise<SessionRow | null> {
  const { rows } = await db.query<SessionRow>(
    `/* identity.findSession */
    select id_hash, subject, name, roles, teams, expires_at from identity.sessions
    where id_hash = $1::bytea and ${runs} - $2::float8 * interval '1 ms'`,
    [idHash, idleMs],
  );
  return rows[0] ?? null;
}

/** Writes down that somebody was there, except where it is over. */
export async function touchSessions(db: Queryable, idHashes: Buffer[], idleMs: number): Promise<void> {
  await db.query(
    `/* identity.touchSessions */
    update identity.sessions set last_seen_at = clock_timestamp()
    where id_hash = any($1::bytea[]) and ${runs} - $2::float8 * interval '1 ms'`,
    [idHashes, idleMs],
  );
}

/** Those of the given ones that are not over. */
export async function findRunning(db: Queryable, idHashes: Buffer[], idleMs: number): Promise<Buffer[]> {
  const { rows } = await db.query<{ id_hash: Buffer }>(
    `/* identity.findRunning */
    select id_hash from identity.sessions where id_hash = any($1::bytea[]) and ${runs} - $2::float8 * interval '1 ms'`,
    [idHashes, idleMs],
  );
  return rows.map((row) => row.id_hash);
}

/** @returns whose session it was; null when it was over already, or never was. */
export async function endSession(db: Queryable, idHash: Buffer): Promise<string | null> {
  const { rows } = await db.query<{ subject: string }>(
    `/* identity.endSession */
    update identity.sessions set ended_at = clock_timestamp() where id_hash = $1::bytea and ended_at is null returning subject`,
    [idHash],
  );
  return rows[0]?.subject ?? null;
}

/** Forgets what would have run out a day ago; what was ended waits for that time too. */
export async function deleteOldSessions(db: Queryable): Promise<void> {
  await db.query(
    `/* identity.deleteOldSessions */
    delete from identity.sessions where expires_at < clock_timestamp() - interval '1 day'`,
  );
}
