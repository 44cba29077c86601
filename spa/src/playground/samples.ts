import { print } from 'graphql';
import { graphql } from '../generated/gql.ts';
import type { PlaygroundSamplesQuery } from '../generated/graphql.ts';
import { ask } from './ask.ts';
import type { Samples } from './examples.ts';

const samples = graphql(`
  query PlaygroundSamples {
    agreements(first: 1, filter: { isActive: true }) {
      nodes {
        id
        customer {
          id
        }
      }
    }
    requestTypes(isActive: true) {
      id
    }
    teams(isActive: true) {
      id
    }
    serviceRequests(first: 1) {
      nodes {
        id
        reference
      }
    }
    operationCases(first: 1, filter: { statuses: [OPEN] }) {
      nodes {
        id
        version
      }
    }
  }
`);

/** Records of this lab that the examples can be about. */
export async function findSamples(): Promise<Partial<Samples>> {
  const { data } = (await ask({ query: print(samples) })) as { data?: PlaygroundSamplesQuery | null };
  const agreement = data?.agreements.nodes[0];
  const found = {
    customerId: agreement?.customer.id,
    agreementId: agreement?.id,
    requestTypeId: data?.requestTypes[0]?.id,
    teamId: data?.teams[0]?.id,
    reference: data?.serviceRequests.nodes[0]?.reference,
    caseId: data?.operationCases.nodes[0]?.id,
    caseVersion: data?.operationCases.nodes[0]?.version,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}
