import type { Command } from 'commander';
import { createApi, findLab } from '../api.ts';
import { graphql } from '../generated/gql.ts';
import { countOf, drawFindings, print, printJson } from '../terminal.ts';
import { refuse } from './refusal.ts';
import { oneLine } from './words.ts';

const reconcileDocument = graphql(`
  mutation Reconcile($input: ReconcileInput!) {
    reconcile(input: $input) {
      repairedCount
      invariant { name promise examined violationCount violations { id detail } repair }
      userErrors { code message field }
    }
  }
`);

/** Adds `lab reconcile`. */
export function addReconcileCommand(program: Command): void {
  program
    .command('reconcile')
    .description('repair what breaks a promise, where that is safe')
    .argument('<name>', 'name of the promise, as lab verify gives it')
    .requiredOption('--reason <text>', 'why; kept in the story of every request concerned')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nNothing is ever deleted to make a number right.\n\nExit code: 0 the promise holds, 1 it is still broken, 2 wrong use or no safe repair.\n\nExample:\n  $ lab reconcile waiting_heads_have_a_bell --reason "restored from a backup"',
    )
    .action(async (name: string, { reason, json }: { reason: string; json?: boolean }) => {
      const { reconcile } = await createApi(findLab(process.env)).execute(reconcileDocument, { input: { invariant: name, reason } });
      const { repairedCount, invariant, userErrors } = reconcile;
      refuse(userErrors, 'lab verify names the promises and their repairs');
      const broken = invariant?.violationCount ?? 0;
      const left = invariant?.violations.map(({ id, detail }) => oneLine(`${id} ${detail}`)) ?? [];
      if (json) printJson({ repairedCount, invariant });
      else print(`${countOf(repairedCount, 'record')} repaired.\n${drawFindings(`${countOf(broken, 'violation')} left`, left)}`);
      if (broken > 0) process.exitCode = 1;
    });
}
