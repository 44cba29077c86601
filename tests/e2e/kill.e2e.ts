import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Archive, writeArchive } from '../support/archive.ts';
import { runLab } from '../support/command.ts';
import { isAlive, type LabProcess, startLabProcess } from '../support/lab-process.ts';
import { until } from '../support/until.ts';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
let folder: string;
let dataDir: string;
let archive: Archive;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab-kill-'));
  dataDir = join(folder, 'data');
  archive = writeArchive(join(folder, 'archive'), 3_000, { gzip: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function beginImport(lab: LabProcess): ChildProcess {
  return spawn(process.execPath, [main, 'import', archive.folder, '--json'], {
    env: { ...process.env, ...lab.env },
    stdio: 'ignore',
  });
}

async function countOf(lab: LabProcess, list: 'submissions' | 'syncLogs'): Promise<number> {
  const { data } = await lab.ask<Record<string, { totalCount: number }>>(`{ ${list}(first: 1) { totalCount } }`);
  return data[list]?.totalCount ?? 0;
}

async function expectFinished(lab: LabProcess): Promise<void> {
  const imported = await runLab(['import', archive.folder, '--json'], lab.env);
  expect(JSON.parse(imported.stdout)).toMatchObject({ deviations: [], malformed: [], transitions: { refused: archive.refused } });
  const verified = await runLab(['verify', archive.folder, '--json'], lab.env);
  expect(JSON.parse(verified.stdout)).toMatchObject({ comparison: { cases: archive.cases, deviations: [] } });
  expect(verified.code).toBe(0);
}

test('everything is killed in the middle of an import, started again and continued: the same end state', async () => {
  const first = await startLabProcess(dataDir);
  const importing = beginImport(first);
  await until('the import is under way', async () => (await countOf(first, 'submissions')) > 800);
  const [postgres, worker] = [first.postgresPid(), await first.workerPid()];
  for (const pid of [importing.pid, worker, first.child.pid, postgres]) if (pid) process.kill(pid, 'SIGKILL');
  await until('all of them are gone', async () => ![postgres, worker, first.child.pid ?? 0].some(isAlive));

  const second = await startLabProcess(dataDir);
  // the worker alone, while work is coming in: another one takes its place
  const continuing = beginImport(second);
  const before = await countOf(second, 'syncLogs');
  await until('the worker applies', async () => (await countOf(second, 'syncLogs')) > before + 200);
  const pid = await second.workerPid();
  process.kill(pid, 'SIGKILL');
  await until('another worker applies', async () => (await second.workerPid()) !== pid);
  continuing.kill('SIGKILL');

  await expectFinished(second);
  expect(await second.stop()).toBe(0);
});

test('when the main process alone is killed its worker ends too, and the next start takes the database over', async () => {
  const first = await startLabProcess(dataDir);
  const [postgres, worker] = [first.postgresPid(), await first.workerPid()];
  first.child.kill('SIGKILL');
  // the worker of the log may be that of an earlier start, which is gone anyway
  await until('the worker has ended', async () => !isAlive(worker));
  const second = await startLabProcess(dataDir);
  expect(second.postgresPid()).toBe(postgres);
  await expectFinished(second);
  expect(await second.stop()).toBe(0);
  await until('PostgreSQL has stopped', async () => !isAlive(postgres));
});
