import { useQuery } from '@apollo/client/react';
import { NativeSelect, Stack, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { Facts } from '../../components/facts.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Moment } from '../../components/moment.tsx';
import { RawRecord } from '../../components/raw-record.tsx';
import { graphql } from '../../generated/gql.ts';
import { useLive } from '../../live/use-live.ts';
import type { TabProps } from './tab-props.ts';

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

// apart: what was sent can be read while the integration layer cannot
const followers = graphql(`
  query RequestRawFollowers($id: ID!) {
    serviceRequest(id: $id) {
      id
      events {
        id
        type
        sequence
        payload
      }
      businessObject {
        id
        businessKey
        versions {
          version
          state
        }
      }
    }
  }
`);

type RawRecordOf = { id: string; label: string; value: unknown; says: string };

const route = getRouteApi('/requests/$reference');

/** What was sent is not asked for again: a submission is never changed. */
export function RawTab({ id }: TabProps) {
  const { item } = route.useSearch();
  const navigate = route.useNavigate();
  const result = useQuery(raw, { variables: { id } });
  const later = useQuery(followers, { variables: { id } });
  useLive(later, { requestId: id });
  const request = (later.data ?? later.previousData)?.serviceRequest;
  const following: RawRecordOf[] = [
    ...(request?.events ?? []).map((event) => ({
      id: event.id,
      label: `Event ${event.sequence}: ${event.type}`,
      value: event.payload,
      says: 'What the event says to everybody who listens.',
    })),
    ...(request?.businessObject?.versions ?? []).map(({ version, state }) => ({
      id: `version-${version}`,
      label: `${request?.businessObject?.businessKey}, version ${version}`,
      value: state,
      says: 'What the business object was in this version.',
    })),
  ];
  return (
    <Loaded
      value={result.data?.serviceRequest?.submission}
      error={result.error}
      isLoading={result.loading}
      missing="The submission is not there."
    >
      {(submission) => {
        const sent = {
          id: submission.id,
          label: 'The submission as it was sent',
          value: submission.payload,
          says: 'Every field as it came, to the letter. It is never changed.',
        };
        const records = [sent, ...following];
        const shown = records.find((record) => record.id === item) ?? sent;
        return (
          <Stack>
            <FailureNotice error={later.error} />
            <NativeSelect
              label="Record"
              maw={460}
              value={shown.id}
              data={records.map((record) => ({ value: record.id, label: record.label }))}
              onChange={({ currentTarget }) =>
                navigate({ search: { tab: 'raw', item: currentTarget.value }, replace: true, resetScroll: false })
              }
            />
            <Text size="sm" c="dimmed">
              {shown.says}
            </Text>
            {shown === sent ? (
              <Facts
                facts={[
                  ['Submission', submission.id],
                  ['Idempotency key', submission.idempotencyKey],
                  ['Sent by', submission.submittedBy],
                  ['Sent', <Moment key="sent" at={submission.submittedAt} />],
                  ['Arrived here', <Moment key="arrived" at={submission.recordedAt} />],
                ]}
              />
            ) : null}
            <RawRecord key={shown.id} label={shown.label} value={shown.value} />
          </Stack>
        );
      }}
    </Loaded>
  );
}
