import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { demand, everything, type Sight } from 'lib/access.ts';
import { type AuditTrail, type Caller, callerOf, recordAudit } from 'lib/audit.ts';
import { createRefusalRecorder, type RefusalRecorder } from 'lib/audit-refusals.ts';
import { withTransaction } from 'lib/db.ts';
import { isUuid } from 'lib/entities.ts';
import type { Admission } from 'lib/signed-requests.ts';
import type { Disposition, LinkSigner } from './links.ts';
import { type DocumentRow, findDocumentsByIds, isReadable } from './queries.ts';
import { type ByteRange, ObjectMissing } from './store/object-store.ts';
import type { Desk } from './upload.ts';

/** Where documents are handed out. */
type Counter = Desk & { signer: LinkSigner; admission: Admission; trail: AuditTrail };
type Attended = Counter & { refusals: RefusalRecorder };

type Request = FastifyRequest<{ Params: { id: string }; Querystring: Record<string, unknown> }>;

/**
 * Hands out documents at `/documents/<id>`: whole or in one range, for download or, with `?disposition=inline`, to be looked at. Who
 * asks is what the gateway has signed; a signed link brings its permission along.
 */
export function addDownloads(app: FastifyInstance, given: Counter): void {
  const counter = { ...given, refusals: createRefusalRecorder(given.pool, given.trail, given.log) };
  app.route<{ Params: { id: string }; Querystring: Record<string, unknown> }>({
    method: ['GET', 'HEAD'],
    url: '/documents/:id',
    handler: (request, reply) => sendDocument(counter, request, reply),
  });
}

async function sendDocument(counter: Attended, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const { id } = request.params;
  const { query } = request;
  // what an answer may be used for is said with every one, also a refusal
  reply.headers(safeHeaders);
  const { caller, sight, refusal } = findVisitor(counter, request);
  const action = { caller, action: 'downloadDocument', object: { type: 'document', id } };
  if (!sight) {
    await counter.refusals.record([{ ...action, outcome: 'refused', code: refusal.code }]);
    return refuse(reply, refusal.status, refusal.code, refusal.message);
  }
  const [document] = isUuid(id) ? await findDocumentsByIds(counter.pool, sight, [id]) : [];
  if (document?.status === 'quarantined')
    return refuse(reply, 409, 'BAD_USER_INPUT', `The document is quarantined: ${document.status_reason}`);
  if (!document || !isReadable(document)) return refuse(reply, 404, 'BAD_USER_INPUT', 'There is no such document');
  const disposition: Disposition = query.disposition === 'inline' ? 'inline' : 'attachment';
  reply.headers(describe(document, disposition));
  if (isKnown(request, document)) return reply.code(304).send();
  const size = document.size_bytes ?? 0;
  const range = isRangeMeant(request, document) ? readRange(request.headers.range, size) : null;
  if (range === 'unsatisfiable') {
    reply.header('content-range', `bytes */${size}`);
    return refuse(reply, 416, 'BAD_USER_INPUT', `The document has ${size} bytes`);
  }
  // before the first byte: afterwards nobody could take it back
  if (request.method === 'GET') {
    await withTransaction(counter.pool, (tx) =>
      recordAudit(tx, counter.trail, [{ ...action, after: { disposition, range }, outcome: 'accepted' }]),
    );
  }
  return await sendBytes(counter, request, reply, document, range);
}

type Refusal = { status: number; code: string; message: string };
type Visitor = { caller: Caller } & ({ sight: Sight; refusal?: never } | { sight?: never; refusal: Refusal });

/** Who asks, and what they may have. */
function findVisitor({ signer, admission }: Counter, request: Request): Visitor {
  const { query, params, id: requestId } = request;
  const unknown = (actor: string): Caller => ({ actor, roles: [], requestId });
  if ('signature' in query || 'expires' in query) {
    const caller = unknown('signed link');
    if (signer.verify(params.id, query, new Date())) return { caller, sight: everything };
    return { caller, refusal: { status: 403, code: 'FORBIDDEN', message: 'The link is not valid, or no longer' } };
  }
  const identity = admission.findIdentity(request);
  if (!identity) {
    const message = 'Documents are handed out to who is signed in, or has a signed link';
    return { caller: unknown('nobody'), refusal: { status: 401, code: 'UNAUTHENTICATED', message } };
  }
  const caller = callerOf({ identity, requestId });
  try {
    return { caller, sight: demand('download document', identity) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { caller, refusal: { status: 403, code: 'FORBIDDEN', message: error.message } };
  }
}

async function sendBytes(
  { store, log }: Desk,
  request: Request,
  reply: FastifyReply,
  document: DocumentRow,
  range: ByteRange | null,
): Promise<FastifyReply> {
  const size = document.size_bytes ?? 0;
  let bytes: Readable | null = null;
  try {
    const found = await store.measure(document.storage_key);
    if (found === null) throw new ObjectMissing(document.storage_key);
    if (found !== size) throw new Error(`the object has ${found} bytes of ${size}`);
    if (request.method === 'GET') bytes = await store.read(document.storage_key, range ?? undefined);
  } catch (error) {
    log.error({ err: error, document: document.id, store: store.place }, 'a document cannot be read from the object store');
    for (const name of ['etag', 'content-disposition', 'accept-ranges']) reply.removeHeader(name);
    const isGone = error instanceof ObjectMissing;
    if (isGone) return refuse(reply, 500, 'INTERNAL_SERVER_ERROR', 'The bytes of the document are missing; the log says more');
    return refuse(
      reply.header('retry-after', '5'),
      503,
      'SUBGRAPH_UNAVAILABLE',
      'The object store cannot be read now; try again in some seconds',
    );
  }
  reply.code(range ? 206 : 200).header('content-length', String(range ? range.last - range.first + 1 : size));
  if (range) reply.header('content-range', `bytes ${range.first}-${range.last}/${size}`);
  return reply.send(bytes ?? '');
}

const safeHeaders = {
  'content-security-policy': "sandbox; default-src 'none'",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, no-store',
};

function describe(document: DocumentRow, disposition: Disposition): Record<string, string> {
  const charset = document.content_type.startsWith('text/') ? '; charset=utf-8' : '';
  return {
    'content-type': `${document.content_type}${charset}`,
    'content-disposition': `${disposition}; ${drawFileName(document.file_name)}`,
    etag: `"${document.sha256}"`,
    'accept-ranges': 'bytes',
  };
}

/** The name twice (RFC 6266): in ASCII for the oldest, and as it is. */
function drawFileName(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(name).replaceAll(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `filename="${plain}"; filename*=UTF-8''${exact}`;
}

function refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send({ errors: [{ message, extensions: { code } }] });
}

/** Whether the sender has these very bytes already (If-None-Match, RFC 9110). */
function isKnown({ headers }: Request, { sha256 }: DocumentRow): boolean {
  const known = headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return known.includes('*') || known.includes(`"${sha256}"`);
}

/** A range of other bytes than these (If-Range) is not wanted, then all of them are. */
function isRangeMeant({ headers }: Request, { sha256 }: DocumentRow): boolean {
  const tag = headers['if-range'];
  return tag === undefined || tag === `"${sha256}"`;
}

/** One range of bytes. Several, and what is no range, count as none: the answer is the whole document then (RFC 9110). */
function readRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | null {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') return null;
  const first = from === '' ? Math.max(size - Number(to), 0) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < Number(from)) return null;
  return first >= size || (from === '' && Number(to) === 0) ? 'unsatisfiable' : { first, last };
}
