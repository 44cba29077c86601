import type { Command } from 'commander';
import { createApi, findLab } from '../api.ts';
import { drawDetailed, oneLine, writeEnum } from '../events/words.ts';
import { readCount } from '../import.ts';
import { countOf, print, printJson } from '../terminal.ts';
import { type AuditRecord, addFilterOptions, type FilterOptions, readFilter, readRecords } from './records.ts';

function drawRecords(records: readonly AuditRecord[]): string {
  if (records.length === 0) return 'No record matches.';
  const rows = records.map(({ chain, position, recordedAt, actor, action, outcome, code, objectType, objectId, reason }) => ({
    cells: [recordedAt, oneLine(actor), action, code ? `${writeEnum(outcome)}: ${code}` : writeEnum(outcome), `${chain} ${position}`],
    details: [
      objectId ? oneLine(`${objectType} ${objectId}`) : 'nothing in particular',
      reason ? oneLine(reason) : 'no reason was asked for',
    ],
  }));
  return `${drawDetailed(['recorded', 'actor', 'action', 'outcome', 'chain'], ['object', 'reason'], rows)}\n\n${countOf(records.length, 'record')}, newest first`;
}

/** Adds `lab audit list`. */
export function addAuditListCommand(audit: Command): void {
  addFilterOptions(audit.command('list'))
    .description('list what was done and what was refused, newest first')
    .option('--limit <n>', 'at most so many', readCount, 25)
    .option('--json', 'print one JSON object instead of a table')
    .addHelpText(
      'after',
      '\nExit code: 0, 1 when the lab cannot answer, 2 wrong use.\n\nExample:\n  $ lab audit list --actor operator --outcome refused failed',
    )
    .action(async ({ limit, json, ...options }: FilterOptions & { limit: number; json?: boolean }) => {
      const api = createApi(findLab(process.env, 'auditor'));
      const records: AuditRecord[] = [];
      for await (const page of readRecords(api, readFilter(options), { direction: 'DESC', limit })) records.push(...page);
      if (json) printJson({ records });
      else print(drawRecords(records));
    });
}
