import { type AuditEntry, type AuditTrail, recordAudit, systemCaller } from 'lib/audit.ts';
import { type Pool, withTransaction } from 'lib/db.ts';
import { graphError } from 'lib/errors.ts';
import { gather } from 'lib/gather.ts';
import type { Runtime } from 'lib/service.ts';
import type { Acceptance, Arrival } from './candidates.ts';
import { acceptRequests } from './commands.ts';

export type Door = {
  /** Accepts one submission, together with others of the same moment. */
  acceptOne(arrival: Arrival): Promise<Acceptance>;
  /** Accepts a list in one transaction. */
  acceptMany(arrivals: readonly Arrival[]): Promise<Acceptance[]>;
};

const backlogCheckMs = 1_000;

/** The door of the lab: each submission is accepted or refused by itself, whatever comes in with it. */
export function openDoor({ pool, boss, config, auditKeys }: Runtime): Door {
  const trail: AuditTrail = { chain: 'intake', keys: auditKeys };
  const refuseBacklog = createBacklogCheck(pool, config.MAX_BACKLOG);
  const acceptMany = async (arrivals: readonly Arrival[]): Promise<Acceptance[]> => {
    await refuseBacklog();
    return await withTransaction(pool, async (tx) => {
      const results = await acceptRequests(boss, tx, arrivals);
      const entries = arrivals.flatMap((arrival, index) => describeAcceptance(arrival, results[index]));
      await recordAudit(tx, trail, entries);
      return results;
    });
  };
  return { acceptOne: gather(acceptMany), acceptMany };
}

/** What the audit says of a submission: nothing when it is not a new one. All of it is in the submission, which the fingerprint holds it to. */
function describeAcceptance({ caller, actor }: Arrival, result: Acceptance | undefined): AuditEntry[] {
  if (!result?.submission || result.replayed) return [];
  const { id } = result.submission;
  return [
    {
      caller: caller ?? systemCaller(actor),
      action: 'submitRequest',
      object: { type: 'submission', id },
      after: { fingerprint: result.fingerprint },
      correlationId: id,
      outcome: 'accepted',
    },
  ];
}

/** Accepting can outrun applying: above the limit the door says when to come back instead of letting the backlog grow. */
function createBacklogCheck(pool: Pool, limit: number): () => Promise<void> {
  let backlog = 0;
  let checkedAt = 0;
  return async () => {
    if (Date.now() - checkedAt > backlogCheckMs) {
      checkedAt = Date.now();
      const { rows } = await pool.query<{ backlog: number }>(
        `/* intake.countBacklog */ select coalesce(sum(delta), 0)::bigint as backlog from dashboard.count_deltas
        where layer = 'event' and status in ('pending', 'retrying')`,
      );
      backlog = rows[0]?.backlog ?? 0;
    }
    if (backlog >= limit) {
      const message = `${backlog} events wait to be applied, new requests are accepted below ${limit} — try again in some seconds`;
      throw graphError('RATE_LIMITED', message, { retryAfterSeconds: 5 });
    }
  };
}
