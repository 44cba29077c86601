const paths = {
  overview: 'M3 13h6V3H3zm8 4h6V9h-6zM3 17h6v-2H3zm8-10h6V3h-6z',
  requests: 'M4 5h12M4 10h12M4 15h8',
  cases: 'M3 7h14v9H3zM7 7V5a1 1 0 0 1 1-1h4a1 1 0 0 1 1 1v2M3 11h14',
  events: 'M2.5 10h3.5l2.5-6 3.5 12 2.5-6h3',
  objects: 'm10 2.5 6.5 3.6v7.8L10 17.5l-6.5-3.6V6.1zM3.5 6.1l6.5 3.7 6.5-3.7M10 9.8v7.7',
  lineage:
    'M3 10a2 2 0 1 0 4 0 2 2 0 1 0-4 0zm10-5a2 2 0 1 0 4 0 2 2 0 1 0-4 0zm0 10a2 2 0 1 0 4 0 2 2 0 1 0-4 0zM6.8 9.1l6.4-3.2M6.8 10.9l6.4 3.2',
  audit: 'M10 2.5 16 5v4.5c0 4-2.6 6.6-6 8-3.4-1.4-6-4-6-8V5zM7.5 9.8l1.8 1.8 3.2-3.6',
  new: 'M10 4v12M4 10h12',
  walk: 'M4 16.5a1.5 1.5 0 1 0 0-.1M5.5 16H12a3 3 0 0 0 0-6H8a3 3 0 0 1 0-6h6m-2-2 2.5 2L12 6',
  playground: 'm6 6-4 4 4 4m8-8 4 4-4 4M11.5 4l-3 12',
} as const;

/** Drawn here: some strokes are no reason for an icon library. */
export function NavigationIcon({ name }: { name: keyof typeof paths }) {
  return (
    <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.6">
      <path d={paths[name]} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
