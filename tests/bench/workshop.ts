import type { Finding } from './figures.ts';

/** What a bench is given. */
export type Workshop = {
  /** Undoes what the bench starts, also on Ctrl-C. */
  stack: AsyncDisposableStack;
  /** The same object for all benches of one run: what was measured once may be remembered by it. */
  memory: object;
  /** How often everything is measured. */
  runs: number;
  /** Says what is being done; goes to stderr. */
  tell(line: string): void;
  /** Hands in a figure. */
  report(finding: Finding): void;
};
