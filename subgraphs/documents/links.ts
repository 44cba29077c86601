import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Config } from 'lib/config.ts';
import type { Logger } from 'lib/log.ts';

/** Whether a browser is to show a document or to save it. */
export type Disposition = 'inline' | 'attachment';
export type Link = { documentId: string; disposition: Disposition; expiresAt: Date };

export type LinkSigner = {
  /** An address that opens the document for whoever has it, until it expires. Relative to the lab's own. */
  sign(link: Link): string;
  /** Whether the query of an address was made by `sign` for this document and has not expired. */
  verify(documentId: string, query: Record<string, unknown>, now: Date): boolean;
};

/** Signs links with the secret of the settings, or with one that is made at the first start and kept beside the data. */
export function createLinkSigner(config: Config, log: Logger): LinkSigner {
  const secret = config.DOCUMENT_LINK_SECRET ?? keepSecret(resolve(config.LAB_DATA_DIR, 'secrets'), 'document-links', log);
  const signatureOf = (documentId: string, disposition: string, expires: string): string =>
    createHmac('sha256', secret).update(['GET', documentId.toLowerCase(), disposition, expires].join('\n')).digest('base64url');
  return {
    sign: ({ documentId, disposition, expiresAt }) => {
      const expires = String(Math.floor(expiresAt.getTime() / 1_000));
      const query = new URLSearchParams({ disposition, expires, signature: signatureOf(documentId, disposition, expires) });
      return `/documents/${documentId}?${query}`;
    },
    verify: (documentId, { disposition, expires, signature }, now) => {
      if (typeof disposition !== 'string' || typeof expires !== 'string' || typeof signature !== 'string') return false;
      if (!/^\d{1,12}$/.test(expires) || Number(expires) * 1_000 <= now.getTime()) return false;
      const wanted = Buffer.from(signatureOf(documentId, disposition, expires));
      const given = Buffer.from(signature);
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    },
  };
}

/** A secret of one's own, readable by nobody else. Several processes may make it at once: the first one wins. */
function keepSecret(folder: string, name: string, log: Logger): string {
  const path = join(folder, name);
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    return readFileSync(path, 'utf8');
  } catch {}
  const secret = randomBytes(32).toString('hex');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(draft, secret, { mode: 0o600, flag: 'wx' });
    try {
      linkSync(draft, path);
    } catch {}
    rmSync(draft);
    return readFileSync(path, 'utf8');
  } catch (error) {
    log.warn({ err: error }, 'the secret of signed links cannot be kept: links end with this process — set DOCUMENT_LINK_SECRET');
    return secret;
  }
}
