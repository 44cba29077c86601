import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepSecret } from 'lib/secrets.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runLab } from '../support/command.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'lab-secrets-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const rotate = (...names: string[]) => runLab(['secrets', 'rotate', ...names], { LAB_DATA_DIR: dataDir });

describe('lab secrets rotate', () => {
  it('puts a new secret in front of the one named, and says neither', async () => {
    const [old] = keepSecret(dataDir, 'gateway');
    const [other] = keepSecret(dataDir, 'sessions');
    const { code, stdout, stderr } = await rotate('gateway');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [newest, ...older] = keepSecret(dataDir, 'gateway');
    expect(newest).not.toBe(old);
    expect(older).toEqual([old]);
    expect(keepSecret(dataDir, 'sessions')).toEqual([other]);
    for (const secret of [old, newest]) expect(stdout).not.toContain(secret);
  });

  it('changes all of them when none is named, but not the one that the audit is sealed with', async () => {
    const [sealing] = keepSecret(dataDir, 'audit');
    const { code, stdout } = await rotate();
    expect(code).toBe(0);
    const names = readdirSync(join(dataDir, 'secrets')).filter((name) => name !== 'audit');
    expect(names).toHaveLength(10);
    for (const name of names) {
      expect(stdout).toContain(name);
      expect(statSync(join(dataDir, 'secrets', name)).mode & 0o777, name).toBe(0o600);
    }
    expect(keepSecret(dataDir, 'audit')).toEqual([sealing]);
  });

  it.each(['audit', 'signing-keys.json', '../postgres.password'])('refuses %s in one line with the way out', async (name) => {
    const { code, stderr } = await rotate(name);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^.+ cannot be rotated: .+ — choose one of gateway, sessions, document-links, .+\n$/);
  });
});
