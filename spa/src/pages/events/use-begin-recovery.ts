import { useApolloClient } from '@apollo/client/react';
import { graphql } from '../../generated/gql.ts';
import type { RecoveryKind, RedeliverEventsInput, RedeliverMutation } from '../../generated/graphql.ts';
import { wholeAnswer } from '../../lists/whole-answer.ts';

const redeliver = graphql(`
  mutation Redeliver($input: RedeliverEventsInput!) {
    redeliverEvents(input: $input) {
      job {
        id
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

const discard = graphql(`
  mutation Discard($input: DiscardEventsInput!) {
    discardEvents(input: $input) {
      job {
        id
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

const restore = graphql(`
  mutation Restore($input: RestoreEventsInput!) {
    restoreEvents(input: $input) {
      job {
        id
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

const replay = graphql(`
  mutation Replay($input: ReplayEventsInput!) {
    replayEvents(input: $input) {
      job {
        id
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

/** What every recovery says; giving up and taking back are done at once, so their speed is left out. */
export type Order = RedeliverEventsInput;
export type Begun = RedeliverMutation['redeliverEvents'];

/** Begins a recovery. @throws what the lab answers instead of a job or a refusal. */
export function useBeginRecovery(): (kind: RecoveryKind, order: Order) => Promise<Begun> {
  const client = useApolloClient();
  return async (kind, order) => {
    const { isCanary: _, eventsPerSecond: __, ...plain } = order;
    switch (kind) {
      case 'REDELIVER':
        return (await wholeAnswer(client.mutate({ mutation: redeliver, variables: { input: order } }))).redeliverEvents;
      case 'DISCARD':
        return (await wholeAnswer(client.mutate({ mutation: discard, variables: { input: plain } }))).discardEvents;
      case 'RESTORE':
        return (await wholeAnswer(client.mutate({ mutation: restore, variables: { input: plain } }))).restoreEvents;
      case 'REPLAY':
        return (await wholeAnswer(client.mutate({ mutation: replay, variables: { input: order } }))).replayEvents;
    }
  };
}
