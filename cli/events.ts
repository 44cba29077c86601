import type { Command } from 'commander';
import { addCausesCommand } from './events/causes.ts';
import { addJobCommands } from './events/jobs.ts';
import { addListCommand } from './events/list.ts';
import { addReconcileCommand } from './events/reconcile.ts';
import { addRecoveryCommands } from './events/recover.ts';
import { addResubmitCommand } from './events/resubmit.ts';
import { addShowCommand } from './events/show.ts';

const help = `
Example:
  $ lab events causes
  $ lab events list --status dead
  $ lab events redeliver --all-dead --canary --reason "the mapping is mended"`;

/** Adds `lab events …` and `lab reconcile`: what a person can see of the events, and do about them. */
export function addEventsCommands(program: Command): void {
  const events = program.command('events').description('see events, why they stand where they stand, and help those that failed');
  events.addHelpText('after', help);
  addListCommand(events);
  addShowCommand(events);
  addCausesCommand(events);
  addRecoveryCommands(events);
  addResubmitCommand(events);
  addJobCommands(events);
  addReconcileCommand(program);
}
