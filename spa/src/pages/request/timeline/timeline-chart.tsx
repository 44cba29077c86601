import { type CSSProperties, type KeyboardEvent, useRef } from 'react';
import { useTimeStyle } from '../../../components/frame/time-style.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { Moment } from '../../../components/moment.tsx';
import { type News, newsClass } from '../../../components/news.tsx';
import { layers } from '../../../words/layers.ts';
import { formatDuration } from '../../../words/time.ts';
import { type Axis, stepWidth, type Tick } from './axis.ts';
import type { TimelineItem } from './items.ts';
import type { Lane, Layout, Placed } from './layout.ts';
import { findNeighbour } from './neighbours.ts';
import classes from './timeline.module.css';

/** Pixels that a moment takes in each style. */
const momentWidths = { relative: 96, local: 160, utc: 186 } as const;

type Props = { layout: Layout<TimelineItem>; news: News; chosenId: string | undefined; onChoose: (id: string) => void };

/** The timeline as a picture: a lane for each system, a bar for each event, a mark for everything that took no time. */
export function TimelineChart({ layout, news, chosenId, onChoose }: Props) {
  const plot = useRef<HTMLDivElement>(null);
  const all = layout.lanes.flatMap(({ placed }) => placed);
  const reachable = all.some(({ item }) => item.id === chosenId)
    ? chosenId
    : all.toSorted((a, b) => a.item.start - b.item.start)[0]?.item.id;

  function walk(event: KeyboardEvent) {
    const from = document.activeElement?.getAttribute('data-item');
    const next = from ? findNeighbour(layout.lanes, from, event.key) : undefined;
    if (!next) return;
    event.preventDefault();
    const button = plot.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(next)}"]`);
    for (const one of plot.current?.querySelectorAll('[data-item][tabindex="0"]') ?? []) one.setAttribute('tabindex', '-1');
    button?.setAttribute('tabindex', '0');
    button?.focus();
    button?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: where it scrolls, the keyboard has to reach it
    <section className={classes.scroller} aria-label="Timeline by system, scrollable" tabIndex={0}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the buttons in it */}
      <div ref={plot} className={classes.plot} style={{ '--plot': `${layout.width}px` } as CSSProperties} onKeyDown={walk}>
        <AxisLine axis={layout.axis} />
        {layout.lanes.map((lane) => (
          <LaneLine
            key={lane.name}
            lane={lane}
            axis={layout.axis}
            news={news}
            chosenId={chosenId}
            reachable={reachable}
            onChoose={onChoose}
          />
        ))}
      </div>
    </section>
  );
}

function AxisLine({ axis }: { axis: Axis }) {
  const { gaps, ticks, steps } = axis;
  const [style] = useTimeStyle();
  const told = pickApart(ticks, momentWidths[style]);
  const hasRoom = (x: number) => gaps.every((gap) => gap.x + gap.width <= x || gap.x - x >= stepWidth);
  return (
    <div className={classes.lane}>
      <span className={classes.title} />
      <div className={classes.axis} aria-hidden="true">
        {ticks.map(({ x, at }) => (
          <span key={at} className={classes.tick} style={{ left: x }}>
            {told.has(x) ? <Moment at={new Date(at).toISOString()} /> : null}
          </span>
        ))}
        {steps
          .filter(({ x }) => hasRoom(x))
          .map(({ x, ms }) => (
            <span key={x} className={classes.step} style={{ left: x }}>
              +{formatDuration(ms)}
            </span>
          ))}
        {gaps.map(({ x, width, ms }) => (
          <span key={x} className={classes.gapLength} style={{ left: x, width }}>
            {formatDuration(ms)}
          </span>
        ))}
      </div>
    </div>
  );
}

/** From the left, those that stand far enough from the one before. */
function pickApart(ticks: readonly Tick[], room: number): Set<number> {
  const picked = new Set<number>();
  let free = 0;
  for (const { x } of ticks) {
    if (x < free) continue;
    picked.add(x);
    free = x + room;
  }
  return picked;
}

type LaneProps = {
  lane: Lane<TimelineItem>;
  axis: Axis;
  news: News;
  chosenId: string | undefined;
  /** The one that the tab key reaches. */
  reachable: string | undefined;
  onChoose: (id: string) => void;
};

function LaneLine({ lane, axis, news, chosenId, reachable, onChoose }: LaneProps) {
  const { title, color } = layers[lane.name];
  const shades = {
    '--lane-4': `var(--mantine-color-${color}-4)`,
    '--lane-7': `var(--mantine-color-${color}-7)`,
    '--lane-9': `var(--mantine-color-${color}-9)`,
  };
  return (
    <div className={classes.lane} style={shades as CSSProperties}>
      <h3 className={classes.title}>{title}</h3>
      <ul className={classes.rows} style={{ '--rows': lane.rows } as CSSProperties}>
        {axis.gaps.map(({ x, width }) => (
          <li key={x} className={classes.gap} style={{ left: x, width }} aria-hidden="true" />
        ))}
        {lane.placed.map((placed) => (
          <li key={placed.item.id} className={classes.place} style={{ left: placed.box.x, '--row': placed.row } as CSSProperties}>
            <button
              type="button"
              className={`${classes.item} ${newsClass(news, placed.item.id)}`}
              data-item={placed.item.id}
              data-chosen={placed.item.id === chosenId || undefined}
              tabIndex={placed.item.id === reachable ? 0 : -1}
              aria-haspopup="dialog"
              aria-label={describe(placed.item)}
              title={describe(placed.item)}
              onClick={() => onChoose(placed.item.id)}
            >
              {placed.pieces.length > 0 || placed.item.end === null ? <Bar placed={placed} /> : <Glyph {...placed.item.state} size={16} />}
              <span className={classes.label}>{placed.item.label}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Bar({ placed: { item, box, pieces } }: { placed: Placed<TimelineItem> }) {
  return (
    <span className={classes.bar} data-open={item.end === null || undefined} style={{ width: box.width }}>
      {pieces.map(({ piece, x, width }) => (
        <span
          key={`${piece.kind} ${x}`}
          className={classes.piece}
          data-kind={piece.kind}
          data-failed={piece.hasFailed || undefined}
          style={{ left: x - box.x, width }}
        />
      ))}
    </span>
  );
}

function describe({ label, state, attempts, waitedMs, workedMs, failures, link, pieces }: TimelineItem): string {
  if (link.to !== 'event' || pieces.length === 0)
    return label === state.word || label.includes(state.word) ? label : `${label}, ${state.word}`;
  const tried = attempts === 1 ? 'one attempt' : `${attempts} attempts`;
  const failed = failures > 0 ? `, ${failures} failed` : '';
  return `${label}, ${state.word}: waited ${formatDuration(waitedMs)}, worked ${formatDuration(workedMs)}, ${tried}${failed}`;
}
