/** The most rows that the lab gives at once. */
const longestPage = 100;

type List = { edges: readonly unknown[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
type Answer<Field extends string> = Record<Field, List>;

/** The result of a query for a list, as far as it matters here. */
type Asked<Field extends string> = {
  data?: Answer<Field> | undefined;
  error?: unknown;
  refetch(): Promise<unknown>;
  observable: {
    readonly variables: { first: number };
    fetchMore(options: {
      variables: { first: number; after: string | null };
      // whatever the query's own type is: what is put together are answers of the same query; undefined changes nothing
      updateQuery(shown: Answer<Field>, more: { fetchMoreResult: Answer<Field> }): never;
    }): Promise<unknown>;
  };
};

/**
 * Asks again for every row that was loaded, page by page, and shows the answer when all of it is there: rows further down stay as
 * true as the first ones, and the list does not jump on the way.
 *
 * @param field the list within the answer.
 */
export async function refreshList<Field extends string>(asked: Asked<Field>, field: Field): Promise<void> {
  const { data, error, observable } = asked;
  const { variables } = observable;
  const loaded = data?.[field].edges.length ?? 0;
  // the plain way also shows a failure, or that it is over
  if (error || loaded <= variables.first) return void (await asked.refetch());
  let edges: readonly unknown[] = [];
  let after: string | null = null;
  let isOver = false;
  try {
    while (!isOver) {
      await observable.fetchMore({
        variables: { first: Math.min(longestPage, loaded - edges.length), after },
        updateQuery(_shown, { fetchMoreResult }) {
          const page = fetchMoreResult[field];
          edges = [...edges, ...page.edges];
          after = page.pageInfo.endCursor;
          // the reader may have chosen another filter meanwhile
          const isWanted = observable.variables === variables;
          isOver = !isWanted || edges.length >= loaded || !page.pageInfo.hasNextPage;
          return (isOver && isWanted ? { ...fetchMoreResult, [field]: { ...page, edges } } : undefined) as never;
        },
      });
    }
  } catch {
    await asked.refetch();
  }
}
