import { Box, Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** Title of a page, in the window too, with what the page is for and what can be done on it. */
export function PageHead({ title, lead, children }: { title: string; lead?: ReactNode; children?: ReactNode }) {
  return (
    <Group justify="space-between" align="flex-end" mb="lg" gap="sm">
      <title>{`${title} · Enterprise Integration Lab`}</title>
      <Box>
        <Title order={1} size="h2">
          {title}
        </Title>
        {lead ? (
          <Text c="dimmed" mt={4} maw={720}>
            {lead}
          </Text>
        ) : null}
      </Box>
      {children}
    </Group>
  );
}
