// Runs on any Node from 20 on, before anything is installed: only built-in modules.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const installedNode = `${root}node_modules/.bin/node`;

/** What our TypeScript needs: type stripping without a flag or a warning. */
const wanted = [24, 12];

export const nodeMissing = `Node ${process.version} cannot run the lab, and none came with the packages here — install Node >= ${wanted.join('.')} (https://nodejs.org) and run this again`;

/** The program of a Node that runs our TypeScript: the present one, or the one among our optional dependencies. */
export function findNode24() {
  if (isEnough(process.version)) return process.execPath;
  if (!existsSync(installedNode)) return undefined;
  const version = spawnSync(installedNode, ['--version'], { encoding: 'utf8' }).stdout;
  return version && isEnough(version) ? installedNode : undefined;
}

function isEnough(version) {
  const [major, minor] = version.slice(1).split('.').map(Number);
  return major > wanted[0] || (major === wanted[0] && minor >= wanted[1]);
}
