import { expect, test } from 'vitest';
import { type Api, ApiError } from '../api.ts';
import { checkDocuments, drawDocuments } from './documents.ts';

const sweep = (id: string, changes: object = {}) => ({
  id,
  isThorough: true,
  finishedAt: '2026-01-01T00:00:00Z' as string | null,
  error: null as string | null,
  objectCount: 1,
  documentCount: 1,
  expiredCount: 0,
  removedCount: 0,
  isClean: true,
  problemCount: 0,
  problems: [],
  ...changes,
});

/** A graph that gives these answers one after another, and writes down what it was asked. */
function answerWith(...answers: (ReturnType<typeof sweep> | null | Error)[]): { api: Api; asked: string[] } {
  const asked: string[] = [];
  const execute = async (document: object, ..._variables: unknown[]): Promise<never> => {
    const isBegun = String(document).includes('sweepDocuments(');
    asked.push(isBegun ? 'begin' : 'read');
    const answer = answers.shift();
    if (answer === undefined) throw new Error('there are no more answers');
    if (answer instanceof Error) throw answer;
    return (isBegun ? { sweepDocuments: { sweep: answer } } : { documentSweep: answer }) as never;
  };
  return { api: { url: 'http://lab', execute, isReady: async () => true }, asked };
}

test('a sweep that still runs is waited for', async () => {
  const { api, asked } = answerWith(
    null,
    sweep('a', { finishedAt: null }),
    sweep('a', { finishedAt: null }),
    sweep('a', { objectCount: 7 }),
  );
  expect(await checkDocuments(api)).toMatchObject({ isClean: true, objectCount: 7 });
  expect(asked).toEqual(['read', 'begin', 'read', 'read']);
});

test('a sweep that was under way and reads no bytes is no answer: another one is begun behind it', async () => {
  const hasty = { isThorough: false };
  const { api, asked } = answerWith(null, sweep('a', { ...hasty, finishedAt: null }), sweep('a', hasty), sweep('b', { objectCount: 7 }));
  expect(await checkDocuments(api)).toMatchObject({ objectCount: 7 });
  expect(asked).toEqual(['read', 'begin', 'read', 'begin']);
});

test('the last sweep before is no answer, however clean it was', async () => {
  const { api } = answerWith(sweep('a'), sweep('a'), sweep('b', { isClean: false, problemCount: 1 }));
  expect(await checkDocuments(api)).toMatchObject({ isClean: false, problemCount: 1 });
});

test('where documents cannot be asked the rest is worth an answer, and nothing is sound', async () => {
  const check = await checkDocuments(answerWith(new ApiError('SUBGRAPH_UNAVAILABLE', 'documents does not answer')).api);
  expect(check).toMatchObject({ isClean: false, error: 'documents does not answer' });
  expect(drawDocuments(check)).toBe('documents: NOT compared: documents does not answer');
});

test('what the sweep mended is said, too', async () => {
  const { api } = answerWith(null, sweep('a', { objectCount: 1_200, expiredCount: 1, removedCount: 2 }));
  expect(drawDocuments(await checkDocuments(api))).toBe(
    'documents: 1,200 objects, 1 document, 1 document ended, 2 objects removed, 0 problems.',
  );
});
