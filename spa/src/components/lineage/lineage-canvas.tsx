import { useReducedMotion } from '@mantine/hooks';
import { type Edge, MarkerType, MiniMap, Panel, Position, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useEffect, useMemo, useRef, useState } from 'react';
import { box } from '../../lineage/arrange.ts';
import type { Link, Side } from '../../lineage/graph.ts';
import { findWorded, isLinkLit, type Lit } from '../../lineage/picture-state.ts';
import type { Places } from '../../lineage/places.ts';
import { findStep, isStep } from '../../lineage/steps.ts';
import type { Visible } from '../../lineage/visible.ts';
import { relations } from '../../words/lineage-words.ts';
import { CanvasButtons } from './lineage-buttons.tsx';
import classes from './lineage-canvas.module.css';
import { type BoxActions, BoxActionsContext, GroupBox, type GroupNode, PartBox, type PartNode, type Tone } from './lineage-node.tsx';
import { LinkHint } from './lineage-why.tsx';

export type CanvasProps = {
  /** Key of the record it all began with. */
  root: string;
  visible: Visible;
  places: Places;
  lit: Lit;
  picked: string | undefined;
  /** Keys of what the search found. */
  matches: readonly string[];
  /** The one of them that is looked at. */
  jumpTo: string | undefined;
  news: ReadonlySet<string>;
  onPick: (key: string | undefined) => void;
  onOpen: (key: string, side: Side, pages: number) => void;
  onArrange: () => void;
};

const nodeTypes = { part: PartBox, group: GroupBox };
/** From so many records on, a small map tells where one is. */
const mapFrom = 30;
/** Up to so many lines have their word beside them; more would be noise. */
const wordsUpTo = 24;
/** What the words about a picked record cover, with the room around them, and from which width of the picture on they lie over it. */
const covered = { width: 320, from: 800 };
const readableZoom = 0.42;
const beginningZoom = 0.75;
const lowest = 380;
const highest = 600;
const handles = [
  { type: 'target' as const, position: Position.Left, x: 0, y: box.height / 2, width: 1, height: 1 },
  { type: 'source' as const, position: Position.Right, x: box.width, y: box.height / 2, width: 1, height: 1 },
];
// the library lets the pointer through what it does not let move
const size = {
  className: 'nopan',
  width: box.width,
  height: box.height,
  // without it the library would measure each box again after each change, and fit nothing into view meanwhile
  measured: { width: box.width, height: box.height },
  handles,
  style: { pointerEvents: 'all' as const },
};

/** The graph. Everything it shows stands in the table too, for whoever cannot use a picture. */
export function LineageCanvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({ root, visible, places, lit, picked, matches, jumpTo, news, onPick, onOpen, onArrange }: CanvasProps) {
  const flow = useReactFlow();
  const frame = useRef<HTMLElement>(null);
  const isCalm = useReducedMotion();
  const durationMs = isCalm ? 0 : 250;
  const [stoodOn, setStoodOn] = useState(root);
  const [hint, setHint] = useState<{ link: Link; x: number; y: number } | null>(null);
  const placed = useMemo(
    () => [...visible.parts, ...visible.groups].map(({ key }) => key).filter((key) => places.has(key)),
    [visible, places],
  );
  const [height, setHeight] = useState(() => heightOf(placed, places));
  const current = placed.includes(stoodOn) ? stoodOn : (placed[0] ?? root);

  const toneOf = (key: string): Tone => (lit === null ? 'plain' : lit.has(key) ? 'lit' : 'faded');
  const nodes: (PartNode | GroupNode)[] = [
    ...visible.parts.flatMap((part): PartNode[] => {
      const { key } = part;
      const position = places.get(key);
      if (!position) return [];
      const data = {
        part,
        around: visible.around.get(key),
        tone: toneOf(key),
        isCurrent: key === current,
        isPicked: key === picked,
        isStart: key === root,
        isMatch: matches.includes(key),
        isNew: news.has(key),
      };
      return [{ id: key, type: 'part', position, data, ...size }];
    }),
    ...visible.groups.flatMap((group): GroupNode[] => {
      const position = places.get(group.key);
      const data = { group, tone: lit === null ? ('plain' as const) : ('faded' as const), isCurrent: group.key === current };
      return position ? [{ id: group.key, type: 'group', position, data, ...size }] : [];
    }),
  ];
  const worded = useMemo(() => (visible.links.length <= wordsUpTo ? findWorded(visible.links) : new Set()), [visible]);
  const edges: Edge[] = [
    ...visible.links.map((link): Edge => {
      const isLit = isLinkLit(lit, link) || link.id === picked;
      return {
        id: link.id,
        source: link.from,
        target: link.to,
        className: lit === null ? '' : isLit ? 'lit' : 'faded',
        ...(worded.has(link.id) || link.id === picked ? { label: relations[link.relation].word, labelBgPadding: [4, 2] } : {}),
        markerEnd: { type: MarkerType.ArrowClosed, markerUnits: 'userSpaceOnUse', width: 18, height: 18, color: 'var(--lineage-arrow)' },
        ...(isLit ? { zIndex: 1 } : {}),
      };
    }),
    ...visible.groups.map(
      ({ key, of, side }): Edge => ({
        id: key,
        source: side === 'up' ? key : of,
        target: side === 'up' ? of : key,
        className: 'faded',
        selectable: false,
      }),
    ),
  ];

  // what was opened by hand comes into view; what comes by itself moves nothing
  const before = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const fresh = placed.filter((key) => !before.current.has(key) && !news.has(key));
    const isFirst = before.current.size === 0;
    before.current = new Set(placed);
    if (isFirst || fresh.length === 0) return;
    setHeight((height) => Math.max(height, heightOf(placed, places)));
    const nodes = fresh.map((id) => ({ id }));
    void flow.fitView({ nodes, maxZoom: flow.getZoom(), minZoom: 0.45, padding: 0.15, duration: durationMs });
  }, [placed, places, news, flow, durationMs]);

  useEffect(() => {
    if (jumpTo !== undefined) void flow.fitView({ nodes: [{ id: jumpTo }], maxZoom: Math.max(0.8, flow.getZoom()), duration: durationMs });
  }, [jumpTo, flow, durationMs]);

  // what is picked comes out from under what is said of it
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when something else is picked, whatever moves afterwards
  useEffect(() => {
    const place = picked === undefined ? undefined : places.get(picked);
    const seen = frame.current?.getBoundingClientRect();
    if (!place || !seen || seen.width < covered.from) return;
    const viewport = flow.getViewport();
    const over = flow.flowToScreenPosition(place).x + box.width * viewport.zoom - (seen.right - covered.width);
    if (over > 0) void flow.setViewport({ ...viewport, x: viewport.x - over }, { duration: durationMs });
  }, [picked]);

  const actions: BoxActions = {
    onPick: (key) => onPick(key === picked ? undefined : key),
    onStand: setStoodOn,
    onOpen,
    onStep(event, key) {
      if (event.key === 'Escape') onPick(undefined);
      if (!isStep(event.key)) return;
      event.preventDefault();
      const groupLinks = visible.groups.map(({ key: group, of, side }) =>
        side === 'up' ? { from: group, to: of } : { from: of, to: group },
      );
      const next = findStep(event.key, key, { keys: placed, links: [...visible.links, ...groupLinks], places });
      if (next === undefined) return;
      frame.current?.querySelector<HTMLElement>(`[data-lineage="${CSS.escape(next)}"]`)?.focus({ preventScroll: true });
      bringIntoView(next);
    },
  };

  function bringIntoView(key: string): void {
    const place = places.get(key);
    const seen = frame.current?.getBoundingClientRect();
    if (!place || !seen) return;
    const zoom = flow.getZoom();
    const { x, y } = flow.flowToScreenPosition(place);
    const isInside = x >= seen.left && y >= seen.top && x + box.width * zoom <= seen.right && y + box.height * zoom <= seen.bottom;
    if (!isInside) void flow.setCenter(place.x + box.width / 2, place.y + box.height / 2, { zoom, duration: durationMs });
  }

  /** Beside what is said of the picked record. */
  function wholePicture() {
    const isCovered = picked !== undefined && (frame.current?.clientWidth ?? 0) >= covered.from;
    return { padding: isCovered ? { right: `${covered.width}px` as const, left: '24px' as const, y: '24px' as const } : 0.06, maxZoom: 1 };
  }

  /** All of it, if it can be read then; otherwise the beginning, and the small map tells of the rest. */
  async function begin(): Promise<void> {
    await flow.fitView(wholePicture());
    const place = places.get(root);
    if (!place || flow.getZoom() >= readableZoom) return;
    await flow.setCenter(place.x + box.width, place.y + box.height / 2, { zoom: beginningZoom });
  }

  const fit = () => void flow.fitView({ ...wholePicture(), duration: durationMs });
  const zoomKeys: Record<string, () => void> = {
    '+': () => void flow.zoomIn({ duration: durationMs }),
    '=': () => void flow.zoomIn({ duration: durationMs }),
    '-': () => void flow.zoomOut({ duration: durationMs }),
    '0': fit,
  };
  return (
    <section
      ref={frame}
      className={classes.frame}
      aria-label="Lineage graph"
      style={{ height, '--lineage-arrow': 'light-dark(var(--mantine-color-gray-6), var(--mantine-color-dark-2))' } as React.CSSProperties}
      onKeyDown={(event) => {
        const zoom = event.ctrlKey || event.metaKey ? undefined : zoomKeys[event.key];
        if (!zoom) return;
        event.preventDefault();
        zoom();
      }}
    >
      <BoxActionsContext value={actions}>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          onInit={() => void begin()}
          minZoom={0.08}
          maxZoom={2}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          selectionKeyCode={null}
          multiSelectionKeyCode={null}
          zoomOnScroll={false}
          preventScrolling={false}
          zoomOnDoubleClick={false}
          onlyRenderVisibleElements={false}
          onPaneClick={() => onPick(undefined)}
          onEdgeClick={(_event, { id }) => {
            if (visible.links.some((link) => link.id === id)) onPick(id);
          }}
          onEdgeMouseMove={(event, { id }) => {
            const link = visible.links.find((one) => one.id === id);
            const seen = frame.current?.getBoundingClientRect();
            if (link && seen) setHint({ link, x: event.clientX - seen.left, y: event.clientY - seen.top });
          }}
          onEdgeMouseLeave={() => setHint(null)}
        >
          <Panel position="bottom-left" className={classes.buttons ?? ''}>
            <CanvasButtons onZoomIn={zoomKeys['+']} onZoomOut={zoomKeys['-']} onFit={fit} onArrange={onArrange} />
          </Panel>
          {nodes.length >= mapFrom ? (
            <MiniMap position="top-left" ariaLabel={null} pannable className={classes.map ?? ''} nodeStrokeWidth={0} />
          ) : null}
        </ReactFlow>
      </BoxActionsContext>
      {hint ? <LinkHint {...hint} parts={visible.parts} /> : null}
    </section>
  );
}

/** As high as what is in it, within limits. */
function heightOf(keys: readonly string[], places: Places): number {
  const rows = keys.flatMap((key) => places.get(key)?.y ?? []);
  return Math.min(highest, Math.max(lowest, Math.max(...rows) - Math.min(...rows) + box.height * 2));
}
