/** Size of a record's box and of the room that an edge's words need, in pixels. */
export const box = { width: 230, height: 96, along: 150, across: 24 };

type Node = { id: string; type: string };
type Edge = { from: { id: string }; to: { id: string } };
export type Placed<N> = { node: N; x: number; y: number };

/**
 * Places records in the order in which a request travels, one column (or, on a phone, one row) per kind. Enough for the
 * handful of records that one request becomes.
 *
 * @param order kinds from first to last.
 */
export function layOut<N extends Node>(nodes: readonly N[], order: readonly string[], isUpright: boolean) {
  const kinds = order.filter((type) => nodes.some((node) => node.type === type));
  const stepX = isUpright ? box.width + box.across : box.width + box.along;
  const stepY = isUpright ? box.height + box.along / 2 : box.height + box.across;
  const placed = kinds.flatMap((type, step) =>
    nodes
      .filter((node) => node.type === type)
      .map((node, lane): Placed<N> => ({ node, x: (isUpright ? lane : step) * stepX, y: (isUpright ? step : lane) * stepY })),
  );
  return {
    placed,
    width: Math.max(0, ...placed.map(({ x }) => x)) + box.width,
    height: Math.max(0, ...placed.map(({ y }) => y)) + box.height,
  };
}

/** Where an edge begins, ends and has its words; null when one of its ends is not in the picture. */
export function trace<N extends Node>(edge: Edge, placed: readonly Placed<N>[], isUpright: boolean) {
  const from = placed.find(({ node }) => node.id === edge.from.id);
  const to = placed.find(({ node }) => node.id === edge.to.id);
  if (!from || !to) return null;
  const start = isUpright ? { x: from.x + 40, y: from.y + box.height } : { x: from.x + box.width, y: from.y + box.height / 2 };
  const end = isUpright ? { x: to.x + 40, y: to.y } : { x: to.x, y: to.y + box.height / 2 };
  return { start, end, middle: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 } };
}
