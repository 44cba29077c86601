import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

declare const jsdom: { reconfigure(settings: { url: string }): void };

/** A form as it arrived. */
export type ReceivedUpload = {
  operations: { query: string; variables: { input: Record<string, unknown> } };
  map: unknown;
  file: { name: string; type: string; text: string };
  preflight: string | undefined;
};

/** What the server says: a body that is sent as JSON, a status and a text, or nothing at all, when the connection is to break. */
export type Reply = { data: unknown } | { errors: unknown } | { status: number; text: string } | 'broken';

/**
 * A small HTTP server that the page under test belongs to: `/graphql` receives uploads, other paths give out files. Questions go
 * another way in these tests.
 *
 * @param reply decides about an upload, as late as it likes.
 */
export async function startUploadServer(
  reply: (upload: ReceivedUpload) => Reply | Promise<Reply>,
  files: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {},
): Promise<ReceivedUpload[]> {
  const received: ReceivedUpload[] = [];
  const server = createServer((request, response) => {
    // jsdom keeps the origin that it began with, so that all of this comes from another one
    response.setHeader('access-control-allow-origin', '*').setHeader('access-control-allow-headers', '*, apollo-require-preflight');
    if (request.method === 'OPTIONS') return response.writeHead(204).end();
    const give = files[request.url ?? ''];
    if (give) return give(request, response);
    void receive(request).then(async (upload) => {
      received.push(upload);
      const answer = await reply(upload);
      if (answer === 'broken') return request.socket.destroy();
      if ('text' in answer) return response.writeHead(answer.status).end(answer.text);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  jsdom.reconfigure({ url });
  // Node's fetch knows no page that an address could be relative to
  const { fetch } = globalThis;
  globalThis.fetch = (path, init) => fetch(new URL(String(path), url), init);
  onTestFinished(() => {
    globalThis.fetch = fetch;
  });
  return received;
}

/** Of forms with a text, which is enough here. Node's own parser makes files of the class that jsdom has put into its place, and fails. */
async function receive(request: IncomingMessage): Promise<ReceivedUpload> {
  const [, boundary] = /boundary=(.*)$/.exec(request.headers['content-type'] ?? '') ?? [];
  const parts = new Map(
    (await text(request))
      .split(`--${boundary}`)
      .slice(1, -1)
      .map((part) => {
        const at = part.indexOf('\r\n\r\n');
        const [head, content] = [part.slice(0, at), part.slice(at + 4, -2)];
        const [, name = ''] = /; name="(.*?)"/.exec(head) ?? [];
        return [name, { head, content }] as const;
      }),
  );
  const { head = '', content = '' } = parts.get('0') ?? {};
  const [, name = ''] = /filename="(.*?)"/.exec(head) ?? [];
  const [, type = ''] = /content-type: (.*)$/im.exec(head) ?? [];
  return {
    operations: JSON.parse(parts.get('operations')?.content ?? ''),
    map: JSON.parse(parts.get('map')?.content ?? ''),
    file: { name, type: type.trim(), text: content },
    preflight: request.headers['apollo-require-preflight'] as string | undefined,
  };
}

/** What the lab takes. */
export const documentRules = {
  maxBytes: 10 * 1024 * 1024,
  maxPerRequest: 50,
  kinds: [
    { extension: 'txt', contentType: 'text/plain' },
    { extension: 'csv', contentType: 'text/csv' },
    { extension: 'png', contentType: 'image/png' },
    { extension: 'jpg', contentType: 'image/jpeg' },
    { extension: 'jpeg', contentType: 'image/jpeg' },
  ],
};

/** What the lab answers when it has stored a file. */
export function storedAs(id: string, { file }: ReceivedUpload): Reply {
  const document = {
    id,
    fileName: file.name,
    status: 'STORED',
    statusReason: null,
    sizeBytes: file.text.length,
    sha256: 'ab'.repeat(32),
  };
  return { data: { uploadDocument: { document, userErrors: [] } } };
}

/** What the lab answers when it does not take a file. */
export function refusedWith(message: string): Reply {
  return {
    data: { uploadDocument: { document: null, userErrors: [{ code: 'FILE_TYPE_REFUSED', message, field: ['input', 'file'] }] } },
  };
}
