import { openSessions } from 'gateway/identity/sessions.ts';
import type { Pool } from 'lib/db.ts';
import type { Identity } from 'lib/identity.ts';
import { createLogger } from 'lib/log.ts';
import type { Headers } from '../../support/people.ts';
import { requester } from '../templates.ts';

/** A person in each role whose questions cost something. */
export const people: readonly Identity[] = [
  { subject: 'integrator', name: 'Sees everything', roles: ['integrator'], teams: [] },
  { subject: 'operator', name: 'Sees what three teams of twenty work on', roles: ['operator'], teams: ['TEAM-0', 'TEAM-1', 'TEAM-2'] },
  { subject: requester, name: 'Sees one request in seven', roles: ['requester'], teams: [] },
];

const hourMs = 3_600_000;

/** What a browser sends from one of the lab's own pages after somebody has signed in. */
export async function openSession(pool: Pool, identity: Identity, url: string): Promise<Headers> {
  const sessions = openSessions({ pool, log: createLogger('bench', 'error'), lifetimeMs: hourMs, idleMs: hourMs });
  const { id } = await sessions.begin(identity, 'bench');
  await sessions.close();
  return { cookie: `lab_session=${id}`, origin: url, 'sec-fetch-site': 'same-origin' };
}
