import { ActionIcon } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { type KeyBinding, useKeys } from '../../keys.ts';
import { useMay } from '../../session/signed-in.ts';
import { useTimeStyle } from './time-style.tsx';

const KeysDialog = lazy(async () => ({ default: (await import('./keys-dialog.tsx')).KeysDialog }));

/** Keys that work on every page, and the list of all of them. */
export function ShellKeys() {
  const [isOpen, setOpen] = useState(false);
  const may = useMay();
  const navigate = useNavigate();
  const [style, setStyle] = useTimeStyle();
  const goTo = (to: '/' | '/requests' | '/requests/new' | '/cases' | '/events' | '/audit') => async () => {
    await navigate({ to });
    // otherwise a screen reader stays where the page before was
    document.getElementById('content')?.focus();
  };
  const bindings: KeyBinding[] = [
    { keys: 'g o', words: 'overview', do: goTo('/') },
    { keys: 'g r', words: 'requests', do: goTo('/requests') },
    ...(may('Query.overview')
      ? [
          { keys: 'g c', words: 'cases', do: goTo('/cases') },
          { keys: 'g e', words: 'events', do: goTo('/events') },
        ]
      : []),
    ...(may('Query.auditRecords') ? [{ keys: 'g a', words: 'audit', do: goTo('/audit') }] : []),
    { keys: 'g p', words: 'playground', do: () => location.assign('/playground') },
    ...(may('Mutation.submitRequest') ? [{ keys: 'n', words: 'new request', do: goTo('/requests/new') }] : []),
    {
      keys: '/',
      words: 'search',
      do: async () => {
        if (focusSearch()) return;
        await navigate({ to: '/requests' });
        requestAnimationFrame(() => focusSearch());
      },
    },
    { keys: 't', words: 'times another way', do: () => setStyle(nextStyle[style]) },
    { keys: '?', words: 'this list', do: () => setOpen(true) },
  ];
  useKeys(bindings, 'Everywhere');
  return (
    <>
      <ActionIcon
        variant="default"
        size="md"
        aria-label="Keyboard"
        title="What the keyboard does (?)"
        visibleFrom="sm"
        onClick={() => setOpen(true)}
      >
        ?
      </ActionIcon>
      {isOpen ? (
        <Suspense fallback={null}>
          <KeysDialog onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

const nextStyle = { relative: 'local', local: 'utc', utc: 'relative' } as const;

/** @returns whether this page has something to search in. */
function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('#content input[type="search"], #content [role="searchbox"]');
  field?.focus();
  field?.select();
  return field !== null;
}
