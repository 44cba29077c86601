import { Group, Text } from '@mantine/core';
import { type PartKind, partKinds } from '../../words/lineage-words.ts';

/** Drawn in a square of 16. */
const kindPaths: Record<PartKind, string> = {
  customer: 'M3 14V4l5-2.5L13 4v10M1.5 14h13M6 6h.1M10 6h.1M6 9h.1M10 9h.1M6.8 14v-2.4h2.4V14',
  agreement: 'M3 1.8h10v12.4H3zM5.5 5h5M5.5 7.5h5M5.3 11.6c1-1.5 1.6-1.5 2 0s1 1.2 3.2-.8',
  document: 'M3.5 1.8h6l3 3v9.4h-9zM9.3 1.8V5h3.2M5.8 8h4.4M5.8 10.8h4.4',
  submission: 'M2 9.5 4.2 3h7.6L14 9.5V13H2zM2 9.5h3.4l1 1.8h3.2l1-1.8H14',
  request: 'M2 4h12v2.6a1.4 1.4 0 0 0 0 2.8V12H2V9.4a1.4 1.4 0 0 0 0-2.8zM9.5 4.2v7.6',
  case: 'M2 5h12v8.5H2zM5.5 5V3.3a1 1 0 0 1 1-1h3a1 1 0 0 1 1 1V5M2 9h12',
  object: 'M8 1.6 13.8 4.8v6.4L8 14.4l-5.8-3.2V4.8zM2.3 4.9 8 8l5.7-3.1M8 8v6.3',
  version: 'M8 2 14 5 8 8 2 5zM2 8l6 3 6-3M2 11l6 3 6-3',
};

/** What kind of record: shape and word, in its layer's colour. */
export function KindMark({ kind }: { kind: PartKind }) {
  const { word, layer } = partKinds[kind];
  return (
    <Group component="span" gap={6} wrap="nowrap" display="inline-flex" title={`${word}, ${layer} layer`}>
      <KindIcon kind={kind} />
      <Text component="span" size="xs" c="dimmed">
        {word}
      </Text>
    </Group>
  );
}

export function KindIcon({ kind, size = 14 }: { kind: PartKind; size?: number }) {
  const { color } = partKinds[kind];
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ color: `light-dark(var(--mantine-color-${color}-7), var(--mantine-color-${color}-4))`, flex: 'none', display: 'block' }}
    >
      <path d={kindPaths[kind]} />
    </svg>
  );
}
