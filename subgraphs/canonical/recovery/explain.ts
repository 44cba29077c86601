import type { Sight } from 'lib/access.ts';
import type { Queryable } from 'lib/db.ts';
import { keepSeen } from 'lib/sight.ts';
import type { EventRow } from '../queries.ts';

/** What an explanation is made of: the event, what stands before it, and whether anybody works. */
export type Circumstances = {
  event: EventRow;
  /** The first event of the stream that is neither processed nor discarded; null when there is none. */
  head: Pick<EventRow, 'id' | 'sequence' | 'status' | 'error_code'> | null;
  /** Seconds since a worker was last heard of; null when none ever was. */
  workerSilence: number | null;
  maxAttempts: number;
};

/** A worker reports every few seconds; one that was not heard of for this long is missed. */
export const silenceLimitSeconds = 15;

/** Why an event stands where it stands and what happens next: one sentence. */
export function explainEvent({ event, head, workerSilence, maxAttempts }: Circumstances): string {
  if (event.status === 'processed') {
    const effort = event.attempts > 1 ? ` after ${event.attempts} attempts` : '';
    return `applied${effort} at ${clock(event.processed_at)}`;
  }
  if (event.status === 'discarded') return 'given up by a person; the activity of the request says by whom and why';
  if (event.status === 'dead') {
    return `dead after ${count(event.attempts, 'attempt')} (${event.error_code}: ${event.error_message}); waits for a person to redeliver, correct or discard it`;
  }
  if (head && head.id !== event.id)
    return `blocked behind event ${head.sequence} (${head.status}${head.error_code ? `: ${head.error_code}` : ''})`;
  const missing = explainSilence(workerSilence);
  if (event.status === 'retrying') {
    const used = event.attempts - event.forgiven_attempts;
    const plan = `retry ${used} of ${maxAttempts - 1} at ${clock(event.next_attempt_at)}, after ${event.error_code}: ${event.error_message}`;
    return missing ? `${plan}; but ${missing}` : plan;
  }
  return missing ?? 'waits for its turn; a worker is at work';
}

function explainSilence(seconds: number | null): string | null {
  if (seconds === null) return 'no worker has ever reported';
  return seconds > silenceLimitSeconds ? `no worker has reported for ${Math.round(seconds)} s` : null;
}

const objectSentences = {
  active: 'in step everywhere; waiting for a person to take the case or to reject it',
  in_progress: 'in step everywhere; somebody works on the case, waiting for a person to complete or reject it',
  completed: 'finished: the case is completed, and every system knows',
  rejected: 'finished: the case is rejected, and every system knows',
} as const;

/** The same for a request: its first unfinished event decides, otherwise the case. */
export function explainRequest(head: Circumstances | null, status: keyof typeof objectSentences | null): string {
  if (head) return `${head.event.type} (event ${head.event.sequence}): ${explainEvent(head)}`;
  return status ? objectSentences[status] : 'nothing was ever recorded for it';
}

function clock(time: Date | null): string {
  return time ? `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC` : 'an unknown time';
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** The first event of each stream that is neither processed nor discarded. */
export async function findHeads(db: Queryable, sight: Sight, streams: string[]): Promise<EventRow[]> {
  const { rows } = await db.query<EventRow>(
    `/* canonical.findHeads */ select distinct on (partition_key) * from integration.events
    where partition_key = any($1::uuid[]) and status not in ('processed', 'discarded')
    order by partition_key, sequence`,
    [streams],
  );
  return await keepSeen({ db, sight }, rows, { streamOf: (row) => row.partition_key });
}

/** Seconds since any worker was last heard of; null when none ever was. */
export async function findWorkerSilence(db: Queryable): Promise<number | null> {
  const { rows } = await db.query<{ seconds: number | null }>(
    '/* canonical.findWorkerSilence */ select extract(epoch from clock_timestamp() - max(last_seen_at))::float8 as seconds from integration.workers',
  );
  return rows[0]?.seconds ?? null;
}
