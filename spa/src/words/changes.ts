/** One value that differs; undefined where there is none. */
export type Change = { path: string; before: string | undefined; after: string | undefined };

/** What differs between two records, value by value; what is the same is left out. */
export function findChanges(before: unknown, after: unknown): Change[] {
  const [old, fresh] = [flatten(before), flatten(after)];
  const paths = [...new Set([...old.keys(), ...fresh.keys()])];
  return paths.map((path) => ({ path, before: old.get(path), after: fresh.get(path) })).filter((one) => one.before !== one.after);
}

/** Every value under its path, such as `case.status` or `documents.0`. */
function flatten(value: unknown, path = '', found = new Map<string, string>()): Map<string, string> {
  if (value === null || value === undefined) {
    if (path !== '') found.set(path, 'null');
  } else if (typeof value !== 'object') found.set(path || 'value', String(value));
  else for (const [name, part] of Object.entries(value)) flatten(part, path === '' ? name : `${path}.${name}`, found);
  return found;
}
