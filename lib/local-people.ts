import type { Config } from './config.ts';
import { everyTeam, type Identity, type Role, roles } from './identity.ts';

/** Somebody whom the lab's own provider lets in without asking for proof: there is one for each role. */
export type LocalPerson = Identity & {
  /** One sentence for the page on which a person is chosen. */
  summary: string;
};

const summaries: Record<Role, string> = {
  requester: 'Submits requests, and follows those and their documents.',
  operator: 'Works on the cases of every team, and submits requests too.',
  integrator: 'Watches events, redelivers and replays them, imports archives, reads everything.',
  auditor: 'Reads everything, the audit among it, and changes nothing.',
};

/** The people of a lab without a provider of its own choice. */
export const localPeople: readonly LocalPerson[] = roles.map((role) => ({
  subject: role,
  name: `${role.charAt(0).toUpperCase()}${role.slice(1)}`,
  roles: [role],
  teams: role === 'operator' ? [everyTeam] : [],
  summary: summaries[role],
}));

export function findLocalPerson(subject: string): LocalPerson | null {
  return localPeople.find((person) => person.subject === subject) ?? null;
}

/** What a provider says about somebody, in the names that `readIdentity` reads. */
export function toClaims({ subject, name, roles: named, teams }: Identity): { sub: string; name: string; roles: Role[]; teams: string[] } {
  return { sub: subject, name, roles: [...named], teams: [...teams] };
}

/** Whether the lab is its own OpenID provider. Anybody who reaches it is then whoever they choose to be: for development only. */
export function isLocalProvider({ OIDC_ISSUER }: Pick<Config, 'OIDC_ISSUER'>): boolean {
  return OIDC_ISSUER === undefined;
}
