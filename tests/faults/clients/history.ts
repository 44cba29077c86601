import type { Violation } from '../checks/violation.ts';

/** A submission that the lab said it has. */
export type Acceptance = { key: string; submissionId: string; requestId: string };
/** A step that the lab said it took. */
export type Taken = { key: string; caseId: string; version: number; toStatus: string };
/** The longest history of a case that a client was shown, as `OPEN>IN_PROGRESS`. */
export type Seen = { caseId: string; path: string };

/** Everything that the clients were told: what the lab is held to. */
export class History {
  readonly acceptances = new Map<string, Acceptance>();
  readonly taken = new Map<string, Taken>();
  readonly #seen = new Map<string, string>();
  readonly #violations: Violation[] = [];
  /** Requests whose event was spoilt on purpose: they must be dead, and nothing else may be. */
  readonly poisoned = new Set<string>();
  reads = 0;
  /** Answers that came from an earlier call under the same key. */
  replayed = 0;

  accept(acceptance: Acceptance, replayed: boolean): void {
    if (replayed) this.replayed += 1;
    const before = this.acceptances.get(acceptance.key);
    if (before && (before.submissionId !== acceptance.submissionId || before.requestId !== acceptance.requestId)) {
      this.violate(
        'duplicated',
        'one key, one result',
        acceptance.requestId,
        `the key ${acceptance.key} was answered with two submissions`,
      );
    }
    this.acceptances.set(acceptance.key, acceptance);
  }

  take(step: Taken, replayed: boolean): void {
    if (replayed) this.replayed += 1;
    const before = this.taken.get(step.key);
    if (before && before.version !== step.version) {
      this.violate(
        'duplicated',
        'one key, one result',
        null,
        `the key ${step.key} was answered with steps ${before.version} and ${step.version}`,
      );
    }
    this.taken.set(step.key, step);
  }

  /** Any two histories of a case that were ever shown must be the same as far as the shorter one goes. */
  read(caseId: string, statuses: readonly string[]): void {
    this.reads += 1;
    const path = statuses.join('>');
    const longest = this.#seen.get(caseId) ?? '';
    const [shorter, longer] = path.length < longest.length ? [path, longest] : [longest, path];
    if (!longer.startsWith(shorter)) this.violate('illegal', 'I6 prefix', null, `case ${caseId} was shown as ${longest} and as ${path}`);
    this.#seen.set(caseId, longer);
  }

  seen(): Seen[] {
    return [...this.#seen].map(([caseId, path]) => ({ caseId, path }));
  }

  caseIds(): string[] {
    return [...this.#seen.keys()];
  }

  violate(kind: Violation['kind'], promise: string, stream: string | null, detail: string): void {
    this.#violations.push({ kind, promise, id: `${promise}/${this.#violations.length}`, stream, detail });
  }

  violations(): Violation[] {
    return [...this.#violations];
  }
}
