import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FormattedExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';
import { CloseCode, type Message, MessageType, parseMessage } from 'graphql-ws';
import { graphError } from 'lib/errors.ts';
import { formatError } from 'lib/graphql-server.ts';
import type { Logger } from 'lib/log.ts';
import type { RawData, WebSocket } from 'ws';
import type { Caller } from '../identity/gatekeeper.ts';
import type { Feed, FeedEnd } from './feed.ts';
import { endReasons } from './feed-ends.ts';
import { toAsciiJson } from './frames.ts';
import type { LiveLimits } from './live-limits.ts';
import { type Operate, type Operated, readOperationRequest } from './operate.ts';
import type { Rounds } from './rounds.ts';
import { type Following, SocketWriter } from './socket-writer.ts';

/** A reason may have 123 bytes. */
type Closing = { code: number; reason: string };

/** Codes of RFC 6455's registry that clients take as "connect again". */
const serviceRestart: Closing = { code: 1012, reason: endReasons.restart };
/** A code after which clients do not try again by themselves. */
const sessionOver: Closing = { code: CloseCode.Unauthorized, reason: endReasons['session-over'] };
const tooSlow: Closing = { code: 1013, reason: endReasons['too-slow'] };

type Operation = {
  id: string;
  leave: AbortController;
  /** null until it has begun, and for queries and mutations. */
  following: Following | null;
};

export type SessionOptions = { operate: Operate; caller: Caller; limits: LiveLimits; rounds: Rounds; log: Logger };

/**
 * One client of the `graphql-transport-ws` protocol. Its messages are parsed by graphql-ws, whose server is left out: it puts every
 * message of every client through validation, `JSON.stringify` and a promise, where here they are texts that all clients share. It also
 * mixes up two operations when an id is completed and used again while the first is still on its way.
 */
export class SocketSession {
  readonly #ws: WebSocket;
  readonly #options: SessionOptions;
  readonly #writer: SocketWriter;
  readonly #initTimer: NodeJS.Timeout;
  readonly #operations = new Map<string, Operation>();
  #phase: 'new' | 'acknowledged' | 'draining' = 'new';
  /** Operations that have neither begun nor answered, also those that the client does not want any more: they cost all the same. */
  #underWay = 0;
  #feeds = 0;
  #gaveSignOfLife = true;

  /** @param socket the one below the WebSocket. */
  constructor(ws: WebSocket, socket: Socket, options: SessionOptions) {
    this.#ws = ws;
    this.#options = options;
    this.#writer = new SocketWriter({ ws, socket, rounds: options.rounds, unsentBytes: options.limits.unsentBytes });
    this.#initTimer = setTimeout(
      () => ws.close(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout'),
      options.limits.initTimeoutMs,
    );
    ws.on('message', (data, isBinary) => this.#receive(data, isBinary));
    ws.on('pong', () => {
      this.#gaveSignOfLife = true;
    });
    ws.on('close', () => this.#leave());
    // too large, not UTF-8, not a frame: the library closes the socket with the code for it
    ws.on('error', (error) => options.log.debug({ err: error }, 'a live client broke the WebSocket protocol'));
    socket.on('drain', () => this.#continue());
    const { ended } = options.caller;
    const endSession = (): void => this.#close(sessionOver);
    ended.addEventListener('abort', endSession);
    ws.once('close', () => ended.removeEventListener('abort', endSession));
    if (ended.aborted) endSession();
  }

  /** Asks the client for a sign of life, and cuts it off when it gave none since the last time. */
  beat(): void {
    if (!this.#gaveSignOfLife) this.abort();
    this.#gaveSignOfLife = false;
    if (this.#writer.isOpen) this.#ws.ping();
  }

  /** Begins nothing any more, and closes once the answers in hand are out. */
  drain(): void {
    this.#phase = 'draining';
    if (this.#underWay === 0) this.#close(serviceRestart);
  }

  abort(): void {
    this.#ws.terminate();
  }

  /** The client has read what waited for it. */
  #continue(): void {
    this.#gaveSignOfLife = true;
    if (this.#ws.isPaused) this.#ws.resume();
    this.#writer.continue();
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (!this.#writer.isOpen) return;
    this.#gaveSignOfLife = true;
    // it asks for more than it reads
    if (!this.#writer.isFree) this.#ws.pause();
    const message = isBinary ? null : readMessage(String(data));
    if (message?.type === MessageType.ConnectionInit) this.#acknowledge();
    else if (message?.type === MessageType.Subscribe) this.#subscribe(message.id, message.payload);
    else if (message?.type === MessageType.Complete) this.#end(this.#operations.get(message.id));
    else if (message?.type === MessageType.Ping) this.#writer.send({ type: MessageType.Pong, payload: message.payload });
    else if (message?.type !== MessageType.Pong) this.#close({ code: CloseCode.BadRequest, reason: 'Invalid message received' });
  }

  #acknowledge(): void {
    const isFirst = this.#phase === 'new';
    if (!isFirst) this.#close({ code: CloseCode.TooManyInitialisationRequests, reason: 'Too many initialisation requests' });
    if (!isFirst) return;
    clearTimeout(this.#initTimer);
    this.#phase = 'acknowledged';
    this.#writer.send({ type: MessageType.ConnectionAck });
  }

  #subscribe(id: string, payload: unknown): void {
    const fault = this.#findFault(id);
    const refusal = this.#findRefusal();
    if (fault) this.#close(fault);
    else if (refusal) this.#refuse(id, [refusal.toJSON()]);
    else void this.#run(id, payload);
  }

  /** What a client that keeps to the protocol does not do. */
  #findFault(id: string): Closing | null {
    const { idLength } = this.#options.limits;
    if (this.#phase === 'new') return { code: CloseCode.Unauthorized, reason: 'Unauthorized' };
    if (id.length > idLength) return { code: CloseCode.BadRequest, reason: `An id may have ${idLength} characters` };
    if (this.#operations.has(id)) return { code: CloseCode.SubscriberAlreadyExists, reason: describeDuplicate(id) };
    return null;
  }

  /** Why an operation cannot be run now; others go on. */
  #findRefusal(): GraphQLError | null {
    const { operationsPerSocket } = this.#options.limits;
    if (this.#phase === 'draining') return graphError('SUBGRAPH_UNAVAILABLE', serviceRestart.reason);
    if (this.#underWay + this.#feeds < operationsPerSocket) return null;
    return graphError('RATE_LIMITED', `This socket has its ${operationsPerSocket} operations; complete some, or open another socket`);
  }

  async #run(id: string, payload: unknown): Promise<void> {
    const operation: Operation = { id, leave: new AbortController(), following: null };
    this.#operations.set(id, operation);
    this.#underWay += 1;
    try {
      const { caller } = this.#options;
      const context = { requestId: randomUUID(), traceparent: null, caller, signal: operation.leave.signal };
      this.#begin(operation, await this.#options.operate(readOperationRequest(payload), context));
    } catch (error) {
      const formatted = formatError(error, this.#options.log);
      if (this.#end(operation)) this.#refuse(id, [formatted]);
    } finally {
      this.#underWay -= 1;
      if (this.#phase === 'draining') this.drain();
    }
  }

  #begin(operation: Operation, operated: Operated): void {
    const isWanted = this.#operations.get(operation.id) === operation;
    if (!isWanted && operated.kind === 'feed') operated.feed.close();
    if (!isWanted) return;
    if (operated.kind === 'feed') this.#follow(operation, operated.feed);
    else this.#answer(operation, operated.result);
  }

  #follow(operation: Operation, feed: Feed): void {
    this.#feeds += 1;
    const head = `{"id":${toAsciiJson(operation.id)},"type":"next","payload":`;
    operation.following = this.#writer.follow(feed, head, (end) => this.#finish(operation, end));
  }

  #answer({ id }: Operation, result: FormattedExecutionResult): void {
    this.#operations.delete(id);
    if (!this.#writer.hasRoom) this.abort();
    // an operation that was refused as a whole has no data, not even null
    if (!('data' in result) && result.errors) {
      this.#refuse(id, result.errors);
    } else {
      this.#writer.send({ id, type: MessageType.Next, payload: result });
      this.#writer.send({ id, type: MessageType.Complete });
    }
  }

  #finish(operation: Operation, end: FeedEnd): void {
    this.#end(operation);
    if (end.kind === 'complete') this.#writer.send({ id: operation.id, type: MessageType.Complete });
    if (end.kind === 'errors') this.#refuse(operation.id, end.errors);
    if (end.kind === 'too-slow') this.#close(tooSlow);
    if (end.kind === 'restart') this.#close(serviceRestart);
  }

  /** Forgets an operation that the client or the server has ended. False when it was forgotten before. */
  #end(operation: Operation | undefined): boolean {
    if (!operation || this.#operations.get(operation.id) !== operation) return false;
    const { id, leave, following } = operation;
    this.#operations.delete(id);
    leave.abort();
    if (following) {
      this.#feeds -= 1;
      this.#writer.giveUp(following);
    }
    return true;
  }

  #leave(): void {
    clearTimeout(this.#initTimer);
    this.#writer.stop();
    for (const operation of this.#operations.values()) this.#end(operation);
  }

  #refuse(id: string, payload: readonly GraphQLFormattedError[]): void {
    this.#writer.send({ id, type: MessageType.Error, payload });
  }

  #close({ code, reason }: Closing): void {
    this.#ws.close(code, reason);
    // a client that does not answer the close would keep its feeds until it is cut off
    this.#leave();
  }
}

/** Null for what is no message of the protocol. */
function readMessage(text: string): Message | null {
  try {
    return parseMessage(text);
  } catch {
    return null;
  }
}

function describeDuplicate(id: string): string {
  const reason = `Subscriber for ${id} already exists`;
  return Buffer.byteLength(reason) > 123 ? 'Subscriber already exists' : reason;
}
