import { endOf, findPath, type Link, linksByEnd, type Part } from './graph.ts';
import type { Visible } from './visible.ts';

/** What is lit while the rest is faded; null while nothing is. */
export type Lit = ReadonlySet<string> | null;

/**
 * What a choice lights up: of a record, everything it comes from and became; of a relation, what leads there and what follows.
 *
 * @param picked key of a record, or id of a link.
 */
export function findLit({ parts, links }: Pick<Visible, 'parts' | 'links'>, picked: string | undefined): Lit {
  if (picked === undefined) return null;
  if (parts.some(({ key }) => key === picked)) return findPath(links, picked);
  const link = links.find(({ id }) => id === picked);
  if (!link) return null;
  return new Set([...walk(links, link.from, 'up'), ...walk(links, link.to, 'down')]);
}

function walk(links: readonly Link[], from: string, side: 'up' | 'down'): Set<string> {
  const ends = linksByEnd(links)[side];
  const seen = new Set([from]);
  for (const key of seen) for (const link of ends.get(key) ?? []) seen.add(endOf(link, side));
  return seen;
}

/** A link is lit when it leads from one lit record to another. */
export function isLinkLit(lit: Lit, { from, to }: Pick<Link, 'from' | 'to'>): boolean {
  return lit ? lit.has(from) && lit.has(to) : false;
}

/** Lines from or to one record that have their words beside them; more of the same would be noise. */
const mostAlike = 3;

/** Links whose word is written on their line. */
export function findWorded(links: readonly Link[]): ReadonlySet<string> {
  const ends = linksByEnd(links);
  const isFew = ({ from, to }: Link) => (ends.down.get(from)?.length ?? 0) <= mostAlike && (ends.up.get(to)?.length ?? 0) <= mostAlike;
  return new Set(links.filter(isFew).map(({ id }) => id));
}

/** Records whose name, kind or note holds the text, in any case, in the order in which they are shown. */
export function findMatches(parts: readonly Part[], text: string | undefined): string[] {
  const wanted = (text ?? '').trim().toLowerCase();
  if (wanted === '') return [];
  return parts
    .filter(({ name, note, id, reference }) => [name, note, id, reference].some((word) => word?.toLowerCase().includes(wanted)))
    .map(({ key }) => key);
}
