/** What is looked at: a version by its number, whatever was true at a moment, or neither for now. */
export type Instant = { at?: string | undefined; version?: string | undefined };

/** The version that is meant; undefined before there was any. */
export function versionAt<Version extends { version: number; time: string }>(
  versions: readonly Version[],
  { at, version }: Instant,
): Version | undefined {
  if (version !== undefined) return versions.find((one) => String(one.version) === version) ?? versions.at(-1);
  if (at === undefined) return versions.at(-1);
  const moment = new Date(at).getTime();
  return versions.findLast(({ time }) => new Date(time).getTime() <= moment);
}
