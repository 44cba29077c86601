#!/usr/bin/env node
import { stripVTControlCharacters } from 'node:util';
import { Command, CommanderError } from 'commander';
import { addAuditCommands } from './audit.ts';
import { addEventsCommands } from './events.ts';
import { addImportCommand } from './import.ts';
import { addSecretsCommand } from './secrets.ts';
import { addStatusCommand } from './status.ts';
import { CommandError } from './terminal.ts';
import { addTokenCommand } from './token.ts';
import { addVerifyCommand } from './verify.ts';
import { addWatchCommand } from './watch.ts';

const help = `
import, verify, status, watch, events, reconcile and audit talk to a running lab: LAB_URL, default http://localhost:$LAB_PORT.

Example:
  $ lab up
  $ lab import archives/helpdesk && lab verify archives/helpdesk`;

function createProgram(): Command {
  const program = new Command('lab')
    .description('Enterprise Integration Lab: start it, feed it, check it, help what failed')
    .addHelpText('after', help)
    .exitOverride()
    // One line: suggestions come on a line of their own otherwise.
    .configureOutput({ outputError: (text, write) => write(`${text.trim().replaceAll(/\s*\n\s*/g, ' ')} — see lab --help\n`) });

  // What starts and owns a lab is loaded when it is asked for: the rest must work where only the API can be reached.
  program
    .command('up')
    .description('start the whole lab; what npm start calls')
    .option('--dev', 'watch the sources, and serve the portal with Vite', false)
    .addHelpText('after', '\nExample:\n  $ LAB_PORT=9000 lab up')
    .action(async (options: { dev: boolean }) => (await import('./up.ts')).up(options));
  program
    .command('migrate')
    .description('bring the database up to date')
    .addHelpText('after', '\nExample:\n  $ DATABASE_URL=postgres://localhost/lab lab migrate')
    .action(async () => (await import('./migrate.ts')).migrateDatabase());
  program
    .command('reset')
    .description('delete all data of the lab; asks first')
    .option('--yes', 'do not ask', false)
    .addHelpText('after', '\nExample:\n  $ lab reset --yes')
    .action(async (options: { yes: boolean }) => (await import('./reset.ts')).reset(options));

  addImportCommand(program);
  addVerifyCommand(program);
  addStatusCommand(program);
  addWatchCommand(program);
  addTokenCommand(program);
  addSecretsCommand(program);
  addEventsCommands(program);
  addAuditCommands(program);
  return program;
}

/** Says what went wrong in one line and gives the exit code. */
function report(error: unknown): number {
  // Commander has said it already; asking for help is no error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const message = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
  process.stderr.write(`${message.trim().replaceAll(/\s*\n\s*/g, ' ')}\n`);
  return error instanceof CommandError ? error.exitCode : 1;
}

try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = report(error);
}
