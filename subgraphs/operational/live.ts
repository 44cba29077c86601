import { fromEnum } from 'lib/entities.ts';
import { EventBatches } from 'lib/event-log/batches.ts';
import type { Followed } from 'lib/event-log/follower.ts';
import { findStream, type Matcher, matchAll, matchIds, matchIn, matchWithin } from 'lib/event-log/matchers.ts';
import type { LogDefinition } from 'lib/event-log/source.ts';
import { followSeen } from 'lib/live-sight.ts';
import type { Context } from './context.ts';
import type { SubscriptionOperationCaseChangedArgs } from './generated.ts';
import { type CaseRow, type HistoryRow, readCaseSearch } from './queries.ts';

/** A step with what never changes about its case. */
type StepRow = HistoryRow & Pick<CaseRow, 'reference' | 'request_id' | 'team_id' | 'customer_id' | 'priority'>;
export type FollowedStep = Followed<StepRow>;

const steps: LogDefinition<StepRow> = {
  name: 'operation_case_steps',
  sources: [
    {
      table: 'operational.case_status_history',
      joins: 'join operational.operation_cases c on c.id = l.case_id',
      columns: `l.id, l.case_id, l.version, l.from_status, l.to_status, l.changed_by, l.reason, l.changed_at, l.recorded_at, l.event_id, l.actor,
        l.idempotency_key, l.fingerprint, c.reference, c.request_id, c.team_id, c.customer_id, c.priority`,
      stream: 'c.request_id',
    },
  ],
  streamOf: (row) => row.request_id,
};

/** What the search of the list says about a case. */
function matchSearch(search: string | null | undefined): Matcher<StepRow>[] {
  const text = readCaseSearch(search);
  if (text === null) return [];
  const id = text.toLowerCase();
  return [(row) => row.reference.startsWith(text) || row.case_id === id || row.request_id === id];
}

type Arguments = Partial<SubscriptionOperationCaseChangedArgs>;

/** Steps of cases that match, after a place in the log. */
export async function followSteps({ after, filter }: Arguments, context: Context): Promise<EventBatches<FollowedStep>> {
  const matches = matchAll<StepRow>([
    ...matchIds<StepRow>('id', filter?.ids, (row) => row.case_id),
    ...matchIn<StepRow>('reference', filter?.references, (row) => row.reference),
    ...matchIds<StepRow>('request_id', filter?.requestIds, (row) => row.request_id),
    ...matchIn<StepRow>('status', filter?.statuses?.map(fromEnum), (row) => row.to_status),
    ...matchIds<StepRow>('team_id', filter?.teamIds, (row) => row.team_id),
    ...matchIds<StepRow>('customer_id', filter?.customerIds, (row) => row.customer_id),
    ...matchIn<StepRow>('priority', filter?.priorities?.map(fromEnum), (row) => row.priority),
    ...matchWithin<StepRow>(filter?.changedAt, (row) => row.changed_at),
    ...matchSearch(filter?.search),
  ]);
  return new EventBatches(await followSeen(context, steps, { after: after ?? null, stream: findStream(filter?.requestIds), matches }));
}
