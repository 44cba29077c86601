import { expect, test } from 'vitest';
import { writeLineageCsv, writeLineageSvg } from './export.ts';
import { emptyGraph, findPath, type Graph, keyOf, type Part } from './graph.ts';
import { readOpened, withSide, writeOpened } from './opened.ts';
import { findLit, findMatches } from './picture-state.ts';
import { pin } from './places.ts';
import { findStep } from './steps.ts';
import { findVisible, groupWords, mostParts } from './visible.ts';

type Kind = Part['kind'];

function addPart(graph: Graph, kind: Kind, id: string, changes: Partial<Part> = {}): string {
  const key = keyOf(kind, id);
  graph.parts.set(key, { key, kind, id, name: id, state: null, note: null, reference: null, ...changes });
  return key;
}

function addLink(graph: Graph, from: string, to: string): void {
  const id = `${from} ${to}`;
  graph.links.set(id, { id, from, to, relation: 'COVERS', rule: 'A rule', event: null, actor: null, time: '2026-11-22T14:00:00.000Z' });
}

/** An agreement with so many requests, each of which was opened as a case. */
function agreementWith(count: number): { graph: Graph; agreement: string; requests: string[] } {
  const graph = emptyGraph();
  const customer = addPart(graph, 'customer', 'c');
  const agreement = addPart(graph, 'agreement', 'a');
  addLink(graph, customer, agreement);
  const requests = Array.from({ length: count }, (_, n) => {
    const request = addPart(graph, 'request', `r${n}`);
    addLink(graph, agreement, request);
    addLink(graph, request, addPart(graph, 'case', `k${n}`));
    return request;
  });
  return { graph, agreement, requests };
}

const names = (parts: readonly { key: string }[]) => parts.map(({ key }) => key);
const nothingOpened = new Map<string, number>();

test('a picture goes straight up and straight down, and not to the siblings', () => {
  const { graph } = agreementWith(3);
  const { parts, around } = findVisible({ graph, root: 'request:r1', depth: 2, opened: nothingOpened });
  expect(names(parts)).toEqual(['request:r1', 'agreement:a', 'case:k1', 'customer:c']);
  expect(around.get('agreement:a')?.down).toEqual({ hidden: 2, isOpen: false, hasShown: true });
});

test('a side that is opened by hand gives its next neighbours, and closes again', () => {
  const { graph } = agreementWith(3);
  const opened = withSide(nothingOpened, { key: 'agreement:a', side: 'down', pages: 1 });
  expect(names(findVisible({ graph, root: 'request:r1', depth: 2, opened }).parts)).toEqual([
    'request:r1',
    'agreement:a',
    'case:k1',
    'customer:c',
    'request:r0',
    'request:r2',
  ]);
  const closed = withSide(opened, { key: 'request:r1', side: 'up', pages: 0 });
  expect(names(findVisible({ graph, root: 'request:r1', depth: 2, opened: closed }).parts)).toEqual(['request:r1', 'case:k1']);
});

test('what one step does not bring stands in a group with its number, counting what is not even loaded', () => {
  const { graph, agreement } = agreementWith(20);
  graph.beyond.set(agreement, 80);
  const { groups } = findVisible({ graph, root: agreement, depth: 1, opened: nothingOpened });
  expect(groups.map(groupWords)).toEqual(['+88 more service requests']);
});

test('no picture has more than 150 records, however far it is opened', () => {
  const { graph, agreement } = agreementWith(200);
  const opened = withSide(nothingOpened, { key: agreement, side: 'down', pages: 99 });
  const { parts, groups } = findVisible({ graph, root: agreement, depth: 5, opened });
  expect(parts).toHaveLength(mostParts);
  expect(groups.every(({ isFull }) => isFull)).toBe(true);
});

test('what was opened is read back from an address as it was written, and nonsense is dropped', () => {
  const opened = withSide(withSide(nothingOpened, { key: 'agreement:a', side: 'down', pages: 2 }), { key: 'case:k', side: 'up', pages: 0 });
  expect(readOpened(writeOpened(opened))).toEqual(opened);
  expect(readOpened('x 1.sideways.a:b 2.down.a:b')).toEqual(new Map([['down.a:b', 2]]));
});

test('the path of a record leads both ways and leaves out what is beside it', () => {
  const { graph } = agreementWith(3);
  expect([...findPath([...graph.links.values()], 'request:r1')].sort()).toEqual(['agreement:a', 'case:k1', 'customer:c', 'request:r1']);
});

test('a picked relation lights up what leads to it and what follows from it', () => {
  const { graph } = agreementWith(2);
  const visible = { parts: [...graph.parts.values()], links: [...graph.links.values()] };
  expect([...(findLit(visible, 'agreement:a request:r0') ?? [])].sort()).toEqual(['agreement:a', 'case:k0', 'customer:c', 'request:r0']);
  expect(findLit(visible, 'what is not there')).toBeNull();
});

test('a search finds names in any case, and nothing without a word', () => {
  const graph = emptyGraph();
  addPart(graph, 'request', '1', { name: 'REQ-2026-000001', note: 'Northwind' });
  const parts = [...graph.parts.values()];
  expect(findMatches(parts, ' northw ')).toEqual(['request:1']);
  expect(findMatches(parts, '  ')).toEqual([]);
});

test('nothing that has a place moves when something comes, and nothing comes to stand on something else', () => {
  const known = new Map([
    ['a', { x: 0, y: 500 }],
    ['b', { x: 300, y: 500 }],
  ]);
  const arranged = new Map([
    ['a', { x: 0, y: 0 }],
    ['b', { x: 300, y: 0 }],
    ['new', { x: 300, y: 20 }],
  ]);
  const placed = pin(known, arranged, [
    ['a', 'b'],
    ['a', 'new'],
  ]);
  expect(placed.get('a')).toEqual({ x: 0, y: 500 });
  expect(placed.get('b')).toEqual({ x: 300, y: 500 });
  expect(placed.get('new')?.x).toBe(300);
  expect(placed.get('new')?.y).toBeGreaterThan(584);
});

test('arrow keys go along the lines and within a column', () => {
  const links = [
    { from: 'a', to: 'b' },
    { from: 'a', to: 'c' },
  ];
  const places = new Map([
    ['a', { x: 0, y: 100 }],
    ['b', { x: 300, y: 0 }],
    ['c', { x: 300, y: 110 }],
  ]);
  const where = { keys: ['a', 'b', 'c'], links, places };
  expect(findStep('ArrowRight', 'a', where)).toBe('c');
  expect(findStep('ArrowUp', 'c', where)).toBe('b');
  expect(findStep('ArrowLeft', 'b', where)).toBe('a');
  expect(findStep('ArrowLeft', 'a', where)).toBeUndefined();
  expect(findStep('Home', 'c', where)).toBe('a');
});

test('files hold names as text, whatever they look like', () => {
  const graph = emptyGraph();
  const from = addPart(graph, 'document', 'd', { name: '=1+1<script>"&\u0007' });
  addLink(graph, from, addPart(graph, 'submission', 's'));
  const visible = findVisible({ graph, root: from, depth: 1, opened: nothingOpened });
  expect(writeLineageCsv(visible)).toContain(`"'=1+1<script>""&`);
  const places = new Map([...graph.parts.keys()].map((key, n) => [key, { x: n * 300, y: 0 }]));
  const paint = { page: '#fff', box: '#fff', line: '#000', text: '#000', dimmed: '#000', kind: () => '#000', font: 'Inter, "Segoe UI"' };
  const { text } = writeLineageSvg(visible, places, paint);
  const picture = new DOMParser().parseFromString(text, 'image/svg+xml');
  expect(picture.querySelector('parsererror')).toBeNull();
  expect(picture.querySelector('script')).toBeNull();
  expect(picture.documentElement.textContent).toContain('=1+1<script>"&');
});
