import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Anchor, Box, Card, Divider, Text, Title } from '@mantine/core';
import { graphql } from '../../generated/gql.ts';
import type { RequestFactsFragment } from '../../generated/graphql.ts';
import { Facts } from '../facts.tsx';
import { Moment } from '../moment.tsx';
import { PriorityMark } from '../state-badge.tsx';

const fragment = graphql(`
  fragment RequestFacts on ServiceRequest {
    id
    priority
    requesterName
    requesterEmail
    description
    externalReference
    submittedAt
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
      name
    }
  }
`);

/** Who asks for what, in the sender's own words. */
export function RequestFacts({ request }: { request: FragmentType<RequestFactsFragment> }) {
  const { data, complete } = useFragment({ fragment, from: request });
  if (!complete) return null;
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="sm">
        What was asked
      </Title>
      {/* as it was sent: text with its line breaks, never markup; as long as it may be, it scrolls by itself */}
      <Box component="section" aria-label="Description" tabIndex={0} mah={280} style={{ overflow: 'auto' }}>
        <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{data.description}</Text>
      </Box>
      <Divider my="sm" />
      <Facts
        isDense
        facts={[
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
          ['Agreement', data.agreement ? `${data.agreement.name} (${data.agreement.code})` : 'unknown'],
          ['Type', data.requestType?.name ?? 'unknown'],
          ['Team', data.team?.name ?? 'unknown'],
          ['Priority', <PriorityMark key="priority" priority={data.priority} />],
          ['Sent', <Moment key="sent" at={data.submittedAt} />],
          ...(data.externalReference ? [['Sender’s reference', data.externalReference] as const] : []),
        ]}
      />
    </Card>
  );
}
