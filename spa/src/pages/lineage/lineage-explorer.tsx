import { Card, Group, Skeleton, Text, useComputedColorScheme, useMantineTheme, VisuallyHidden } from '@mantine/core';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense, useMemo, useState } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { KindMark } from '../../components/lineage/lineage-kind.tsx';
import { LineageTable } from '../../components/lineage/lineage-table.tsx';
import { type LineageFormat, LineageToolbar, type LineageView } from '../../components/lineage/lineage-toolbar.tsx';
import { LineageWhy } from '../../components/lineage/lineage-why.tsx';
import { NewsCount } from '../../components/news.tsx';
import { saveFile } from '../../files/save-file.ts';
import { toPng, writeLineageCsv, writeLineageSvg } from '../../lineage/export.ts';
import { keyOf, type Side } from '../../lineage/graph.ts';
import { readOpened, withSide, writeOpened } from '../../lineage/opened.ts';
import { findLit, findMatches } from '../../lineage/picture-state.ts';
import { usePlaces } from '../../lineage/use-places.ts';
import { findVisible, mostParts, type Opened, type Visible } from '../../lineage/visible.ts';
import type { LineageSearch } from '../../search.ts';
import { useMay } from '../../session/signed-in.ts';
import { type PartKind, partKinds } from '../../words/lineage-words.ts';
import { countOf } from '../../words/numbers.ts';
import { buildGraph } from './build-graph.ts';
import classes from './lineage-explorer.module.css';
import { type Source, useSources } from './use-sources.ts';

const LineageCanvas = lazy(async () => ({ default: (await import('../../components/lineage/lineage-canvas.tsx')).LineageCanvas }));

/** Where it begins: a record, and the request it belongs to unless many share it. */
export type Start = { kind: PartKind; id: string; requestId: string | null };

type Props = {
  start: Start;
  /** What stands in the address. */
  search: LineageSearch;
  onSearch: (change: LineageSearch) => void;
};

const usualDepth = '2';

/** The surroundings of one record in the graph of lineage. */
export function LineageExplorer({ start, search, onSearch }: Props) {
  const root = keyOf(start.kind, start.id);
  const { depth = usualDepth, picked, find = '' } = search;
  const opened = useMemo(() => readOpened(search.opened), [search.opened]);
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const [liked, setLiked] = useLocalStorage<LineageView | null>({
    key: 'lab-lineage-view',
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const view = search.as ?? liked ?? (isNarrow ? 'table' : 'graph');
  const [at, setAt] = useState(0);
  const [said, setSaid] = useState('');
  const may = useMay();

  const [known, setKnown] = useState<readonly Source[]>(() => firstSources(start));
  const { answers, news, isLoading, error, hasAnswered } = useSources(known);
  const graph = useMemo(() => buildGraph(answers), [answers]);
  const visible = useMemo(() => findVisible({ graph, root, depth: Number(depth), opened }), [graph, root, depth, opened]);
  const wanted = sourcesOf(start, visible, opened);
  if (JSON.stringify(wanted) !== JSON.stringify(known)) setKnown(wanted);

  const arranged = usePlaces(root, visible);
  const lit = useMemo(() => findLit(visible, picked), [visible, picked]);
  const matches = useMemo(() => findMatches(visible.parts, find), [visible, find]);
  const jumpTo = matches.length > 0 ? matches[at % matches.length] : undefined;
  const paint = usePaint();

  const onPick = (key: string | undefined) => onSearch({ picked: key });
  const onOpen = (key: string, side: Side, pages: number) => onSearch({ opened: writeOpened(withSide(opened, { key, side, pages })) });

  async function save(format: LineageFormat) {
    const name = `lineage-${(visible.parts[0]?.name ?? 'graph').replace(/[^\w-]+/g, '-')}`;
    try {
      if (format === 'csv') saveFile(new Blob([writeLineageCsv(visible)], { type: 'text/csv' }), `${name}.csv`);
      else {
        const picture = writeLineageSvg(visible, arranged.places, paint);
        saveFile(format === 'svg' ? new Blob([picture.text], { type: 'image/svg+xml' }) : await toPng(picture), `${name}.${format}`);
      }
      setSaid(`Saved as ${format.toUpperCase()}.`);
    } catch (fault) {
      setSaid(fault instanceof Error ? fault.message : 'Nothing was saved.');
    }
  }

  if (visible.parts.length === 0) {
    if (error) return <FailureNotice error={error} />;
    if (isLoading || !hasAnswered) return <Skeleton height={420} aria-busy="true" aria-label="Loading" />;
    return <Text c="dimmed">There is nothing here that you may see. Records show as soon as they belong to a request of yours.</Text>;
  }
  const isPlaced = arranged.places.has(root);
  const isPicture = view === 'graph' && !arranged.error;
  const rest = { visible, picked, news, onPick, onOpen };
  return (
    <>
      <NewsCount count={news.size} what="record" />
      <FailureNotice error={error} />
      <LineageToolbar
        {...{ depth, view, find, at: matches.length > 0 ? at % matches.length : 0, said }}
        matches={matches.length}
        onDepth={(next) => onSearch({ depth: next === usualDepth ? undefined : (next as LineageSearch['depth']) })}
        onView={(next) => {
          setLiked(next);
          onSearch({ as: undefined });
        }}
        onFind={(text) => {
          setAt(0);
          onSearch({ find: text || undefined });
        }}
        onNext={(by) => setAt((before) => (matches.length > 0 ? (before + by + matches.length) % matches.length : 0))}
        onExport={save}
      />
      <VisuallyHidden role="status">{lit && picked ? `Picked: ${countOf(lit.size, 'record')} on its way` : ''}</VisuallyHidden>
      <div className={classes.stage} data-has-picture={isPicture || undefined}>
        {arranged.error && view === 'graph' ? (
          <Text c="dimmed" mb="sm">
            The picture could not be arranged in this browser. The table says the same; load the page again to try once more.
          </Text>
        ) : null}
        {isPicture && isPlaced ? (
          <Suspense fallback={<Skeleton height={420} aria-busy="true" aria-label="Loading" />}>
            <LineageCanvas
              key={arranged.round}
              {...{ root, lit, matches, jumpTo }}
              {...rest}
              places={arranged.places}
              onArrange={arranged.again}
            />
          </Suspense>
        ) : null}
        {isPicture && !isPlaced ? <Skeleton height={420} aria-busy="true" aria-label="Arranging" /> : null}
        {isPicture ? null : <LineageTable lit={lit} matches={matches} {...rest} />}
        {lit ? (
          <Card withBorder className={classes.why ?? ''}>
            <LineageWhy {...rest} root={root} mayReadEvents={may('Query.overview')} />
          </Card>
        ) : null}
      </div>
      <Summary visible={visible} />
    </>
  );
}

/** What is shown, in numbers, and what the shapes mean. */
function Summary({ visible: { parts, links } }: { visible: Visible }) {
  const kinds = (Object.keys(partKinds) as PartKind[]).filter((kind) => parts.some((part) => part.kind === kind));
  return (
    <Group gap="md" mt="sm">
      <Text size="sm" c="dimmed">
        {countOf(parts.length, 'record')}, {countOf(links.length, 'relation')}
        {parts.length >= mostParts ? `: more than ${mostParts} would be no picture any more` : ''}
      </Text>
      {kinds.map((kind) => (
        <KindMark key={kind} kind={kind} />
      ))}
      <Text size="xs" c="dimmed" visibleFrom="sm">
        Pick a record to light up what it comes from and what it became; pick a line to read why. Arrows go along the lines, Enter picks,
        Escape lets go, Home leads back; + − 0 zoom.
      </Text>
    </Group>
  );
}

function firstSources({ kind, id, requestId }: Start): Source[] {
  if (requestId !== null) return [{ kind: 'request', id: requestId }];
  if (kind === 'agreement') return [{ kind, id, pages: 1 }];
  return kind === 'customer' ? [{ kind, id }] : [];
}

/** What has to be read for what is shown: shared records say how much hangs on them, and bring it when they are opened. */
function sourcesOf(start: Start, { parts, around }: Visible, opened: Opened): Source[] {
  const found = firstSources(start).filter(({ kind }) => kind === 'request' || parts.length === 0);
  for (const { key, kind, id } of parts) {
    if (kind === 'customer') found.push({ kind, id });
    if (kind !== 'agreement') continue;
    found.push({ kind, id, pages: around.get(key)?.down.isOpen ? (opened.get(`down.${key}`) ?? 1) : 0 });
  }
  return found;
}

/** The page's own colours, for pictures that leave it. */
function usePaint() {
  const { colors, white, black, fontFamily } = useMantineTheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  const shade = (color: string, index: number) => colors[color]?.[index] ?? black;
  return {
    page: isDark ? shade('dark', 8) : shade('gray', 0),
    box: isDark ? shade('dark', 7) : white,
    line: isDark ? shade('dark', 2) : shade('gray', 5),
    text: isDark ? shade('dark', 0) : black,
    dimmed: isDark ? shade('dark', 1) : shade('gray', 7),
    kind: (color: string) => shade(color, isDark ? 5 : 6),
    font: fontFamily ?? 'sans-serif',
  };
}
