import { connect } from 'node:net';
import type { Config } from 'lib/config.ts';

/** Looks for what should not be in a file. */
export type Scanner = {
  /**
   * @returns the name of what was found; null when the file is clean.
   * @throws when the scanner cannot say.
   */
  scan(bytes: AsyncIterable<Buffer>): Promise<string | null>;
};

/** The scanner of the settings, null when there is none. */
export function openScanner({ CLAMD_URL }: Config): Scanner | null {
  return CLAMD_URL ? openClamd(new URL(CLAMD_URL)) : null;
}

const silenceMs = 20_000;

/** A ClamAV daemon over TCP: each scan is a connection of its own, in clamd's INSTREAM protocol (`man clamd`). */
function openClamd(url: URL): Scanner {
  return {
    scan: async (bytes) => {
      const socket = connect(Number(url.port || 3310), url.hostname);
      socket.setTimeout(silenceMs, () => socket.destroy(new Error(`clamd was silent for ${silenceMs / 1_000} s`)));
      const answer = Promise.withResolvers<string>();
      answer.promise.catch(() => {});
      let text = '';
      socket.setEncoding('utf8').on('data', (more: string) => {
        text += more;
        if (text.includes('\0')) answer.resolve(text.slice(0, text.indexOf('\0')));
      });
      socket.on('error', (error) => answer.reject(error));
      socket.on('close', () => answer.reject(new Error('clamd closed the connection without an answer')));
      try {
        const send = async (piece: Buffer): Promise<void> => {
          // it may have its answer before the end, for example that the stream is too long for it
          await Promise.race([new Promise<void>((resolve) => socket.write(piece, () => resolve())), answer.promise]);
        };
        await send(Buffer.from('zINSTREAM\0'));
        for await (const chunk of bytes) {
          await send(lengthOf(chunk));
          await send(chunk);
        }
        await send(Buffer.alloc(4));
        return readAnswer(await answer.promise);
      } finally {
        socket.destroy();
      }
    },
  };
}

function lengthOf(chunk: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(chunk.length);
  return length;
}

function readAnswer(answer: string): string | null {
  if (answer === 'stream: OK') return null;
  const [, threat] = /^stream: (.+) FOUND$/.exec(answer) ?? [];
  if (threat) return threat;
  throw new Error(`clamd answered "${answer.slice(0, 200)}"`);
}
