import { until } from '../../support/until.ts';
import { awaitProcessed, slowestBetween } from '../checks/recovery.ts';
import type { FaultLab } from '../lab/lab.ts';
import type { FaultWorker } from '../lab/worker.ts';
import { type Passage, type ProxyOptions, startProxy, type TcpProxy } from '../tcp-proxy.ts';
import type { Bench, Injection } from './kind.ts';

/** Connections that are dead without anybody being told, as behind a firewall that forgot them. */

const relistenPatienceMs = 40_000;

/**
 * The connections on which the workers listen are cut. Work goes on by polling, and every worker notices in the end and
 * listens again.
 */
export async function cutListeners({ lab }: Bench): Promise<Injection> {
  const listening: Passage[] = [];
  await using proxy = await startDatabaseProxy(lab, (bytes, passage) => {
    if (bytes.includes('LISTEN "')) listening.push(passage);
  });
  await connectThrough(lab, lab.workers, proxy);
  const beganAt = Date.now();
  const cut = listening.splice(0);
  for (const passage of cut) passage.freeze();
  await until('every worker listens again', async () => listening.length >= cut.length, relistenPatienceMs);
  const slowest = await slowestBetween(lab.reader, beganAt, Date.now());
  await connectThrough(lab, lab.workers, null);
  return { injected: cut.length, recoveryMs: slowest };
}

const drainPatienceMs = 90_000;

/**
 * The connection of a drain is cut while its answer is awaited. There is one worker, as under `npm start`: it must find out
 * by itself that no answer will come, and go on.
 */
export async function cutDrain({ lab, history }: Bench): Promise<Injection> {
  const [worker, ...others] = lab.workers;
  if (!worker) return { injected: 0 };
  let cutAt = 0;
  await using proxy = await startDatabaseProxy(lab, (bytes, passage) => {
    if (cutAt > 0 || !bytes.includes('/* worker.markProcessed */')) return;
    cutAt = Date.now();
    passage.freeze();
  });
  for (const other of others) await other.process.stop();
  try {
    await connectThrough(lab, [worker], proxy);
    await until('a drain was cut', async () => cutAt > 0);
    const hits = [{ at: cutAt, streams: worker.inHand() }];
    const recoveryMs = await awaitProcessed(lab.reader, hits, drainPatienceMs);
    const hangs = `${drainPatienceMs / 1_000} s after its connection went dead`;
    if (recoveryMs >= drainPatienceMs) history.violate('lost', 'a worker goes on after a dead connection', null, `it hangs ${hangs}`);
    return { injected: 1, recoveryMs };
  } finally {
    // one that hangs would not stop in time
    await worker.process.kill();
    await worker.process.ready();
    await connectThrough(lab, lab.workers, null);
  }
}

function startDatabaseProxy(lab: FaultLab, onRequest: NonNullable<ProxyOptions['onRequest']>): Promise<TcpProxy> {
  const { hostname, port } = new URL(lab.databaseUrl);
  return startProxy({ target: { host: hostname, port: Number(port) }, onRequest });
}

async function connectThrough(lab: FaultLab, workers: readonly FaultWorker[], proxy: TcpProxy | null): Promise<void> {
  const address = new URL(lab.connections.worker);
  if (proxy) address.port = String(proxy.port);
  await Promise.all(workers.map((worker) => worker.process.restart({ DATABASE_URL: address.href })));
}
