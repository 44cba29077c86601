import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import '../testing/browser.ts';
import { SearchBox } from './search-box.tsx';

function show(value: string) {
  const onSearch = vi.fn();
  render(
    <MantineProvider env="test">
      <SearchBox label="Search" placeholder="" value={value} onSearch={onSearch} />
    </MantineProvider>,
  );
  return { user: userEvent.setup(), onSearch, box: screen.getByRole('searchbox', { name: 'Search' }) };
}

test.each([
  ['by Enter', '{Enter}'],
  ['by Tab', '{Tab}'],
])('what was typed is searched for as soon as the field is left %s', async (_how, key) => {
  const { user, onSearch, box } = show('');
  await user.click(box);
  await user.paste(' REQ-1 ');
  await user.keyboard(key);
  expect(onSearch.mock.calls).toEqual([['REQ-1']]);
});

test('a field that is left as it was searches for nothing', async () => {
  const { user, onSearch, box } = show('REQ-1');
  await user.click(box);
  await user.tab();
  expect(onSearch).not.toHaveBeenCalled();
});
