import { Table, Text, UnstyledButton } from '@mantine/core';
import { Moment } from '../../../components/moment.tsx';
import { type News, newsClass } from '../../../components/news.tsx';
import { StateBadge } from '../../../components/state-badge.tsx';
import { WideTable } from '../../../components/wide-table.tsx';
import { layers } from '../../../words/layers.ts';
import { formatDuration } from '../../../words/time.ts';
import type { TimelineItem } from './items.ts';

/** The same as the picture, line by line. */
export function TimelineTable({ items, news, onChoose }: { items: readonly TimelineItem[]; news: News; onChoose: (id: string) => void }) {
  return (
    <WideTable label="Timeline, oldest first">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>When</Table.Th>
          <Table.Th>System</Table.Th>
          <Table.Th>What</Table.Th>
          <Table.Th visibleFrom="sm">State</Table.Th>
          <Table.Th visibleFrom="md">By</Table.Th>
          <Table.Th visibleFrom="sm" ta="right">
            Waited
          </Table.Th>
          <Table.Th visibleFrom="sm" ta="right">
            Took
          </Table.Th>
          <Table.Th visibleFrom="sm" ta="right">
            Attempts
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((item) => (
          <Table.Tr key={item.id} className={newsClass(news, item.id)}>
            <Table.Td>
              <Text size="sm" c="dimmed" component="span">
                <Moment at={new Date(item.start).toISOString()} />
              </Text>
            </Table.Td>
            <Table.Td>{layers[item.lane].title}</Table.Td>
            <Table.Td>
              <UnstyledButton aria-haspopup="dialog" onClick={() => onChoose(item.id)}>
                <Text size="sm" fw={600} td="underline" component="span">
                  {item.label}
                </Text>
              </UnstyledButton>
            </Table.Td>
            <Table.Td visibleFrom="sm">
              <StateBadge state={{ meaning: item.sentence, ...item.state }} />
            </Table.Td>
            <Table.Td visibleFrom="md">{item.by}</Table.Td>
            <Table.Td visibleFrom="sm" ta="right">
              {item.attempts > 0 ? formatDuration(item.waitedMs) : '–'}
            </Table.Td>
            <Table.Td visibleFrom="sm" ta="right">
              {item.attempts > 0 ? formatDuration(item.workedMs) : '–'}
            </Table.Td>
            <Table.Td visibleFrom="sm" ta="right">
              {item.attempts > 0 ? `${item.attempts}${item.failures > 0 ? `, ${item.failures} failed` : ''}` : '–'}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}
