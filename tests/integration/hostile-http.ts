import { Agent, type IncomingMessage, request as sendRequest } from 'node:http';
import { connect } from 'node:net';
import type { Answer } from './hostile-oracle.ts';

/** How long an answer may take at most, whatever was asked, in milliseconds. */
export const patienceMs = 30_000;

export type HttpInput = {
  method?: string;
  path?: string;
  headers?: Readonly<Record<string, string | readonly string[]>>;
  body?: string | Buffer;
  /** On a connection of its own: a refusal may have ended the one before. */
  isAlone?: boolean;
};

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** @throws Error when there is no answer in time, or the connection breaks off. */
export function send(url: string, { method = 'POST', path = '/graphql', headers = {}, body, isAlone = false }: HttpInput): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    // as given: a URL would tidy up the path
    const fields = Object.entries(headers).map(([name, value]): [string, string | string[]] => [
      name,
      typeof value === 'string' ? value : [...value],
    ]);
    const length = body === undefined ? [] : [['content-length', String(Buffer.byteLength(body))] as [string, string]];
    const options = { hostname, port, path, method, agent: isAlone ? false : agent, headers: Object.fromEntries([...length, ...fields]) };
    const sent = sendRequest(options, (response) => {
      readAnswer(response).then(resolve, reject);
    });
    const timer = setTimeout(() => sent.destroy(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
    sent.on('close', () => clearTimeout(timer));
    sent.on('error', reject);
    sent.end(body);
  });
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  let text = '';
  response.setEncoding('utf8');
  for await (const piece of response) {
    text += piece;
    // a stream goes on for ever
    if (/event-stream|multipart/.test(response.headers['content-type'] ?? '') && text.length > 0) break;
  }
  return { status: response.statusCode ?? 0, headers: response.headers, text };
}

/**
 * Sends bytes as they are, and reads one answer.
 *
 * @returns null when the server ended the connection without one, `silent` when it waits for more.
 */
export function sendRaw(url: string, bytes: string | Buffer, waitMs = patienceMs): Promise<Answer | null | 'silent'> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let heard = '';
    const finish = (outcome: Answer | null | 'silent'): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(outcome);
    };
    const timer = setTimeout(() => finish('silent'), waitMs);
    // a reset behind the answer is none of the sender's business
    socket.on('error', () => {});
    socket.setEncoding('latin1').on('data', (text: string) => {
      heard += text;
      const answer = parseAnswer(heard);
      if (answer?.isWhole) finish(answer);
    });
    socket.once('close', () => finish(parseAnswer(heard)));
    socket.write(bytes);
  });
}

function parseAnswer(text: string): (Answer & { isWhole: boolean }) | null {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const status = Number(first.split(' ')[1]);
  const body = text.slice(end + 4);
  const length = headers['content-length'];
  const isChunked = headers['transfer-encoding'] === 'chunked';
  if (isChunked) return { status, headers, text: body.replace(/^0\r\n\r\n$/, ''), isWhole: body.endsWith('0\r\n\r\n') };
  const isWhole = length !== undefined ? body.length >= Number(length) : /^(100|101|204|304)$/.test(String(status));
  return { status, headers, text: length === undefined ? body : body.slice(0, Number(length)), isWhole };
}
