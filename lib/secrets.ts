import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Secrets that a lab makes for itself, by the name of their file in `LAB_DATA_DIR/secrets`. */
export type SecretName = 'gateway' | 'sessions' | 'document-links' | 'audit' | `database-${string}`;

/** The newest first: it signs; those behind it are still accepted, so that a rotation breaks nothing under way. */
export type Secret = readonly [string, ...string[]];

/** A secret may be followed by its forerunners in a setting, divided by commas. */
export function readSecret(setting: string): Secret {
  const [newest, ...older] = setting.split(',').map((part) => part.trim());
  if (!newest) throw new Error('a secret is empty');
  return [newest, ...older];
}

function pathOf(dataDir: string, name: SecretName): string {
  return join(resolve(dataDir), 'secrets', name);
}

/**
 * A secret of one's own, made when it is first asked for and readable by nobody else. Several processes may ask at once: the first one wins.
 *
 * @throws when the folder cannot be written.
 */
export function keepSecret(dataDir: string, name: SecretName): Secret {
  const path = pathOf(dataDir, name);
  const known = readKept(path);
  if (known) return known;
  const draft = writeDraft(path, [createSecret()]);
  try {
    linkSync(draft, path);
  } catch (error) {
    // another process was faster, and its secret counts
    if (!readKept(path)) throw error;
  } finally {
    rmSync(draft);
  }
  const kept = readKept(path);
  if (!kept) throw new Error(`${path} holds no secret — remove it, and a new one is made`);
  return kept;
}

/** Puts a new secret in front of the one in use, which stays good until the next rotation. */
export function rotateSecret(dataDir: string, name: SecretName): void {
  const [current] = keepSecret(dataDir, name);
  const path = pathOf(dataDir, name);
  renameSync(writeDraft(path, [createSecret(), current]), path);
}

function createSecret(): string {
  return randomBytes(32).toString('hex');
}

function readKept(path: string): Secret | null {
  try {
    return readSecret(readFileSync(path, 'utf8').trim().replaceAll('\n', ','));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function writeDraft(path: string, secret: Secret): string {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
  writeFileSync(draft, `${secret.join('\n')}\n`, { mode: 0o600, flag: 'wx' });
  return draft;
}
