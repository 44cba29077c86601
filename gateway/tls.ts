import { X509Certificate } from 'node:crypto';
import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import type { Server } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import { createSecureContext } from 'node:tls';
import { type Config, ConfigError } from 'lib/config.ts';
import type { Logger } from 'lib/log.ts';

/** What a server proves itself with, PEM. */
export type Tls = { cert: string; key: string };

type TlsSettings = Pick<Config, 'TLS_CERT_FILE' | 'TLS_KEY_FILE'>;

/** How often the files are looked at, in milliseconds: certificates are renewed weeks before they end. */
const lookEveryMs = 60_000;

/**
 * Reads the gateway's certificate.
 *
 * @returns null when it speaks http.
 * @throws ConfigError saying which file cannot be used, and why; never what is in it.
 */
export function readTls({ TLS_CERT_FILE, TLS_KEY_FILE }: TlsSettings, now = new Date()): Tls | null {
  if (TLS_CERT_FILE === undefined || TLS_KEY_FILE === undefined) return null;
  const tls = { cert: readPem('TLS_CERT_FILE', TLS_CERT_FILE), key: readPem('TLS_KEY_FILE', TLS_KEY_FILE) };
  const certificate = attempt(() => new X509Certificate(tls.cert));
  if (!certificate) {
    throw new ConfigError(`TLS_CERT_FILE: ${TLS_CERT_FILE} holds no certificate — it must be PEM, the gateway's own certificate first`);
  }
  if (!attempt(() => createSecureContext(tls))) {
    throw new ConfigError(
      `TLS_KEY_FILE: ${TLS_KEY_FILE} holds no private key for the certificate in ${TLS_CERT_FILE} — it must be PEM, without a passphrase`,
    );
  }
  if (certificate.validToDate < now) {
    const end = certificate.validToDate.toISOString();
    throw new ConfigError(
      `TLS_CERT_FILE: the certificate in ${TLS_CERT_FILE} ended at ${end} — renew it, or leave both settings away for http`,
    );
  }
  return tls;
}

function readPem(setting: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new ConfigError(`${setting}: ${path} cannot be read (${reason}) — name a file that the gateway may read`, { cause: error });
  }
}

function attempt<Result>(make: () => Result): Result | null {
  try {
    return make();
  } catch {
    return null;
  }
}

/**
 * Lets new connections have the renewed certificate when its files change; those that are open keep the one they have. A pair that does
 * not work, such as a new certificate whose key is still to be written, changes nothing.
 *
 * @returns ends the watching.
 */
export function followTls(server: Server, settings: TlsSettings, log: Logger, everyMs = lookEveryMs): () => void {
  const { TLS_CERT_FILE, TLS_KEY_FILE } = settings;
  const files = [TLS_CERT_FILE, TLS_KEY_FILE].filter((file) => file !== undefined);
  const renew = (): void => {
    try {
      const tls = readTls(settings);
      if (tls) (server as HttpsServer).setSecureContext(tls);
      log.info('the certificate was renewed');
    } catch (error) {
      log.warn({ err: error }, 'a renewed certificate cannot be used; the one before stays');
    }
  };
  // by looking: what renews certificates often replaces links and folders, which events of the file system miss
  for (const file of files) watchFile(file, { interval: everyMs, persistent: false }, renew);
  return () => {
    for (const file of files) unwatchFile(file, renew);
  };
}
