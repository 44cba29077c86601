import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { watch } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stopOnSignal } from 'lib/service.ts';
import { print } from './terminal.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const watched = ['lib', 'subgraphs', 'gateway', 'worker', 'cli', 'sql'];
const settleMs = 300;

/** `npm run dev`: the lab, restarted when a server source changes; codegen when a schema does; the portal by Vite, hot. */
export async function develop(): Promise<void> {
  let lab = startChild();
  let changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const restart = async (): Promise<void> => {
    const files = [...changed];
    changed = new Set();
    print(`\nChanged: ${files.join(', ')}`);
    await stopChild(lab);
    if (files.some((file) => file.endsWith('.graphql'))) spawnSync('npm', ['run', 'codegen'], { cwd: root, stdio: 'inherit' });
    lab = startChild();
  };
  const watchers = watched.map((folder) =>
    watch(`${root}${folder}`, { recursive: true }, (_event, file) => {
      if (!file || !/\.(ts|graphql|sql|json)$/.test(file) || /generated|supergraph|\.test\.ts$/.test(file)) return;
      changed.add(`${folder}/${file}`);
      clearTimeout(timer);
      timer = setTimeout(() => void restart(), settleMs);
    }),
  );
  const { createServer } = await import('vite');
  const vite = await createServer({ root: `${root}spa`, configFile: `${root}spa/vite.config.ts` });
  await vite.listen();
  vite.printUrls();
  stopOnSignal(async () => {
    for (const watcher of watchers) watcher.close();
    await vite.close();
    await stopChild(lab);
  });
}

function startChild(): ChildProcess {
  return spawn(process.execPath, [`${root}cli/main.ts`, 'up'], { cwd: root, stdio: 'inherit' });
}

function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
