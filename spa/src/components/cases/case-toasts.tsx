import '@mantine/notifications/styles.css';
import { Group, Text } from '@mantine/core';
import { createNotificationsStore, Notifications, showNotification } from '@mantine/notifications';
import type { Shape } from '../../words/vocabulary.ts';
import { Glyph } from '../glyph.tsx';
import { TextLink } from '../links.tsx';

/** Long enough to read it and to follow its link. */
const shownMs = 8_000;

// of its own: nothing else on the screen shows these a second time
const store = createNotificationsStore();

/** Where short news about cases appear. */
export function CaseToasts() {
  return <Notifications store={store} position="bottom-right" autoClose={shownMs} limit={4} containerWidth={380} />;
}

type Told = { reference: string; shape: Shape; color: string; words: string };

/** Says what became of a case, with the way to it. */
export function tellCase({ reference, shape, color, words }: Told): void {
  showNotification(
    {
      withBorder: true,
      icon: <Glyph shape={shape} color={color} size={18} />,
      color: 'transparent',
      closeButtonProps: { 'aria-label': 'Close' },
      message: (
        <Group gap={6} component="span">
          <TextLink to="/cases/$number" params={{ number: reference }} ff="monospace" fw={600} size="sm">
            {reference}
          </TextLink>
          <Text component="span" size="sm" c="var(--mantine-color-text)" style={{ overflowWrap: 'anywhere' }}>
            {words}
          </Text>
        </Group>
      ),
    },
    store,
  );
}
