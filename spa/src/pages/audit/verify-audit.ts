import type { ApolloClient } from '@apollo/client';
import { graphql } from '../../generated/gql.ts';
import type { AuditAnchorInput, AuditAnchorsQuery, AuditVerificationQuery } from '../../generated/graphql.ts';
import { wholeAnswer } from '../../lists/whole-answer.ts';

const anchorsQuery = graphql(`
  query AuditAnchors($first: Int!, $after: Cursor) {
    auditAnchors(first: $first, after: $after) {
      nodes {
        number
        recordedAt
        isVerified
        fault
        heads {
          chain
          position
          hash
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const verificationQuery = graphql(`
  query AuditVerification($anchors: [AuditAnchorInput!], $after: Cursor) {
    auditVerification(anchors: $anchors, after: $after) {
      checkedAt
      isComplete
      endCursor
      chains {
        name
        length
        isIntact
        firstBroken {
          position
          id
          reason
          detail
        }
      }
    }
  }
`);

type Anchor = AuditAnchorsQuery['auditAnchors']['nodes'][number];
export type Chain = AuditVerificationQuery['auditVerification']['chains'][number];

export type Verification = {
  checkedAt: string;
  isIntact: boolean;
  chains: readonly Chain[];
  /** How many notes of the chains' ends were compared. */
  anchors: number;
  /** When the newest that can be believed was written; null when there is none. */
  anchoredAt: string | null;
  faultyAnchors: readonly { number: number; fault: string }[];
};

/** Anchors that are compared, newest first; one is written a minute at most. */
const mostAnchors = 500;
const anchorsPerCall = 100;
/** The most heads that the lab takes. */
const mostHeads = 5_000;

/**
 * Has the lab walk every chain, and compare it with what it has noted in its object store.
 *
 * @param onProgress told how many records were walked.
 * @throws what the lab answers instead.
 */
export async function verifyAudit(client: ApolloClient, onProgress: (records: number) => void): Promise<Verification> {
  // first the anchors: what is recorded meanwhile lies behind them
  const anchors = await readAnchors(client);
  const heads = headsOf(anchors);
  for (let after: string | null = null; ; ) {
    const answer: AuditVerificationQuery = await wholeAnswer(
      client.query({ query: verificationQuery, variables: { anchors: heads, after }, fetchPolicy: 'no-cache' }),
    );
    const { checkedAt, isComplete, endCursor, chains } = answer.auditVerification;
    onProgress(chains.reduce((sum, { length }) => sum + length, 0));
    if (isComplete || endCursor === null) {
      const faultyAnchors = anchors.flatMap(({ number, fault }) => (fault === null ? [] : [{ number, fault }]));
      return {
        checkedAt,
        chains,
        faultyAnchors,
        isIntact: isComplete && chains.every(({ isIntact }) => isIntact) && faultyAnchors.length === 0,
        anchors: anchors.length,
        anchoredAt: anchors.find(({ isVerified }) => isVerified)?.recordedAt ?? null,
      };
    }
    after = endCursor;
  }
}

async function readAnchors(client: ApolloClient): Promise<Anchor[]> {
  const anchors: Anchor[] = [];
  let after: string | null = null;
  do {
    const { auditAnchors }: AuditAnchorsQuery = await wholeAnswer(
      client.query({ query: anchorsQuery, variables: { first: anchorsPerCall, after }, fetchPolicy: 'no-cache' }),
    );
    anchors.push(...auditAnchors.nodes);
    after = auditAnchors.pageInfo.hasNextPage ? auditAnchors.pageInfo.endCursor : null;
  } while (after !== null && anchors.length < mostAnchors);
  return anchors;
}

/** Heads that the anchors vouch for, newest first, each once: a quiet chain stands in many anchors. */
function headsOf(anchors: readonly Anchor[]): AuditAnchorInput[] {
  const heads = anchors.flatMap((anchor) => (anchor.isVerified ? anchor.heads : []));
  const distinct = new Map(heads.map(({ chain, position, hash }) => [`${chain} ${position} ${hash}`, { chain, position, hash }]));
  return [...distinct.values()].slice(0, mostHeads);
}
