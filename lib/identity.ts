/** What people and programs may be here, in the order of the sign-in page. What each of them may do stands in `lib/access.ts`. */
export const roles = ['requester', 'operator', 'integrator', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** In place of a team's code: all teams. */
export const everyTeam = '*';

/** Who asks: made by the gateway from a session or a token, and believed by the subgraphs because the gateway has signed it. */
export type Identity = {
  /** Names the person or program for good; what is recorded as the actor. */
  subject: string;
  /** For people to read. */
  name: string;
  roles: readonly Role[];
  /** Codes of the teams whose cases an operator works on, or {@link everyTeam}. */
  teams: readonly string[];
};

/** Longest subject and name, in characters, and most teams: an identity travels with every request. */
const identityLimits = { text: 200, teams: 100 } as const;

/**
 * Reads an identity from claims, whoever made them.
 *
 * @returns null when they do not name a subject, or anything in them is out of bounds; roles that are none of ours are left out.
 */
export function readIdentity(claims: Record<string, unknown>): Identity | null {
  const { sub, name, roles: named = [], teams = [] } = claims;
  if (!isShortText(sub) || !isTextList(named) || !isTextList(teams) || teams.length > identityLimits.teams) return null;
  return { subject: sub, name: isShortText(name) ? name : sub, roles: roles.filter((role) => named.includes(role)), teams };
}

function isShortText(value: unknown): value is string {
  // a subject stands in logs and in columns of text
  return typeof value === 'string' && value !== '' && value.length <= identityLimits.text && !/\p{Cc}/u.test(value);
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isShortText);
}
