/** Places in the worker at which something can be made to happen, in the order in which a drain passes them. */
export const points = [
  'after-claim',
  'after-case',
  'after-business-object',
  'after-lineage',
  'after-status-change',
  'before-commit',
  'during-commit',
  'after-commit',
  'before-completion',
] as const;
export type Point = (typeof points)[number];

/** What happens there. */
export type Action =
  /** The process is gone. */
  | { do: 'kill' }
  /** The process stands still until somebody wakes it. */
  | { do: 'stop' }
  /** The statement takes so many milliseconds longer. */
  | { do: 'stall'; ms: number }
  /** The database refuses with this SQLSTATE; the transaction is really broken then. */
  | { do: 'raise'; code: string }
  /** The connection is lost. */
  | { do: 'drop' };

/** An action at the n-th time that the worker passes a point; `repeat`: at every time from then on. */
export type Plan = { point: Point; nth: number; action: Action; repeat?: boolean };

/** What the bench tells a worker. */
export type Order = { order: 'arm'; plan: Plan } | { order: 'disarm' } | { order: 'deafen'; isDeaf: boolean };

/** What a worker tells the bench. */
export type Tale = { tale: 'injected'; what: Action['do'] | 'lost-notify' };

/** What a worker writes down before anything can happen to it; milliseconds since 1970. `bells` are streams by the id of their bell. */
export type Entry = { at: number; pid: number } & (
  | { entry: 'claim'; bells: Record<string, string> }
  | { entry: 'done'; ids: string[] }
  | { entry: 'fault'; point: Point }
);
