import { describe, expect, it } from 'vitest';
import { createLogger } from './log.ts';

const canary = 'canary-5f1e9c';
const token = `eyJhbGciOiJIUzI1NiJ9.eyJ${canary}In0.c2lnbmF0dXJl`;

/** Everything that a logger writes. */
function collect(write: (log: ReturnType<typeof createLogger>) => void): string {
  let text = '';
  write(
    createLogger('test', 'trace', {
      write: (line) => {
        text += line;
      },
    }),
  );
  return text;
}

const names = [
  'authorization',
  'Authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'password',
  'connectionString',
  'x-lab-identity',
  'token',
  'access_token',
  'refresh_token',
  'id_token',
  'client_secret',
  'code_verifier_secret',
  'secretKey',
  'S3_SECRET_KEY',
  'S3_ACCESS_KEY',
  'GATEWAY_SECRET',
  'SESSION_SECRET',
  'DOCUMENT_LINK_SECRET',
  'AUDIT_SECRET',
  'OIDC_CLIENT_SECRET',
  'INTAKE_DATABASE_PASSWORD',
  'POSTGRES_PASSWORD',
  'LAB_TOKEN',
  'privateKey',
];

describe('a secret never stands in the log', () => {
  it.each(names)('as %s, wherever it stands', (name) => {
    const text = collect((log) => {
      log.info({ [name]: canary }, 'at the top');
      log.info({ headers: { [name]: canary } }, 'below');
      log.info({ request: { raw: { headers: { [name]: [canary] } } } }, 'far below');
      log.info({ list: [{ [name]: canary }] }, 'in a list');
      log.error({ err: Object.assign(new Error('broken'), { [name]: canary, config: { [name]: canary } }) }, 'in an error');
      log.error(Object.assign(new Error('broken'), { [name]: canary }), 'as an error');
      log.child({ [name]: canary }).info('in what a logger says each time');
    });
    expect(text).not.toContain(canary);
    expect(text.match(/\[redacted\]/g)).toHaveLength(8);
  });

  it.each([
    ['the password of a database', `postgres://lab:${canary}@db.example.org:5432/lab`],
    ['the password of a database without a user', `postgres://:${canary}@db/lab`],
    ['a bearer token', `Bearer ${canary}`],
    ['a signed token', token],
  ])('in a text: %s', (_what, secret) => {
    const text = collect((log) => {
      log.info({ detail: `tried ${secret} in vain` }, 'as a value');
      log.info(`tried ${secret} in vain`);
      log.error({ err: new Error(`tried ${secret} in vain`, { cause: new Error(`because of ${secret}`) }) }, 'in an error');
      log.error(new Error(`tried ${secret} in vain`));
    });
    expect(text).not.toContain(canary);
    expect(text).toContain('in vain');
  });
});

describe('everything else is logged as it is', () => {
  it('such as ids, counts, addresses without a password, times and lists', () => {
    const fields = {
      requestId: 'r-1',
      tokens: 7,
      count: 3,
      url: 'http://127.0.0.1:8080/graphql',
      mail: 'jo@example.org',
      at: new Date(0),
      path: ['a', 0],
      none: null,
    };
    const line = JSON.parse(collect((log) => log.info(fields, 'the gateway is up'))) as Record<string, unknown>;
    expect(line).toMatchObject({ ...fields, at: '1970-01-01T00:00:00.000Z', msg: 'the gateway is up' });
  });

  it('such as errors, with their type, message, stack and code', () => {
    const err = Object.assign(new TypeError('no such thing'), { code: 'ENOENT' });
    const line = JSON.parse(collect((log) => log.error({ err }, 'failed'))) as Record<string, unknown>;
    expect(line).toMatchObject({
      err: { type: 'TypeError', message: 'no such thing', code: 'ENOENT', stack: expect.stringContaining('log.test.ts') },
    });
  });

  it('even when it goes round in circles', () => {
    const circle: Record<string, unknown> = { id: 'c-1' };
    circle.self = circle;
    expect(collect((log) => log.info({ circle }, 'round'))).toContain('c-1');
  });
});
