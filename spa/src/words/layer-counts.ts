/** Counts of one layer by status, in the enum's spelling. */
export function countsByStatus(
  counts: readonly { layer: string; status: string; count: number }[],
  layer: string,
): ReadonlyMap<string, number> {
  return new Map(counts.filter((one) => one.layer === layer).map(({ status, count }) => [status.toUpperCase(), count]));
}

/** The same of lists that were counted one by one, each under the name of its status. */
export function totals(lists: Record<string, unknown> | undefined): ReadonlyMap<string, number> | undefined {
  if (!lists) return undefined;
  return new Map(Object.entries(lists).flatMap(([status, list]) => (hasTotal(list) ? [[status, list.totalCount] as const] : [])));
}

function hasTotal(list: unknown): list is { totalCount: number } {
  return typeof list === 'object' && list !== null && 'totalCount' in list;
}
