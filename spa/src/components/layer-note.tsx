import { ActionIcon, Code, Popover, Stack, Text } from '@mantine/core';
import { type Layer, layers } from '../words/layers.ts';
import { blocked } from '../words/vocabulary.ts';
import { StateBadge } from './state-badge.tsx';

/** What a layer is for and what its statuses mean, in the place where they are counted. */
export function LayerNote({ layer }: { layer: Layer }) {
  const states = [...Object.values(layer.states), ...(layer.schema === layers.integration.schema ? [blocked] : [])];
  return (
    <Popover width={320} shadow="md" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`About ${layer.title}`} title={`About ${layer.title}`}>
          <svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.4">
            <circle cx="8" cy="8" r="6" />
            <path d="M8 7.4v3.4M8 5v.1" strokeLinecap="round" />
          </svg>
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={`About ${layer.title}`}>
        <Stack gap="sm" tabIndex={-1} data-autofocus style={{ outline: 'none' }}>
          <Text size="sm">
            <Code>{layer.schema}</Code> {layer.owns}
          </Text>
          {states.map((state) => (
            <Stack key={state.word} gap={2} align="flex-start">
              <StateBadge state={state} />
              <Text size="xs" c="dimmed">
                {state.meaning}
              </Text>
            </Stack>
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
