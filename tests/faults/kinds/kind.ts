import type { Cases } from '../clients/cases.ts';
import type { History } from '../clients/history.ts';
import type { Supply } from '../clients/supply.ts';
import type { Traffic } from '../clients/traffic.ts';
import type { FaultLab } from '../lab/lab.ts';
import type { Hit } from '../lab/worker.ts';
import type { Random } from '../random.ts';

/** What a fault works with. */
export type Bench = {
  lab: FaultLab;
  /** People are at work while the fault is injected. */
  traffic: Traffic;
  cases: Cases;
  history: History;
  supply: Supply;
  /** Of this fault alone. */
  random: Random;
  /** The first in a full run, the second in a small one. */
  size<Size>(full: Size, small: Size): Size;
  /** Sends the clients to the lab by another way; null is the straight one. */
  detour(address: string | null): void;
};

/** What a fault reports of itself; what it did to the work is found out afterwards. */
export type Injection = {
  injected: number;
  /** Longest time to recover in milliseconds, where the fault knows. */
  recoveryMs?: number;
  /** Work that was taken out of hands: recovery is measured by it when all is done. */
  hits?: Hit[];
};

export type FaultKind = {
  name: string;
  about: string;
  /** Faults of one group are injected side by side and checked together. */
  group?: string;
  /** Set when it breaks single subgraphs. */
  needsSubgraphs?: boolean;
  /** Longest time to recover that is accepted, in milliseconds. */
  limitMs?: number;
  inject(bench: Bench): Promise<Injection>;
};
