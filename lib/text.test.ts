import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPastTime, checkText } from './text.ts';

describe('a text is accepted', () => {
  test.each(['plain', 'tab\tand\r\nlines', 'ünïcödé 漢字 🚚', '<script>alert(1)</script>', 'C1 \u0085 is text in old files', ' x '])(
    '%j',
    (text) => {
      expect(checkText(text, 'description', 100)).toBeNull();
    },
  );

  test('exactly when it survives the way into PostgreSQL and back', () => {
    // JSON text and UTF-8: what neither of them changes, and what the database takes
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), (text) => {
        const isRefused = checkText(`x${text}`, 'description', 100) !== null;
        const survives = Buffer.from(text, 'utf8').toString('utf8') === text;
        const hasControl = [...text].some((character) => (character < ' ' && !'\t\n\r'.includes(character)) || character === '\u007f');
        expect(isRefused).toBe(hasControl || !survives);
      }),
    );
  });
});

describe('a text is refused', () => {
  test.each([
    ['empty', '', 'REQUIRED'],
    ['nothing but space', ' \n', 'REQUIRED'],
    ['too long', 'x'.repeat(101), 'INVALID'],
    ['the character zero', 'a\u0000', 'INVALID'],
    ['an escape', 'a\u001b[31m', 'INVALID'],
    ['half a surrogate pair', 'a\ud83d', 'INVALID'],
  ])('%s', (_what, text, code) => {
    expect(checkText(text, 'description', 100)).toMatchObject({ code, field: ['input', 'description'] });
  });

  test('with the character and its place', () => {
    expect(checkText('ab\u0007', 'reason', 100)?.message).toBe('reason has the character U+0007 at position 3, which is not accepted');
  });
});

test('a time may be now by another clock, but not in the future and not before 1970', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  expect(checkPastTime(null, 'changedAt', now)).toBeNull();
  expect(checkPastTime(new Date(now.getTime() + 30_000), 'changedAt', now)).toBeNull();
  expect(checkPastTime(new Date(now.getTime() + 120_000), 'changedAt', now)).toMatchObject({ code: 'INVALID' });
  expect(checkPastTime(new Date(-1), 'changedAt', now)).toMatchObject({ code: 'INVALID' });
});
