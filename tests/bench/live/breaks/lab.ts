import { subgraphNames } from 'lib/sdl.ts';
import { type FaultLab, startLab } from '../../../faults/lab/lab.ts';
import type { LabProcess } from '../../../faults/lab/process.ts';
import { type Line, openLine } from './line.ts';

/** The subgraphs whose logs clients follow. */
const followed = ['operational', 'canonical'] as const;

/** A lab of real processes whose parts are joined by cables that can be cut. */
export type BreakableLab = FaultLab & {
  /** GraphQL as the clients who follow reach it. */
  url: string;
  lines: {
    clients: Line;
    /** Between the gateway and the subgraphs that are followed. */
    subgraphs: readonly Line[];
    /** Between those and PostgreSQL. */
    database: Line;
  };
  followed: readonly LabProcess[];
};

export async function startBreakableLab(stack: AsyncDisposableStack): Promise<BreakableLab> {
  const lab = await startLab(stack, { workers: 1, isHosted: false });
  const database = await openLine(stack, lab.databaseUrl);
  const clients = await openLine(stack, lab.gateway.url);
  const subgraphs: Line[] = [];
  const processes: LabProcess[] = [];
  const addresses: Record<string, string> = {};
  for (const name of followed) {
    const process = lab.subgraphs[name];
    if (!process) throw new Error(`the lab has no ${subgraphNames.join(', ')} of its own`);
    const line = await openLine(stack, process.url);
    await process.restart({ DATABASE_URL: database.address(lab.connections[name]) });
    addresses[`${name.toUpperCase()}_URL`] = line.address(`${process.url}/graphql`);
    processes.push(process);
    subgraphs.push(line);
  }
  await lab.gateway.restart(addresses);
  return { ...lab, url: clients.address(`${lab.gateway.url}/graphql`), lines: { clients, subgraphs, database }, followed: processes };
}
