import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isUuid } from 'lib/entities.ts';
import type { Disposition, LinkSigner } from './links.ts';
import { type DocumentRow, findDocumentsByIds, isReadable } from './queries.ts';
import { type ByteRange, ObjectMissing } from './store/object-store.ts';
import type { Desk } from './upload.ts';

type Request = FastifyRequest<{ Params: { id: string }; Querystring: Record<string, unknown> }>;

/**
 * Hands out documents at `/documents/<id>`: whole or in one range, for download or, with `?disposition=inline`, to be looked at. Who
 * may ask is decided by the gateway, which alone reaches this port; a signed link brings its permission along, and is checked here.
 */
export function addDownloads(app: FastifyInstance, desk: Desk, signer: LinkSigner): void {
  app.route<{ Params: { id: string }; Querystring: Record<string, unknown> }>({
    method: ['GET', 'HEAD'],
    url: '/documents/:id',
    handler: (request, reply) => sendDocument(desk, signer, request, reply),
  });
}

async function sendDocument(desk: Desk, signer: LinkSigner, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const { id } = request.params;
  const { query } = request;
  // what an answer may be used for is said with every one, also a refusal
  reply.headers(safeHeaders);
  if (('signature' in query || 'expires' in query) && !signer.verify(id, query, new Date())) {
    return refuse(reply, 403, 'FORBIDDEN', 'The link is not valid, or no longer');
  }
  const [document] = isUuid(id) ? await findDocumentsByIds(desk.pool, [id]) : [];
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
  return await sendBytes(desk, request, reply, document, range);
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
