import { createServer } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { followActivity, type Recorded } from './watch/follow-activity.ts';
import { isRefusal, messageOf } from './watch/live-client.ts';
import { drawRecorded } from './watch.ts';

const recorded: Recorded = {
  cursor: 'c',
  activity: {
    id: 'a',
    kind: 'REDELIVERED',
    message: 'A person sent it again',
    actor: 'jo',
    subjectType: 'event',
    subjectId: 'e',
    time: '2026-11-22T14:02:10.123Z',
    recordedTime: '2026-11-22T14:02:10.123Z',
    correlationId: 's',
    causationId: null,
    serviceRequest: { id: 'r', reference: 'REQ-2026-000123' },
  },
};

describe('a line', () => {
  test('says when, to which request, what and who', () => {
    expect(drawRecorded(recorded)).toBe('2026-11-22 14:02:10 UTC  REQ-2026-000123  redelivered  A person sent it again · jo');
  });

  test('stays one line and cannot drive the terminal, whatever people wrote', () => {
    const activity = { ...recorded.activity, message: 'a\u001b[2J\nb\u202ec', actor: '\u0007jo' };
    expect(drawRecorded({ ...recorded, activity })).toMatch(/ {2}a b c · jo$/);
  });

  test('does without the reference when nobody can be asked for it', () => {
    expect(drawRecorded({ ...recorded, activity: { ...recorded.activity, serviceRequest: null } })).toContain('unknown request');
  });
});

describe('the end of a connection', () => {
  test.each([
    ['Unexpected server response: 403', true],
    ['Unexpected server response: 429', false],
    ['Unexpected server response: 503', false],
    ['connect ECONNREFUSED 127.0.0.1:8080', false],
  ])('%s is for good: %s', (message, expected) => {
    expect(isRefusal(new Error(message))).toBe(expected);
  });

  test('is told as the other side put it', () => {
    expect(messageOf({ code: 1012, reason: 'Service restart' })).toBe('Service restart');
    expect(messageOf({ code: 1006, reason: '' })).toBe('it broke off');
  });
});

test('a server without live connections is not tried for ever', async () => {
  const server = createServer();
  server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const lab = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
  const options = {
    lab: { url: lab, findToken: async () => null },
    after: 'c',
    requestId: null,
    onRecorded: () => undefined,
    onHearing: () => undefined,
  };
  await expect(followActivity({ ...options, signal: new AbortController().signal })).rejects.toThrow(
    `What answers at ${lab} takes no live connections (Unexpected server response: 404) — set LAB_URL to the address of a lab`,
  );
});
