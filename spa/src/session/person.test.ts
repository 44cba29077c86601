import { access, type Operation, reachOf } from 'lib/access.ts';
import { roles as labRoles } from 'lib/identity.ts';
import { expect, test } from 'vitest';
import { able, type Doing, everyTeam, may, movesCasesOf, readPerson, roles, roleWords, seesEverything } from './person.ts';

test('the roles are the lab’s own', () => {
  expect(roles).toEqual(labRoles);
  expect(Object.keys(roleWords)).toEqual([...labRoles]);
});

test.each(Object.keys(able) as Doing[])('%s is offered to those who may do it, and to nobody else', (doing) => {
  expect([...able[doing]].sort()).toEqual(Object.keys(access[doing satisfies Operation]).sort());
  for (const role of roles) expect(may({ roles: [role] }, doing)).toBe(role in access[doing]);
  expect(may({ roles: [] }, doing)).toBe(false);
});

const teams = [[], ['DESK'], [everyTeam]];
const people = roles.flatMap((role) => teams.map((codes) => ({ subject: 'somebody', name: 'Somebody', roles: [role], teams: codes })));

test.each(people)('$roles with teams $teams sees as much as the lab shows', (person) => {
  expect(seesEverything(person)).toBe(reachOf(access['Query.operationCases'], person)?.seesAll ?? false);
  const reach = reachOf(access['Mutation.changeCaseStatus'], person);
  for (const team of ['DESK', 'FIELD']) {
    expect(movesCasesOf(person, team)).toBe(reach !== null && (reach.seesAll || reach.teams.includes(team)));
  }
});

test('nobody is signed in, and that is an answer; anything else is none', () => {
  expect(readPerson({ person: null })).toBeNull();
  for (const answer of [null, 'person', {}, { errors: [] }]) expect(() => readPerson(answer)).toThrow('did not say who');
});
