/**
 * How far this process's own clock is behind the machine's, in milliseconds: `performance` counts from the start of the process and does
 * not follow when the machine's clock is put right. PostgreSQL's times are the machine's.
 */
export function wallClockOffsetMs(): number {
  // the machine's clock is read in whole milliseconds: the moment when it goes on is exact
  const before = Date.now();
  let now = before;
  while (now === before) now = Date.now();
  return now - (performance.timeOrigin + performance.now());
}
