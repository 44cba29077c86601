import { everyTeam, type Identity, roles } from 'lib/identity.ts';
import type { Caller, Gatekeeper } from './gatekeeper.ts';

/** Somebody who may do everything, for tests that are about something else. */
export const allRoles: Identity = { subject: 'tester', name: 'Tester', roles, teams: [everyTeam] };

export function somebody(identity: Identity): Caller {
  return { identity, ended: new AbortController().signal };
}

/** Takes every request for one of this person, for tests of the gateway without a database. Null: nobody is signed in. */
export function everybody(identity: Identity | null): Gatekeeper {
  const caller = identity && somebody(identity);
  return {
    identify: async () => caller,
    addRoutes: () => {},
    close: async () => {},
  };
}
