import type { Api } from '../api.ts';
import type { Patience, Persist } from '../patience.ts';
import type { Progress, ShowProgress } from '../progress.ts';
import type { ImportReport } from './report.ts';

/** What every phase of an import works with. */
export type ImportContext = {
  api: Api;
  /** Calls at once. */
  concurrency: number;
  /** No new call is begun once it is set. */
  signal: AbortSignal;
  /** Filled as the import goes on, so that it is true whenever the import ends. */
  report: ImportReport;
  /** Repeats calls while the lab is away or busy. */
  persist: Persist;
  /** How long the worker may take to open the next case. */
  workerPatience: Patience;
  showProgress: ShowProgress;
  /** The phase that is shown just now, so that pauses can be told where the person looks. */
  shown: { progress: Progress };
};

/** Shows a phase while it works. */
export async function showPhase(
  context: ImportContext,
  label: string,
  total: number,
  work: (progress: Progress) => Promise<void>,
): Promise<void> {
  const progress = context.showProgress(label, total);
  context.shown.progress = progress;
  try {
    await work(progress);
  } finally {
    progress.stop();
  }
}
