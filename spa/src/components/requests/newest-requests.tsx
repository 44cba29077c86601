import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Text } from '@mantine/core';
import { graphql } from '../../generated/gql.ts';
import type { NewestRequestFragment } from '../../generated/graphql.ts';
import { businessObjectStates, caseStates, serviceRequestStates } from '../../words/vocabulary.ts';
import { TextLink } from '../links.tsx';
import { Moment } from '../moment.tsx';
import { Name } from '../name.tsx';
import { NoState, StateBadge } from '../state-badge.tsx';
import classes from './newest-requests.module.css';

const fragment = graphql(`
  fragment NewestRequest on ServiceRequest {
    id
    reference
    status
    submittedAt
    customer {
      id
      name
    }
    requestType {
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

type Props = {
  requests: readonly ({ id: string } & FragmentType<NewestRequestFragment>)[];
  /** Fields whose subgraph could not be asked. */
  unknown: ReadonlySet<string>;
};

/** The latest requests at a glance, each with its status in three layers: source, operational, canonical. */
export function NewestRequests({ requests, unknown }: Props) {
  return (
    <ol className={classes.list}>
      {requests.map((request) => (
        <NewestRequest key={request.id} request={request} unknown={unknown} />
      ))}
    </ol>
  );
}

type ItemProps = { request: FragmentType<NewestRequestFragment>; unknown: ReadonlySet<string> };

function NewestRequest({ request, unknown }: ItemProps) {
  const { data, complete } = useFragment({ fragment, from: request });
  if (!complete) return null;
  const { reference, operationCase, businessObject } = data;
  return (
    <li className={classes.item}>
      <TextLink to="/requests/$reference" params={{ reference }} fw={600} size="sm" ff="monospace" style={{ whiteSpace: 'nowrap' }}>
        {reference}
      </TextLink>
      <div className={classes.what}>
        <Name value={data.customer?.name} />
        <Text size="xs" c="dimmed" lineClamp={1}>
          {data.requestType?.name ?? 'unknown'}
        </Text>
      </div>
      <div className={classes.states}>
        <StateBadge state={serviceRequestStates[data.status]} />
        {operationCase ? <StateBadge state={caseStates[operationCase.status]} /> : <NoState isUnknown={unknown.has('operationCase')} />}
        {businessObject ? (
          <StateBadge state={businessObjectStates[businessObject.status]} />
        ) : (
          <NoState isUnknown={unknown.has('businessObject')} />
        )}
      </div>
      <Text size="sm" c="dimmed" className={classes.when ?? ''}>
        <Moment at={data.submittedAt} />
      </Text>
    </li>
  );
}
