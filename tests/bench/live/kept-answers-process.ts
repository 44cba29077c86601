import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { identityHeader } from 'lib/gateway-signature.ts';
import type { SubgraphUrls } from './subgraphs-process.ts';

/**
 * Stands in front of the subgraphs and keeps what they answered: the same question gets the same answer at next to no cost, whoever
 * asks; here all are one person. What then takes time is the gateway. Its argument is the subgraphs' addresses as JSON; it says its own.
 */
const subgraphs = JSON.parse(process.argv[2] ?? '{}') as SubgraphUrls;
const kept = new Map<string, Buffer>();

const server = createServer((request, response) => {
  void answer(request, response).catch((error: unknown) => {
    response.writeHead(502, { 'content-type': 'text/plain' }).end(String(error));
  });
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, name = ''] = request.url?.split('/') ?? [];
  // the gateway asks every part whether it is ready
  if (request.method === 'GET') return void response.writeHead(200).end();
  const question = Buffer.concat(await request.toArray()).toString();
  const key = `${name} ${question}`;
  const known =
    kept.get(key) ?? (await forward(subgraphs[name as keyof SubgraphUrls], question, String(request.headers[identityHeader] ?? '')));
  kept.set(key, known);
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': known.length }).end(known);
}

async function forward(url: string, body: string, identity: string): Promise<Buffer> {
  const headers = { 'content-type': 'application/json', accept: 'application/json', [identityHeader]: identity };
  const answered = await fetch(url, { method: 'POST', headers, body });
  if (!answered.ok) throw new Error(`${url} answered with ${answered.status}: ${await answered.text()}`);
  return Buffer.from(await answered.arrayBuffer());
}

server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.(Object.fromEntries(Object.keys(subgraphs).map((name) => [name, `http://127.0.0.1:${port}/${name}/graphql`])));
});
process.on('SIGTERM', () => process.exit());
process.on('disconnect', () => process.exit());
