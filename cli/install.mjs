// Makes `npm start` and `npm test` work right after `git clone`: npm calls it before them, on any Node from 20 on.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { findNode24, installedNode, nodeMissing, root } from './node24.mjs';

const lockFile = `${root}package-lock.json`;
const installedLockFile = `${root}node_modules/.package-lock.json`;
const stampFile = `${root}node_modules/.lab-installed`;
const runningFolder = `${root}.lab-install.lock`;

try {
  if (Number.parseInt(process.versions.node, 10) < 20) throw new Error(nodeMissing);
  if (!isInstalled()) await installOnce();
  if (findNode24() === undefined) throw new Error(nodeMissing);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function isInstalled() {
  const stamp = currentStamp();
  if (read(installedLockFile) === undefined) return false;
  if (read(stampFile) === stamp) return true;
  return installedByHand();
}

function currentStamp() {
  const hash = createHash('sha256').update(readFileSync(lockFile));
  for (const folder of workspaces()) hash.update(readFileSync(`${root}${folder}/package.json`));
  return hash.digest('hex');
}

function workspaces() {
  return ['.', ...(json(`${root}package.json`).workspaces ?? [])];
}

/** Whether somebody's own `npm ci` or `npm install` brought exactly what the lock file and the workspaces ask for. */
function installedByHand() {
  const { packages: asked } = json(lockFile);
  const { packages: present } = json(installedLockFile);
  const isPresent = ([path, { version, integrity, optional }]) =>
    path === '' || (present[path] ? present[path].version === version && present[path].integrity === integrity : optional);
  const isLocked = (folder) => {
    const manifest = json(`${root}${folder}/package.json`);
    const locked = asked[folder === '.' ? '' : folder] ?? {};
    return ['dependencies', 'devDependencies', 'optionalDependencies'].every((kind) => sorted(manifest[kind]) === sorted(locked[kind]));
  };
  return Object.entries(asked).every(isPresent) && workspaces().every(isLocked);
}

/** `npm test` beside `npm start`: one installs, the other waits for it and looks again. */
async function installOnce() {
  for (let waited = false; !begin(); waited = true) {
    if (!waited) console.log(`Waiting for another installation in this checkout (if there is none, remove ${runningFolder}) …`);
    await delay(200);
    if (!isRunning()) rmSync(runningFolder, { recursive: true, force: true });
  }
  try {
    if (!isInstalled()) install();
    removeUnusableNode();
    writeFileSync(stampFile, currentStamp());
  } finally {
    rmSync(runningFolder, { recursive: true, force: true });
  }
}

function begin() {
  try {
    mkdirSync(runningFolder);
    writeFileSync(`${runningFolder}/pid`, String(process.pid));
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw new Error(
      `The checkout ${root} cannot be written (${error.code}) — give yourself the right to write there (chown, chmod) or clone it to another place`,
    );
  }
}

function isRunning() {
  const begun = statSync(runningFolder, { throwIfNoEntry: false })?.mtimeMs;
  if (begun === undefined) return false;
  const pid = Number(read(`${runningFolder}/pid`));
  // Between the two steps of `begin` there is a folder without a number.
  if (!pid) return Date.now() - begun < 5000;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function install() {
  console.log('Installing dependencies, about a minute, once …');
  const options = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  // The npm that runs us is the one that works here; started by hand there is none.
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const [command, ...first] = npm;
  const run = spawnSync(command, [...first, ...options], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (run.error) throw new Error(`npm could not be started (${run.error.message}) — install npm and run this again`);
  // npm puts its whole manual behind some errors.
  const [complaint] = run.stderr.split(/^npm error (?:Clean install a project|Usage:)/m);
  process.stderr.write(complaint.split('\n').slice(0, 25).join('\n'));
  if (run.status === 0) return;
  const result = run.signal ?? `exit code ${run.status}`;
  throw new Error(
    `npm could not install the dependencies (${result}, see above) — check network, registry and disk space, then run this again`,
  );
}

/** On a Linux without glibc our Node does not start, and as the first in npm's PATH it would hide the user's own. */
function removeUnusableNode() {
  if (spawnSync(installedNode, ['--version']).error) rmSync(installedNode, { force: true });
}

function sorted(versions = {}) {
  return JSON.stringify(Object.entries(versions).sort());
}

function json(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
