/**
 * The WebSocket frame (RFC 6455) of a text message that is pure ASCII, as characters that are to be written as `latin1`; null when the
 * payload is not ASCII. Frames of many messages can so be put together as texts and copied once. Through `ws` each message costs two
 * writes and twice the CPU, which is most of what a gateway with thousands of clients does.
 *
 * For a server's socket without compression, on which nobody else is in the middle of a message.
 *
 * @param head what stands before the payload, in ASCII.
 */
export function frameMessage(head: string, payload: string): string | null {
  const isAscii = Buffer.byteLength(payload) === payload.length;
  return isAscii ? `${frameHead(head.length + payload.length + 1)}${head}${payload}}` : null;
}

/** A text in JSON, in ASCII. */
export function toAsciiJson(text: string): string {
  return JSON.stringify(text).replaceAll(/[^\u0020-\u007e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const finalText = 0x81;

function frameHead(length: number): string {
  if (length < 126) return String.fromCharCode(finalText, length);
  if (length < 0x10000) return String.fromCharCode(finalText, 126, length >>> 8, length & 0xff);
  return String.fromCharCode(finalText, 127, 0, 0, 0, 0, length >>> 24, (length >>> 16) & 0xff, (length >>> 8) & 0xff, length & 0xff);
}
