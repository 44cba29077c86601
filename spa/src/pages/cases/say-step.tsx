import type { SteppingCase } from '../../components/cases/case-steps.ts';
import type { StepAnswer } from '../../components/step-dialog.tsx';
import type { CaseStatus } from '../../generated/graphql.ts';
import { describeFailure } from '../../words/failures.ts';
import { caseStates } from '../../words/vocabulary.ts';

// loaded with the first step that is taken
const toasts = () => import('../../components/cases/case-toasts.tsx');

export async function sayTaken({ reference }: SteppingCase, status: CaseStatus): Promise<void> {
  const { tellCase } = await toasts();
  const { word, shape, color } = caseStates[status];
  tellCase({ reference, shape, color, words: `is ${word} now.` });
}

/** For whoever has gone on to another case meanwhile. */
export async function sayRefused({ reference, status }: SteppingCase, { refusals, error }: StepAnswer): Promise<void> {
  const { tellCase } = await toasts();
  const reasons = refusals.map(({ message }) => message).join('; ') || describeFailure(error).title;
  tellCase({ reference, shape: 'cross', color: 'orange', words: `stays ${caseStates[status].word}: ${reasons}` });
}
