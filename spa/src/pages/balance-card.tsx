import type { FragmentType } from '@apollo/client';
import { useFragment, useLazyQuery } from '@apollo/client/react';
import { Button, Card, Group, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { FailureNotice } from '../components/failure-notice.tsx';
import { BalanceSheet } from '../components/overview/balance-sheet.tsx';
import { graphql } from '../generated/gql.ts';
import type { BalanceSizeFragment } from '../generated/graphql.ts';
import { whenIdle } from '../idle.ts';
import { layers } from '../words/layers.ts';

const balance = graphql(`
  query Balance {
    balance {
      ...BalanceSheet
    }
  }
`);

const size = graphql(`
  fragment BalanceSize on Overview {
    counts {
      layer
      status
      count
    }
  }
`);

/** Up to so many events the books are checked without being asked: it takes the lab less than a second. */
const checkedUnaskedUpTo = 20_000;

/** Looks at every record, so a large lab does it when asked, not at every look at the first screen. */
export function BalanceCard({ overview }: { overview: FragmentType<BalanceSizeFragment> }) {
  const { data, complete } = useFragment({ fragment: size, from: overview });
  const [check, result] = useLazyQuery(balance, { fetchPolicy: 'network-only', notifyOnNetworkStatusChange: true });
  const events = complete ? data.counts.filter(({ layer }) => layer === layers.integration.countedAs) : [];
  const total = events.reduce((sum, { count }) => sum + count, 0);
  const isUnasked = complete && total <= checkedUnaskedUpTo;
  // a failure stands in the result; whoever leaves the page ends the check
  const start = () => void check().catch(() => undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: checked by itself once
  useEffect(() => {
    let isGone = false;
    if (isUnasked) void whenIdle().then(() => isGone || start());
    return () => {
      isGone = true;
    };
  }, [isUnasked]);
  return (
    <Card withBorder h="100%">
      <Group justify="space-between" mb="xs" wrap="nowrap" align="flex-start">
        <Title order={2} size="h4">
          Is everything accounted for?
        </Title>
        <Button variant="default" size="xs" loading={result.loading} onClick={start} styles={{ root: { flex: 'none' } }}>
          Check the books
        </Button>
      </Group>
      <FailureNotice error={result.error} />
      {result.data ? (
        <BalanceSheet balance={result.data.balance} />
      ) : (
        <Text size="sm" c="dimmed">
          What was accepted must be processed, on its way, dead or discarded: nothing else. The check looks at every record and at every
          promise the lab makes.
        </Text>
      )}
    </Card>
  );
}
