import type { Random } from '../../../faults/random.ts';
import { type Passage, startProxy, type TcpProxy } from '../../../faults/tcp-proxy.ts';

/** A stretch of cable between two parts of the lab, or between the lab and its clients, that can be cut. */
export type Line = {
  /** The same address by way of this line. */
  address(url: string): string;
  /** Cuts one of the connections that are open now. @returns false when there is none. */
  cut(random: Random): boolean;
  /** Lets one of them go dead without telling anybody. @param saying only connections on which the client once said this. */
  freeze(random: Random, saying?: string): boolean;
};

export async function openLine(stack: AsyncDisposableStack, target: string): Promise<Line> {
  const { hostname, port } = new URL(target);
  const open = new Map<Passage, { said: string }>();
  const proxy: TcpProxy = await startProxy({
    target: { host: hostname, port: Number(port) },
    onRequest: (bytes, passage) => {
      const known = open.get(passage);
      if (known) {
        // who listens says so early; what is said later is much
        if (known.said.length < saidLength) known.said += bytes.toString('latin1');
        return;
      }
      open.set(passage, { said: bytes.toString('latin1') });
      passage.client.once('close', () => open.delete(passage));
      passage.server.once('close', () => open.delete(passage));
    },
  });
  stack.use(proxy);
  const pick = (random: Random, saying = ''): Passage | undefined =>
    random.pick([...open].filter(([, { said }]) => said.includes(saying)).map(([passage]) => passage));
  return {
    address: (url) => {
      const address = new URL(url);
      address.port = String(proxy.port);
      return address.href.replace(/\/$/, '');
    },
    cut: (random) => {
      const passage = pick(random);
      passage?.client.destroy();
      return passage !== undefined;
    },
    freeze: (random, saying) => {
      const passage = pick(random, saying);
      if (passage) open.delete(passage);
      passage?.freeze();
      return passage !== undefined;
    },
  };
}

const saidLength = 4_000;
