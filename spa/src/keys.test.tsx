import './testing/browser.ts';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { type KeyBinding, listKeys, turnKeys, useKeys } from './keys.ts';

afterEach(() => localStorage.clear());

function Keys({ bindings, where }: { bindings: KeyBinding[]; where?: string }) {
  useKeys(bindings, where);
  return null;
}

/** Bindings that write down what they were asked to do. */
function recorder() {
  const done: string[] = [];
  const bind = (keys: string, words = keys): KeyBinding => ({ keys, words, do: () => done.push(words) });
  return { done, bind };
}

test('one key and two after each other do what they are for', async () => {
  const user = userEvent.setup();
  const { done, bind } = recorder();
  render(<Keys bindings={[bind('n'), bind('g r'), bind('r'), bind('?')]} />);
  await user.keyboard('n');
  await user.keyboard('gr');
  await user.keyboard('r');
  await user.keyboard('?');
  await user.keyboard('gn');
  expect(done).toEqual(['n', 'g r', 'r', '?', 'n']);
});

test('a page gives a key its own meaning, and takes it away when it goes', async () => {
  const user = userEvent.setup();
  const { done, bind } = recorder();
  const both = (isPage: boolean) => (
    <>
      <Keys bindings={[bind('n', 'everywhere')]} where="Everywhere" />
      {isPage ? <Keys bindings={[bind('n', 'here')]} /> : null}
    </>
  );
  const { rerender } = render(both(true));
  expect(listKeys().map(({ where }) => where)).toEqual(['On this page', 'Everywhere']);
  await user.keyboard('n');
  rerender(both(false));
  await user.keyboard('n');
  expect(done).toEqual(['here', 'everywhere']);
});

test('no key is heard while somebody types, in a dialog, with a modifier, or after keys were turned off', async () => {
  const user = userEvent.setup();
  const { done, bind } = recorder();
  const { rerender } = render(
    <>
      <Keys bindings={[bind('n')]} />
      <input aria-label="Name" />
      <textarea aria-label="Text" />
    </>,
  );
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'n');
  await user.type(screen.getByRole('textbox', { name: 'Text' }), 'n');
  await user.click(document.body);
  await user.keyboard('{Control>}n{/Control}');
  turnKeys(false);
  await user.keyboard('n');
  turnKeys(true);
  rerender(
    <>
      <Keys bindings={[bind('n')]} />
      <div role="dialog" aria-modal="true" aria-label="Question" />
    </>,
  );
  await user.keyboard('n');
  rerender(
    <>
      <Keys bindings={[bind('n')]} />
      <div role="menu" aria-label="Choices" />
    </>,
  );
  await user.keyboard('n');
  expect(done).toEqual([]);
});

test('a key that means nothing just now, or is only listed, is left to whatever else knows it', async () => {
  const user = userEvent.setup();
  const { done, bind } = recorder();
  let isNow = false;
  const heard: boolean[] = [];
  render(
    <>
      <Keys bindings={[bind('n', 'everywhere')]} where="Everywhere" />
      <Keys
        bindings={[
          { ...bind('n', 'here'), when: () => isNow },
          { ...bind('ArrowDown'), when: () => isNow },
        ]}
      />
      <Keys bindings={[{ keys: 'Enter', words: 'follow the link' }]} />
    </>,
  );
  const listen = (event: KeyboardEvent) => heard.push(event.defaultPrevented);
  window.addEventListener('keydown', listen);
  onTestFinished(() => window.removeEventListener('keydown', listen));
  await user.keyboard('n{ArrowDown}{Enter}');
  isNow = true;
  await user.keyboard('n{ArrowDown}');
  expect(done).toEqual(['everywhere', 'here', 'ArrowDown']);
  expect(heard).toEqual([true, false, false, true, true]);
  expect(listKeys().map(({ where, bindings }) => [where, bindings.length])).toEqual([
    ['On this page', 3],
    ['Everywhere', 1],
  ]);
});

test('Enter on a button presses the button', async () => {
  const user = userEvent.setup();
  const { done, bind } = recorder();
  render(
    <>
      <Keys bindings={[bind('Enter')]} />
      <button type="button" onClick={() => done.push('pressed')}>
        Press
      </button>
    </>,
  );
  screen.getByRole('button', { name: 'Press' }).focus();
  await user.keyboard('{Enter}');
  expect(done).toEqual(['pressed']);
});
