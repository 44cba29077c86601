import { Anchor, Box, Button, Group, Table, Text, UnstyledButton } from '@mantine/core';
import { createColumnHelper, createSortedRowModel, rowSortingFeature, sortFns, tableFeatures, useTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { Link, Part, Side } from '../../lineage/graph.ts';
import { sides, sideWords } from '../../lineage/graph.ts';
import { isLinkLit, type Lit } from '../../lineage/picture-state.ts';
import type { Visible } from '../../lineage/visible.ts';
import { groupWords } from '../../lineage/visible.ts';
import { partKinds, relations } from '../../words/lineage-words.ts';
import { formatCount } from '../../words/numbers.ts';
import { Moment } from '../moment.tsx';
import { newsClass } from '../news.tsx';
import { WideTable } from '../wide-table.tsx';
import { KindMark } from './lineage-kind.tsx';
import classes from './lineage-table.module.css';

type Props = {
  visible: Visible;
  lit: Lit;
  picked: string | undefined;
  matches: readonly string[];
  news: ReadonlySet<string>;
  onPick: (key: string | undefined) => void;
  onOpen: (key: string, side: Side, pages: number) => void;
};

type Row = { link: Link; from: Part; to: Part };

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns });
const helper = createColumnHelper<typeof features, Row>();
const columns = helper.columns([
  helper.accessor(({ from }) => sortName(from), { id: 'from', header: 'From' }),
  helper.accessor(({ link }) => relations[link.relation].word, { id: 'relation', header: 'Relation' }),
  helper.accessor(({ to }) => sortName(to), { id: 'to', header: 'To' }),
  helper.accessor(({ link }) => link.event?.type ?? '', { id: 'because', header: 'Because of' }),
  helper.accessor(({ link }) => link.time, { id: 'when', header: 'When' }),
]);

/** In the order in which a request travels, and by name within a kind. */
function sortName({ kind, name }: Part): string {
  return `${partKinds[kind].column} ${kind} ${name}`;
}

/** The same as the picture, as a table: every relation with its why and when. */
export function LineageTable({ visible, lit, picked, matches, news, onPick, onOpen }: Props) {
  const data = useMemo(() => toRows(visible), [visible]);
  const table = useTable({ features, columns, data, getRowId: ({ link }) => link.id });
  const [headers] = table.getHeaderGroups();
  const words = { picked, matches, onPick };
  return (
    <>
      <WideTable label="Lineage records">
        <Table.Thead>
          <Table.Tr>
            {headers?.headers.map(({ id, column }) => {
              const sorted = column.getIsSorted();
              return (
                <Table.Th
                  key={id}
                  aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : 'none'}
                  {...(id === 'when' ? { ta: 'right' } : {})}
                >
                  <UnstyledButton fz="sm" fw={700} onClick={column.getToggleSortingHandler()} className={classes.sort ?? ''}>
                    {String(column.columnDef.header)}{' '}
                    <span aria-hidden="true">{sorted === 'asc' ? '▲' : sorted === 'desc' ? '▼' : '↕'}</span>
                  </UnstyledButton>
                </Table.Th>
              );
            })}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {table.getRowModel().rows.map(({ id, original: { link, from, to } }) => (
            <Table.Tr
              key={id}
              className={newsClass(news, link.to)}
              {...(isLinkLit(lit, link) || id === picked ? { 'data-lit': true } : {})}
            >
              <Table.Td>
                <End part={from} {...words} />
              </Table.Td>
              <Table.Td title={relations[link.relation].meaning} style={{ whiteSpace: 'nowrap' }}>
                {relations[link.relation].word}
              </Table.Td>
              <Table.Td>
                <End part={to} {...words} />
              </Table.Td>
              <Table.Td miw={220}>
                {link.event?.type}
                <Text size="xs" c="dimmed">
                  {link.rule}
                </Text>
              </Table.Td>
              <Table.Td ta="right">
                <Moment at={link.time} />
                {link.actor ? (
                  <Text size="xs" c="dimmed">
                    by {link.actor}
                  </Text>
                ) : null}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
      <NotShown visible={visible} onOpen={onOpen} />
    </>
  );
}

function toRows({ parts, links }: Visible): Row[] {
  const byKey = new Map(parts.map((part) => [part.key, part]));
  return links.flatMap((link) => {
    const from = byKey.get(link.from);
    const to = byKey.get(link.to);
    return from && to ? [{ link, from, to }] : [];
  });
}

function End({ part, picked, matches, onPick }: { part: Part } & Pick<Props, 'picked' | 'matches' | 'onPick'>) {
  return (
    <>
      <KindMark kind={part.kind} />
      <br />
      <Anchor
        component="button"
        type="button"
        size="sm"
        ff="monospace"
        ta="left"
        aria-pressed={part.key === picked}
        className={classes.name ?? ''}
        {...(matches.includes(part.key) ? { 'data-match': true } : {})}
        onClick={() => onPick(part.key === picked ? undefined : part.key)}
      >
        {part.name}
      </Anchor>
    </>
  );
}

/** Sides that are offered below the table at most. */
const mostOffered = 12;

/** What the table leaves out, with the means to bring it. */
function NotShown({ visible, onOpen }: Pick<Props, 'visible' | 'onOpen'>) {
  const closed = visible.parts.flatMap(({ key, name }) =>
    sides.flatMap((side) => {
      const { hidden = 0, isOpen = false } = visible.around.get(key)?.[side] ?? {};
      return hidden > 0 && !isOpen ? [{ key, name, side, hidden }] : [];
    }),
  );
  if (closed.length + visible.groups.length === 0) return null;
  return (
    <Box mt="sm">
      <Text size="sm" c="dimmed" mb={6}>
        Not shown yet:
      </Text>
      <Group gap="xs">
        {visible.groups.map((group) => (
          <Text key={group.key} size="sm">
            {groupWords(group)}
          </Text>
        ))}
        {closed.slice(0, mostOffered).map(({ key, name, side, hidden }) => (
          <Button key={side + key} size="compact-xs" variant="light" onClick={() => onOpen(key, side, 1)}>
            +{formatCount(hidden)} {sideWords[side]} of {name}
          </Button>
        ))}
      </Group>
    </Box>
  );
}
