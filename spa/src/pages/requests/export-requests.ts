import type { ApolloClient } from '@apollo/client';
import { writeCsvLine } from '../../files/csv.ts';
import { graphql } from '../../generated/gql.ts';
import type { RequestExportQuery } from '../../generated/graphql.ts';
import { wholeAnswer } from '../../lists/whole-answer.ts';
import { findRequestOf } from './find-request.ts';
import type { RequestListAsked } from './request-list.ts';

/** The most that the lab gives at once. */
const perCall = 100;

const pages = graphql(`
  query RequestExport($first: Int!, $after: Cursor, $filter: ServiceRequestFilter, $orderBy: ServiceRequestOrder) {
    serviceRequests(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id
        reference
        status
        priority
        customer {
          code
          name
        }
        agreement {
          code
          name
        }
        requestType {
          code
          name
        }
        team {
          code
          name
        }
        requesterName
        requesterEmail
        description
        externalReference
        submission {
          id
          submittedBy
          idempotencyKey
        }
        submittedAt
        createdAt
        updatedAt
        operationCase {
          id
          reference
          status
          changedAt
        }
        businessObject {
          id
          businessKey
          status
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

type Exported = RequestExportQuery['serviceRequests']['nodes'][number];

const csvColumns = {
  id: ({ id }) => id,
  reference: ({ reference }) => reference,
  status: ({ status }) => status,
  priority: ({ priority }) => priority,
  customerCode: ({ customer }) => customer?.code,
  customer: ({ customer }) => customer?.name,
  agreementCode: ({ agreement }) => agreement?.code,
  agreement: ({ agreement }) => agreement?.name,
  requestTypeCode: ({ requestType }) => requestType?.code,
  requestType: ({ requestType }) => requestType?.name,
  teamCode: ({ team }) => team?.code,
  team: ({ team }) => team?.name,
  requesterName: ({ requesterName }) => requesterName,
  requesterEmail: ({ requesterEmail }) => requesterEmail,
  description: ({ description }) => description,
  externalReference: ({ externalReference }) => externalReference,
  submissionId: ({ submission }) => submission.id,
  submittedBy: ({ submission }) => submission.submittedBy,
  idempotencyKey: ({ submission }) => submission.idempotencyKey,
  submittedAt: ({ submittedAt }) => submittedAt,
  createdAt: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
  caseId: ({ operationCase }) => operationCase?.id,
  caseReference: ({ operationCase }) => operationCase?.reference,
  caseStatus: ({ operationCase }) => operationCase?.status,
  caseChangedAt: ({ operationCase }) => operationCase?.changedAt,
  objectId: ({ businessObject }) => businessObject?.id,
  objectKey: ({ businessObject }) => businessObject?.businessKey,
  objectStatus: ({ businessObject }) => businessObject?.status,
} satisfies Record<string, (request: Exported) => unknown>;

const readers = Object.values(csvColumns);

export const exportFormats = {
  csv: {
    type: 'text/csv',
    head: writeCsvLine(Object.keys(csvColumns)),
    write: (found: readonly Exported[]) => found.map((request) => writeCsvLine(readers.map((read) => read(request)))).join(''),
    tail: '',
  },
  json: {
    type: 'application/json',
    head: '[',
    write: (found: readonly Exported[], isFirst: boolean) =>
      found.map((request, place) => `${isFirst && place === 0 ? '' : ','}\n${JSON.stringify(withoutTypes(request))}`).join(''),
    tail: '\n]\n',
  },
} as const;
export type ExportFormat = keyof typeof exportFormats;

/** The client adds the name of its type to every record. */
function withoutTypes(request: Exported): unknown {
  return JSON.parse(JSON.stringify(request, (key, value: unknown) => (key === '__typename' ? undefined : value)));
}

type Wanted = { format: ExportFormat; asked: RequestListAsked; signal: AbortSignal; onProgress: (count: number) => void };

/**
 * Everything that a list holds as one file, page by page. Only whole: a part of the lab that does not answer fails it.
 *
 * @returns null when it was stopped. @throws what the lab answers instead.
 */
export async function exportRequests(client: ApolloClient, { format, asked, signal, onProgress }: Wanted) {
  const { type, head, write, tail } = exportFormats[format];
  const parts: string[] = [head];
  let count = 0;
  let after: string | null = null;
  const filter = await findRequestOf(client, asked.filter);
  do {
    const page: RequestExportQuery = await wholeAnswer(
      client.query({ query: pages, variables: { first: perCall, after, filter, orderBy: asked.orderBy }, fetchPolicy: 'no-cache' }),
    );
    if (signal.aborted) return null;
    const { nodes, pageInfo } = page.serviceRequests;
    parts.push(write(nodes, count === 0));
    count += nodes.length;
    onProgress(count);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  parts.push(tail);
  return { file: new Blob(parts, { type }), count };
}
