import ELK, { type ELK as Elk } from 'elkjs/lib/elk-api.js';
import ElkWorker from 'elkjs/lib/elk-worker.min.js?worker';
import { partKinds } from '../words/lineage-words.ts';
import type { Group, Visible } from './visible.ts';

/** Size of every box, and the room between them, in pixels. */
export const box = { width: 204, height: 84, along: 92, across: 28 };

export type Point = { x: number; y: number };

/** Name of the time from asking for places until they are there. */
const measureName = 'lineage-layout';

let starting: Promise<Elk> | undefined;

function start(): Promise<Elk> {
  starting ??= (async () => {
    const elk = new ELK({ workerFactory: () => new ElkWorker(), algorithms: ['layered'] });
    await elk.layout({ id: 'warm', layoutOptions: options, children: [size('a'), size('b')], edges: [line('a', 'b')] });
    return elk;
  })();
  starting.catch(() => {
    starting = undefined;
  });
  return starting;
}

/** Starts the layout's own thread, so that it is warm when it is needed. */
export function warmUp(): void {
  void start().catch(() => undefined);
}

// partitions make a column of each kind, and the order of the model keeps siblings as they were found
const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.partitioning.activate': 'true',
  'elk.edgeRouting': 'POLYLINE',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.thoroughness': '1',
  // half the time of the usual one, and with a column for each kind there is nothing it could do better
  'elk.layered.layering.strategy': 'LONGEST_PATH',
  'elk.layered.spacing.nodeNodeBetweenLayers': String(box.along),
  'elk.spacing.nodeNode': String(box.across),
  'elk.spacing.componentComponent': String(box.across * 2),
};

/** Where each record and group goes, computed beside the page. @throws Error when the thread cannot be started. */
export async function arrange({ parts, links, groups }: Visible): Promise<Map<string, Point>> {
  const begun = performance.now();
  const elk = await start();
  const placed = await elk.layout({
    id: 'lineage',
    layoutOptions: options,
    children: [
      ...parts.map(({ key, kind }) => size(key, partKinds[kind].column)),
      ...groups.map(({ key, kind }) => size(key, partKinds[kind].column)),
    ],
    edges: [...links.map(({ from, to }) => line(from, to)), ...groups.map(lineOfGroup)],
  });
  performance.measure(measureName, { start: begun, end: performance.now(), detail: { parts: parts.length } });
  // columns at one distance, so that what comes later stands in line with what stands
  const columns = new Map([...parts, ...groups].map(({ key, kind }) => [key, partKinds[kind].column * (box.width + box.along)]));
  return new Map((placed.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x: columns.get(id) ?? x, y }]));
}

function size(id: string, column = 0) {
  return { id, width: box.width, height: box.height, layoutOptions: { 'elk.partitioning.partition': String(column) } };
}

function line(from: string, to: string) {
  return { id: `${from} ${to}`, sources: [from], targets: [to] };
}

function lineOfGroup({ key, of, side }: Group) {
  return side === 'up' ? line(key, of) : line(of, key);
}
