/**
 * What a reader of the log has seen: every row of a transaction before `xmax` that is not among the running ones, up to the position
 * `high`. PostgreSQL's `pg_snapshot`, and a bound that tells a row from one whose transaction number was given out a second time after a
 * crash.
 */
export type Snapshot = {
  /** First transaction that had not ended when the last of those before it had begun. */
  xmax: bigint;
  /** Transactions before `xmax` that were still running, ascending. */
  running: readonly bigint[];
  /** No visible row has a higher position. */
  high: number;
};

/** A row's place among transactions. */
export type RowStamp = { xid: bigint; position: number };

/**
 * @param text as PostgreSQL writes it: `10:20:10,14,15`.
 * @throws Error when it is not a snapshot.
 */
export function parseSnapshot(text: string, high: number): Snapshot {
  const match = /^(\d+):(\d+):([\d,]*)$/.exec(text);
  if (!match?.[2]) throw new Error(`"${text}" is not a snapshot`);
  return { xmax: BigInt(match[2]), running: match[3] ? match[3].split(',').map(BigInt) : [], high };
}

/** The way back of {@link parseSnapshot}; `high` travels beside it. */
export function writeSnapshot({ xmax, running }: Snapshot): string {
  return `${running[0] ?? xmax}:${xmax}:${running.join(',')}`;
}

/** Whether a reader with this snapshot has seen the row, if it is committed. */
export function isVisible({ xid, position }: RowStamp, { xmax, running, high }: Snapshot): boolean {
  return xid < xmax && position <= high && !running.includes(xid);
}

/** Whether two snapshots show the same. */
export function isSameSnapshot(one: Snapshot, other: Snapshot): boolean {
  return one.high === other.high && writeSnapshot(one) === writeSnapshot(other);
}
