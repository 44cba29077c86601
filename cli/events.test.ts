import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { createApi } from './api.ts';
import { confirm } from './events/confirm.ts';
import { drawOutcome, isAsWished } from './events/outcome.ts';
import { refuse } from './events/refusal.ts';
import { readSelection } from './events/selection.ts';
import { drawDetailed, oneLine, writeJson } from './events/words.ts';

describe('the question', () => {
  const ask = (type: (input: PassThrough) => void): Promise<boolean> => {
    const input = Object.assign(new PassThrough(), { isTTY: true });
    const answer = confirm('redeliver 3 events?', { input, output: new PassThrough() });
    type(input);
    return answer;
  };

  test.each([
    ['yes\n', true],
    [' YES \n', true],
    ['y\n', false],
    ['\n', false],
  ])('%j is taken as %s', async (typed, expected) => {
    expect(await ask((input) => input.write(typed))).toBe(expected);
  });

  test('is answered by no when the input ends', async () => {
    expect(await ask((input) => input.end())).toBe(false);
  });

  test('is not asked where nobody is', async () => {
    await expect(confirm('sure?', { input: new PassThrough(), output: new PassThrough() })).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('--yes'),
    });
  });
});

describe('a selection', () => {
  // no lab is asked: what is wrong is known before
  const select = (ids: string[], options = {}) =>
    readSelection(createApi({ url: 'http://127.0.0.1:9', findToken: async () => null }), ids, options, 'lab events redeliver');
  const id = '01a203de-2bc7-7400-b382-4f3a9ef437b7';

  test.each([
    ['nothing', [], {}, 'Which events?'],
    ['ids and a filter', [id], { status: ['dead'] }, 'different things'],
    ['all dead ones and a status', [], { allDead: true, status: ['retrying'] }, '--all-dead'],
    ['what is no id', ['REQ-1'], {}, '"REQ-1" is no event id'],
  ])('of %s is refused with the way out', async (_what, ids, options, message) => {
    await expect(select(ids, options)).rejects.toMatchObject({ exitCode: 2, message: expect.stringMatching(` — `) });
    await expect(select(ids, options)).rejects.toThrow(message);
  });

  test('names each event once, and all dead ones by their status', async () => {
    expect(await select([id, id.toUpperCase()])).toEqual({ ids: [id] });
    expect(await select([], { allDead: true })).toEqual({ filter: { statuses: ['DEAD'] } });
    expect(await select([], { type: ['RequestCreated'], cause: ['abc'] })).toEqual({
      filter: { types: ['RequestCreated'], errorFingerprints: ['abc'] },
    });
  });
});

describe('a refusal', () => {
  test('is told in the words of the lab, with the place within a payload', () => {
    const wrong = { code: 'INVALID', message: 'Invalid UUID', field: ['input', 'payload', 'teamId'] } as const;
    expect(() => refuse([{ ...wrong, field: [...wrong.field] }], 'look')).toThrow('payload.teamId: Invalid UUID — look');
    expect(() => refuse([], 'look')).not.toThrow();
  });

  test.each([
    ['REQUIRED', 2],
    ['NOT_FOUND', 2],
    ['ALREADY_RESOLVED', 1],
    ['STALE_VERSION', 1],
  ] as const)('%s ends with exit code %i', (code, exitCode) => {
    expect(() => refuse([{ code, message: 'no', field: null }], 'look')).toThrow(expect.objectContaining({ exitCode }));
  });
});

describe('what came from outside', () => {
  test('cannot drive the terminal', () => {
    expect(oneLine('a\u001b[31mred\r\nline\u0007\u202e')).toBe('ared line');
    const payload = { text: 'a\u009b31m \u202e \u001b' };
    expect(writeJson(payload)).not.toMatch(/[\u007f-\u009f\u202e]/);
    expect(JSON.parse(writeJson(payload))).toEqual(payload);
  });
});

describe('a table with details', () => {
  const rows = [{ cells: ['dead', 2], details: ['an explanation of several words'] }];
  const draw = (width: number) => drawDetailed(['status', 'attempts'], ['explanation'], rows, width).split('\n');

  test('is one line a row where there is room', () => {
    expect(draw(80)[1]).toMatch(/^dead +2 +an explanation of several words$/);
  });

  test('has them beneath each row where there is none', () => {
    expect(draw(40).slice(1)).toEqual(['dead            2', '  explanation  an explanation of several', '               words']);
  });
});

describe('the end of a job', () => {
  const job = { kind: 'REDELIVER', state: 'FINISHED', total: 20, taken: 20, succeeded: 20, failed: 0, skipped: 0 } as const;
  const times = { createdAt: '2026-11-22T14:00:00.000Z', updatedAt: '2026-11-22T14:00:04.000Z', finishedAt: '2026-11-22T14:00:04.000Z' };
  const rest = { ...times, id: 'the-job', actor: 'jo', reason: 'why', isCanary: true, eventsPerSecond: null, failures: [] };

  test.each([
    ['finished', {}, true],
    ['with a failure', { failed: 1 }, false],
    ['halted', { state: 'HALTED' }, false],
    ['stopped', { state: 'STOPPED' }, false],
    ['with something settled by others', { skipped: 1 }, true],
    ['with something that could not be restored', { kind: 'RESTORE', skipped: 1 }, false],
  ] as const)('%s', (_what, changes, expected) => {
    expect(isAsWished({ ...job, ...changes })).toBe(expected);
  });

  test('says what to do about a halted canary', () => {
    const text = drawOutcome({ ...rest, ...job, state: 'HALTED', taken: 1, succeeded: 0, failed: 1 });
    expect(text).toContain('19 events are untouched');
    expect(text).toContain('lab events resume the-job');
  });

  test('says how long it took', () => {
    expect(drawOutcome({ ...rest, ...job })).toBe('redeliver finished, 20 events: 20 succeeded, 0 failed, 0 skipped, in 4.0 s');
  });
});
