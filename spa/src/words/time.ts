/** How times are shown: as a distance from now, or as a date by one of two clocks. */
export type TimeStyle = 'relative' | 'local' | 'utc';

const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

const distance = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'short' });
const dateParts = { year: 'numeric', month: 'short', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
const utcDate = new Intl.DateTimeFormat('en-GB', { ...dateParts, timeZone: 'UTC' });
const localDate = new Intl.DateTimeFormat('en-GB', dateParts);

/** The full moment in UTC, for people who compare logs. */
export function formatUtc(at: string): string {
  return `${utcDate.format(new Date(at))} UTC`;
}

function formatLocal(at: string): string {
  return localDate.format(new Date(at));
}

/** The distance from now in the largest unit that fits: "12 sec. ago", "in 3 min.". */
export function formatRelative(at: string, now: number): string {
  const seconds = Math.round((new Date(at).getTime() - now) / 1000);
  const size = Math.abs(seconds);
  if (size < 2) return 'just now';
  const [unit, length] = units.find(([, length]) => size >= length) ?? (['second', 1] as const);
  return distance.format(Math.trunc(seconds / length), unit);
}

export function formatTime(at: string, style: TimeStyle, now: number): string {
  if (style === 'utc') return formatUtc(at);
  return style === 'local' ? formatLocal(at) : formatRelative(at, now);
}

const clockParts = { hour: '2-digit', minute: '2-digit' } as const;
const utcClock = new Intl.DateTimeFormat('en-GB', { ...clockParts, timeZone: 'UTC' });
const localClock = new Intl.DateTimeFormat('en-GB', clockParts);

/** A minute of the last hours, short enough for the axis of a chart: "12 min ago", "14:05". */
export function formatMinute(at: number, style: TimeStyle, now: number): string {
  if (style !== 'relative') return (style === 'utc' ? utcClock : localClock).format(at);
  const minutes = Math.max(0, Math.floor(now / 60_000) - Math.floor(at / 60_000));
  return minutes === 0 ? 'now' : `${minutes} min ago`;
}

/** A duration as people say it: "0.8 ms", "340 ms", "1.4 s", "3 min 12 s". */
export function formatDuration(ms: number): string {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${minutes} min ${Math.round((ms % 60_000) / 1_000)} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days`;
}
