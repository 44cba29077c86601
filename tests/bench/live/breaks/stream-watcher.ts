import { type IncomingMessage, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Headers } from '../../../support/people.ts';
import { Notes, pauseMs, type Watcher, type WatcherOptions } from './watcher.ts';

/** How one kind of endless answer is cut into messages. */
type Format = {
  accept: string;
  /** Ends what can be taken for complete. */
  separator: string;
  /** What a piece says; null: nothing, it only shows that the connection lives. */
  read(piece: string): Said | null;
};

type Result = Parameters<Notes['take']>[0];
type Said = { message: Result } | { refusal: Result['errors'] } | { end: true };

const formats = {
  sse: {
    accept: 'text/event-stream',
    separator: '\n\n',
    read: (piece) => {
      const lines = piece.split('\n');
      const data = lines.find((line) => line.startsWith('data:'))?.slice(5);
      if (lines.includes('event: complete')) return { end: true };
      if (!data) return null;
      const message = JSON.parse(data) as Result;
      return message.data === undefined ? { refusal: message.errors } : { message };
    },
  },
  multipart: {
    accept: 'multipart/mixed;subscriptionSpec="1.0"',
    separator: '\r\n--graphql',
    read: (piece) => {
      if (piece === '--\r\n') return { end: true };
      const body = piece.split('\r\n\r\n').at(1);
      if (!body || body === '{}') return null;
      const part = JSON.parse(body) as { payload: Result | null; errors?: Result['errors'] };
      return part.payload?.data === undefined ? { refusal: part.errors ?? part.payload?.errors } : { message: part.payload };
    },
  },
} satisfies Record<string, Format>;

/** The gateway says something every 15 s, if only that it is there. */
const silencePatienceMs = 20_000;

/** Follows over an HTTP answer that does not end. There is no library to come back: an end of any kind is followed by another request. */
export function watchByStream(kind: keyof typeof formats, options: WatcherOptions): Watcher {
  const format: Format = formats[kind];
  const notes = new Notes(options);
  const stopping = new AbortController();
  let isHearing = false;
  const hear = async (): Promise<boolean> => {
    const body = { query: options.log.subscription, variables: { after: notes.after } };
    const headers = { accept: format.accept, ...(await options.bearing()) };
    const answer = await open(options.url, headers, body, stopping.signal);
    isHearing = answer.statusCode === 200;
    if (!isHearing) return notes.refuse(readRefusal(await readAll(answer)));
    for await (const piece of cut(answer, format.separator)) {
      const said = format.read(piece);
      if (said && 'message' in said) notes.take(said.message);
      if (said && 'refusal' in said && !notes.refuse(said.refusal)) return false;
    }
    return true;
  };
  const follow = async (): Promise<void> => {
    for (let isOfUse = true; isOfUse && !stopping.signal.aborted; ) {
      // a line that broke is as good as an answer that ended
      isOfUse = await hear().catch(() => true);
      isHearing = false;
      if (stopping.signal.aborted) return;
      notes.breakOff();
      await delay(pauseMs(options));
    }
  };
  const following = follow();
  const stop = async (): Promise<void> => {
    stopping.abort();
    await following;
  };
  return { ...options, notes, isHearing: () => isHearing, stop };
}

function open(url: string, given: Headers, body: object, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', ...given };
    const asking = request(url, { method: 'POST', agent: false, headers, signal, timeout: silencePatienceMs }, resolve);
    asking.on('timeout', () => asking.destroy());
    asking.on('error', reject);
    asking.end(JSON.stringify(body));
  });
}

/** The last piece is left out unless its separator came: half of a message is none. */
async function* cut(answer: IncomingMessage, separator: string): AsyncGenerator<string> {
  let rest = '';
  for await (const text of answer.setEncoding('utf8')) {
    const pieces = `${rest}${text}`.split(separator);
    rest = pieces.pop() ?? '';
    yield* pieces;
  }
  if (rest.startsWith('--')) yield rest;
}

async function readAll(answer: IncomingMessage): Promise<string> {
  return (await answer.setEncoding('utf8').toArray()).join('');
}

function readRefusal(text: string): Result['errors'] {
  try {
    return (JSON.parse(text) as Result).errors ?? [];
  } catch {
    return [{ extensions: { code: text.slice(0, 100) } }];
  }
}
