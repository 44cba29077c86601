import { Button, Group, Stack } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { EmptyState } from '../components/empty-state.tsx';

/** A page that could not be loaded or drawn. Most often the portal was rebuilt while this tab was open. */
export function RouteFailurePage({ error }: ErrorComponentProps) {
  return (
    <Stack role="alert">
      <EmptyState
        title="This page could not be shown"
        action={
          <Group>
            <Button onClick={() => window.location.reload()}>Reload</Button>
          </Group>
        }
      >
        Reload it; the portal may have been renewed since this tab was opened. The fault was:{' '}
        {error instanceof Error ? error.message : String(error)}
      </EmptyState>
    </Stack>
  );
}
