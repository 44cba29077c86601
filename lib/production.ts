import { type Config, ConfigError, settings } from './config.ts';
import { findDatabaseFaults } from './database-accounts.ts';
import type { Pool } from './db.ts';

/** What a process does, and so which settings it cannot do without. `all` is everything in one process. */
export type Part = 'all' | 'gateway' | 'subgraph' | 'documents' | 'worker';

type Environment = Readonly<Record<string, string | undefined>>;
type SecretSetting = 'GATEWAY_SECRET' | 'SESSION_SECRET' | 'DOCUMENT_LINK_SECRET' | 'AUDIT_SECRET';

/** Who needs a secret that the lab would make for itself, and that another process, or the same one after a restart, would not know. */
const secretNeeds: Record<SecretSetting, readonly Part[]> = {
  GATEWAY_SECRET: ['all', 'gateway', 'subgraph', 'documents'],
  SESSION_SECRET: ['all', 'gateway'],
  DOCUMENT_LINK_SECRET: ['all', 'documents'],
  AUDIT_SECRET: ['all', 'gateway', 'subgraph', 'documents', 'worker'],
};

const secretLength = 32;

/** Beginnings of names that nobody else gives: what has one of them and is no setting was meant to be one. */
const ownPrefixes = ['LAB_', 'OIDC_', 'S3_', 'DOCUMENT_', 'AUDIT_', 'TLS_', 'CLAMD_'];

/** Letters that a name may differ from a setting's and still be taken for it. */
const slips = 2;

function isProduction(environment: Environment): boolean {
  return environment.NODE_ENV === 'production';
}

/**
 * Everything in the settings that is for development only, when this is production: each fault with what to do about it. No value of a
 * secret is in them.
 */
export function refuseDevelopment(config: Config, environment: Environment, part: Part = 'all'): string[] {
  if (!isProduction(environment)) return [];
  const isDoor = part === 'all' || part === 'gateway';
  return [
    ...(isDoor ? findDoorFaults(config) : []),
    ...findSecretFaults(config, part),
    ...(config.DATABASE_URL
      ? []
      : ['DATABASE_URL is absent, and the embedded PostgreSQL is for development: name a PostgreSQL of your own']),
    ...(config.LOG_LEVEL === 'debug' || config.LOG_LEVEL === 'trace'
      ? [`LOG_LEVEL=${config.LOG_LEVEL} may log what people wrote: take info or warn`]
      : []),
    ...findUnknownNames(environment),
  ];
}

/**
 * Lets a process start in production only when nothing about it is for development, its role in the database included.
 *
 * @param pool as which it works; null for one that has none.
 * @throws ConfigError with all faults.
 */
export async function refuseInProduction(config: Config, { environment, part, pool }: Candidate): Promise<void> {
  if (!isProduction(environment)) return;
  refuseFaults([...refuseDevelopment(config, environment, part), ...(pool ? await findDatabaseFaults(pool) : [])]);
}

export type Candidate = { environment: Environment; part: Part; pool: Pool | null };

/** @throws ConfigError with all faults, when there are any. */
export function refuseFaults(faults: readonly string[]): void {
  if (faults.length === 0) return;
  const list = faults.map((fault) => `  ${fault}`).join('\n');
  throw new ConfigError(`This does not start with NODE_ENV=production (the README's table says what the settings mean):\n${list}`);
}

function findDoorFaults({ OIDC_ISSUER, PUBLIC_URL, TLS_CERT_FILE, TRUST_PROXY }: Config): string[] {
  const faults: string[] = [];
  if (!OIDC_ISSUER) faults.push('OIDC_ISSUER is absent, and the local provider lets everybody be anybody: name your OpenID provider');
  else if (!isHttps(OIDC_ISSUER))
    faults.push('OIDC_ISSUER is not https, so anybody on the way could say who somebody is: take its https address');
  if (!PUBLIC_URL) faults.push('PUBLIC_URL is absent: say where browsers reach the gateway, for example https://lab.example.org');
  else if (!isHttps(PUBLIC_URL)) faults.push('PUBLIC_URL is not https, so sessions could be read on the way: take an https address');
  if (!TLS_CERT_FILE && TRUST_PROXY === undefined) {
    faults.push(
      'Nothing ends TLS: give the gateway TLS_CERT_FILE and TLS_KEY_FILE, or put a proxy in front of it and name that in TRUST_PROXY',
    );
  }
  return faults;
}

function isHttps(url: string): boolean {
  return URL.parse(url)?.protocol === 'https:';
}

function findSecretFaults(config: Config, part: Part): string[] {
  return (Object.keys(secretNeeds) as SecretSetting[])
    .filter((name) => secretNeeds[name].includes(part))
    .flatMap((name) => {
      const secret = config[name];
      const make = 'make one with openssl rand -hex 32';
      if (!secret) return [`${name} is absent, and a generated secret is known to this machine only: ${make}`];
      // an older one may follow behind a comma
      const isShort = secret.split(',').some((one) => one.trim().length < secretLength);
      return isShort ? [`${name} has a secret of less than ${secretLength} characters: ${make}`] : [];
    });
}

/** A setting with a slip in its name would silently be left at its default. */
function findUnknownNames(environment: Environment): string[] {
  const known = Object.keys(settings);
  return Object.keys(environment)
    .filter((name) => environment[name] !== undefined && !known.includes(name))
    .flatMap((name) => {
      const close = known.find((candidate) => isClose(name, candidate));
      if (close) return [`${name} is no setting: ${close} is one, if that is meant; otherwise take it away`];
      return ownPrefixes.some((prefix) => name.startsWith(prefix)) ? [`${name} is no setting: take it away, or mend its name`] : [];
    });
}

function isClose(name: string, candidate: string): boolean {
  return Math.abs(name.length - candidate.length) <= slips && countSlips(name.toUpperCase(), candidate) <= slips;
}

/** Letters to add, leave away, change or swap with their neighbour so that one text becomes the other (optimal string alignment). */
function countSlips(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    rows.push(line);
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      line[column] = Math.min(
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + (isSame ? 0 : 1),
        isSwapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
  }
  return at(one.length, other.length);
}
