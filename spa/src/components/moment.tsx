import { useTimedText } from '../words/clock.ts';
import { formatTime, formatUtc } from '../words/time.ts';
import { useTimeStyle } from './frame/time-style.tsx';

/** A moment in the reader's style; the absolute one in UTC on hover and for machines. */
export function Moment({ at }: { at: string }) {
  const [style] = useTimeStyle();
  const text = useTimedText((now) => formatTime(at, style, now));
  return (
    <time dateTime={at} title={formatUtc(at)} style={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>
      {text}
    </time>
  );
}
