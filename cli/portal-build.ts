import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const spa = fileURLToPath(new URL('../spa/', import.meta.url));
const lockFile = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const stampFile = `${spa}dist/.built-from`;

/**
 * Builds the portal unless the build that is there was made from the same sources.
 *
 * @returns whether it was built.
 */
export async function buildPortal(): Promise<boolean> {
  const sources = hashSources();
  if (existsSync(`${spa}dist/index.html`) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sources) return false;
  // loaded only now: the second start does without it
  const { build } = await import('vite');
  await build({ root: spa, logLevel: 'error', configFile: `${spa}vite.config.ts` });
  writeFileSync(stampFile, sources);
  return true;
}

function hashSources(): string {
  const hash = createHash('sha256').update(readFileSync(lockFile));
  const files = globSync(['*.html', '*.ts', 'package.json', 'public/**', 'src/**'], { cwd: spa }).sort();
  for (const file of files) {
    if (statSync(`${spa}${file}`).isFile()) hash.update(`\0${file}\0`).update(readFileSync(`${spa}${file}`));
  }
  return hash.digest('hex');
}
