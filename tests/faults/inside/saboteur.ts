import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { Journal } from './journal.ts';
import type { Action, Plan, Point, Tale } from './plan.ts';
import { isCompletion, pointAfter, pointBefore, type Statement, type Watcher } from './statements.ts';

export type Saboteur = Watcher & { arm(plan: Plan): void; disarm(): void };

/** Waits until the worker passes the point that it was told, and does there what it was told. */
export function createSaboteur(journal: Journal, tell: (tale: Tale) => void): Saboteur {
  let armed: Plan | null = null;
  let left = 0;

  /** The action that is due at this point, if this is the time. */
  const due = (point: Point | undefined): Action | null => {
    if (!armed || armed.point !== point) return null;
    left -= 1;
    if (left > 0) return null;
    const { action, repeat } = armed;
    if (!repeat) armed = null;
    journal.fault(point);
    return action;
  };
  const perform = (action: Action | null, statement: Statement): Promise<void> | undefined => {
    if (!action) return undefined;
    tell({ tale: 'injected', what: action.do });
    return act(action, statement);
  };

  return {
    arm(plan) {
      armed = plan;
      left = plan.nth;
    },
    disarm() {
      armed = null;
    },
    before(statement) {
      for (const point of pointBefore(statement)) {
        const action = due(point);
        if (point === 'during-commit' && action) {
          tell({ tale: 'injected', what: action.do });
          // sent first, cut then: nobody here learns whether it was committed
          setImmediate(() => socketOf(statement.client).destroy());
        } else if (action) return perform(action, statement);
      }
      return undefined;
    },
    after(statement, result) {
      const point = pointAfter(statement, result);
      if (point === 'after-claim')
        journal.claim(Object.fromEntries(result.rows.map((row: { id: string; data: { stream: string } }) => [row.id, row.data.stream])));
      if (isCompletion(statement.text)) journal.done(result.rows.flatMap((row: { ids?: string[] }) => row.ids ?? []));
      return perform(due(point), statement);
    },
  };
}

async function act(action: Action, { client, send }: Statement): Promise<void> {
  switch (action.do) {
    case 'kill':
    case 'stop':
      process.kill(process.pid, action.do === 'kill' ? 'SIGKILL' : 'SIGSTOP');
      return;
    case 'stall':
      await delay(action.ms);
      return;
    case 'raise':
      // raised by the server itself: the transaction is in the state that the real error would leave it in
      await send(`do $$ begin raise exception 'raised by the fault bench' using errcode = '${action.code}'; end $$`);
      return;
    case 'drop':
      socketOf(client).destroy();
  }
}

function socketOf(client: pg.Client): Socket {
  return (client as unknown as { connection: { stream: Socket } }).connection.stream;
}
