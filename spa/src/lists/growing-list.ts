import type { FieldPolicy, Reference } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';

type Edge = { cursor?: string; node?: Reference };
type Page = { edges: Edge[]; pageInfo: { endCursor?: string; hasNextPage?: boolean } };

/**
 * Relay's list of pages, with two differences: when the first page is asked for again, the pages loaded after it stay, so a list
 * that refreshes by itself does not shrink under the reader; and a row that has moved stands only where it stands now.
 *
 * @param keyArgs every argument that is not about paging.
 */
export function growingList(keyArgs: string[]): FieldPolicy {
  const relay = relayStylePagination(keyArgs);
  return {
    ...relay,
    merge(existing: Page | undefined, incoming: Page, options) {
      const merged = typeof relay.merge === 'function' ? (relay.merge(existing as never, incoming as never, options) as Page) : incoming;
      if (!existing) return merged;
      const fresh = new Set(incoming.edges.map(({ node }) => node?.__ref));
      const isElsewhere = ({ node }: Edge) => node !== undefined && fresh.has(node.__ref);
      if (options.args?.after) {
        const before = merged.edges.slice(0, merged.edges.length - incoming.edges.length);
        return { ...merged, edges: [...before.filter((edge) => !isElsewhere(edge)), ...incoming.edges] };
      }
      const last = merged.edges.at(-1)?.cursor;
      const seam = existing.edges.findIndex((edge) => edge.cursor === last);
      // no common row: more than a page is new, so what was loaded before may have gaps
      const hasNothingBehind = incoming.pageInfo?.hasNextPage === false || last === undefined || seam < 0;
      if (hasNothingBehind || seam === existing.edges.length - 1) return merged;
      const { endCursor, hasNextPage } = existing.pageInfo;
      return {
        ...merged,
        edges: [...merged.edges, ...existing.edges.slice(seam + 1).filter((edge) => !isElsewhere(edge))],
        pageInfo: { ...merged.pageInfo, endCursor, hasNextPage },
      };
    },
  };
}
