import { useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import { graphql } from '../generated/gql.ts';
import { isQuarantined, type UploadItem, type UploadQueue } from './queue.ts';

const quarantinedDocument = graphql(`
  query QuarantinedDocument($id: ID!) {
    document(id: $id) {
      id
      status
      statusReason
    }
  }
`);

const pollMs = 3_000;

/** Looks again at a document in quarantine until it is out of it, one way or the other. */
export function useQuarantine({ id, phase }: UploadItem, queue: UploadQueue): void {
  const waiting = phase.is === 'stored' && isQuarantined(phase) ? phase.document.id : null;
  const { data, error } = useQuery(quarantinedDocument, {
    variables: { id: waiting ?? '' },
    // skipToken would leave the polling on
    skip: waiting === null,
    pollInterval: pollMs,
    fetchPolicy: 'network-only',
  });
  const found = data?.document;
  useEffect(() => {
    // one that cannot be asked for now may still be there
    if (waiting !== null && found !== undefined && !(found === null && error)) queue.learn(id, found);
  }, [queue, id, waiting, found, error]);
}
