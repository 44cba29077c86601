import { beginSnapshot, type Pool, type Tx, withTransaction } from 'lib/db.ts';
import { invariants } from 'subgraphs/canonical/invariants.ts';
import type { History } from '../clients/history.ts';
import { promises, readPrefix } from './promises.ts';
import type { Violation } from './violation.ts';

type Row = { id: string; stream: string | null; detail: string };

/**
 * Looks at the tables from outside, in one snapshot, with a role that cannot write: the bench's own promises, what the clients
 * were told, and what the lab promises of itself.
 */
export function findViolations(reader: Pool, history: History): Promise<Violation[]> {
  const look = async (tx: Tx): Promise<Violation[]> => {
    const found: Violation[] = history.violations();
    const ask = async (kind: Violation['kind'], promise: string, statement: string, values: unknown[]): Promise<void> => {
      const { rows } = await tx.query<Row>(`/* faults: ${promise} */ ${statement}`, values);
      for (const { id, stream, detail } of rows) found.push({ kind, promise, id: `${promise}/${id}`, stream, detail });
    };
    for (const { kind, promise, broken, values } of promises) await ask(kind, promise, broken, values?.(history) ?? []);
    await ask('illegal', 'I6 prefix', readPrefix, [JSON.stringify(history.seen())]);
    for (const { name, violations } of invariants) {
      const statement = `select id::text, null::uuid as stream, detail from (${violations}) v`;
      await ask(name === 'waiting_heads_have_a_bell' ? 'lost' : 'illegal', `the lab's own ${name}`, statement, []);
    }
    return found;
  };
  return withTransaction(reader, look, beginSnapshot);
}

/** Events that somebody still has to do something about, and the oldest of them. */
export async function countUnfinished(reader: Pool, history: History): Promise<number> {
  const { rows } = await reader.query<{ count: number }>(
    `select count(*) as count from integration.events where status in ('pending', 'retrying') and partition_key <> all($1::uuid[])`,
    [[...history.poisoned]],
  );
  return rows[0]?.count ?? 0;
}
