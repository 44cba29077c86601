import { useMutation } from '@apollo/client/react';
import type { StepAnswer } from '../../components/step-dialog.tsx';
import { graphql } from '../../generated/gql.ts';
import type { ChangeCaseStatusInput } from '../../generated/graphql.ts';

const moveCase = graphql(`
  mutation MoveCase($input: ChangeCaseStatusInput!) {
    changeCaseStatus(input: $input) {
      operationCase {
        id
        status
        version
        changedAt
        availableTransitions {
          status
          requiresReason
        }
        history {
          id
          version
          fromStatus
          toStatus
          changedBy
          reason
          changedAt
          recordedAt
          event {
            id
          }
        }
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

/** Sends a step to the lab, and says what came of it in the lab's own words. */
export function useMoveCase(): (input: ChangeCaseStatusInput) => Promise<StepAnswer> {
  const [move] = useMutation(moveCase);
  return async (input) => {
    try {
      const { data, error } = await move({ variables: { input } });
      const payload = data?.changeCaseStatus;
      if (!payload) return { isTaken: false, refusals: [], now: null, error };
      const { operationCase: now, userErrors: refusals } = payload;
      return { isTaken: refusals.length === 0, refusals, now, error: undefined };
    } catch (error) {
      return { isTaken: false, refusals: [], now: null, error };
    }
  };
}
