/** What every tab gets: which request. */
export type TabProps = { id: string };
