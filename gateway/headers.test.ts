import { createHttpServer } from 'lib/graphql-server.ts';
import { createLogger } from 'lib/log.ts';
import { describe, expect, it } from 'vitest';
import { addSecurityHeaders } from './headers.ts';
import { addPortal } from './portal.ts';

async function openServer() {
  const app = createHttpServer(createLogger('test', 'silent'), async () => true);
  await addSecurityHeaders(app);
  app.get('/fault', () => {
    throw new Error('broken');
  });
  app.get('/documents/1', (_request, reply) => reply.header('content-security-policy', "sandbox; default-src 'none'").send('x'));
  await addPortal(app, new URL('file:///nowhere/'));
  return app;
}

function readPolicy(text: unknown): Map<string, string[]> {
  return new Map(
    String(text)
      .split('; ')
      .map((directive) => [directive.split(' ')[0] ?? '', directive.split(' ').slice(1)]),
  );
}

describe('every answer', () => {
  it.each([
    ['of health', '/health/live', 200],
    ['that is a fault', '/fault', 500],
    ['for an address where nothing is', '/nothing', 404],
    ['that is a page', '/requests/1', 503],
    ['that is a document', '/documents/1', 200],
  ])('%s tells browsers what not to do with it', async (_what, url, status) => {
    await using app = await openServer();
    const accept = url === '/requests/1' ? 'text/html' : '*/*';
    const { statusCode, headers } = await app.inject({ url, headers: { accept } });
    expect(statusCode).toBe(status);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  it('that is data may load nothing, run nothing and be framed by nobody', async () => {
    await using app = await openServer();
    const { headers } = await app.inject('/health/live');
    expect(headers['content-security-policy']).toBe("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  });

  it('of a route with a policy of its own keeps that', async () => {
    await using app = await openServer();
    const { headers } = await app.inject('/documents/1');
    expect(headers['content-security-policy']).toBe("sandbox; default-src 'none'");
  });
});

describe('a page', () => {
  it.each(['/', '/requests/1', '/playground', '/playground.html?x=1'])('at %s runs scripts of its own host only', async (url) => {
    await using app = await openServer();
    const { headers } = await app.inject({ url, headers: { accept: 'text/html' } });
    const policy = readPolicy(headers['content-security-policy']);
    expect(policy.get('script-src')).toEqual(["'self'"]);
    expect(policy.get('connect-src')).toEqual(["'self'"]);
    expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
    expect(policy.has('object-src')).toBe(false);
    for (const sources of policy.values())
      for (const source of sources) expect(source).toMatch(/^('(self|none|unsafe-inline)'|data:|blob:)$/);
  });

  it('of the portal takes no styles from attributes, where what people wrote could bring them', async () => {
    await using app = await openServer();
    const { headers } = await app.inject({ url: '/requests/playground', headers: { accept: 'text/html' } });
    expect(readPolicy(headers['content-security-policy']).get('style-src-attr')).toEqual(["'none'"]);
  });
});

describe('strict transport security', () => {
  it('is not asked for over http', async () => {
    await using app = await openServer();
    const { headers } = await app.inject({ url: '/health/live', headers: { 'x-forwarded-proto': 'https' } });
    expect(headers).not.toHaveProperty('strict-transport-security');
  });
});
