import { hkdfSync } from 'node:crypto';
import type { CookieSerializeOptions } from '@fastify/cookie';
import fastifyCookie from '@fastify/cookie';
import type { Secret } from 'lib/secrets.ts';

/** How the cookies of a request are called and kept. */
export type CookieNames = { session: string; pendingPrefix: string };

/** With the prefix browsers take a cookie from nobody but this very host over TLS. */
export function nameCookies(isSecure: boolean): CookieNames {
  return { session: isSecure ? '__Host-lab_session' : 'lab_session', pendingPrefix: 'lab_sign_in_' };
}

export function sessionCookieOptions(isSecure: boolean): CookieSerializeOptions {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure };
}

export function pendingCookieOptions(isSecure: boolean): CookieSerializeOptions {
  return { path: '/sign-in', httpOnly: true, sameSite: 'lax', secure: isSecure };
}

/** Reads one cookie of a request that has not been through the plugin, as the beginning of a socket has not. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const part of header?.split(';') ?? []) {
    const [key, value] = part.split('=', 2);
    if (key?.trim() === name && value !== undefined) return value.trim();
  }
  return null;
}

/** One secret for many purposes: what is made for one of them says nothing about another. */
export function deriveKeys(secret: Secret, purpose: string): string[] {
  return secret.map((part) => Buffer.from(hkdfSync('sha256', part, '', purpose, 32)).toString('hex'));
}

/** A sign-in between leaving for the provider and coming back, kept by the browser that began it. */
export type PendingSignIn = {
  state: string;
  nonce: string;
  verifier: string;
  /** Where to go afterwards. */
  to: string;
  /** Address at which the provider was told to send the browser back. */
  redirectUri: string;
  /** Milliseconds since 1970. */
  until: number;
};

/** How long somebody may take at the provider, in seconds. */
export const pendingSeconds = 900;

export type PendingSeal = { seal(pending: PendingSignIn): string; open(text: string): PendingSignIn | null };

/** Signs what is under way, so that a browser brings back what this lab gave it and nothing else. */
export function createPendingSeal(secret: Secret): PendingSeal {
  const signer = new fastifyCookie.Signer(deriveKeys(secret, 'pending sign-ins'), 'sha256');
  return {
    seal: (pending) => signer.sign(Buffer.from(JSON.stringify(pending)).toString('base64url')),
    open: (text) => {
      const { valid, value } = signer.unsign(text);
      if (!valid || value === null) return null;
      const pending = JSON.parse(Buffer.from(value, 'base64url').toString('utf8')) as PendingSignIn;
      return pending.until > Date.now() ? pending : null;
    },
  };
}
