import type { ResultOf } from '@graphql-typed-document-node/core';
import { Link } from '@tanstack/react-router';
import { columnVisibilityFeature, createColumnHelper, tableFeatures } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { graphql } from '../../generated/gql.ts';
import type { RequestOrder } from '../../search.ts';
import {
  businessObjectStates,
  caseStates,
  priorities,
  type State,
  serviceRequestStates,
  unknown as unknownState,
} from '../../words/vocabulary.ts';
import { Glyph } from '../glyph.tsx';
import { Moment } from '../moment.tsx';
import { PriorityBars } from '../state-badge.tsx';
import classes from './request-table.module.css';

// with its fields in the open: the list keeps rows outside the cache
const fragment = graphql(`
  fragment RequestRow on ServiceRequest {
    id
    reference
    status
    priority
    requesterName
    externalReference
    submittedAt
    createdAt
    customer {
      id
      name
    }
    agreement {
      id
      name
    }
    requestType {
      id
      name
    }
    team {
      id
      name
    }
    operationCase {
      id
      status
    }
    businessObject {
      id
      status
    }
  }
`);

export type ListedRequest = ResultOf<typeof fragment>;

/** A request as it stands in the list, with the fields whose system could not be asked. */
export type ShownRequest = { request: ListedRequest; unknown: ReadonlySet<string> };

export const requestFeatures = tableFeatures({ columnVisibilityFeature });

const helper = createColumnHelper<typeof requestFeatures, ShownRequest>();

type Column = {
  title: string;
  /** In pixels; what is left over goes to the columns that may grow. */
  width: number;
  grows?: boolean;
  isAtEnd?: boolean;
  /** The orders that the header offers: the first one first. */
  orders?: readonly [RequestOrder | undefined, RequestOrder | undefined];
  draw: (shown: ShownRequest) => ReactNode;
};

/** All there are, in the order in which they stand. */
export const requestColumns = {
  reference: {
    title: 'Request',
    width: 160,
    orders: ['-reference', 'reference'],
    draw: ({ request }) => <RequestLink request={request} />,
  },
  customer: { title: 'Customer', width: 150, grows: true, draw: ({ request }) => <Words value={request.customer?.name} /> },
  type: { title: 'Type', width: 130, grows: true, draw: ({ request }) => <Words value={request.requestType?.name} /> },
  agreement: { title: 'Agreement', width: 160, grows: true, draw: ({ request }) => <Words value={request.agreement?.name} /> },
  team: { title: 'Team', width: 140, grows: true, draw: ({ request }) => <Words value={request.team?.name} /> },
  requester: { title: 'Requester', width: 150, grows: true, draw: ({ request }) => <Words value={request.requesterName} /> },
  source: {
    title: 'Sender’s reference',
    width: 150,
    draw: ({ request }) => <span className={classes.code}>{request.externalReference ?? '–'}</span>,
  },
  priority: { title: 'Priority', width: 104, draw: ({ request }) => <PriorityWord priority={request.priority} /> },
  status: { title: 'Source', width: 116, draw: ({ request }) => <StateMark state={serviceRequestStates[request.status]} /> },
  case: {
    title: 'Operational',
    width: 124,
    draw: ({ request, unknown }) => (
      <StateMark state={request.operationCase ? caseStates[request.operationCase.status] : absent(unknown.has('operationCase'))} />
    ),
  },
  object: {
    title: 'Canonical',
    width: 124,
    draw: ({ request, unknown }) => (
      <StateMark
        state={request.businessObject ? businessObjectStates[request.businessObject.status] : absent(unknown.has('businessObject'))}
      />
    ),
  },
  sent: {
    title: 'Sent',
    width: 116,
    isAtEnd: true,
    orders: ['-sent', 'sent'],
    draw: ({ request }) => <Moment at={request.submittedAt} />,
  },
  recorded: {
    title: 'Recorded',
    width: 116,
    isAtEnd: true,
    orders: [undefined, 'oldest'],
    draw: ({ request }) => <Moment at={request.createdAt} />,
  },
} as const satisfies Record<string, Column>;

export type RequestColumn = keyof typeof requestColumns;
export const requestColumnIds = Object.keys(requestColumns) as RequestColumn[];

export function columnOf(id: string): Column {
  return requestColumns[id as RequestColumn];
}

export const columnDefinitions = helper.columns(
  requestColumnIds.map((id) => helper.display({ id, header: columnOf(id).title, cell: ({ row }) => columnOf(id).draw(row.original) })),
);

/** The whole row belongs to this link. Without Mantine's, of which a screen full at once would cost a frame. */
function RequestLink({ request: { reference, customer } }: { request: ListedRequest }) {
  return (
    <>
      <Link to="/requests/$reference" params={{ reference }} className={classes.link}>
        {reference}
      </Link>
      <span className={classes.below}>{customer?.name ?? 'unknown customer'}</span>
    </>
  );
}

function Words({ value }: { value: string | undefined }) {
  return (
    <span className={value === undefined ? classes.faint : undefined} title={value}>
      {value ?? 'unknown'}
    </span>
  );
}

function PriorityWord({ priority }: { priority: ListedRequest['priority'] }) {
  return (
    <span className={classes.state} title={priorities[priority].meaning}>
      <PriorityBars priority={priority} />
      {priorities[priority].word}
    </span>
  );
}

function absent(isUnknown: boolean): State | undefined {
  return isUnknown ? unknownState : undefined;
}

/** A state without the frame that it has elsewhere: three in a row would be a fence. */
function StateMark({ state }: { state: State | undefined }) {
  if (!state) return <span className={classes.faint}>not yet</span>;
  return (
    <span className={classes.state} title={state.meaning}>
      <Glyph shape={state.shape} color={state.color} />
      {state.word}
    </span>
  );
}
