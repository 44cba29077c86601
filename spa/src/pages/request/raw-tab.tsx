import { useQuery } from '@apollo/client/react';
import { Stack } from '@mantine/core';
import { Facts } from '../../components/facts.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Moment } from '../../components/moment.tsx';
import { RawJson } from '../../components/raw-json.tsx';
import { graphql } from '../../generated/gql.ts';
import type { TabProps } from './request-tabs.tsx';

const raw = graphql(`
  query RequestRaw($id: ID!) {
    serviceRequest(id: $id) {
      id
      submission {
        id
        idempotencyKey
        submittedBy
        submittedAt
        recordedAt
        payload
      }
    }
  }
`);

/** Not refreshed: a submission is never changed. */
export function RawTab({ id }: TabProps) {
  const result = useQuery(raw, { variables: { id } });
  return (
    <Loaded
      value={result.data?.serviceRequest?.submission}
      error={result.error}
      isLoading={result.loading}
      missing="The submission is not there."
    >
      {(submission) => (
        <Stack>
          <Facts
            facts={[
              ['Submission', submission.id],
              ['Idempotency key', submission.idempotencyKey],
              ['Sent by', submission.submittedBy],
              ['Sent', <Moment key="sent" at={submission.submittedAt} />],
              ['Arrived here', <Moment key="arrived" at={submission.recordedAt} />],
            ]}
          />
          <RawJson label="The submission as it was sent" value={submission.payload} />
        </Stack>
      )}
    </Loaded>
  );
}
