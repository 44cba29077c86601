import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Group, List, Stack, Text } from '@mantine/core';
import { graphql } from '../../generated/gql.ts';
import type { BalanceSheetFragment } from '../../generated/graphql.ts';
import { countOf, formatCount } from '../../words/numbers.ts';
import { Glyph } from '../glyph.tsx';
import { Moment } from '../moment.tsx';

const fragment = graphql(`
  fragment BalanceSheet on Balance {
    checkedAt
    accepted
    processed
    pending
    retrying
    dead
    discarded
    isBalanced
    invariants {
      name
      promise
      examined
      violationCount
      violations {
        id
        detail
      }
    }
  }
`);

/** The balance in one line, and each promise below it. */
export function BalanceSheet({ balance }: { balance: FragmentType<BalanceSheetFragment> }) {
  const { data, complete } = useFragment({ fragment, from: balance });
  if (!complete) return null;
  const broken = data.invariants.filter(({ violationCount }) => violationCount > 0);
  const kept = data.invariants.filter(({ violationCount }) => violationCount === 0);
  const parts = (['processed', 'pending', 'retrying', 'dead', 'discarded'] as const).filter(
    (part) => part === 'processed' || data[part] > 0,
  );
  return (
    <Stack gap="xs">
      <Group gap="xs" wrap="nowrap" align="flex-start" role="status">
        <Glyph shape={data.isBalanced ? 'check' : 'octagon'} color={data.isBalanced ? 'teal' : 'red'} size={22} />
        <div>
          <Text fw={600}>
            {data.isBalanced
              ? `All ${countOf(data.accepted, 'event')} accounted for`
              : 'The books do not balance: see which promise is broken'}
          </Text>
          <Text size="sm" c="dimmed">
            {parts.map((part) => `${formatCount(data[part])} ${part}`).join(' + ')} = {formatCount(data.accepted)} accepted · checked{' '}
            <Moment at={data.checkedAt} />
          </Text>
        </div>
      </Group>
      {broken.length > 0 ? <Promises label="Broken promises" invariants={broken} /> : null}
      <details>
        <Text component="summary" size="sm">
          {kept.length === data.invariants.length
            ? `All ${countOf(kept.length, 'promise')} hold`
            : `${countOf(kept.length, 'promise')} hold`}
        </Text>
        <Promises label="Promises that hold" invariants={kept} />
      </details>
    </Stack>
  );
}

function Promises({ label, invariants }: { label: string; invariants: BalanceSheetFragment['invariants'] }) {
  return (
    <List spacing={4} size="sm" mt={6} listStyleType="none" aria-label={label}>
      {invariants.map(({ name, promise, examined, violationCount, violations }) => (
        <List.Item
          key={name}
          icon={<Glyph shape={violationCount === 0 ? 'check' : 'cross'} color={violationCount === 0 ? 'teal' : 'red'} />}
        >
          {promise}{' '}
          <Text component="span" size="sm" c="dimmed">
            {violationCount === 0
              ? `${formatCount(examined)} checked`
              : `broken by ${formatCount(violationCount)} of ${formatCount(examined)}`}
          </Text>
          {violations.map(({ id, detail }) => (
            <Text key={`${id} ${detail}`} size="xs" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
              {id}: {detail}
            </Text>
          ))}
        </List.Item>
      ))}
    </List>
  );
}
