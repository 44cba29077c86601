/** Counts of one layer by status, in the enum's spelling. */
export function countsByStatus(
  counts: readonly { layer: string; status: string; count: number }[],
  layer: string,
): ReadonlyMap<string, number> {
  return new Map(counts.filter((one) => one.layer === layer).map(({ status, count }) => [status.toUpperCase(), count]));
}
