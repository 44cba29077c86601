import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { type AuditKeys, areEqual } from './audit-seal.ts';
import { canonicalJson } from './fingerprint.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const contentForm = z.strictObject({
  /** Identity of the repository, so that no lab's anchor is taken for another's. */
  repository: z.string(),
  /** From 1, without gap. */
  number: z.int().min(1),
  recordedAt: z.iso.datetime(),
  /** SHA-256 of the anchor before; null for the first. */
  previous: sha256.nullable(),
  heads: z.array(z.strictObject({ chain: z.string(), position: z.int().min(1), hash: sha256 })),
});
const signedForm = z.strictObject({ anchor: contentForm, key: z.string(), signature: sha256 });

/** Where all chains of the audit ended at some moment. */
export type AnchorContent = z.infer<typeof contentForm>;

function sign(key: string, content: AnchorContent): Buffer {
  return createHmac('sha256', key).update('audit anchor\n').update(canonicalJson(content)).digest();
}

/** An anchor as text, signed with the newest key. */
export function signAnchor([key]: AuditKeys, anchor: AnchorContent): string {
  return `${JSON.stringify({ anchor, key: key.id, signature: sign(key.key, anchor).toString('hex') }, null, 1)}\n`;
}

/** @returns what an anchor says, and what is wrong with it: nothing but `fault: null` is to be believed. */
export function readSignedAnchor(keys: AuditKeys, text: string): { content: AnchorContent | null; fault: string | null } {
  const parsed = signedForm.safeParse(parseJson(text));
  if (!parsed.success) return { content: null, fault: 'it is no anchor' };
  const { anchor: content, key: id, signature } = parsed.data;
  const key = keys.find((candidate) => candidate.id === id);
  if (!key) return { content, fault: 'it is signed with a key that is not known here' };
  return { content, fault: areEqual(sign(key.key, content), Buffer.from(signature, 'hex')) ? null : 'its signature is not ours' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
