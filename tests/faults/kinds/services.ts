import { setTimeout as delay } from 'node:timers/promises';
import { subgraphNames } from 'lib/sdl.ts';
import type { LabProcess } from '../lab/process.ts';
import { startProxy } from '../tcp-proxy.ts';
import type { Bench, FaultKind, Injection } from './kind.ts';

/** Faults between the clients and the tables. */
export const services: FaultKind[] = [
  {
    name: 'gateway-killed',
    about: 'SIGKILL of the gateway while requests are under way',
    inject: (bench) =>
      killBusy(
        bench,
        Array.from({ length: bench.size(5, 1) }, () => bench.lab.gateway),
      ),
  },
  {
    name: 'subgraph-killed',
    about: 'SIGKILL of each subgraph while requests are under way',
    needsSubgraphs: true,
    inject: (bench) => {
      const rounds = bench.size([...subgraphNames, 'intake', 'operational'] as const, ['intake', 'operational'] as const);
      return killBusy(
        bench,
        rounds.flatMap((name) => bench.lab.subgraphs[name] ?? []),
      );
    },
  },
  {
    name: 'answers-dropped',
    about: 'the answer is cut off after the commit; the client asks again with its key',
    inject: dropAnswers,
  },
];

/** Recovery: until the gateway says that every part is ready again. */
async function killBusy({ lab, cases, random }: Bench, victims: LabProcess[]): Promise<Injection> {
  let recoveryMs = 0;
  for (const victim of victims) {
    await delay(random.below(500));
    while (cases.inFlight === 0) await delay(1);
    const beganAt = Date.now();
    await victim.kill();
    await lab.gateway.ready();
    recoveryMs = Math.max(recoveryMs, Date.now() - beganAt);
  }
  return { injected: victims.length, recoveryMs };
}

const longestMs = 60_000;

/** A proxy in front of the gateway takes away every second answer, whole or from the middle on. */
async function dropAnswers({ lab, random, size, detour }: Bench): Promise<Injection> {
  const wanted = size(120, 20);
  const { hostname, port } = new URL(lab.gateway.url);
  let injected = 0;
  await using proxy = await startProxy({
    target: { host: hostname, port: Number(port) },
    onAnswer: (bytes, { client }) => {
      if (injected >= wanted || random.next() < 0.5) return true;
      injected += 1;
      if (random.next() < 0.5) client.write(bytes.subarray(0, Math.floor(bytes.length / 2)));
      return false;
    },
  });
  detour(`http://127.0.0.1:${proxy.port}`);
  for (const deadline = Date.now() + longestMs; injected < wanted && Date.now() < deadline; ) await delay(50);
  detour(null);
  return { injected };
}
