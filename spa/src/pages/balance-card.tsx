import { useLazyQuery } from '@apollo/client/react';
import { Button, Card, Group, Text, Title } from '@mantine/core';
import { BalanceSheet } from '../components/balance-sheet.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { graphql } from '../generated/gql.ts';

const balance = graphql(`
  query Balance {
    balance {
      ...BalanceSheet
    }
  }
`);

/** Looks at every record, so it is done when asked, not all the time. */
export function BalanceCard() {
  const [check, result] = useLazyQuery(balance, { fetchPolicy: 'network-only', notifyOnNetworkStatusChange: true });
  return (
    <Card withBorder h="100%">
      <Group justify="space-between" mb="xs" wrap="nowrap" align="flex-start">
        <Title order={2} size="h4">
          Is everything accounted for?
        </Title>
        <Button variant="default" size="xs" loading={result.loading} onClick={() => check()} styles={{ root: { flex: 'none' } }}>
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
