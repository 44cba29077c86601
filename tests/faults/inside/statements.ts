import pg from 'pg';
import type { Point } from './plan.ts';

/** A statement on its way to the database. */
export type Statement = { client: pg.Client; text: string; send: (text: string) => Promise<pg.QueryResult> };

export type Watcher = {
  /** Called before a statement is sent; what it throws is the statement's failure. */
  before(statement: Statement): Promise<void> | undefined;
  /** Called when the answer is there and nobody has seen it. */
  after(statement: Statement, result: pg.QueryResult): Promise<void> | undefined;
};

type Query = (this: pg.Client, ...args: unknown[]) => unknown;
type Callback = (error: unknown, result?: pg.QueryResult) => void;

/**
 * Lets somebody watch every statement of this process. The client itself is watched rather than a pool: pg-boss claims and
 * completes on connections of its own, and both ends of a drain matter most.
 */
export function watchStatements(watcher: Watcher): void {
  const face = pg.Client.prototype as unknown as { query: Query };
  const original = face.query;
  face.query = function (this: pg.Client, ...args: unknown[]): unknown {
    const text = textOf(args[0]);
    if (text === undefined) return original.apply(this, args);
    const callback = typeof args.at(-1) === 'function' ? (args.pop() as Callback) : undefined;
    const send = (other: string) => original.call(this, other) as Promise<pg.QueryResult>;
    const running = pass({ client: this, text, send }, watcher, () => original.apply(this, args) as Promise<pg.QueryResult>);
    if (!callback) return running;
    running.then((result) => callback(undefined, result), callback);
  };
}

/** Nothing is awaited where nobody wants to act: statements of one client must be sent in the order of the calls. */
async function pass(statement: Statement, watcher: Watcher, run: () => Promise<pg.QueryResult>): Promise<pg.QueryResult> {
  const wait = watcher.before(statement);
  if (wait) await wait;
  const result = await run();
  const end = watcher.after(statement, result);
  if (end) await end;
  return result;
}

function textOf(first: unknown): string | undefined {
  if (typeof first === 'string') return first;
  // a cursor or another thing that sends itself is not ours
  if (typeof first !== 'object' || first === null || 'submit' in first || !('text' in first)) return undefined;
  return typeof first.text === 'string' ? first.text : undefined;
}

const isClaim = (text: string): boolean => /skip locked/i.test(text) && /set\s+state = 'active'/i.test(text);
export const isCompletion = (text: string): boolean => /set\s+completed_on/i.test(text) && /state = 'completed'/i.test(text);

const marks: [string, Point][] = [
  ['/* operational.openCases */', 'after-case'],
  ['/* canonical.createBusinessObjects */', 'after-business-object'],
  ['/* canonical.recordLineage */', 'after-lineage'],
  ['/* canonical.applyCaseStatus */', 'after-status-change'],
];

/** Clients whose open transaction has applied events: the commit of a sweep is none that matters. */
const drains = new WeakSet<pg.Client>();

/** The point that a statement is about to pass. */
export function pointBefore({ client, text }: Statement): Point[] {
  if (text.includes('/* worker.markProcessed */')) drains.add(client);
  if (text === 'rollback') drains.delete(client);
  if (text === 'commit' && drains.has(client)) return ['before-commit', 'during-commit'];
  return isCompletion(text) ? ['before-completion'] : [];
}

/** The point that a statement has just passed. */
export function pointAfter({ client, text }: Statement, result: pg.QueryResult): Point | undefined {
  if (text === 'commit') return drains.delete(client) ? 'after-commit' : undefined;
  if (isClaim(text)) return result.rows.length > 0 ? 'after-claim' : undefined;
  return marks.find(([mark]) => text.includes(mark))?.[1];
}
