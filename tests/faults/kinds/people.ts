import { setTimeout as delay } from 'node:timers/promises';
import { identityHeader } from 'lib/gateway-signature.ts';
import { signAsGateway } from '../../bench/people.ts';
import { tester } from '../../support/people.ts';
import { until } from '../../support/until.ts';
import { createAsk } from '../clients/gateway.ts';
import type { Bench, Injection } from './kind.ts';

const refusals = new Set(['STALE_VERSION', 'INVALID_TRANSITION']);

/**
 * Two operators, at the door of the gateway and at a second process of the subgraph, decide about the same case in the same
 * moment: one completes it, the other rejects it. One of them is told no.
 */
export async function raceOperators(bench: Bench): Promise<Injection> {
  const { lab, cases, history, random, supply, size } = bench;
  const second = await lab.startSubgraph('operational');
  await second.ready();
  // nobody signs in at a subgraph: this one takes the word of another gateway
  const sign = signAsGateway(lab.folder);
  const askSecond = createAsk(
    () => second.url,
    async (body) => ({ [identityHeader]: sign('operational', tester, body) }),
  );
  const errands = Array.from({ length: size(40, 6) }, () => ({ ...supply.next(), steps: [] }));
  const requestIds = await cases.submit(errands);
  const caseIds = await awaitCases(bench, requestIds);

  await Promise.all(
    caseIds.map(async (caseId, place) => {
      const by = (who: string) => ({ caseId, changedBy: who, reason: `decided by ${who}`, idempotencyKey: `race:${caseId}:${who}` });
      await cases.move({ ...by('the one before'), status: 'IN_PROGRESS' });
      // half of them say what they saw, the others insist on nothing
      const seen = place % 2 === 0 ? { expectedVersion: 2 } : {};
      const late = delay(random.below(6));
      const outcomes = await Promise.all([
        cases.move({ ...by('the first'), ...seen, status: 'COMPLETED' }),
        late.then(() => cases.move({ ...by('the second'), ...seen, status: 'REJECTED' }, askSecond)),
      ]);
      const winners = outcomes.filter((codes) => codes.length === 0).length;
      const areClear = outcomes.flat().every((code) => refusals.has(code));
      if (winners !== 1 || !areClear) {
        history.violate('illegal', 'one of two operators wins', requestIds[place] ?? null, `answers: ${JSON.stringify(outcomes)}`);
      }
    }),
  );
  await second.stop();
  return { injected: caseIds.length };
}

/** Waits until all these requests have a case. */
export function awaitCases({ cases }: Bench, requestIds: readonly string[]): Promise<string[]> {
  return until('all requests have a case', async () => {
    const found = await cases.find(requestIds);
    return found.size === requestIds.length && requestIds.map((id) => found.get(id) ?? '');
  });
}
