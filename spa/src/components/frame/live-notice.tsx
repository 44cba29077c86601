import { Text } from '@mantine/core';
import { useLiveState } from '../../live/use-live.ts';
import { Glyph } from '../glyph.tsx';
import classes from './live-notice.module.css';

const words = {
  away: {
    shape: 'ring',
    color: 'yellow',
    text: 'Live updates are interrupted; reconnecting… Until then this page asks every few seconds.',
  },
  back: { shape: 'check', color: 'teal', text: 'Live updates are back; what was missed is being caught up.' },
} as const;

/** Says when the page no longer follows by itself, and when it does again. It lies over the page, so that nothing moves. */
export function LiveNotice() {
  const state = useLiveState();
  const said = state === 'live' ? null : words[state];
  return (
    <div role="status" className={classes.place}>
      {said ? (
        <div className={classes.notice}>
          <Glyph shape={said.shape} color={said.color} size={16} />
          <Text size="sm" component="span">
            {said.text}
          </Text>
        </div>
      ) : null}
    </div>
  );
}
