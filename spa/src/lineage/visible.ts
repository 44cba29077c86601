import { type PartKind, partKinds } from '../words/lineage-words.ts';
import { countOf } from '../words/numbers.ts';
import { endOf, type Graph, type Link, linksByEnd, type Part, type Side, sides } from './graph.ts';

/** Records in one picture at most: more is no picture any more. */
export const mostParts = 150;
/** Neighbours that one step of opening brings. */
export const pageSize = 12;

/** Sides of records that were opened (how many pages of neighbours) or closed (0) by hand. */
export type Opened = ReadonlyMap<string, number>;

export function sideKey(key: string, side: Side): string {
  return `${side}.${key}`;
}

/** What is not shown of an open side. */
export type Group = {
  /** Another one with each page, so that it goes behind what the page brought. */
  key: string;
  of: string;
  side: Side;
  pages: number;
  count: number;
  kind: PartKind;
  /** Whether there is no room for any of them. */
  isFull: boolean;
};

export type Counted = { hidden: number; isOpen: boolean; hasShown: boolean };

export type Visible = {
  /** The one it all began with first, then by distance. */
  parts: Part[];
  links: Link[];
  groups: Group[];
  /** What lies on each side of each record. */
  around: Map<string, Record<Side, Counted>>;
};

/** What lies downstream of records that do not bring it along. */
const childOf: Partial<Record<PartKind, PartKind>> = { customer: 'agreement', agreement: 'request' };

type Start = { graph: Graph; root: string; depth: number; opened: Opened };

/**
 * What to show: the surroundings of one record up to a depth, straight up and straight down, and besides what was opened by hand.
 * A side that was opened by hand gives its next neighbours only, whatever the depth.
 */
export function findVisible({ graph, root, depth, opened }: Start): Visible {
  const start = graph.parts.get(root);
  if (!start) return { parts: [], links: [], groups: [], around: new Map() };
  const byEnd = linksByEnd(graph.links.values());
  const shown = new Map<string, Part>([[root, start]]);
  const ways = new Map<string, { steps: number; sides: readonly Side[] }>([[root, { steps: 0, sides }]]);
  const open = new Set<string>();
  const groups: Group[] = [];

  // a Map is walked in the order of insertion, and goes on with what is added meanwhile
  for (const key of shown.keys()) {
    const way = ways.get(key);
    for (const side of sides) {
      const byHand = opened.get(sideKey(key, side));
      const isInReach = way !== undefined && way.steps < depth && way.sides.includes(side);
      const pages = byHand ?? (isInReach ? 1 : 0);
      if (pages === 0) continue;
      open.add(sideKey(key, side));
      const beyond = side === 'down' ? (graph.beyond.get(key) ?? 0) : 0;
      const next = neighbours(key, side);
      const fresh = next.filter((part) => !shown.has(part.key));
      const places = Math.max(0, Math.min(pages * pageSize, mostParts - shown.size));
      for (const part of fresh.slice(0, places)) {
        shown.set(part.key, part);
        ways.set(part.key, { steps: isInReach ? way.steps + 1 : depth, sides: [side] });
      }
      const count = Math.max(0, fresh.length - places) + beyond;
      const kind = next.at(-1)?.kind ?? childOf[graph.parts.get(key)?.kind ?? 'request'];
      const shownHere = Math.min(places, fresh.length);
      // a page that is still on its way says nothing yet
      if (fresh.length > 0 && count > 0 && kind)
        groups.push({ key: `more.${shownHere}.${sideKey(key, side)}`, of: key, side, pages, count, kind, isFull: false });
    }
  }

  function neighbours(key: string, side: Side): Part[] {
    return (byEnd[side].get(key) ?? []).flatMap((link) => graph.parts.get(endOf(link, side)) ?? []);
  }

  const around = new Map<string, Record<Side, Counted>>();
  for (const key of shown.keys()) {
    const count = (side: Side): Counted => {
      const all = neighbours(key, side);
      const hidden = all.filter((part) => !shown.has(part.key)).length + (side === 'down' ? (graph.beyond.get(key) ?? 0) : 0);
      return { hidden, isOpen: open.has(sideKey(key, side)), hasShown: all.some((part) => shown.has(part.key)) };
    };
    around.set(key, { up: count('up'), down: count('down') });
  }
  return {
    parts: [...shown.values()],
    links: [...graph.links.values()].filter(({ from, to }) => shown.has(from) && shown.has(to)),
    groups: groups.map((group) => ({ ...group, isFull: shown.size >= mostParts })),
    around,
  };
}

/** For example "+88 more service requests". */
export function groupWords({ count, kind }: Pick<Group, 'count' | 'kind'>): string {
  return `+${countOf(count, `more ${partKinds[kind].word}`)}`;
}
