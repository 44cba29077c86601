import type { PartKind, Relation } from '../words/lineage-words.ts';
import type { State } from '../words/vocabulary.ts';

/** A record in the picture. */
export type Part = {
  /** Kind and identifier: what names it in addresses. */
  key: string;
  kind: PartKind;
  id: string;
  name: string;
  state: State | null;
  /** What else to say of it in one line. */
  note: string | null;
  /** Business id of the request that it belongs to; null for what many requests share. */
  reference: string | null;
};

/** Why one record led to another. */
export type Link = {
  id: string;
  from: string;
  to: string;
  relation: Relation;
  rule: string;
  event: { id: string; type: string } | null;
  actor: string | null;
  time: string;
};

export type Side = 'up' | 'down';
export const sides = ['up', 'down'] as const satisfies readonly Side[];
export const sideWords: Record<Side, string> = { up: 'upstream', down: 'downstream' };

/** All that is known so far. */
export type Graph = {
  parts: Map<string, Part>;
  links: Map<string, Link>;
  /** Neighbours that exist and are not among the parts, by the key of the record they belong to. All of them lie downstream. */
  beyond: Map<string, number>;
};

export function emptyGraph(): Graph {
  return { parts: new Map(), links: new Map(), beyond: new Map() };
}

export function keyOf(kind: PartKind, id: string): string {
  return `${kind}:${id}`;
}

type Linked = { from: string; to: string };

/** Links by the record at one of their ends. */
export function linksByEnd<L extends Linked>(links: Iterable<L>): Record<Side, Map<string, L[]>> {
  const byEnd = { up: new Map<string, L[]>(), down: new Map<string, L[]>() };
  for (const link of links) {
    add(byEnd.down, link.from, link);
    add(byEnd.up, link.to, link);
  }
  return byEnd;
}

function add<L>(map: Map<string, L[]>, key: string, link: L): void {
  const list = map.get(key);
  if (list) list.push(link);
  else map.set(key, [link]);
}

/** The record at the other end of a link, seen from the side it lies on. */
export function endOf(link: Linked, side: Side): string {
  return side === 'up' ? link.from : link.to;
}

/** Everything a record comes from and everything that became of it, with the record itself; nothing beside that way. */
export function findPath(links: readonly Linked[], key: string): Set<string> {
  const byEnd = linksByEnd(links);
  const path = new Set([key]);
  for (const side of sides) {
    const seen = new Set([key]);
    for (const at of seen) for (const link of byEnd[side].get(at) ?? []) seen.add(endOf(link, side));
    for (const at of seen) path.add(at);
  }
  return path;
}
