import type { FieldPolicy } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';

type Page = { edges: { cursor?: string }[]; pageInfo: { endCursor?: string; hasNextPage?: boolean } };

/**
 * Relay's list of pages, with one difference: when the first page is asked for again, the pages loaded after it stay.
 * So a list that refreshes by itself does not shrink under the reader.
 *
 * @param keyArgs every argument that is not about paging.
 */
export function growingList(keyArgs: string[]): FieldPolicy {
  const relay = relayStylePagination(keyArgs);
  return {
    ...relay,
    merge(existing: Page | undefined, incoming: Page, options) {
      const merged = typeof relay.merge === 'function' ? (relay.merge(existing as never, incoming as never, options) as Page) : incoming;
      if (!existing || options.args?.after) return merged;
      const last = merged.edges.at(-1)?.cursor;
      const seam = existing.edges.findIndex((edge) => edge.cursor === last);
      // no common row: more than a page is new, so what was loaded before may have gaps
      if (last === undefined || seam < 0 || seam === existing.edges.length - 1) return merged;
      const { endCursor, hasNextPage } = existing.pageInfo;
      return {
        ...merged,
        edges: [...merged.edges, ...existing.edges.slice(seam + 1)],
        pageInfo: { ...merged.pageInfo, endCursor, hasNextPage },
      };
    },
  };
}
