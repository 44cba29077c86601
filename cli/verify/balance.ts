import type { Api } from '../api.ts';
import { graphql } from '../generated/gql.ts';
import type { BalanceQuery } from '../generated/graphql.ts';
import { drawFindings, drawTable, formatCount } from '../terminal.ts';

const balanceDocument = graphql(`
  query Balance {
    balance {
      accepted
      processed
      pending
      retrying
      dead
      discarded
      isBalanced
      invariants {
        name
        promise
        examined
        violationCount
        violations { id detail }
        repair
      }
    }
  }
`);

export type Balance = BalanceQuery['balance'];

/** Asks the lab whether everything that it accepted is accounted for. */
export async function readBalance(api: Api): Promise<Balance> {
  return (await api.execute(balanceDocument)).balance;
}

export function isSound(balance: Balance): boolean {
  return balance.isBalanced && balance.invariants.every(({ violationCount }) => violationCount === 0);
}

/** The promises in a table, the sum of all events, and the records that break a promise. */
export function drawBalance(balance: Balance): string {
  const { accepted, processed, pending, retrying, dead, discarded, invariants } = balance;
  const table = drawTable(
    ['promise', 'examined', 'violations'],
    invariants.map(({ promise, examined, violationCount }) => [promise, examined, violationCount]),
  );
  const others = Object.entries({ pending, retrying, dead, discarded });
  const sum = [`processed ${formatCount(processed)}`, ...others.map(([status, count]) => `${status} ${formatCount(count)}`)].join(' + ');
  const verdict = balance.isBalanced ? 'balanced' : 'NOT balanced';
  const parts = [table, '', `events: accepted ${formatCount(accepted)} = ${sum}: ${verdict}`];
  const findings = invariants.flatMap(({ name, violations }) => violations.map(({ id, detail }) => `${name}: ${id} ${detail}`));
  if (findings.length > 0) parts.push('', drawFindings('broken promises', findings));
  const repairs = invariants.flatMap(({ name, violationCount, repair }) =>
    violationCount > 0 && repair ? [`lab reconcile ${name} --reason TEXT: ${repair}`] : [],
  );
  if (repairs.length > 0) parts.push('', drawFindings('safe repairs', repairs));
  return parts.join('\n');
}
