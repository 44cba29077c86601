import { resolve } from 'node:path';
import type { Rolldown } from 'vite';

const source = (path: string) => resolve(import.meta.dirname, 'src', path);
/** What the first screen begins with; what it loads later is not meant. */
const firstScreen = [source('main.tsx'), source('pages/overview-page.tsx')];
const playground = [source('playground/main.tsx')];

/** Packages whose front door imports all of them: which parts are used is known only after the grouping. */
const collections = /node_modules\/(@mantine\/core|@mantine\/hooks|graphql|rxjs)\//;
/** The parts of the collection that the first screen is drawn with. */
const drawnWith =
  /@mantine\/core\/esm\/(core\/|components\/(ActionIcon|Anchor|Burger|Button|Card|Collapse|Divider|Group|NavLink|Paper|SimpleGrid|Skeleton|Stack|Text|Title|Transition|UnstyledButton)\/)/;

/**
 * Puts what the first screen needs into two files: one for the portal, and one that the playground needs, too. By itself the bundler
 * makes a file of each module that two pages share, and seventy requests take longer than their bytes.
 */
export function groupFirstScreen(): Rolldown.OutputOptions {
  let needed: ReadonlySet<string>[] | undefined;
  const name = (id: string, graph: Rolldown.ChunkingContext): string | null => {
    needed ??= [firstScreen, playground].map((entries) => needsOf(entries, graph));
    const [byPortal, byPlayground] = needed.map((modules) => modules.has(id));
    if (drawnWith.test(id)) return 'frame';
    if (!byPortal) return null;
    return byPlayground ? 'base' : 'frame';
  };
  return { codeSplitting: { groups: [{ name }] } };
}

/** Everything that modules import, and what that imports in turn; not what is imported only when it is needed. */
function needsOf(entries: readonly string[], graph: Rolldown.ChunkingContext): ReadonlySet<string> {
  const found = new Set<string>(entries);
  for (const id of found) {
    if (collections.test(id)) continue;
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
  }
  // an entry in a shared file would be run by whoever needs another part of it
  for (const entry of entries) found.delete(entry);
  return found;
}
