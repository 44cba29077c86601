import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { graphError } from '../errors.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * How far somebody has read. At a boundary: everything that the snapshot shows, of every log. At a row: everything that `from` shows, and
 * of what `to` shows beyond it all up to `position`.
 */
export type Place = { kind: 'boundary'; at: Snapshot } | { kind: 'row'; from: Snapshot; to: Snapshot; position: number };

/** What cursors are bound to: the lab's log, and for places at a row one of its parts. */
export type CursorBinding = {
  /** `integration.logs.identity`. */
  identity: string;
  /** Name of the log. */
  log: string;
};

const boundaryKind = 1;
const rowKind = 2;
const labMarkBytes = 4;
const sealBytes = 6;
const logMarkBytes = 2;
const headBytes = 1 + labMarkBytes + sealBytes;
/** Longer than any that is given out: some thousand transactions at once. */
const longestCursor = 16_384;

/** An opaque text that leads back to the place, here and after any restart. */
export function writeCursor(place: Place, { identity, log }: CursorBinding): string {
  const bytes: number[] = [];
  if (place.kind === 'boundary') writeState(bytes, place.at, emptySnapshot);
  else {
    bytes.push(...markOf(log, logMarkBytes));
    writeState(bytes, place.from, emptySnapshot);
    writeState(bytes, place.to, place.from);
    writeSigned(bytes, BigInt(place.to.high - place.position));
  }
  const kind = place.kind === 'boundary' ? boundaryKind : rowKind;
  const body = Buffer.from(bytes);
  return Buffer.concat([Buffer.of(kind), markOf(identity, labMarkBytes), seal(kind, body, identity), body]).toString('base64url');
}

/**
 * The place that a cursor leads to.
 *
 * @throws GraphQLError BAD_USER_INPUT for what is no cursor, or one of another lab or another log.
 */
export function parseCursor(cursor: string, { identity, log }: CursorBinding): Place {
  const bytes = readBase64url(cursor);
  const kind = bytes[0];
  if (bytes.length <= headBytes || (kind !== boundaryKind && kind !== rowKind)) throw notACursor();
  if (!bytes.subarray(1, 1 + labMarkBytes).equals(markOf(identity, labMarkBytes))) {
    throw graphError('BAD_USER_INPUT', 'after is a cursor of another lab or of a state that is lost — take one from logCursor here');
  }
  const body = bytes.subarray(headBytes);
  if (!timingSafeEqual(bytes.subarray(1 + labMarkBytes, headBytes), seal(kind, body, identity))) throw notACursor();
  // sealed by us: what follows is as we wrote it
  if (kind === boundaryKind) return { kind: 'boundary', at: readState({ bytes: body, at: 0 }, emptySnapshot) };
  if (!body.subarray(0, logMarkBytes).equals(markOf(log, logMarkBytes))) {
    throw graphError('BAD_USER_INPUT', 'after is a cursor of another subscription — take it from a message of this one, or from logCursor');
  }
  const source = { bytes: body, at: logMarkBytes };
  const from = readState(source, emptySnapshot);
  const to = readState(source, from);
  return { kind: 'row', from, to, position: to.high - Number(readSigned(source)) };
}

function notACursor(): Error {
  return graphError(
    'BAD_USER_INPUT',
    'after is not a cursor of a log — take it from a message of the same subscription, or from logCursor',
  );
}

function readBase64url(text: string): Buffer {
  const isWhole = text.length <= longestCursor && /^[\w-]+$/.test(text);
  const bytes = Buffer.from(isWhole ? text : '', 'base64url');
  // one place, one text: decoding forgives what is left over at the end
  if (bytes.toString('base64url') !== text) throw notACursor();
  return bytes;
}

function markOf(text: string, bytes: number): Buffer {
  return createHash('sha256').update(text).digest().subarray(0, bytes);
}

/** Nobody outside knows the identity: a cursor that was changed or made up is told from ours. */
function seal(kind: number, body: Buffer, identity: string): Buffer {
  return createHmac('sha256', identity).update(Buffer.of(kind)).update(body).digest().subarray(0, sealBytes);
}

const emptySnapshot: Snapshot = { xmax: 0n, running: [], high: 0 };

/** Numbers of neighbours are close to each other: differences are short. */
function writeState(bytes: number[], { xmax, running, high }: Snapshot, base: Snapshot): void {
  writeSigned(bytes, xmax - base.xmax);
  writeSigned(bytes, BigInt(high - base.high));
  writeSigned(bytes, BigInt(running.length));
  for (const xid of running) writeSigned(bytes, xmax - xid);
}

type Source = { bytes: Buffer; at: number };

function readState(source: Source, base: Snapshot): Snapshot {
  const xmax = base.xmax + readSigned(source);
  const high = base.high + Number(readSigned(source));
  const count = Number(readSigned(source));
  return { xmax, high, running: Array.from({ length: count }, () => xmax - readSigned(source)) };
}

/** Seven bits a byte, the lowest first; the sign is the lowest bit of all. After a crash numbers may be lower than before. */
function writeSigned(bytes: number[], value: bigint): void {
  let rest = value < 0n ? -value * 2n - 1n : value * 2n;
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  bytes.push(Number(rest));
}

function readSigned(source: Source): bigint {
  let value = 0n;
  for (let shift = 0n; ; shift += 7n) {
    const byte = source.bytes[source.at++] ?? 0;
    value |= BigInt(byte & 127) << shift;
    if (byte < 128) return value % 2n === 0n ? value / 2n : -(value + 1n) / 2n;
  }
}
