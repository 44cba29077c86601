import type { Config } from 'lib/config.ts';
import { type Identity, readIdentity } from 'lib/identity.ts';

export type ClaimNames = Pick<Config, 'OIDC_ROLES_CLAIM' | 'OIDC_TEAMS_CLAIM'>;
export type Claims = Record<string, unknown>;

/** Finds a claim that may be nested: `realm_access.roles`. A claim whose very name has dots in it, as URLs do, goes first. */
export function findClaim(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  let value: unknown = claims;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Claims)[name];
  }
  return value;
}

/**
 * Who somebody is, by what the provider says.
 *
 * @returns null when that names nobody, or cannot be kept.
 */
export function toIdentity(claims: Claims, { OIDC_ROLES_CLAIM, OIDC_TEAMS_CLAIM }: ClaimNames): Identity | null {
  const { sub, name, preferred_username: nick } = claims;
  return readIdentity({
    sub,
    name: name ?? nick,
    roles: toList(findClaim(claims, OIDC_ROLES_CLAIM)),
    teams: toList(findClaim(claims, OIDC_TEAMS_CLAIM)),
  });
}

/** Providers give a single value without a list, and groups that are none of ours; what is no text names no role. */
function toList(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((part): part is string => typeof part === 'string' && part !== '');
}
