import type { PageArgs } from 'lib/connection.ts';
import { graphError } from 'lib/errors.ts';
import { type Anchor, type AnchorPlace, listAnchors } from './audit-anchors.ts';
import type { Context } from './context.ts';
import type { Resolvers } from './generated.ts';

const pageLimit = 100;

/** One page of the anchors, newest first. The total count is the highest number: what is gone was there. */
async function findAnchorPage(place: AnchorPlace, { first, after }: PageArgs) {
  const count = first ?? 25;
  if (count < 1 || count > pageLimit) throw graphError('BAD_USER_INPUT', `first is ${count}, accepted is 1 to ${pageLimit}`);
  const { nodes, newest } = await listAnchors(place, count, after == null ? null : readCursor(after));
  const edges = nodes.map((node) => ({ node, cursor: writeCursor(node) }));
  const pageInfo = {
    hasNextPage: (nodes.at(-1)?.number ?? 1) > 1,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, nodes, pageInfo, totalCount: newest };
}

function readCursor(cursor: string): number {
  const number = /^anchor-(\d{1,10})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'))?.[1];
  if (number !== undefined) return Number(number);
  throw graphError('BAD_USER_INPUT', 'after is not a cursor of this list and order — take it from pageInfo.endCursor of the same query');
}

function writeCursor({ number }: Anchor): string {
  return Buffer.from(`anchor-${number}`).toString('base64url');
}

export const auditAnchorResolvers = {
  Query: {
    auditAnchors: (_root: unknown, page: PageArgs, { pool, desk, auditTrail }: Context) =>
      findAnchorPage({ pool, store: desk.store, keys: auditTrail.keys }, page),
  },
  AuditAnchor: {
    recordedAt: ({ content }) => content?.recordedAt ?? null,
    isVerified: ({ fault }) => fault === null,
    heads: ({ content, fault }) => (fault === null && content ? content.heads : []),
  },
} satisfies Resolvers;
