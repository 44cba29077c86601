import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepSigningKeys, rotateSigningKeys, toPublicKey } from './local-tokens.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'keys-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const folder = (): string => join(dataDir, 'secrets');
const file = (): string => join(folder(), 'signing-keys.json');

it('makes keys once, and readable by nobody else', async () => {
  const made = await keepSigningKeys(dataDir);
  expect(await keepSigningKeys(dataDir)).toEqual(made);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(statSync(folder()).mode & 0o777).toBe(0o700);
});

it('gives the same keys to everybody who asks first at the same time', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => keepSigningKeys(dataDir)));
  expect(new Set(all.map(([key]) => key.kid)).size).toBe(1);
  expect(readdirSync(folder())).toEqual(['signing-keys.json']);
});

it('keeps the key before the newest when they are rotated', async () => {
  const [first] = await keepSigningKeys(dataDir);
  await rotateSigningKeys(dataDir);
  const [second, ...older] = await keepSigningKeys(dataDir);
  expect(older).toEqual([first]);
  await rotateSigningKeys(dataDir);
  expect((await keepSigningKeys(dataDir))[1]).toEqual(second);
  expect(await keepSigningKeys(dataDir)).toHaveLength(2);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

it('the public half has nothing of the private one', async () => {
  const [key] = await keepSigningKeys(dataDir);
  expect(key.d).toBeDefined();
  expect(Object.keys(toPublicKey(key)).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
});

it.each(['', 'not JSON', '{}', '{"keys":[]}', '{"keys":[{"kty":"oct","k":"x"}]}'])(
  'says how to mend a file that holds %j',
  async (text) => {
    mkdirSync(folder());
    writeFileSync(file(), text);
    await expect(keepSigningKeys(dataDir)).rejects.toThrow(/holds no signing keys — remove it/);
    expect(readFileSync(file(), 'utf8')).toBe(text);
  },
);
