import { callerOf, type Recording } from 'lib/audit.ts';
import { withTransaction } from 'lib/db.ts';
import { fromEnum, toEnum } from 'lib/entities.ts';
import { graphError, userError } from 'lib/errors.ts';
import { checkText } from 'lib/text.ts';
import { checkInvariant } from '../balance.ts';
import type { Context } from '../context.ts';
import type { EventSelection, Resolvers } from '../generated.ts';
import { resubmit } from './commands.ts';
import { beginJob, checkSelection, controlJob, type JobOrder } from './jobs.ts';
import { eligibleStatuses, findJob, findJobFailures, listCauses, listJobs, preview, type RecoveryKind } from './queries.ts';
import { reconcile } from './reconcile.ts';

type JobInput = {
  idempotencyKey: string;
  selection: EventSelection;
  reason: string;
  eventsPerSecond?: number | null | undefined;
  isCanary?: boolean;
};

function toOrder(kind: RecoveryKind, input: JobInput, { actor }: Context): JobOrder {
  return { ...input, kind, actor, eventsPerSecond: input.eventsPerSecond ?? null, isCanary: input.isCanary ?? false };
}

function recordingOf({ auditTrail, identity, requestId }: Context): Recording {
  return { trail: auditTrail, caller: callerOf({ identity, requestId }) };
}

function begin(kind: RecoveryKind, input: JobInput, context: Context) {
  return beginJob(context.sql, toOrder(kind, input, context), recordingOf(context));
}

async function loadEvent(id: string, { events }: Context) {
  const event = await events.load(id);
  if (!event) throw new Error(`event ${id} is part of a job but not there`);
  return event;
}

export const recoveryResolvers = {
  Query: {
    failureCauses: (_root, { filter, ...page }, { sql }) => listCauses(sql, page, filter),
    recoveryJobs: (_root, page, { sql }) => listJobs(sql, page),
    recoveryJob: (_root, { id }, { pool }) => findJob(pool, id),
    recoveryPreview: async (_root, { kind, selection }, { sql }) => {
      const refusal = checkSelection(selection);
      if (refusal) throw graphError('BAD_USER_INPUT', refusal.message);
      const wanted = `${eligibleStatuses[fromEnum(kind)].join(' or ')}${kind === 'RESTORE' ? ' and has nothing processed behind it' : ''}`;
      const { ineligible, ...rest } = await preview(sql, fromEnum(kind), selection);
      return {
        ...rest,
        ineligible: ineligible.map(({ status, count }) => ({ status: toEnum(status), count, reason: `needs an event that is ${wanted}` })),
      };
    },
  },
  Mutation: {
    redeliverEvents: (_root, { input }, context) => begin('redeliver', input, context),
    discardEvents: (_root, { input }, context) => begin('discard', input, context),
    restoreEvents: (_root, { input }, context) => begin('restore', input, context),
    replayEvents: (_root, { input }, context) => begin('replay', input, context),
    controlRecoveryJob: (_root, { input }, context) => controlJob(context.pool, input.jobId, fromEnum(input.control), recordingOf(context)),
    resubmitEvent: (_root, { input }, context) => {
      const { pool, boss, actor } = context;
      const resubmission = { ...input, actor, expectedRevision: input.expectedRevision ?? null };
      return withTransaction(pool, (tx) => resubmit(boss, tx, resubmission, recordingOf(context)));
    },
    reconcile: async (_root, { input: { invariant, reason } }, context) => {
      const { pool, boss, actor } = context;
      const unclear = checkText(reason, 'reason', 2_000);
      if (unclear) return { repairedCount: 0, invariant: null, userErrors: [unclear] };
      const repairedCount = await reconcile(boss, pool, invariant, { actor, reason, recording: recordingOf(context) });
      if (repairedCount === null) {
        const refusal = userError('INVALID', `there is no promise "${invariant}" with a repair that is safe`, 'invariant');
        return { repairedCount: 0, invariant: null, userErrors: [refusal] };
      }
      return { repairedCount, invariant: await checkInvariant(pool, invariant), userErrors: [] };
    },
  },
  RecoveryJob: {
    kind: (row) => toEnum(row.kind),
    state: (row) => toEnum(row.state),
    isCanary: (row) => row.is_canary,
    eventsPerSecond: (row) => row.events_per_second,
    createdAt: (row) => row.created_at,
    updatedAt: (row) => row.updated_at,
    finishedAt: (row) => row.finished_at,
    failures: async (row, _args, context) => {
      const items = await findJobFailures(context.pool, row.id);
      return await Promise.all(
        items.map(async (item) => ({ event: await loadEvent(item.event_id, context), detail: item.detail ?? 'failed again' })),
      );
    },
  },
  FailureCause: {
    fingerprint: (row) => row.id,
    eventType: (row) => row.event_type,
    firstSeenAt: (row) => row.first_seen_at,
    lastSeenAt: (row) => row.last_seen_at,
    openEvents: (row) => row.open_events,
    closedAt: (row) => row.closed_at,
  },
  EventRevision: {
    createdAt: (row) => row.created_at,
  },
} satisfies Resolvers;
