import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { keepSigningKeys } from 'lib/local-tokens.ts';
import { expect, onTestFinished, test } from 'vitest';
import { createApi, findLab } from './api.ts';
import { FakeLab } from './fake-lab.ts';
import { SubmitRequestsDocument } from './generated/graphql.ts';

test('the address is LAB_URL, or this machine with LAB_PORT', () => {
  expect(findLab({}).url).toBe('http://localhost:8080');
  expect(findLab({ LAB_PORT: '9000' }).url).toBe('http://localhost:9000');
  expect(findLab({ LAB_PORT: '9000', LAB_URL: 'https://lab.example' }).url).toBe('https://lab.example');
});

test('a token is LAB_TOKEN, or made for a lab on this machine whose secrets may be read, and for no other one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lab-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const tokenOf = (environment: Record<string, string>): Promise<string | null> =>
    findLab({ LAB_DATA_DIR: folder, ...environment }, 'auditor').findToken();
  expect(await tokenOf({})).toBeNull();
  await keepSigningKeys(folder);
  const own = await tokenOf({});
  expect(decodeJwt(own ?? '')).toMatchObject({ sub: 'auditor', roles: ['auditor'], aud: 'enterprise-integration-lab' });
  expect(await tokenOf({ LAB_URL: 'http://127.0.0.1:9000' })).not.toBeNull();
  expect(await tokenOf({ LAB_TOKEN: 'given' })).toBe('given');
  for (const elsewhere of [
    { LAB_URL: 'http://localhost.example:8080' },
    { LAB_URL: 'http://192.0.2.1' },
    { OIDC_ISSUER: 'https://id.example' },
  ])
    expect(await tokenOf({ OIDC_CLIENT_ID: 'lab', ...elsewhere })).toBeNull();
});

test('who is not let in is told how to be', async () => {
  await using lab = await FakeLab.start();
  lab.onCall = () => ({ status: 401, code: 'UNAUTHENTICATED', message: 'it has expired' });
  await expect(createApi(lab.lab).execute(SubmitRequestsDocument, { inputs: [] })).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
    message: expect.stringMatching(/^The lab at http.* does not know you: it has expired — set LAB_TOKEN$/),
  });
});

test('an error of the graph comes with its code and message', async () => {
  await using lab = await FakeLab.start();
  lab.onCall = () => ({ status: 200, code: 'FORBIDDEN', message: 'you may not' });
  await expect(createApi(lab.lab).execute(SubmitRequestsDocument, { inputs: [] })).rejects.toMatchObject({
    code: 'FORBIDDEN',
    message: 'you may not',
  });
});

test('what breaks off, fails without a word or is no lab at all is told apart', async () => {
  await using lab = await FakeLab.start();
  const call = () => createApi(lab.lab).execute(SubmitRequestsDocument, { inputs: [] });
  lab.onCall = () => 'lost before';
  await expect(call()).rejects.toMatchObject({ code: 'UNREACHABLE', message: expect.stringContaining('start it with npm start') });
  lab.onCall = () => ({ status: 502 });
  await expect(call()).rejects.toMatchObject({ code: 'SERVER_ERROR' });
  lab.onCall = () => ({ status: 404 });
  await expect(call()).rejects.toMatchObject({ code: 'NO_LAB', message: expect.stringContaining('set LAB_URL') });
});
