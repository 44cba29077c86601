import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Passage, startProxy } from '../faults/tcp-proxy.ts';
import { type CommandResult, runLab } from '../support/command.ts';
import { startLab, type TestLab } from '../support/lab.ts';
import { move, openCase, type References, seedReferences } from '../support/seed.ts';
import { until } from '../support/until.ts';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
let lab: TestLab;
let references: References;

beforeAll(async () => {
  lab = await startLab();
  references = await seedReferences(lab);
});
afterAll(() => lab[Symbol.asyncDispose]());

type Watching = { lines(): string[]; notes(): string; interrupt(): Promise<CommandResult> };

/** Starts `lab watch` and waits until it follows. */
async function startWatch(url: string, ...args: string[]): Promise<Watching> {
  const child = spawn(process.execPath, [main, 'watch', ...args], { env: { ...process.env, ...lab.env, LAB_URL: url } });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    stdout += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    stderr += part;
  });
  await until('the command follows', async () => stderr.includes('Ctrl-C ends it'));
  return {
    // behind the last line break stands at most part of a line
    lines: () => stdout.split('\n').slice(0, -1),
    notes: () => stderr,
    interrupt: async () => {
      child.kill('SIGINT');
      return { code: await ended, stdout, stderr };
    },
  };
}

type Recorded = { cursor: string; activity: { id: string; kind: string; serviceRequest: { reference: string } } };

const read = (lines: string[]): Recorded[] => lines.map((line) => JSON.parse(line) as Recorded);

/** What the log holds of these requests, in its order. */
async function recordedOf(requestIds: string[]): Promise<string[]> {
  const { rows } = await lab.pool.query<{ id: string }>(
    'select id from integration.activity where partition_key = any($1::uuid[]) order by position',
    [requestIds],
  );
  return rows.map((row) => row.id);
}

function cursorIn({ stderr }: CommandResult): string {
  const [, cursor] = /--after (\S+)\n$/.exec(stderr) ?? [];
  if (!cursor) throw new Error(`no cursor in: ${stderr}`);
  return cursor;
}

describe('lab watch', () => {
  test('tells what happens, to whom and by whom, and ends with how to go on', async () => {
    const watching = await startWatch(lab.url);
    const { reference } = await openCase(lab, references);
    await until('the request has gone all the way', async () => watching.lines().some((line) => line.includes('linked')));
    const result = await watching.interrupt();
    expect(result.code).toBe(0);
    expect(result.stderr).toMatch(/\nTo go on from here:\n {2}lab watch --after \S+\n$/);
    const lines = watching.lines();
    for (const line of lines) expect(line).toMatch(new RegExp(`^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC {2}${reference}`));
    expect(lines[0]).toMatch(/ {2}received +\S.* · /);
  });

  test('goes on where an earlier watch ended: each thing once, in order', async () => {
    const first = await startWatch(lab.url, '--json');
    const one = await openCase(lab, references);
    await until('the first request is told', async () => read(first.lines()).some(({ activity }) => activity.kind === 'LINKED'));
    const ended = await first.interrupt();
    const two = await openCase(lab, references);
    await move(lab, { caseId: two.caseId, status: 'IN_PROGRESS' });
    await until('the step is mapped', async () => {
      const { rows } = await lab.pool.query("select from integration.activity where partition_key = $1 and kind = 'mapped'", [
        two.requestId,
      ]);
      return rows.length === 2;
    });
    const expected = await recordedOf([one.requestId, two.requestId]);
    const second = await startWatch(lab.url, '--json', '--after', cursorIn(ended));
    await until('the rest is told', async () => first.lines().length + second.lines().length >= expected.length);
    expect(read([...first.lines(), ...second.lines()]).map(({ activity }) => activity.id)).toEqual(expected);
    expect((await second.interrupt()).code).toBe(0);
  });

  test('tells of one request alone', async () => {
    const { requestId, reference, caseId } = await openCase(lab, references);
    const watching = await startWatch(lab.url, '--json', '--request', reference);
    await openCase(lab, references);
    await move(lab, { caseId, status: 'REJECTED' });
    await until('the step is mapped', async () => read(watching.lines()).some(({ activity }) => activity.kind === 'MAPPED'));
    const told = read(watching.lines());
    expect(new Set(told.map(({ activity }) => activity.serviceRequest.reference))).toEqual(new Set([reference]));
    const result = await watching.interrupt();
    expect(result.stderr).toContain(`lab watch --request ${reference} --json --after `);
    const all = await recordedOf([requestId]);
    expect(told.map(({ activity }) => activity.id)).toEqual(all.slice(all.length - told.length));
  });

  test('comes back by itself after a broken connection, says so, and misses nothing', async () => {
    const passages = new Set<Passage>();
    let isCut = false;
    const { hostname: host, port } = new URL(lab.url);
    await using proxy = await startProxy({
      target: { host, port: Number(port) },
      onRequest: (_bytes, passage) => (isCut ? passage.client.destroy() : passages.add(passage)),
    });
    const watching = await startWatch(`http://127.0.0.1:${proxy.port}`, '--json');
    const before = await openCase(lab, references);
    await until('the first request is told', async () => read(watching.lines()).some(({ activity }) => activity.kind === 'LINKED'));
    isCut = true;
    for (const { client } of passages) client.destroy();
    await until('the break is said', async () => watching.notes().includes('The connection is away'));
    const during = await openCase(lab, references);
    isCut = false;
    const expected = await recordedOf([before.requestId, during.requestId]);
    await until('what was missed is told', async () => watching.lines().length >= expected.length);
    expect(watching.notes()).toContain('The connection is back');
    const after = await openCase(lab, references);
    const all = await until('it goes on', async () => {
      const ids = await recordedOf([before.requestId, during.requestId, after.requestId]);
      return watching.lines().length >= ids.length && ids;
    });
    expect(read(watching.lines()).map(({ activity }) => activity.id)).toEqual(all);
    expect((await watching.interrupt()).code).toBe(0);
  });

  test.concurrent.each([
    ['an unknown request', ['--request', 'REQ-1999-000001'], 'There is no request REQ-1999-000001'],
    ['what is no cursor', ['--after', 'the-day-before'], '--after is not a cursor of a log'],
    ['an unknown option', ['--since', 'yesterday'], "unknown option '--since'"],
  ])('%s is said in one line, with exit code 2', async (_what, args, message) => {
    const { code, stdout, stderr } = await runLab(['watch', ...args], lab.env);
    // a machine that is busy may have begun to follow before the lab has looked at the cursor
    const lines = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('Following '));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(message);
    expect(lines[0]).toContain(' — ');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test('a lab that is not there is said in one line, with exit code 1', async () => {
    const { code, stdout, stderr } = await runLab(['watch'], { LAB_URL: 'http://127.0.0.1:9' });
    expect(stderr).toBe('No lab answers at http://127.0.0.1:9 — start it with npm start, or set LAB_URL\n');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });
});
