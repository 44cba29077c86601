import { Readable } from 'node:stream';
import { createHttpServer } from 'lib/graphql-server.ts';
import type { Role } from 'lib/identity.ts';
import { createLogger } from 'lib/log.ts';
import { request } from 'undici';
import { describe, expect, it } from 'vitest';
import { limitBodies, maxBodyBytes, maxImportBytes } from './body-limits.ts';

async function openServer(role: Role) {
  const app = createHttpServer(createLogger('test', 'silent'), async () => true);
  const identity = { subject: role, name: role, roles: [role], teams: [] };
  limitBodies(app, { callerOf: () => ({ identity, ended: new AbortController().signal }) });
  app.post('/graphql', async ({ body }) => JSON.stringify(body).length);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url, [Symbol.asyncDispose]: () => app.close() };
}

/** JSON of exactly so many bytes. */
function makeBody(bytes: number): string {
  return `"${'x'.repeat(bytes - 2)}"`;
}

async function* inPieces(text: string): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < text.length; at += 65_536) yield Buffer.from(text.slice(at, at + 65_536));
}

async function send(url: string, text: string, isDeclared: boolean): Promise<{ status: number; answer: unknown }> {
  const headers = { 'content-type': 'application/json' };
  const { statusCode, body } = await request(`${url}/graphql`, {
    method: 'POST',
    headers,
    body: isDeclared ? text : Readable.from(inPieces(text)),
  });
  return { status: statusCode, answer: await body.json() };
}

describe.each([
  ['declared', true],
  ['in pieces', false],
])('a body whose length is %s', (_how, isDeclared) => {
  it.each<[Role, number]>([
    ['requester', maxBodyBytes],
    ['operator', maxBodyBytes],
    ['auditor', maxBodyBytes],
    ['integrator', maxImportBytes],
  ])('may be as long as the limit of the %s, and no longer', async (role, limit) => {
    await using server = await openServer(role);
    expect(await send(server.url, makeBody(limit), isDeclared)).toEqual({ status: 200, answer: limit });
    const { status, answer } = await send(server.url, makeBody(limit + 1), isDeclared);
    expect([status, answer]).toMatchObject([413, { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] }]);
    expect(JSON.stringify(answer)).toContain(`larger than ${limit} bytes`);
  });
});
