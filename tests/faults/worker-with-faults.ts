import { runService } from 'lib/service.ts';
import pg from 'pg';
import { start } from 'worker/main.ts';
import { openJournal } from './inside/journal.ts';
import type { Order, Tale } from './inside/plan.ts';
import { createSaboteur } from './inside/saboteur.ts';
import { watchStatements } from './inside/statements.ts';

/**
 * The worker of the lab as it is, in a process in which the bench can make things happen: `worker/main.ts` knows nothing of
 * it. Orders come over the channel to the parent; before anything happens the journal says what was in hand.
 */
const tell = (tale: Tale): void => void process.send?.(tale);
const journal = openJournal(process.env.FAULT_JOURNAL ?? '/dev/null');
const saboteur = createSaboteur(journal, tell);
watchStatements(saboteur);

let isDeaf = false;
loseNotifications();

process.on('message', (message: Order) => {
  if (message.order === 'arm') saboteur.arm(message.plan);
  else if (message.order === 'disarm') saboteur.disarm();
  else isDeaf = message.isDeaf;
});

await runService('worker', start);

/** A notification that arrives while the worker is deaf is lost, as on a connection that was cut without anybody noticing. */
function loseNotifications(): void {
  const face = pg.Client.prototype as { emit(name: string | symbol, ...args: unknown[]): boolean };
  const original = face.emit;
  face.emit = function (name, ...args): boolean {
    if (!isDeaf || name !== 'notification') return original.call(this, name, ...args);
    tell({ tale: 'injected', what: 'lost-notify' });
    return true;
  };
}
