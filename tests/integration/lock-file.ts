import { readText } from './compose-file.ts';

export type LockEntry = {
  version: string;
  license?: string;
  dev?: boolean;
  /** A workspace, not a package of somebody else. */
  link?: boolean;
  optionalDependencies?: Record<string, string>;
};

export type Package = LockEntry & { name: string; path: string };

type Manifest = Partial<Record<'dependencies' | 'devDependencies' | 'optionalDependencies' | 'overrides', Record<string, string>>>;

const { packages: entries } = JSON.parse(readText('package-lock.json')) as { packages: Record<string, LockEntry> };

/** Every copy of every package of others that the lock pins. */
export const lockedPackages: Package[] = Object.entries(entries)
  .filter(([path, { link }]) => path.includes('node_modules/') && !link)
  .map(([path, entry]) => ({ ...entry, path, name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length) }));

/** Manifests of the repository and its workspaces, by path. */
export function readManifests(): Record<string, Manifest> {
  const { workspaces } = JSON.parse(readText('package.json')) as { workspaces: string[] };
  const paths = ['package.json', ...workspaces.map((name) => `${name}/package.json`)];
  return Object.fromEntries(paths.map((path) => [path, JSON.parse(readText(path)) as Manifest]));
}
