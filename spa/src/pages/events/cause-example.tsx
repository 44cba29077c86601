import { useQuery } from '@apollo/client/react';
import { Group, Text } from '@mantine/core';
import { TextLink } from '../../components/links.tsx';
import { graphql } from '../../generated/gql.ts';
import { useLive } from '../../live/use-live.ts';
import { formatCount } from '../../words/numbers.ts';

const shown = 6;

const suffering = graphql(`
  query SufferingEvents($first: Int!, $fingerprint: String!) {
    events(first: $first, filter: { errorFingerprints: [$fingerprint], statuses: [DEAD, RETRYING] }) {
      nodes {
        id
        serviceRequest {
          id
          reference
        }
      }
    }
  }
`);

/** Requests that a cause holds up: the newest few, each a way to its event. */
export function CauseExample({ fingerprint, openEvents }: { fingerprint: string; openEvents: number }) {
  const result = useQuery(suffering, { variables: { first: shown, fingerprint }, fetchPolicy: 'no-cache' });
  useLive(result);
  const nodes = (result.data ?? result.previousData)?.events.nodes ?? [];
  if (nodes.length === 0) return null;
  return (
    <Group gap={10}>
      <Text size="sm">Held up:</Text>
      {nodes.map(({ id, serviceRequest }) => (
        <TextLink key={id} to="/events" search={{ cause: fingerprint, event: id }} size="sm" ff="monospace">
          {serviceRequest?.reference ?? 'unknown'}
        </TextLink>
      ))}
      {openEvents > nodes.length ? (
        <Text size="sm" c="dimmed">
          and {formatCount(openEvents - nodes.length)} more
        </Text>
      ) : null}
    </Group>
  );
}
