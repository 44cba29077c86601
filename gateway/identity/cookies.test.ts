import { expect, it } from 'vitest';
import { createPendingSeal, deriveKeys, readCookie } from './cookies.ts';

const pending = {
  state: 's',
  nonce: 'n',
  verifier: 'v',
  to: '/',
  redirectUri: 'http://localhost/sign-in/callback',
  until: Date.now() + 60_000,
};
const old = 'a'.repeat(64);
const young = 'b'.repeat(64);

it('opens what it has sealed, also when the secret was rotated once in between', () => {
  const sealed = createPendingSeal([old]).seal(pending);
  expect(createPendingSeal([old]).open(sealed)).toEqual(pending);
  expect(createPendingSeal([young, old]).open(sealed)).toEqual(pending);
  expect(createPendingSeal([young]).open(sealed)).toBeNull();
});

it('opens nothing that is late, changed, or made up', () => {
  const seal = createPendingSeal([old]);
  expect(seal.open(seal.seal({ ...pending, until: Date.now() - 1 }))).toBeNull();
  const [, signature] = seal.seal(pending).split('.');
  const changed = Buffer.from(JSON.stringify({ ...pending, to: '//evil.example' })).toString('base64url');
  for (const text of [`${changed}.${signature}`, changed, `${changed}.`, '', '.', `.${signature}`, 'x'.repeat(10_000)]) {
    expect(seal.open(text)).toBeNull();
  }
});

it('keys for one purpose are none for another', () => {
  expect(deriveKeys([old], 'one')).not.toEqual(deriveKeys([old], 'other'));
  expect(deriveKeys([young, old], 'one')).toHaveLength(2);
});

it.each([
  [undefined, null],
  ['', null],
  ['lab_session', null],
  ['xlab_session=a', null],
  ['a=b; lab_session=c', 'c'],
  ['lab_session=c;a=b', 'c'],
  [' lab_session = c ', 'c'],
  ['lab_session=first; lab_session=second', 'first'],
])('reads from %j the cookie %j', (header, value) => {
  expect(readCookie(header, 'lab_session')).toBe(value);
});
