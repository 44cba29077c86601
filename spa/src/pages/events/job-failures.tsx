import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Button, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { TextLink } from '../../components/links.tsx';
import { WideTable } from '../../components/wide-table.tsx';
import { graphql } from '../../generated/gql.ts';
import type { JobFailuresFragment } from '../../generated/graphql.ts';
import { formatCount } from '../../words/numbers.ts';

const fragment = graphql(`
  fragment JobFailures on RecoveryJob {
    id
    failed
    failures {
      detail
      event {
        id
        type
        sequence
        serviceRequest {
          id
          reference
        }
      }
    }
  }
`);

/** Enough to see the pattern; the page below is what most come for. */
const firstFew = 5;

/** The events that a recovery could not help, with the way to each. */
export function JobFailures({ job }: { job: FragmentType<JobFailuresFragment> }) {
  const { data, complete } = useFragment({ fragment, from: job });
  const [isWhole, setWhole] = useState(false);
  if (!complete || data.failures.length === 0) return null;
  const { failed, failures } = data;
  return (
    <Stack gap={4}>
      <WideTable label="Events that failed again">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Failed again</Table.Th>
            <Table.Th>Request</Table.Th>
            <Table.Th>Why</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {(isWhole ? failures : failures.slice(0, firstFew)).map(({ detail, event }) => (
            <Table.Tr key={event.id}>
              <Table.Td>
                <TextLink to="/events" search={{ job: data.id, event: event.id }} size="sm">
                  {event.type} #{event.sequence}
                </TextLink>
              </Table.Td>
              <Table.Td>
                <Text size="sm" ff="monospace" style={{ whiteSpace: 'nowrap' }}>
                  {event.serviceRequest?.reference ?? 'unknown'}
                </Text>
              </Table.Td>
              <Table.Td>
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {detail}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
      {!isWhole && failures.length > firstFew ? (
        <Button variant="default" size="xs" w="fit-content" onClick={() => setWhole(true)}>
          Show {formatCount(failures.length)}
        </Button>
      ) : null}
      {failed > failures.length ? (
        <Text size="xs" c="dimmed">
          The first {formatCount(failures.length)} of {formatCount(failed)}.
        </Text>
      ) : null}
    </Stack>
  );
}
