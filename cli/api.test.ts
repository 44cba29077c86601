import { expect, test } from 'vitest';
import { createApi, findLab } from './api.ts';
import { FakeLab } from './fake-lab.ts';
import { SubmitRequestsDocument } from './generated/graphql.ts';

test('the address is LAB_URL, or this machine with LAB_PORT', () => {
  expect(findLab({})).toBe('http://localhost:8080');
  expect(findLab({ LAB_PORT: '9000' })).toBe('http://localhost:9000');
  expect(findLab({ LAB_PORT: '9000', LAB_URL: 'https://lab.example' })).toBe('https://lab.example');
});

test('an error of the graph comes with its code and message', async () => {
  await using lab = await FakeLab.start();
  lab.onCall = () => ({ status: 200, code: 'FORBIDDEN', message: 'you may not' });
  await expect(createApi(lab.url).execute(SubmitRequestsDocument, { inputs: [] })).rejects.toMatchObject({
    code: 'FORBIDDEN',
    message: 'you may not',
  });
});

test('what breaks off, fails without a word or is no lab at all is told apart', async () => {
  await using lab = await FakeLab.start();
  const call = () => createApi(lab.url).execute(SubmitRequestsDocument, { inputs: [] });
  lab.onCall = () => 'lost before';
  await expect(call()).rejects.toMatchObject({ code: 'UNREACHABLE', message: expect.stringContaining('start it with npm start') });
  lab.onCall = () => ({ status: 502 });
  await expect(call()).rejects.toMatchObject({ code: 'SERVER_ERROR' });
  lab.onCall = () => ({ status: 404 });
  await expect(call()).rejects.toMatchObject({ code: 'NO_LAB', message: expect.stringContaining('set LAB_URL') });
});
