import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { realArchive, writeArchive } from '../support/archive.ts';
import { runLab } from '../support/command.ts';
import { startLab, type TestLab } from '../support/lab.ts';

let lab: TestLab;
let folder: string;

beforeAll(async () => {
  lab = await startLab();
  folder = mkdtempSync(join(tmpdir(), 'lab-archive-'));
});
afterAll(async () => {
  await lab[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

type Report = {
  requests: { new: number; replayed: number; refused: number };
  transitions: { new: number; replayed: number; refused: number; noop: number };
  deviations: unknown[];
  malformed: { file: string; line: number; reason: string }[];
};

async function importArchive(archive: string, ...args: string[]): Promise<{ code: number | null; report: Report }> {
  const { code, stdout, stderr } = await runLab(['import', archive, '--json', ...args], lab.env);
  if (!stdout) throw new Error(stderr);
  return { code, report: JSON.parse(stdout) as Report };
}

async function verifyArchive(
  archive: string,
  ...args: string[]
): Promise<{ code: number | null; deviations: unknown[]; found: Record<string, number> }> {
  const { code, stdout, stderr } = await runLab(['verify', archive, '--json', ...args], lab.env);
  if (!stdout) throw new Error(stderr);
  const { comparison } = JSON.parse(stdout) as { comparison: { deviations: unknown[]; totals: Record<string, { found: number }> } };
  return {
    code,
    deviations: comparison.deviations,
    found: Object.fromEntries(Object.entries(comparison.totals).map(([name, total]) => [name, total.found])),
  };
}

async function countEverything(): Promise<unknown> {
  const { rows } =
    await lab.pool.query(`select (select count(*) from intake.submissions) as submissions, (select count(*) from integration.events) as events,
    (select count(*) from operational.case_status_history) as steps, (select count(*) from canonical.object_versions) as versions, (select count(*) from integration.activity) as activity`);
  return rows[0];
}

describe('an archive of every kind of history', () => {
  test.each([
    ['plain', false],
    ['gzipped', true],
  ])('is imported and verified, %s; the second time nothing changes', async (name, gzip) => {
    const archive = writeArchive(join(folder, name), 120, { gzip });
    const first = await importArchive(archive.folder);
    expect(first.report).toMatchObject({ deviations: [], malformed: [], transitions: { refused: archive.refused } });
    expect(first.code).toBe(0);
    // the gzipped archive is the same as the plain one: whichever comes second finds everything there
    expect(first.report.requests.new + first.report.requests.replayed).toBe(120);
    const before = await countEverything();
    const second = await importArchive(archive.folder);
    expect(second.report).toMatchObject({
      requests: { new: 0, replayed: 120 },
      transitions: { new: 0, replayed: archive.accepted },
      deviations: [],
    });
    expect(await countEverything()).toEqual(before);
    expect(await verifyArchive(archive.folder)).toMatchObject({ code: 0, deviations: [] });
  });

  test('that was imported half before is completed', async () => {
    const archive = writeArchive(join(folder, 'half'), 40, { prefix: 'HALF' });
    const first = await importArchive(archive.folder, '--limit', '15');
    expect(first.report.requests).toEqual({ new: 15, replayed: 0, refused: 0 });
    const second = await importArchive(archive.folder);
    expect(second.report.requests).toEqual({ new: 25, replayed: 15, refused: 0 });
    expect(await verifyArchive(archive.folder)).toMatchObject({ code: 0, deviations: [] });
  });

  test('with bad rows: each is named by line and reason, the rest goes on, the exit code tells', async () => {
    const archive = writeArchive(join(folder, 'bad'), 12, {
      prefix: 'BAD',
      change: (row, index) => {
        if (index === 1) row.priority = 'urgent';
        if (index === 2) row.description = '';
        if (index === 3) row.submitted_at = 'yesterday';
        if (index === 4) row.requester_email = 'nobody';
        if (index === 6) row.description = 'a bell \u0007';
      },
    });
    const { code, report } = await importArchive(archive.folder);
    expect(code).toBe(1);
    expect(report.requests.new).toBe(7);
    // five rows of requests; what belongs to them in transitions has nowhere to go and is named too
    expect(report.malformed.filter((row) => row.file.startsWith('requests')).map((row) => row.line)).toEqual([3, 5, 6, 7, 9]);
  });

  test('whose result is not what was expected is found out by verify', async () => {
    const archive = writeArchive(join(folder, 'tampered'), 6, { prefix: 'TAMPERED' });
    await importArchive(archive.folder);
    writeArchive(join(folder, 'tampered'), 6, {
      prefix: 'TAMPERED',
      change: (row, index) => {
        if (index === 2) row.description = 'not what was sent';
      },
    });
    const result = await verifyArchive(archive.folder);
    expect(result.code).toBe(1);
    expect(JSON.stringify(result.deviations)).toContain('description');
  });
});

describe('real archives', () => {
  test.each([
    ['helpdesk', '600'],
    ['jira-activemq', '400'],
  ])('the beginning of %s ends as its expected.csv says, its text intact to the byte', async (name, limit) => {
    const { folder: archive, isHere } = realArchive(name);
    if (!isHere) return console.info(`no archive ${name} on this machine: set LAB_TEST_DATA to run on it`);
    const { code, report } = await importArchive(archive, '--limit', limit);
    expect(report).toMatchObject({ requests: { new: Number(limit), refused: 0 }, deviations: [], malformed: [] });
    expect(code).toBe(0);
    expect(await verifyArchive(archive, '--limit', limit)).toMatchObject({ code: 0, deviations: [] });
  });
});

describe('wrong use', () => {
  test('a folder that is no archive is said in one line, with exit code 2', async () => {
    const { code, stderr } = await runLab(['import', join(folder, 'nowhere')], lab.env);
    expect(code).toBe(2);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('a lab that does not answer is said in one line that names the way out', async () => {
    const { code, stderr } = await runLab(['status'], { LAB_URL: 'http://127.0.0.1:9' });
    expect(code).toBe(1);
    expect(stderr.trim()).toMatch(/^No lab answers at http:\/\/127\.0\.0\.1:9 — start it with npm start, or set LAB_URL$/);
  });
});
