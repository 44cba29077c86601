import { hash } from 'node:crypto';

/** Bytes that SHA-256 takes in one step, and bytes of what comes out. */
const [blockBytes, digestBytes] = [64, 32];

/** A key as RFC 2104 lays it before both rounds; behind the outer one there is room for the result of the inner one. */
export type HmacKey = { inner: Buffer; outer: Buffer };

/** @param key of at most 64 bytes, which is a block. */
export function prepareKey(key: Uint8Array): HmacKey {
  const pad = (value: number): Uint8Array => Uint8Array.from({ length: blockBytes }, (_, at) => value ^ (key[at] ?? 0));
  return { inner: Buffer.from(pad(0x36)), outer: Buffer.concat([pad(0x5c), Buffer.alloc(digestBytes)]) };
}

/** HMAC-SHA-256 of a text and what follows it, as `createHmac` has it, whose objects are made for streams: making one costs more than the rest. */
export function hmac({ inner, outer }: HmacKey, text: string, content: string | Buffer = ''): Buffer {
  const contentStart = blockBytes + Buffer.byteLength(text);
  const message = Buffer.allocUnsafe(contentStart + Buffer.byteLength(content));
  inner.copy(message);
  message.write(text, blockBytes);
  if (typeof content === 'string') message.write(content, contentStart);
  else content.copy(message, contentStart);
  hash('sha256', message, 'buffer').copy(outer, blockBytes);
  return hash('sha256', outer, 'buffer');
}
