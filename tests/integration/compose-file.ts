import { readFileSync } from 'node:fs';
import { serviceNames } from 'lib/database-roles.ts';
import { parse } from 'yaml';

/** The checkout, with a slash at its end. */
export const root = new URL('../../', import.meta.url);

export type ComposeService = {
  image: string;
  build?: string;
  command: string[];
  environment: Record<string, string | number>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  ports?: string[];
  volumes?: string[];
  container_name?: string;
};

export type Compose = { services: Record<string, ComposeService>; volumes: Record<string, unknown> };

/** What compose refuses to start without. */
export const passwords: Record<string, string> = {
  POSTGRES_PASSWORD: 'p0stgres',
  ...Object.fromEntries(serviceNames.map((service) => [`${service.toUpperCase()}_DATABASE_PASSWORD`, service.repeat(10)])),
  S3_SECRET_KEY: 'secret-key',
  GATEWAY_SECRET: 'g'.repeat(32),
  SESSION_SECRET: 's'.repeat(32),
  DOCUMENT_LINK_SECRET: 'l'.repeat(32),
  AUDIT_SECRET: 'a'.repeat(32),
};

/**
 * `compose.yml` as compose sees it: anchors merged, `${NAME}`, `${NAME:-default}` and `${NAME:?message}` filled in.
 *
 * @throws Error with the message of the file when a value that must be given is not.
 */
export function readCompose(environment: Record<string, string>): Compose {
  return interpolate(parseCompose(), environment) as Compose;
}

/** The same with its variables left as they stand in the file. */
export function parseCompose(): Compose {
  return parse(readText('compose.yml'), { merge: true }) as Compose;
}

export function readText(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

function interpolate(value: unknown, environment: Record<string, string>): unknown {
  if (typeof value === 'string') return fillIn(value, environment);
  if (Array.isArray(value)) return value.map((item) => interpolate(item, environment));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, interpolate(item, environment)]));
}

function fillIn(text: string, environment: Record<string, string>): string {
  return text.replaceAll(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_all, name: string, kind: string | undefined, rest: string | undefined) => {
    const value = environment[name];
    if (value) return value;
    if (kind === '?') throw new Error(`required variable ${name} is missing a value: ${rest}`);
    return rest ?? '';
  });
}
