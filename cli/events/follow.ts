import type { Api } from '../api.ts';
import { graphql } from '../generated/gql.ts';
import type { FinishedJobQuery } from '../generated/graphql.ts';
import { createPatience, Interrupted, persistWith } from '../patience.ts';
import { type ShowProgress, silentProgress } from '../progress.ts';
import { CommandError, formatDuration } from '../terminal.ts';
import type { Job } from './begin.ts';
import { writeEnum } from './words.ts';

const followDocument = graphql(`query FollowJob($id: ID!) { recoveryJob(id: $id) { ...JobFields } }`);
const finishedDocument = graphql(`
  query FinishedJob($id: ID!) {
    recoveryJob(id: $id) {
      ...JobFields
      failures { detail event { id type sequence serviceRequest { reference } } }
    }
  }
`);
const workersDocument = graphql(`query ReportingWorkers { overview { workers { isReporting } } }`);

export type FinishedJob = NonNullable<FinishedJobQuery['recoveryJob']>;

export type FollowOptions = {
  api: Api;
  showProgress: ShowProgress;
  /** Ends the following; the job goes on. */
  signal: AbortSignal;
  /** How long a running job may stand still before the following is given up, in milliseconds. */
  patienceMs?: number;
};

/** A running job does not get on. */
class StandstillError extends Error {
  override name = 'StandstillError';
}

const pauseMs = 250;

/**
 * Follows a recovery job until it is finished, halted or stopped, also through times when the lab is away.
 *
 * @returns the job as it ended, with the events that it could not help.
 * @throws CommandError when it stands still, Interrupted when the person has seen enough; the job goes on in both cases.
 */
export async function followJob(begun: Job, options: FollowOptions): Promise<FinishedJob> {
  const { api, showProgress, signal, patienceMs = 60_000 } = options;
  // a job that was followed before counts from here, so that rate and time left are those of now
  const progress = isOver(begun) ? silentProgress : showProgress(writeEnum(begun.kind), begun.total - settledOf(begun));
  const persist = persistWith(createPatience({ limitMs: patienceMs, pauseMs, signal, onWait: progress.note }));
  const standstill = createPatience({ limitMs: patienceMs, pauseMs, signal, onWait: () => undefined });
  const read = async () => expectJob((await persist(() => api.execute(followDocument, { id: begun.id }))).recoveryJob, begun.id);
  let job = begun;
  try {
    while (!isOver(job)) {
      await standstill.pause(new StandstillError());
      const before = job;
      job = await read();
      progress.advance(settledOf(job) - settledOf(before));
      // a paused job waits for a person, who may take any time
      progress.note(job.state === 'PAUSED' ? `paused, lab events resume ${job.id}` : null);
      if (job.state === 'PAUSED' || job.updatedAt !== before.updatedAt) standstill.succeeded();
    }
  } catch (error) {
    throw error instanceof StandstillError ? await explainStandstill(job, options) : error;
  } finally {
    progress.stop();
  }
  const { recoveryJob } = await persist(() => api.execute(finishedDocument, { id: begun.id }));
  return expectJob(recoveryJob, begun.id);
}

function isOver({ state }: Job): boolean {
  return state !== 'RUNNING' && state !== 'PAUSED';
}

function settledOf({ succeeded, failed, skipped }: Job): number {
  return succeeded + failed + skipped;
}

function expectJob<Found>(job: Found | null | undefined, id: string): Found {
  if (!job) throw new CommandError(`The job ${id} is gone: another lab answers at this address — set LAB_URL to the one that had it`);
  return job;
}

async function explainStandstill({ id }: Job, { api, patienceMs = 60_000 }: FollowOptions): Promise<CommandError> {
  const { overview } = await api.execute(workersDocument);
  const cause = overview.workers.some(({ isReporting }) => isReporting)
    ? 'its events may be blocked behind others: lab events list --status dead pending'
    : 'no worker reports: lab status says more';
  return new CommandError(
    `The job goes on by itself, but has stood still for ${formatDuration(patienceMs)}; ${cause} — lab events follow ${id}`,
  );
}

/** Follows a job while a person watches; Ctrl-C ends the watching, not the job. */
export async function watchJob(job: Job, { api, showProgress }: Omit<FollowOptions, 'signal'>): Promise<FinishedJob | null> {
  const controller = new AbortController();
  const stop = (): void => controller.abort(new Interrupted());
  process.once('SIGINT', stop);
  try {
    return await followJob(job, { api, showProgress, signal: controller.signal });
  } catch (error) {
    if (error instanceof Interrupted) return null;
    throw error;
  } finally {
    process.off('SIGINT', stop);
  }
}
