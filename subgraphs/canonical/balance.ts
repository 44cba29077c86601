import { beginSnapshot, type Pool, type Tx, withTransaction } from 'lib/db.ts';
import { type InvariantCheck, invariants } from './invariants.ts';

export type InvariantResult = {
  name: string;
  promise: string;
  examined: number;
  violationCount: number;
  violations: { id: string; detail: string }[];
  repair: string | null;
};

export type Balance = {
  checkedAt: Date;
  accepted: number;
  processed: number;
  pending: number;
  retrying: number;
  dead: number;
  discarded: number;
  isBalanced: boolean;
  invariants: InvariantResult[];
};

const shownViolations = 20;

/**
 * Draws up the balance: counts every event and checks every promise, all in one snapshot, so that work in progress is
 * never mistaken for a loss.
 */
export function drawBalance(pool: Pool): Promise<Balance> {
  return withTransaction(
    pool,
    async (tx) => {
      const counts = await countEvents(tx);
      const results: InvariantResult[] = [];
      for (const invariant of invariants) results.push(await check(tx, invariant));
      const { accepted, ...byStatus } = counts;
      const sum = Object.values(byStatus).reduce((total, count) => total + count, 0);
      return {
        checkedAt: new Date(),
        ...counts,
        isBalanced: accepted === sum && results.every((result) => result.violationCount === 0),
        invariants: results,
      };
    },
    beginSnapshot,
  );
}

/** Checks one promise; null when there is none of this name. */
export async function checkInvariant(pool: Pool, name: string): Promise<InvariantResult | null> {
  const invariant = invariants.find((candidate) => candidate.name === name);
  return invariant ? await withTransaction(pool, (tx) => check(tx, invariant), beginSnapshot) : null;
}

type EventCounts = Pick<Balance, 'accepted' | 'processed' | 'pending' | 'retrying' | 'dead' | 'discarded'>;

async function countEvents(tx: Tx): Promise<EventCounts> {
  const { rows } = await tx.query<EventCounts>(
    `/* canonical.countEvents */ select count(*) as accepted,
      count(*) filter (where status = 'processed') as processed, count(*) filter (where status = 'pending') as pending,
      count(*) filter (where status = 'retrying') as retrying, count(*) filter (where status = 'dead') as dead,
      count(*) filter (where status = 'discarded') as discarded from integration.events`,
  );
  return rows[0] ?? { accepted: 0, processed: 0, pending: 0, retrying: 0, dead: 0, discarded: 0 };
}

async function check(tx: Tx, { name, promise, examined, violations, repair }: InvariantCheck): Promise<InvariantResult> {
  const counted = await tx.query<{ count: number }>(`/* balance.${name}.examined */ select count(*) as count from ${examined}`);
  const { rows } = await tx.query<{ id: string; detail: string; total: number }>(
    `/* balance.${name} */ select id, detail, count(*) over () as total from (${violations}) v limit ${shownViolations}`,
  );
  return {
    name,
    promise,
    examined: counted.rows[0]?.count ?? 0,
    violationCount: rows[0]?.total ?? 0,
    violations: rows.map(({ id, detail }) => ({ id, detail })),
    repair: repair ?? null,
  };
}
