import { createServer } from 'node:net';

/** The first of these ports that is free on 127.0.0.1; 0 stands for any. */
export async function findFreePort(candidates: number[]): Promise<number | undefined> {
  for (const candidate of candidates) {
    const port = await listenOnce(candidate);
    if (port !== undefined) return port;
  }
  return undefined;
}

function listenOnce(port: number): Promise<number | undefined> {
  const probe = createServer();
  return new Promise((done) => {
    probe.once('error', () => done(undefined));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => done(address !== null && typeof address === 'object' ? address.port : undefined));
    });
  });
}
