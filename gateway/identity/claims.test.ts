import { expect, it } from 'vitest';
import { findClaim, toIdentity } from './claims.ts';

const names = { OIDC_ROLES_CLAIM: 'realm_access.roles', OIDC_TEAMS_CLAIM: 'https://lab.example/teams' };

it('finds claims that are nested, and those whose names have dots', () => {
  expect(findClaim({ realm_access: { roles: ['a'] } }, 'realm_access.roles')).toEqual(['a']);
  expect(findClaim({ 'https://lab.example/teams': ['b'] }, 'https://lab.example/teams')).toEqual(['b']);
  expect(findClaim({ 'a.b': 1, a: { b: 2 } }, 'a.b')).toBe(1);
});

it.each(['constructor', '__proto__', 'realm_access.constructor.name', 'realm_access.roles.length.x', 'a.b.c'])(
  'finds nothing by the name %j',
  (path) => {
    expect(findClaim({ realm_access: { roles: ['a'] }, a: null }, path)).toBeUndefined();
  },
);

it('makes an identity of what the provider says, by the names that are configured', () => {
  const claims = {
    sub: 'u-1',
    preferred_username: 'nick',
    realm_access: { roles: ['operator', 'offline_access'] },
    'https://lab.example/teams': 'FIELD',
  };
  expect(toIdentity(claims, names)).toEqual({ subject: 'u-1', name: 'nick', roles: ['operator'], teams: ['FIELD'] });
  // roles under the usual name are not what was configured
  expect(toIdentity({ sub: 'u-1', roles: ['integrator'] }, names)).toEqual({ subject: 'u-1', name: 'u-1', roles: [], teams: [] });
});

it('makes none of what names nobody', () => {
  for (const sub of [undefined, null, '', 7, 'x'.repeat(201), 'a\u0000b']) expect(toIdentity({ sub }, names)).toBeNull();
});
