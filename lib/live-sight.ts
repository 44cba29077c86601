import type { Sight } from './access.ts';
import type { Pool } from './db.ts';
import type { Followed, Following, LogFollower } from './event-log/follower.ts';
import type { LogDefinition } from './event-log/source.ts';
import { keepSeen } from './sight.ts';

/**
 * Follows a log as far as somebody sees it: rows of other people's requests are left out, and nothing tells that they were there.
 *
 * @throws GraphQLError BAD_USER_INPUT for a cursor that leads nowhere.
 */
export async function followSeen<Row extends object>(
  { follower, pool, sight }: { follower: LogFollower; pool: Pool; sight: Sight },
  log: LogDefinition<Row>,
  following: Following<Row>,
): Promise<AsyncIterableIterator<Followed<Row>[]>> {
  const batches = await follower.follow(log, following);
  if (sight.seesAll) return batches;
  const seen: AsyncIterableIterator<Followed<Row>[]> = {
    next: async () => {
      for (;;) {
        const step = await batches.next();
        if (step.done) return step;
        const value = await keepSeen({ db: pool, sight }, step.value, { streamOf: ({ row }) => log.streamOf(row) });
        if (value.length > 0) return { done: false, value };
      }
    },
    return: async () => (await batches.return?.()) ?? { done: true, value: undefined },
    [Symbol.asyncIterator]: () => seen,
  };
  return seen;
}
