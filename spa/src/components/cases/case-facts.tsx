import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Anchor, Box, Card, Divider, Text, Title } from '@mantine/core';
import { graphql } from '../../generated/gql.ts';
import type { CaseFactsFragment } from '../../generated/graphql.ts';
import { serviceRequestStates } from '../../words/vocabulary.ts';
import { Facts } from '../facts.tsx';
import { TextLink } from '../links.tsx';
import { Moment } from '../moment.tsx';
import { PriorityMark, StateBadge } from '../state-badge.tsx';

const fragment = graphql(`
  fragment CaseFacts on OperationCase {
    id
    description
    priority
    requesterName
    requesterEmail
    openedAt
    changedAt
    customer {
      id
      name
    }
    agreement {
      id
      code
      name
    }
    requestType {
      id
      name
    }
    team {
      id
      code
      name
    }
    serviceRequest {
      id
      reference
      status
    }
  }
`);

/** What the work is, for whom, and who owns it. */
export function CaseFacts({ operationCase }: { operationCase: FragmentType<CaseFactsFragment> }) {
  const { data, complete } = useFragment({ fragment, from: operationCase });
  if (!complete) return null;
  const { team, agreement, serviceRequest } = data;
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="sm">
        What is to be done
      </Title>
      {/* as it was sent: text with its line breaks, never markup; as long as it may be, it scrolls by itself */}
      <Box component="section" aria-label="Description" tabIndex={0} mah={280} style={{ overflow: 'auto' }}>
        <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{data.description}</Text>
      </Box>
      <Divider my="sm" />
      <Facts
        facts={[
          ['Owned by', team ? `${team.name} (team ${team.code})` : 'unknown'],
          ['Priority', <PriorityMark key="priority" priority={data.priority} />],
          [
            'Request',
            serviceRequest ? (
              <span key="request" style={{ display: 'inline-flex', gap: 8, alignItems: 'center', flexWrap: 'wrap' }}>
                <TextLink to="/requests/$reference" params={{ reference: serviceRequest.reference }} ff="monospace" inherit>
                  {serviceRequest.reference}
                </TextLink>
                <StateBadge state={serviceRequestStates[serviceRequest.status]} />
              </span>
            ) : (
              'unknown'
            ),
          ],
          [
            'Requester',
            <span key="requester">
              {data.requesterName}{' '}
              <Anchor inherit href={`mailto:${data.requesterEmail}`}>
                {data.requesterEmail}
              </Anchor>
            </span>,
          ],
          ['Customer', data.customer?.name ?? 'unknown'],
          ['Agreement', agreement ? `${agreement.name} (${agreement.code})` : 'unknown'],
          ['Request type', data.requestType?.name ?? 'unknown'],
          ['Opened', <Moment key="opened" at={data.openedAt} />],
          ['Last step', <Moment key="changed" at={data.changedAt} />],
        ]}
      />
    </Card>
  );
}
