import { expect, test } from 'vitest';
import { findObjectBy } from './object-number.ts';

test.each(['BO-2026-000004', 'REQ-2026-000004', 'case-2026-000004', ' BO-2026-4 '])('%s means the object with this number', (text) => {
  expect(findObjectBy(text)).toEqual({ businessKeys: ['BO-2026-000004'] });
});

test('an id is an id', () => {
  expect(findObjectBy('01a205be-362d-7b72-92df-1ad0ba5e0738')).toEqual({ ids: ['01a205be-362d-7b72-92df-1ad0ba5e0738'] });
});

test.each(['', 'printer', 'BO-2026', '000004', 'BO-2026-000004; drop', "BO-2026-00000'4"])('%j is no number', (text) => {
  expect(findObjectBy(text)).toBeNull();
});
