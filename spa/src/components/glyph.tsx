import type { Shape } from '../words/vocabulary.ts';

const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.75, strokeLinecap: 'round', strokeLinejoin: 'round' } as const;

const shapes: Record<Shape, React.ReactNode> = {
  ring: <circle cx="8" cy="8" r="5.5" {...stroke} strokeDasharray="2.6 2.6" />,
  dot: <circle cx="8" cy="8" r="5" fill="currentColor" />,
  half: (
    <>
      <circle cx="8" cy="8" r="5.5" {...stroke} />
      <path d="M8 4.5a3.5 3.5 0 0 1 0 7z" fill="currentColor" />
    </>
  ),
  check: (
    <>
      <circle cx="8" cy="8" r="6.5" fill="currentColor" />
      <path d="m5.2 8.2 2 2 3.6-4.2" {...stroke} stroke="var(--mantine-color-body)" />
    </>
  ),
  cross: (
    <>
      <circle cx="8" cy="8" r="6.5" fill="currentColor" />
      <path d="m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4" {...stroke} stroke="var(--mantine-color-body)" />
    </>
  ),
  loop: <path d="M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3" {...stroke} />,
  octagon: (
    <>
      <path d="M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2z" fill="currentColor" />
      <path d="M8 4.8v3.8m0 2.4v.1" {...stroke} stroke="var(--mantine-color-body)" />
    </>
  ),
  dash: (
    <>
      <circle cx="8" cy="8" r="5.5" {...stroke} />
      <path d="M5.5 8h5" {...stroke} />
    </>
  ),
  pause: <path d="M5.5 3.5v9m5-9v9" {...stroke} strokeWidth="2.5" />,
  box: <rect x="3" y="3" width="10" height="10" rx="2" fill="currentColor" />,
  question: (
    <>
      <circle cx="8" cy="8" r="5.5" {...stroke} strokeDasharray="1 2" />
      <path d="M6.6 6.6a1.5 1.5 0 1 1 2 1.5c-.5.2-.6.5-.6 1m0 1.8v.1" {...stroke} strokeWidth="1.4" />
    </>
  ),
};

/** The shape of a state. Always stands beside its word, so it is silent for screen readers. */
export function Glyph({ shape, color, size = 14 }: { shape: Shape; color: string; size?: number }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
      style={{ color: `light-dark(var(--mantine-color-${color}-7), var(--mantine-color-${color}-5))`, flex: 'none', display: 'block' }}
    >
      {shapes[shape]}
    </svg>
  );
}
