import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Config } from 'lib/config.ts';
import { keepSecret, readSecret } from 'lib/secrets.ts';

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
export function createLinkSigner({ DOCUMENT_LINK_SECRET, LAB_DATA_DIR }: Config): LinkSigner {
  const secrets = DOCUMENT_LINK_SECRET ? readSecret(DOCUMENT_LINK_SECRET) : keepSecret(LAB_DATA_DIR, 'document-links');
  const signatureOf = (documentId: string, disposition: string, expires: string, secret: string): string =>
    createHmac('sha256', secret).update(['GET', documentId.toLowerCase(), disposition, expires].join('\n')).digest('base64url');
  return {
    sign: ({ documentId, disposition, expiresAt }) => {
      const expires = String(Math.floor(expiresAt.getTime() / 1_000));
      const query = new URLSearchParams({ disposition, expires, signature: signatureOf(documentId, disposition, expires, secrets[0]) });
      return `/documents/${documentId}?${query}`;
    },
    verify: (documentId, { disposition, expires, signature }, now) => {
      if (typeof disposition !== 'string' || typeof expires !== 'string' || typeof signature !== 'string') return false;
      if (!/^\d{1,12}$/.test(expires) || Number(expires) * 1_000 <= now.getTime()) return false;
      const given = Buffer.from(signature);
      return secrets.some((secret) => {
        const wanted = Buffer.from(signatureOf(documentId, disposition, expires, secret));
        return given.length === wanted.length && timingSafeEqual(given, wanted);
      });
    },
  };
}
