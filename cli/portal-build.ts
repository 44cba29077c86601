import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const spa = fileURLToPath(new URL('../spa/', import.meta.url));
const lockFile = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const vite = fileURLToPath(new URL('bin/vite.js', import.meta.resolve('vite/package.json')));
const stampFile = `${spa}dist/.built-from`;

/**
 * Builds the portal unless the build that is there was made from the same sources.
 *
 * @returns whether it was built.
 */
export async function buildPortal(): Promise<boolean> {
  const sources = hashSources();
  if (existsSync(`${spa}dist/index.html`) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sources) return false;
  await runVite();
  writeFileSync(stampFile, sources);
  return true;
}

/** In a process of its own: what bundling takes of memory is given back, and nothing of our environment makes it another bundle. */
async function runVite(): Promise<void> {
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error'], {
    cwd: spa,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('The portal could not be built; the lines above say why');
}

function hashSources(): string {
  const hash = createHash('sha256').update(readFileSync(lockFile));
  const files = globSync(['*.html', '*.ts', 'package.json', 'public/**', 'src/**'], { cwd: spa }).sort();
  for (const file of files) {
    if (statSync(`${spa}${file}`).isFile()) hash.update(`\0${file}\0`).update(readFileSync(`${spa}${file}`));
  }
  return hash.digest('hex');
}
