export const roles = ['requester', 'operator', 'integrator', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** Who is signed in, as the gateway says. */
export type Person = {
  /** What stands in records for whatever this person does. */
  subject: string;
  /** For people to read. */
  name: string;
  roles: readonly Role[];
  /** Codes of the teams whose cases this person works on, or {@link everyTeam}. */
  teams: readonly string[];
};

/** In place of a team's code: all teams. */
export const everyTeam = '*';

/**
 * Who may do what the portal's pages and buttons are made of. It decides what is offered; what is allowed is decided by the lab, whose
 * own table a test compares with this one.
 */
export const able = {
  'Query.serviceRequests': roles,
  'Query.overview': ['operator', 'integrator', 'auditor'],
  'Query.balance': ['integrator', 'auditor'],
  'Query.auditRecords': ['auditor'],
  'Mutation.submitRequest': ['requester', 'operator', 'integrator'],
  'Mutation.changeCaseStatus': ['operator', 'integrator'],
  'Query.failureCauses': ['integrator', 'auditor'],
  'Query.recoveryJobs': ['integrator', 'auditor'],
  'Mutation.redeliverEvents': ['integrator'],
  'Mutation.discardEvents': ['integrator'],
  'Mutation.restoreEvents': ['integrator'],
  'Mutation.replayEvents': ['integrator'],
  'Mutation.resubmitEvent': ['integrator'],
  'Mutation.controlRecoveryJob': ['integrator'],
} as const satisfies Record<string, readonly Role[]>;
export type Doing = keyof typeof able;

/** What each role is for, in one sentence. */
export const roleWords: Record<Role, string> = {
  requester: 'Submits requests, and follows those and their documents.',
  operator: 'Works on the cases of a team, and submits requests too.',
  integrator: 'Watches over events, imports archives, reads everything.',
  auditor: 'Reads everything, the audit among it, and changes nothing.',
};

export function may({ roles: has }: Pick<Person, 'roles'>, doing: Doing): boolean {
  const enough: readonly Role[] = able[doing];
  return has.some((role) => enough.includes(role));
}

/** Whether lists hold everything there is, not only what somebody submitted or works on. */
export function seesEverything({ roles: has, teams }: Pick<Person, 'roles' | 'teams'>): boolean {
  return has.includes('integrator') || has.includes('auditor') || (has.includes('operator') && teams.includes(everyTeam));
}

/** Whether somebody may move the cases of a team. */
export function movesCasesOf({ roles: has, teams }: Pick<Person, 'roles' | 'teams'>, teamCode: string | undefined): boolean {
  if (has.includes('integrator')) return true;
  return has.includes('operator') && (teams.includes(everyTeam) || (teamCode !== undefined && teams.includes(teamCode)));
}

/** @returns null when nobody is signed in. @throws Error when the answer is no answer to the question. */
export function readPerson(answer: unknown): Person | null {
  if (typeof answer !== 'object' || answer === null || !('person' in answer)) throw new Error('The lab did not say who is signed in');
  return answer.person as Person | null;
}
