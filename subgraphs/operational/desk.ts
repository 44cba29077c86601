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
export function openDesk({ pool, boss }: Runtime): Desk {
  const move = (steps: readonly Step[]): Promise<StepResult[]> => withTransaction(pool, (tx) => changeCaseStatuses(boss, tx, steps));
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
