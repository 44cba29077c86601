import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { SegmentedControl, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Moment } from '../../components/moment.tsx';
import { RawJson } from '../../components/raw-json.tsx';
import { graphql } from '../../generated/gql.ts';
import type { EventPayloadFragment } from '../../generated/graphql.ts';
import { PayloadChanges } from './payload-changes.tsx';

const JsonTree = lazy(async () => ({ default: (await import('./json-tree.tsx')).JsonTree }));

const fragment = graphql(`
  fragment EventPayload on Event {
    id
    payload
    revisions {
      revision
      payload
      actor
      reason
      createdAt
    }
  }
`);

/** What an event says; corrected ones also what they said before, who corrected them and why. */
export function EventPayload({ event }: { event: FragmentType<EventPayloadFragment> }) {
  const { data, complete } = useFragment({ fragment, from: event });
  const [chosen, setChosen] = useState<number>();
  if (!complete) return null;
  const { payload, revisions } = data;
  const shown = revisions.find(({ revision }) => revision === chosen) ?? revisions.at(-1);
  const before = shown && revisions.find(({ revision }) => revision === shown.revision - 1);
  const value = shown ? shown.payload : payload;
  return (
    <Stack gap="xs">
      {shown ? (
        <>
          <SegmentedControl
            aria-label="Revision of the payload"
            size="xs"
            w="fit-content"
            value={String(shown.revision)}
            onChange={(next) => setChosen(Number(next))}
            data={revisions.map(({ revision }) => ({
              value: String(revision),
              label: revision === 1 ? 'as published' : `revision ${revision}`,
            }))}
          />
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            “{shown.reason}” — {shown.actor}, <Moment at={shown.createdAt} />
          </Text>
          {before ? <PayloadChanges before={before.payload} after={shown.payload} /> : null}
        </>
      ) : null}
      <Suspense fallback={<RawJson label="Payload" value={value} />}>
        <JsonTree label="Payload" value={value} />
      </Suspense>
    </Stack>
  );
}
