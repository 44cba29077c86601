import { type Running, startProgram } from '../processes.ts';
import type { Crowd, Order } from './protocol.ts';

/** Clients of gateways, in a process of their own. */
export type Clients = { pid: number; tell(order: Order): Promise<Crowd>; stop(): Promise<void> };

export async function startClients(stack: AsyncDisposableStack): Promise<Clients> {
  const process: Running<Crowd> = await startProgram(stack, { file: new URL('clients-process.ts', import.meta.url) });
  return { pid: process.pid, tell: (order) => process.ask(order), stop: process.stop };
}
