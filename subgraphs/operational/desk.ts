import { type AuditEntry, type AuditTrail, recordAudit, systemCaller } from 'lib/audit.ts';
import { sqlState, withTransaction } from 'lib/db.ts';
import { gather } from 'lib/gather.ts';
import type { Runtime } from 'lib/service.ts';
import { changeCaseStatuses, type Step, type StepResult } from './commands.ts';

export type Desk = {
  /** Takes one step, together with others of the same moment. */
  moveOne(step: Step): Promise<StepResult>;
  /** Takes steps in the order given, in one transaction. */
  moveMany(steps: readonly Step[]): Promise<StepResult[]>;
};

/** The desk at which people move cases: each step is taken or refused by itself. */
export function openDesk({ pool, boss, auditKeys }: Runtime): Desk {
  const trail: AuditTrail = { chain: 'operational', keys: auditKeys };
  const move = (steps: readonly Step[]): Promise<StepResult[]> =>
    withTransaction(pool, async (tx) => {
      const results = await changeCaseStatuses(boss, tx, steps);
      const entries = steps.flatMap((step, index) => describeStep(step, results[index]));
      await recordAudit(tx, trail, entries);
      return results;
    });
  const moveMany = async (steps: readonly Step[]): Promise<StepResult[]> => {
    try {
      return await move(steps);
    } catch (error) {
      // somebody used the same key for another case in the same moment; the second look finds it
      if (sqlState(error) !== '23505') throw error;
      return await move(steps);
    }
  };
  return { moveOne: gather(moveMany), moveMany };
}

/** What the audit says of a step: nothing when it was taken before. */
function describeStep({ caller, actor, input }: Step, result: StepResult | undefined): AuditEntry[] {
  if (!result?.change || !result.operationCase || result.replayed) return [];
  const { change, operationCase } = result;
  return [
    {
      caller: caller ?? systemCaller(actor),
      action: 'changeCaseStatus',
      object: { type: 'operation_case', id: operationCase.id },
      reason: input.reason,
      before: { status: change.from_status, version: change.version - 1 },
      after: { status: change.to_status, version: change.version, changedBy: input.changedBy, changedAt: input.changedAt },
      correlationId: operationCase.correlation_id,
      outcome: 'accepted',
    },
  ];
}
