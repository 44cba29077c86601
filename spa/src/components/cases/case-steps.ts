import { graphql } from '../../generated/gql.ts';
import type { CaseStatus, CaseStepsFragment } from '../../generated/graphql.ts';
import { movesCasesOf, type Person } from '../../session/person.ts';

/** What has to be known of a case to offer its steps. Cards and rows take it from here: a page of a hundred may hold so many fields. */
export const caseSteps = graphql(`
  fragment CaseSteps on OperationCase {
    id
    reference
    status
    version
    availableTransitions {
      status
      requiresReason
    }
    team {
      id
      code
      name
    }
  }
`);

export type SteppingCase = CaseStepsFragment;
export type Transition = SteppingCase['availableTransitions'][number];

/** A step in the words of whoever takes it. */
export const stepVerbs: Record<CaseStatus, string> = {
  OPEN: 'Reopen',
  IN_PROGRESS: 'Start work',
  COMPLETED: 'Complete',
  REJECTED: 'Reject',
};

/** The steps that the server allows from here to this person, and no others. */
export function stepsFor(person: Person, operationCase: Pick<SteppingCase, 'availableTransitions' | 'team'>): readonly Transition[] {
  return movesCasesOf(person, operationCase.team?.code) ? operationCase.availableTransitions : [];
}
