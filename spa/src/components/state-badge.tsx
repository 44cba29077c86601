import { Badge, Group, Text } from '@mantine/core';
import type { Priority } from '../generated/graphql.ts';
import { priorities, type State, unknown } from '../words/vocabulary.ts';
import { Glyph } from './glyph.tsx';

/** A state as a pill: shape and word; its meaning on hover. */
export function StateBadge({ state, note }: { state: State; note?: string | undefined }) {
  return (
    <Badge
      variant="default"
      size="lg"
      tt="none"
      fw={500}
      leftSection={<Glyph shape={state.shape} color={state.color} />}
      title={state.meaning}
      styles={{ root: { flex: 'none', paddingInline: 10, maxWidth: 'none', overflow: 'visible' }, label: { overflow: 'visible' } }}
    >
      {note ? `${state.word} · ${note}` : state.word}
    </Badge>
  );
}

/** What stands where a state would be: it does not exist yet, or nobody can be asked. */
export function NoState({ isUnknown, missing = 'not yet' }: { isUnknown: boolean; missing?: string }) {
  if (isUnknown) return <StateBadge state={unknown} />;
  return (
    <Text component="span" size="sm" c="dimmed">
      {missing}
    </Text>
  );
}

/** How urgent: rising bars and the word. */
export function PriorityMark({ priority }: { priority: Priority }) {
  const { word, meaning } = priorities[priority];
  return (
    <Group gap={6} wrap="nowrap" title={meaning} component="span" display="inline-flex">
      <PriorityBars priority={priority} />
      <Text component="span" size="sm">
        {word}
      </Text>
    </Group>
  );
}

/** The bars alone, beside a word. */
export function PriorityBars({ priority }: { priority: Priority }) {
  const { level, color } = priorities[priority];
  return (
    <svg
      viewBox="0 0 16 16"
      width="14"
      height="14"
      aria-hidden="true"
      style={{ color: `light-dark(var(--mantine-color-${color}-7), var(--mantine-color-${color}-5))`, flex: 'none' }}
    >
      {[1, 2, 3, 4].map((step) => (
        <rect
          key={step}
          x={(step - 1) * 4}
          y={13 - step * 3}
          width="3"
          height={step * 3}
          rx="1"
          fill="currentColor"
          opacity={step <= level ? 1 : 0.25}
        />
      ))}
    </svg>
  );
}
