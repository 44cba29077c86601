import http from 'node:http';
import https from 'node:https';
import type { Config } from 'lib/config.ts';
import type { Logger } from 'lib/log.ts';
import { Client } from 'minio';
import { prepareBucket } from './bucket.ts';
import { checkKey, ObjectMissing, type ObjectStore, type StoredObject } from './object-store.ts';

/** The smallest part that S3 takes but for the last one, in bytes; an object up to this size goes in one request. */
const partBytes = 5 * 1024 * 1024;
/** Each object in the making holds one part in memory; more of them wait, unread. */
const maxPuts = 8;
const defaultSilenceMs = 10_000;

type S3Options = {
  log: Logger;
  /** How long the server may be silent, in milliseconds. */
  silenceMs?: number;
};

/** Objects of a bucket on any S3 server. */
export function openS3(config: Config, endpoint: URL, { log, silenceMs = defaultSilenceMs }: S3Options): ObjectStore {
  const bucket = config.S3_BUCKET;
  const isSecure = endpoint.protocol === 'https:';
  const agent = new (isSecure ? https : http).Agent({ keepAlive: true, maxSockets: 64 });
  const client = new Client({
    endPoint: endpoint.hostname,
    port: Number(endpoint.port || (isSecure ? 443 : 80)),
    useSSL: isSecure,
    accessKey: config.S3_ACCESS_KEY ?? '',
    secretKey: config.S3_SECRET_KEY ?? '',
    region: config.S3_REGION,
    pathStyle: true,
    transport: createTransport(isSecure ? https : http, silenceMs),
    transportAgent: agent,
    // it would tell the console, and a fault is better known at once
    retryOptions: { disableRetry: true },
  });
  const takePlace = createPlaces(maxPuts);
  return {
    place: `${endpoint.origin}/${bucket}`,
    prepare: () => prepareBucket({ client, name: bucket, region: config.S3_REGION, isSecure, log }),
    isReady: () => client.bucketExists(bucket),
    put: async (key, bytes) => {
      const leave = await takePlace();
      try {
        await putInParts(client, bucket, checkKey(key), bytes);
      } finally {
        leave();
      }
    },
    read: async (key, range) => {
      try {
        if (!range) return await client.getObject(bucket, checkKey(key));
        return await client.getPartialObject(bucket, checkKey(key), range.first, range.last - range.first + 1);
      } catch (error) {
        throw isAbsence(error) ? new ObjectMissing(key) : error;
      }
    },
    measure: async (key) => {
      try {
        return (await client.statObject(bucket, checkKey(key))).size;
      } catch (error) {
        if (isAbsence(error)) return null;
        throw error;
      }
    },
    remove: (key) => client.removeObject(bucket, checkKey(key)),
    list: (lab) => listBucket(client, bucket, `${lab}/`),
    removeUnfinished: (lab, before) => abortUnfinished(client, bucket, `${lab}/`, before),
  };
}

/**
 * Puts an object that has no size yet. The client's own putObject waits for ever when its source fails, and holds two parts and more
 * of each object.
 */
async function putInParts(client: Client, bucket: string, key: string, bytes: AsyncIterable<Buffer>): Promise<void> {
  let uploadId: string | null = null;
  const parts: { part: number; etag: string }[] = [];
  try {
    for await (const { content, isLast } of cutIntoParts(bytes)) {
      // its putObject would copy the content once more
      if (isLast && uploadId === null)
        return void (await client.makeRequestAsyncOmit({ method: 'PUT', bucketName: bucket, objectName: key }, content));
      uploadId ??= await client.initiateNewMultipartUpload(bucket, key, {});
      const headers = { 'Content-Length': content.length };
      const place = { bucketName: bucket, objectName: key, uploadID: uploadId, partNumber: parts.length + 1, headers };
      const { etag, part } = await client.uploadPart(place, content);
      parts.push({ part, etag });
    }
    if (uploadId !== null) await client.completeMultipartUpload(bucket, key, uploadId, parts);
  } catch (error) {
    // a sweep does it later where this fails
    if (uploadId !== null) await client.abortMultipartUpload(bucket, key, uploadId).catch(() => {});
    throw error;
  }
}

type Part = { content: Buffer; isLast: boolean };

/** Parts of equal length and a last one. The memory of a part is used again for the next one. */
async function* cutIntoParts(bytes: AsyncIterable<Buffer>): AsyncGenerator<Part> {
  // whole at once: what is never written to takes no memory, and one that grew would leave its smaller selves behind
  const buffer = Buffer.allocUnsafeSlow(partBytes);
  let length = 0;
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; ) {
      if (length === partBytes) {
        yield { content: buffer, isLast: false };
        length = 0;
      }
      const wanted = Math.min(length + chunk.length - at, partBytes);
      const copied = chunk.copy(buffer, length, at, at + wanted - length);
      length += copied;
      at += copied;
    }
  }
  yield { content: buffer.subarray(0, length), isLast: true };
}

/** Page by page with our own loop: the client's stream of a whole listing has lost entries beyond some hundred. */
async function* listBucket(client: Client, bucket: string, prefix: string): AsyncGenerator<StoredObject[]> {
  for (let token = ''; ; ) {
    const page = await client.listObjectsV2Query(bucket, prefix, token, '', 1_000, '');
    yield page.objects.flatMap(({ name, size }) => (name === undefined ? [] : [{ key: name, sizeBytes: size }]));
    if (!page.isTruncated) return;
    token = page.nextContinuationToken;
  }
}

async function abortUnfinished(client: Client, bucket: string, prefix: string, before: Date): Promise<void> {
  let [keyMarker, uploadMarker] = ['', ''];
  for (;;) {
    // no key has the delimiter; an empty one means none to S3, but not to Swift
    const page = await client.listIncompleteUploadsQuery(bucket, prefix, keyMarker, uploadMarker, '|');
    for (const { key, uploadId, initiated } of page.uploads) {
      if (initiated && initiated < before) await client.abortMultipartUpload(bucket, key, uploadId);
    }
    if (!page.isTruncated) return;
    [keyMarker, uploadMarker] = [page.nextKeyMarker, page.nextUploadIdMarker];
  }
}

function isAbsence(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'NoSuchKey' || error.code === 'NotFound');
}

/** Statuses whose answer the client throws away unread, which would keep the socket. */
const unreadStatuses = new Set([408, 429, 499, 500, 502, 503, 504, 520]);

/** Requests that end when the server goes silent; the client itself would wait for ever. */
function createTransport(transport: typeof http | typeof https, silenceMs: number): Pick<typeof http, 'request'> {
  const request = (options: http.RequestOptions, onResponse: (response: http.IncomingMessage) => void): http.ClientRequest => {
    const sent = transport.request(options, (response) => {
      if (unreadStatuses.has(response.statusCode ?? 0)) response.resume();
      onResponse(response);
    });
    sent.setTimeout(silenceMs, () => sent.destroy(new Error(`the object store was silent for ${silenceMs / 1_000} s`)));
    return sent;
  };
  return { request: request as typeof http.request };
}

/** So many at a time; the others come in the order in which they asked. */
function createPlaces(count: number): () => Promise<() => void> {
  let free = count;
  const waiting: (() => void)[] = [];
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free++;
  };
  return async () => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    return leave;
  };
}
