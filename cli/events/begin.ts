import type { Api } from '../api.ts';
import { graphql } from '../generated/gql.ts';
import type { JobFieldsFragment, RecoveryKind, UserErrorCode } from '../generated/graphql.ts';
import { refuse } from './refusal.ts';
import type { Selection } from './selection.ts';
import { writeEnum } from './words.ts';

// Used by name in the documents of this folder.
graphql(`
  fragment JobFields on RecoveryJob {
    id
    kind
    state
    actor
    reason
    isCanary
    eventsPerSecond
    total
    taken
    succeeded
    failed
    skipped
    createdAt
    updatedAt
    finishedAt
  }
`);

export type Job = JobFieldsFragment;

const redeliverDocument = graphql(`
  mutation RedeliverEvents($input: RedeliverEventsInput!) {
    redeliverEvents(input: $input) { job { ...JobFields } replayed userErrors { code message field } }
  }
`);
const discardDocument = graphql(`
  mutation DiscardEvents($input: DiscardEventsInput!) {
    discardEvents(input: $input) { job { ...JobFields } replayed userErrors { code message field } }
  }
`);
const restoreDocument = graphql(`
  mutation RestoreEvents($input: RestoreEventsInput!) {
    restoreEvents(input: $input) { job { ...JobFields } replayed userErrors { code message field } }
  }
`);
const replayDocument = graphql(`
  mutation ReplayEvents($input: ReplayEventsInput!) {
    replayEvents(input: $input) { job { ...JobFields } replayed userErrors { code message field } }
  }
`);

type Order = { idempotencyKey: string; selection: Selection; reason: string };
type Speed = { eventsPerSecond?: number; isCanary: boolean };
type Answer = { job?: Job | null; replayed: boolean; userErrors: { code: UserErrorCode; message: string; field?: string[] | null }[] };

/** Speed belongs to what the worker has to apply; giving up and taking back are done at once. */
const begin: Record<RecoveryKind, (api: Api, order: Order, speed: Speed) => Promise<Answer>> = {
  REDELIVER: async (api, order, speed) => (await api.execute(redeliverDocument, { input: { ...order, ...speed } })).redeliverEvents,
  DISCARD: async (api, order) => (await api.execute(discardDocument, { input: order })).discardEvents,
  RESTORE: async (api, order) => (await api.execute(restoreDocument, { input: order })).restoreEvents,
  REPLAY: async (api, order, speed) => (await api.execute(replayDocument, { input: { ...order, ...speed } })).replayEvents,
};

/**
 * Begins a recovery job, or finds the one that the same key began before.
 *
 * @throws CommandError in the lab's own words when it refuses.
 */
export async function beginJob(api: Api, kind: RecoveryKind, order: Order, speed: Speed): Promise<{ job: Job; replayed: boolean }> {
  const { job, replayed, userErrors } = await begin[kind](api, order, speed);
  const wayOut = `see lab events ${writeEnum(kind)} --help`;
  refuse(userErrors, wayOut);
  if (!job) throw new Error(`The lab gave neither a job nor a reason — ${wayOut}`);
  return { job, replayed };
}
