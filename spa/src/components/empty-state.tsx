import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** Nothing here: why, and what to do next. */
export function EmptyState({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md">
      <svg viewBox="0 0 64 40" width="64" height="40" aria-hidden="true" style={{ color: 'var(--mantine-color-dimmed)' }}>
        <g fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" opacity=".6">
          <path d="M8 22 16 6h32l8 16v12H8zm0 0h14l4 6h12l4-6h14" />
        </g>
      </svg>
      <Title order={3} size="h5" ta="center">
        {title}
      </Title>
      <Text size="sm" c="dimmed" ta="center" maw={460}>
        {children}
      </Text>
      {action}
    </Stack>
  );
}
