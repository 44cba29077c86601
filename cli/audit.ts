import type { Command } from 'commander';
import { addExportCommand } from './audit/export.ts';
import { addAuditListCommand } from './audit/list.ts';
import { addAuditVerifyCommand } from './audit/verify.ts';

const help = `
The audit is for auditors: with a lab of your own the command is one, elsewhere set LAB_TOKEN to the token of one.

Example:
  $ lab audit list --outcome refused
  $ lab audit export --format csv --from 2026-11-01 --to 2026-12-01 --file november.csv
  $ lab audit verify`;

/** Adds `lab audit …`: who did what, and the proof that nobody changed it afterwards. */
export function addAuditCommands(program: Command): void {
  const audit = program.command('audit').description('see who did what and who was refused, take it along, prove that it is untouched');
  audit.addHelpText('after', help);
  addAuditListCommand(audit);
  addExportCommand(audit);
  addAuditVerifyCommand(audit);
}
