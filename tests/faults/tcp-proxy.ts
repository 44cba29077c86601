import { connect, createServer, type Socket } from 'node:net';

/** One client's connection through the proxy. */
export type Passage = {
  client: Socket;
  server: Socket;
  /** Nothing passes any more, in either direction, and nobody is told: a cable that was pulled. */
  freeze(): void;
};

export type ProxyOptions = {
  target: { host: string; port: number };
  /** Told of bytes from the client, before they are passed on. */
  onRequest?: (bytes: Buffer, passage: Passage) => void;
  /** Told of bytes from the server; false keeps them back and ends the passage. */
  onAnswer?: (bytes: Buffer, passage: Passage) => boolean;
};

export type TcpProxy = AsyncDisposable & { port: number };

/** Stands between a client and a server and passes everything on, until somebody wants it otherwise. */
export async function startProxy({ target, onRequest, onAnswer }: ProxyOptions): Promise<TcpProxy> {
  const open = new Set<Socket>();
  const proxy = createServer((client) => {
    const server = connect(target);
    let isFrozen = false;
    const end = (): void => {
      // behind a pulled cable nobody hears of the end either
      if (isFrozen) return;
      client.destroy();
      server.destroy();
    };
    const passage: Passage = {
      client,
      server,
      freeze: () => {
        isFrozen = true;
        client.pause();
        server.pause();
      },
    };
    for (const socket of [client, server]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('error', end).on('close', () => {
        open.delete(socket);
        end();
      });
    }
    client.on('data', (bytes) => {
      onRequest?.(bytes, passage);
      if (!isFrozen) server.write(bytes);
    });
    server.on('data', (bytes) => {
      if (isFrozen) return;
      if (onAnswer && !onAnswer(bytes, passage)) end();
      else client.write(bytes);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  return {
    port: address !== null && typeof address === 'object' ? address.port : 0,
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
