import type { Command } from 'commander';
import { createApi, findLab } from './api.ts';
import type { Malformed } from './archive.ts';
import { readCount } from './import.ts';
import { showProgressOn } from './progress.ts';
import { CommandError, countOf, drawFindings, print, printJson } from './terminal.ts';
import { type Comparison, compareArchive } from './verify/archive.ts';
import { type Balance, drawBalance, isSound, readBalance } from './verify/balance.ts';
import { checkDocuments, type DocumentCheck, drawDocuments } from './verify/documents.ts';
import { drawTotals } from './verify/totals.ts';
import { waitForWorker } from './verify/wait.ts';

type Verification = {
  isSound: boolean;
  balance: Balance;
  /** What a thorough sweep found: every document against its object, by size and hash. */
  documents: DocumentCheck;
  /** Events that were not applied when the waiting was given up; null when no archive was compared. */
  eventsInWork: number | null;
  comparison: Comparison | null;
  malformed: Malformed[];
};

type Options = { limit?: number; json?: boolean };

async function verify(folder: string | undefined, limit: number | undefined): Promise<Verification> {
  const api = createApi(findLab(process.env));
  const showProgress = showProgressOn(process.stderr);
  const malformed: Malformed[] = [];
  const eventsInWork = folder === undefined ? null : await waitForWorker({ api, showProgress });
  const balance = await readBalance(api);
  const onMalformed = (row: Malformed): void => void malformed.push(row);
  const comparison =
    folder === undefined
      ? null
      : await compareArchive({ api, folder, showProgress, onMalformed, ...(limit === undefined ? {} : { limit }) });
  const deviations = (comparison?.deviations.length ?? 0) + (eventsInWork ?? 0) + malformed.length;
  const documents = await checkDocuments(api);
  const isAllSound = isSound(balance) && deviations === 0 && documents.isClean;
  return { isSound: isAllSound, balance, documents, eventsInWork, comparison, malformed };
}

function drawVerification({ balance, documents, eventsInWork, comparison, malformed, isSound }: Verification): string {
  const parts = [drawBalance(balance)];
  if (eventsInWork) {
    parts.push(`${countOf(eventsInWork, 'event')} still in work, and nothing moves: is the worker running? lab status says more.`);
  }
  if (comparison) {
    const { totals, deviations, cases } = comparison;
    parts.push(drawTotals(totals));
    const verdict = `${countOf(cases, 'case')} compared, ${countOf(deviations.length, 'deviation')}`;
    parts.push(
      drawFindings(
        verdict,
        deviations.map(({ id, message }) => `${id}: ${message}`),
      ),
    );
  }
  if (malformed.length > 0) {
    const heading = `${countOf(malformed.length, 'malformed row')}, not compared`;
    parts.push(
      drawFindings(
        heading,
        malformed.map(({ file, line, reason }) => `${file} line ${line}: ${reason}`),
      ),
    );
  }
  parts.push(drawDocuments(documents));
  parts.push(isSound ? 'All as it should be.' : 'NOT all as it should be.');
  return parts.join('\n\n');
}

const help = `
Without FOLDER it checks the promises that the lab makes about everything it accepted, and compares every document with its object, byte
for byte. With FOLDER, an archive as lab import takes it, it also waits until the worker is done and compares every case with what
expected.csv says it must have come to:
  expected.csv     source_case_id, expected_operational, expected_canonical, accepted

Exit code: 0 all as it should be, 1 otherwise, 2 wrong use.

Example:
  $ lab verify archives/helpdesk`;

/** Adds `lab verify` to the program. */
export function addVerifyCommand(program: Command): void {
  program
    .command('verify')
    .description('check every promise of the lab, and an archive against what became of it')
    .argument('[folder]', 'folder of an archive')
    .option('--limit <n>', 'only the first n cases of the archive', readCount)
    .option('--json', 'print one JSON object instead of tables')
    .addHelpText('after', help)
    .action(async (folder: string | undefined, { limit, json = false }: Options) => {
      if (folder === undefined && limit !== undefined) throw new CommandError('--limit needs a folder — see lab verify --help', 2);
      const verification = await verify(folder, limit);
      if (json) printJson(verification);
      else print(drawVerification(verification));
      if (!verification.isSound) process.exitCode = 1;
    });
}
