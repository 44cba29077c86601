import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, settings } from './config.ts';
import { type Part, refuseDevelopment, refuseFaults } from './production.ts';

const secret = 'canary-secret-of-thirty-two-letters';

/** Nothing is wrong with these. */
const sound = {
  NODE_ENV: 'production',
  PATH: '/usr/bin',
  SESSION_MANAGER: 'local/desk',
  KUBERNETES_SERVICE_HOST: '10.0.0.1',
  OIDC_ISSUER: 'https://login.example.org',
  OIDC_CLIENT_ID: 'lab',
  PUBLIC_URL: 'https://lab.example.org',
  TRUST_PROXY: '1',
  DATABASE_URL: 'postgres://lab_intake:canary-password@db.example.org/lab',
  GATEWAY_SECRET: secret,
  SESSION_SECRET: secret,
  DOCUMENT_LINK_SECRET: secret,
  AUDIT_SECRET: `${secret},${secret}`,
};

function findFaults(differing: Record<string, string | undefined>, part?: Part): string[] {
  const environment = { ...sound, ...differing };
  return refuseDevelopment(readConfig(environment), environment, part);
}

describe('in production', () => {
  it('settings that are meant for it are taken', () => {
    expect(findFaults({})).toEqual([]);
  });

  it.each<[string, Record<string, string | undefined>, RegExp]>([
    ['the local provider', { OIDC_ISSUER: undefined }, /^OIDC_ISSUER is absent, .*: name your OpenID provider$/],
    ['a provider by http', { OIDC_ISSUER: 'http://login.example.org' }, /^OIDC_ISSUER is not https/],
    ['an unknown address', { PUBLIC_URL: undefined }, /^PUBLIC_URL is absent/],
    ['an address by http', { PUBLIC_URL: 'http://lab.example.org' }, /^PUBLIC_URL is not https/],
    ['neither a certificate nor a proxy', { TRUST_PROXY: undefined }, /^Nothing ends TLS: .*TLS_CERT_FILE.*TRUST_PROXY/],
    ['the embedded database', { DATABASE_URL: undefined }, /^DATABASE_URL is absent/],
    ['a generated secret of the gateway', { GATEWAY_SECRET: undefined }, /^GATEWAY_SECRET is absent, .*: make one with/],
    ['a generated secret of sessions', { SESSION_SECRET: '' }, /^SESSION_SECRET is absent/],
    ['a generated secret of links', { DOCUMENT_LINK_SECRET: undefined }, /^DOCUMENT_LINK_SECRET is absent/],
    ['a generated secret of the audit', { AUDIT_SECRET: undefined }, /^AUDIT_SECRET is absent/],
    ['an older secret that is short', { SESSION_SECRET: `${secret},short` }, /^SESSION_SECRET has a secret of less than 32 characters/],
    ['a talkative log', { LOG_LEVEL: 'debug' }, /^LOG_LEVEL=debug may log what people wrote/],
    ['a very talkative log', { LOG_LEVEL: 'trace' }, /^LOG_LEVEL=trace/],
    ['two letters swapped in a name', { PUBILC_URL: 'x' }, /^PUBILC_URL is no setting: PUBLIC_URL is one/],
    ['a letter too many', { RATE_LIMITS_PER_MINUTE: '5' }, /^RATE_LIMITS_PER_MINUTE is no setting: RATE_LIMIT_PER_MINUTE is one/],
    ['a name in small letters', { trust_proxy: '1' }, /^trust_proxy is no setting: TRUST_PROXY is one/],
    ['a name that only we would give', { OIDC_PASSWORD: 'x' }, /^OIDC_PASSWORD is no setting: take it away/],
    ['a setting of the past', { LAB_COLOUR: 'blue' }, /^LAB_COLOUR is no setting/],
  ])('%s is refused, and the way out is named', (_what, differing, fault) => {
    expect(findFaults(differing)).toEqual([expect.stringMatching(fault)]);
  });

  it('every fault is found at once, in one message without a secret', () => {
    const environment = {
      NODE_ENV: 'production',
      OIDC_ISSUER: 'http://login.example.org',
      OIDC_CLIENT_ID: 'lab',
      LOG_LEVEL: 'trace',
      DATABASE_ULR: 'postgres://lab:canary-password@db/lab',
      GATEWAY_SECRTE: 'canary-secret',
      SESSION_SECRET: `${secret},canary-short`,
    };
    const faults = refuseDevelopment(readConfig(environment), environment);
    const names = faults.map((fault) => fault.split(/[ =]/)[0]).sort();
    expect(names).toEqual(
      [
        'AUDIT_SECRET',
        'DATABASE_ULR',
        'DATABASE_URL',
        'DOCUMENT_LINK_SECRET',
        'GATEWAY_SECRET',
        'GATEWAY_SECRTE',
        'LOG_LEVEL',
        'Nothing',
        'OIDC_ISSUER',
        'PUBLIC_URL',
        'SESSION_SECRET',
      ].sort(),
    );
    expect(() => refuseFaults(faults)).toThrow(ConfigError);
    for (const fault of faults) expect(() => refuseFaults(faults)).toThrow(fault);
    expect(faults.join()).not.toContain('canary');
  });

  it.each<[Part, string[]]>([
    ['gateway', ['GATEWAY_SECRET', 'SESSION_SECRET', 'AUDIT_SECRET']],
    ['subgraph', ['GATEWAY_SECRET', 'AUDIT_SECRET']],
    ['documents', ['GATEWAY_SECRET', 'DOCUMENT_LINK_SECRET', 'AUDIT_SECRET']],
    ['worker', ['AUDIT_SECRET']],
  ])('a process that is the %s needs just its own secrets', (part, names) => {
    const none = { GATEWAY_SECRET: undefined, SESSION_SECRET: undefined, DOCUMENT_LINK_SECRET: undefined, AUDIT_SECRET: undefined };
    expect(findFaults(none, part).map((fault) => fault.split(' ')[0])).toEqual(names);
  });

  it('who is behind the gateway need not know how people sign in', () => {
    const inside = { OIDC_ISSUER: undefined, PUBLIC_URL: undefined, TRUST_PROXY: undefined };
    for (const part of ['subgraph', 'documents', 'worker'] as const) expect(findFaults(inside, part)).toEqual([]);
  });

  it('no setting is taken for a slip of another', () => {
    const environment = { NODE_ENV: 'production', ...Object.fromEntries(Object.keys(settings).map((name) => [name, ''])) };
    const faults = refuseDevelopment(readConfig(environment), environment);
    expect(faults.filter((fault) => fault.includes('is no setting'))).toEqual([]);
  });
});

it.each(['development', 'test', undefined])('with NODE_ENV=%s nothing is refused', (NODE_ENV) => {
  expect(refuseDevelopment(readConfig({}), { NODE_ENV, LAB_COLOUR: 'blue' })).toEqual([]);
  expect(() => refuseFaults([])).not.toThrow();
});
