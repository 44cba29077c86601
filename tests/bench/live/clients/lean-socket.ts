import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

export type LeanSocketEvents = {
  /** The protocol is switched. */
  onOpen(socket: LeanSocket): void;
  /** A text message; the bytes are another's as soon as this returns. */
  onText(socket: LeanSocket, bytes: Buffer): void;
  /** The connection is over. @param code what the server gave, 1006 when it said nothing. */
  onClose(socket: LeanSocket, code: number, reason: string): void;
};

type Handshake = { protocol: string; headers: Record<string, string> };

const opcodes = { text: 1, close: 8, ping: 9, pong: 10 };
const headEnd = '\r\n\r\n';
/** All sockets of the process read into the same memory: what they read is looked at before the next one reads. */
const shared = Buffer.allocUnsafe(256 * 1024);

/**
 * A WebSocket client that does next to nothing: thousands of them share two cores with what they measure. It takes whole frames of a
 * server that does not compress and does not split messages, answers pings, and leaves the rest.
 */
export class LeanSocket {
  readonly #events: LeanSocketEvents;
  readonly #socket: Socket;
  #rest: Buffer | null = null;
  #isOpen = false;
  #end = { code: 1006, reason: '' };

  constructor(url: string, { protocol, headers }: Handshake, events: LeanSocketEvents) {
    this.#events = events;
    const { hostname, port, pathname } = new URL(url);
    this.#socket = connect({
      host: hostname,
      port: Number(port),
      onread: {
        buffer: shared,
        callback: (length, buffer) => {
          this.#read(Buffer.from(buffer.buffer, buffer.byteOffset, length));
          return true;
        },
      },
    });
    this.#socket.setNoDelay(true);
    this.#socket.on('connect', () => {
      const lines = [
        `GET ${pathname} HTTP/1.1`,
        `host: ${hostname}:${port}`,
        'connection: Upgrade',
        'upgrade: websocket',
        'sec-websocket-version: 13',
        `sec-websocket-key: ${randomBytes(16).toString('base64')}`,
        `sec-websocket-protocol: ${protocol}`,
        ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      ];
      this.#socket.write(`${lines.join('\r\n')}${headEnd}`);
    });
    this.#socket.on('error', () => {});
    this.#socket.on('close', () => this.#events.onClose(this, this.#end.code, this.#end.reason));
  }

  send(text: string): void {
    this.#write(opcodes.text, Buffer.from(text));
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #read(fresh: Buffer): void {
    const bytes = this.#rest ? Buffer.concat([this.#rest, fresh]) : fresh;
    this.#rest = null;
    let place = this.#isOpen ? 0 : this.#open(bytes);
    for (let size = frameSize(bytes, place); size !== null; size = frameSize(bytes, place)) {
      this.#take(bytes[place] ?? 0, bytes.subarray(place + size.head, place + size.head + size.body));
      place += size.head + size.body;
    }
    if (place < bytes.length) this.#rest = Buffer.from(bytes.subarray(place));
  }

  /** @returns where the first frame begins; the end while the answer to the request is not there as a whole. */
  #open(bytes: Buffer): number {
    const end = bytes.indexOf(headEnd);
    const head = bytes.toString('latin1', 0, Math.max(0, end));
    if (head.startsWith('HTTP/1.1 101')) {
      this.#isOpen = true;
      this.#events.onOpen(this);
      return end + headEnd.length;
    }
    if (end === -1) this.#rest = Buffer.from(bytes);
    else {
      this.#end = { code: 1006, reason: head.split('\r\n')[0] ?? '' };
      this.destroy();
    }
    return bytes.length;
  }

  #take(first: number, body: Buffer): void {
    const opcode = first & 0x0f;
    if (opcode === opcodes.text && (first & 0x80) !== 0) this.#events.onText(this, body);
    else if (opcode === opcodes.ping) this.#write(opcodes.pong, Buffer.from(body));
    else if (opcode === opcodes.close) {
      this.#end = { code: body.length >= 2 ? body.readUInt16BE(0) : 1005, reason: body.toString('utf8', 2) };
      this.#socket.end();
    } else if (opcode !== opcodes.pong) throw new Error(`a frame that a lean client does not understand: ${first}`);
  }

  /** Masked, as clients must, with a mask of zeros. */
  #write(opcode: number, body: Buffer): void {
    const head = body.length < 126 ? Buffer.alloc(6) : Buffer.alloc(8);
    head[0] = 0x80 | opcode;
    if (body.length < 126) head[1] = 0x80 | body.length;
    else {
      head[1] = 0x80 | 126;
      head.writeUInt16BE(body.length, 2);
    }
    this.#socket.write(Buffer.concat([head, body]));
  }
}

/** Bytes of the frame that begins at this place; null when it is not there as a whole. */
function frameSize(bytes: Buffer, place: number): { head: number; body: number } | null {
  const left = bytes.length - place;
  if (left < 2) return null;
  const short = (bytes[place + 1] ?? 0) & 0x7f;
  const head = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (left < head) return null;
  const body = short < 126 ? short : short === 126 ? bytes.readUInt16BE(place + 2) : Number(bytes.readBigUInt64BE(place + 2));
  return left < head + body ? null : { head, body };
}
