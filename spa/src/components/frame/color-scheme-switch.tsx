import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';

/** Dark or light. Until it is pressed the system decides; then this browser remembers. */
export function ColorSchemeSwitch() {
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark';
  const label = isDark ? 'Switch to light' : 'Switch to dark';
  return (
    <ActionIcon variant="default" size="md" aria-label={label} title={label} onClick={() => setColorScheme(isDark ? 'light' : 'dark')}>
      <svg
        viewBox="0 0 20 20"
        width="16"
        height="16"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
      >
        {isDark ? (
          <path d="M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM10 2v1.5m0 13V18M2 10h1.5m13 0H18M4.3 4.3l1.1 1.1m9.2 9.2 1.1 1.1m0-11.4-1.1 1.1m-9.2 9.2-1.1 1.1" />
        ) : (
          <path d="M16 11.8A6.5 6.5 0 0 1 8.2 4a6.5 6.5 0 1 0 7.8 7.8z" />
        )}
      </svg>
    </ActionIcon>
  );
}
