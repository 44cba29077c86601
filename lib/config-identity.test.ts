import { expect, it } from 'vitest';
import { readConfig } from './config.ts';

const refusal = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

it('without settings there is a local provider, and sessions last for a day of work', () => {
  expect(readConfig({})).toMatchObject({
    OIDC_SCOPE: 'openid profile',
    OIDC_ROLES_CLAIM: 'roles',
    OIDC_TEAMS_CLAIM: 'teams',
    OIDC_AUDIENCE: 'enterprise-integration-lab',
    SESSION_HOURS: 12,
    SESSION_IDLE_MINUTES: 120,
  });
  expect(readConfig({}).OIDC_ISSUER).toBeUndefined();
});

it.each([
  [{ PUBLIC_URL: 'ftp://lab.example' }, 'PUBLIC_URL'],
  [{ PUBLIC_URL: 'https://lab.example/portal' }, 'PUBLIC_URL: an address without a path'],
  [{ PUBLIC_URL: 'lab.example' }, 'PUBLIC_URL'],
  [{ OIDC_ISSUER: 'https://id.example' }, 'OIDC_CLIENT_ID: needed with OIDC_ISSUER'],
  [{ OIDC_ISSUER: 'id.example', OIDC_CLIENT_ID: 'lab' }, 'OIDC_ISSUER'],
  [{ OIDC_SCOPE: 'profile email' }, 'OIDC_SCOPE: openid has to be among them'],
  [{ OIDC_ROLES_CLAIM: 'realm access' }, 'OIDC_ROLES_CLAIM'],
  [{ OIDC_TEAMS_CLAIM: '.teams' }, 'OIDC_TEAMS_CLAIM'],
  [{ SESSION_HOURS: '0' }, 'SESSION_HOURS'],
  [{ SESSION_HOURS: 'ever' }, 'SESSION_HOURS'],
  [{ SESSION_IDLE_MINUTES: '1' }, 'SESSION_IDLE_MINUTES'],
  [{ SESSION_SECRET: 'short' }, 'SESSION_SECRET'],
])('refuses %j', (environment, message) => {
  expect(refusal(environment)).toContain(message);
});

it('does not repeat a secret that it refuses', () => {
  expect(refusal({ SESSION_SECRET: 'a-canary' })).not.toContain('a-canary');
});
