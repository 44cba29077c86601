import { expect, test } from 'vitest';
import { formatDuration, formatMinute, formatRelative, formatTime, formatUtc } from './time.ts';

const now = Date.parse('2026-11-22T14:00:00Z');

test('a distance is told in the largest unit that fits', () => {
  expect(formatRelative('2026-11-22T13:59:59.900Z', now)).toBe('just now');
  expect(formatRelative('2026-11-22T13:59:20Z', now)).toBe('40 sec. ago');
  expect(formatRelative('2026-11-22T12:31:00Z', now)).toBe('1 hr. ago');
  expect(formatRelative('2026-11-22T14:03:00Z', now)).toBe('in 3 min.');
  expect(formatRelative('2013-02-01T00:00:00Z', now)).toBe('13 yr. ago');
});

test('the absolute time is in UTC wherever the reader is', () => {
  expect(formatUtc('2026-11-22T14:00:00Z')).toBe('22 Nov 2026, 14:00:00 UTC');
  expect(formatTime('2026-11-22T14:00:00Z', 'utc', now)).toBe('22 Nov 2026, 14:00:00 UTC');
});

test('a duration has the unit that people would choose', () => {
  expect([0.84, 340, 1_400, 192_000, 7_260_000, 259_200_000].map(formatDuration)).toEqual([
    '0.8 ms',
    '340 ms',
    '1.4 s',
    '3 min 12 s',
    '2 h 1 min',
    '3 days',
  ]);
});

test('a minute on an axis is told in the way that the reader chose', () => {
  const minute = Date.parse('2026-11-22T13:48:00Z');
  expect(formatMinute(minute, 'relative', now + 59_000)).toBe('12 min ago');
  expect(formatMinute(now, 'relative', now + 59_000)).toBe('now');
  expect(formatMinute(minute, 'utc', now)).toBe('13:48');
  expect(formatMinute(minute, 'local', now)).toBe(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(minute));
});
