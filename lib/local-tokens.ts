import { randomBytes, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import type { Identity } from './identity.ts';
import { toClaims } from './local-people.ts';

/** Issuer of the lab's own provider: a name, wherever it listens. */
export const localIssuer = 'http://lab.localhost/oidc';
/** Whom tokens for scripts are made for, unless `OIDC_AUDIENCE` says otherwise. */
const defaultAudience = 'enterprise-integration-lab';
/** RFC 9068: sets tokens for the API apart from those that only tell a portal who signed in. */
export const accessTokenType = 'at+jwt';

const algorithm = 'ES256';

/** The newest first: it signs; the one behind it is still accepted. */
export type SigningKeys = readonly [JWK, ...JWK[]];

function pathOf(dataDir: string): string {
  return join(resolve(dataDir), 'secrets', 'signing-keys.json');
}

/**
 * Private keys of the lab's own provider, made when they are first asked for and readable by nobody else. Several processes may ask at
 * once: the first one wins.
 *
 * @throws Error when the folder cannot be written, or the file holds no keys.
 */
export async function keepSigningKeys(dataDir: string): Promise<SigningKeys> {
  const path = pathOf(dataDir);
  const known = readKept(path);
  if (known) return known;
  const draft = writeDraft(path, [await createKey()]);
  try {
    linkSync(draft, path);
  } catch (error) {
    // another process was faster, and its key counts
    if (!readKept(path)) throw error;
  } finally {
    rmSync(draft);
  }
  const kept = readKept(path);
  if (!kept) throw new Error(`${path} is gone as soon as it is written — see what removes it, then start again`);
  return kept;
}

/** Puts a new key in front of the one in use. A running gateway signs and believes by it from its next start on. */
export async function rotateSigningKeys(dataDir: string): Promise<void> {
  const [current] = await keepSigningKeys(dataDir);
  const path = pathOf(dataDir);
  renameSync(writeDraft(path, [await createKey(), current]), path);
}

/**
 * A bearer token of the lab's own provider, for scripts and tests.
 *
 * @param dataDir `LAB_DATA_DIR` of the lab that is to believe it.
 */
export async function mintLocalToken(
  dataDir: string,
  person: Identity,
  { lifetimeSeconds, audience = defaultAudience }: { lifetimeSeconds: number; audience?: string },
): Promise<string> {
  const [key] = await keepSigningKeys(dataDir);
  const { sub, ...claims } = toClaims(person);
  const now = Math.floor(Date.now() / 1_000);
  return await new SignJWT(claims)
    .setProtectedHeader({ alg: algorithm, typ: accessTokenType, ...(key.kid ? { kid: key.kid } : {}) })
    .setIssuer(localIssuer)
    .setAudience(audience)
    .setSubject(sub)
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + lifetimeSeconds)
    .sign(await importJWK(key, algorithm));
}

/** The half that anybody may see. */
export function toPublicKey({ kty, crv, x, y, kid, alg, use }: JWK): JWK {
  return { kty, crv, x, y, kid, alg, use } as JWK;
}

async function createKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: algorithm, use: 'sig' };
}

function readKept(path: string): SigningKeys | null {
  const text = readText(path);
  if (text === null) return null;
  const broken = `${path} holds no signing keys — remove it, and new ones are made`;
  const keys = parseKeys(text, broken);
  const [newest, ...older] = keys;
  if (!newest) throw new Error(broken);
  return [newest, ...older];
}

function parseKeys(text: string, broken: string): JWK[] {
  try {
    return (JSON.parse(text) as { keys: JWK[] }).keys.filter(({ kty, d }) => kty === 'EC' && d !== undefined);
  } catch (cause) {
    throw new Error(broken, { cause });
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function writeDraft(path: string, keys: SigningKeys): string {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
  writeFileSync(draft, `${JSON.stringify({ keys })}\n`, { mode: 0o600, flag: 'wx' });
  return draft;
}
