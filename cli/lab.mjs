#!/usr/bin/env node
// `npx lab` may come on an older Node than our TypeScript needs, so the command itself runs in a second process.
import { spawn } from 'node:child_process';
import { findNode24, nodeMissing, root } from './node24.mjs';

const node = findNode24();
if (node === undefined) {
  console.error(nodeMissing);
  process.exit(1);
}

const lab = spawn(node, [`${root}cli/main.ts`, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) {
  // Ctrl-C reaches every process of a terminal by itself: passed on it would count twice.
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) lab.kill(signal);
  });
}
lab.once('exit', (code, signal) => {
  if (signal === null) process.exit(code);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
