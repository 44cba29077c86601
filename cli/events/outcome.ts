import { countOf, drawFindings, formatCount, formatDuration } from '../terminal.ts';
import type { Job } from './begin.ts';
import type { FinishedJob } from './follow.ts';
import { oneLine, writeEnum } from './words.ts';

/** What is to be said to somebody who stops following. */
export function drawLeft({ id }: Pick<Job, 'id'>): string {
  return `The job goes on without you: lab events jobs shows it; lab events follow, pause or stop ${id}`;
}

/** How a job ended, for a person: the sum, what it could not help, and what to do next. */
export function drawOutcome(job: FinishedJob): string {
  const parts = [summarise(job)];
  if (job.skipped > 0) parts.push(explainSkipped(job));
  if (job.failures.length > 0) parts.push(drawFindings(`${countOf(job.failed, 'failure')}`, job.failures.map(describeFailure)));
  const untouched = job.total - job.taken;
  if (job.state === 'HALTED') {
    parts.push(
      `The canary met a failure; ${countOf(untouched, 'event')} ${untouched === 1 ? 'is' : 'are'} untouched. Mend the cause, then lab events resume ${job.id}, or lab events stop ${job.id}.`,
    );
  }
  if (job.state === 'STOPPED') parts.push(`Stopped by a person; ${countOf(untouched, 'event')} untouched.`);
  return parts.join('\n\n');
}

function summarise({ kind, state, total, succeeded, failed, skipped, createdAt, finishedAt }: FinishedJob): string {
  const counts = `${countOf(total, 'event')}: ${formatCount(succeeded)} succeeded, ${formatCount(failed)} failed, ${formatCount(skipped)} skipped`;
  const time = finishedAt ? `, in ${formatDuration(Date.parse(finishedAt) - Date.parse(createdAt))}` : '';
  return `${writeEnum(kind)} ${writeEnum(state)}, ${counts}${time}`;
}

function explainSkipped({ kind, skipped }: FinishedJob): string {
  return kind === 'RESTORE'
    ? `${countOf(skipped, 'event')} stayed discarded: something behind them in their streams is processed already, and order would break.`
    : `${countOf(skipped, 'event')} skipped: settled before by somebody else.`;
}

function describeFailure({ detail, event: { id, type, sequence, serviceRequest } }: FinishedJob['failures'][number]): string {
  return oneLine(`${id} ${type}, event ${sequence} of ${serviceRequest?.reference ?? 'an unknown request'}: ${detail}`);
}

/** Whether a job did what it was asked for. An event that could not be restored is as good as a failure; others were settled anyway. */
export function isAsWished({ kind, state, failed, skipped }: Pick<FinishedJob, 'kind' | 'state' | 'failed' | 'skipped'>): boolean {
  return state === 'FINISHED' && failed === 0 && (kind !== 'RESTORE' || skipped === 0);
}
