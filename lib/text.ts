import { type UserError, userError } from './errors.ts';

// C0 controls but tab, line feed and carriage return, and DEL; half a surrogate pair cannot be stored as UTF-8.
const refusedCharacters = /(?![\t\n\r\u0080-\u009f])\p{Cc}|\p{Cs}/u;

/**
 * Checks a text that a person typed: not empty, not too long, nothing that a screen or a database cannot hold.
 *
 * @param limit longest accepted length in characters (UTF-16 units).
 * @returns the refusal, or null when the text is fine.
 */
export function checkText(text: string, field: string, limit: number): UserError | null {
  if (text.trim() === '') return userError('REQUIRED', `${field} is empty`, field);
  if (text.length > limit) {
    return userError('INVALID', `${field} has ${text.length} characters, at most ${limit} are accepted`, field);
  }
  const match = refusedCharacters.exec(text);
  if (!match) return null;
  const code = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return userError('INVALID', `${field} has the character U+${code} at position ${match.index + 1}, which is not accepted`, field);
}

/** At most this much ahead of our own clock counts as now: clocks differ. */
const clockToleranceMs = 60_000;

/** Checks a time that came from outside: it must lie between the year 1970 and now. */
export function checkPastTime(time: Date | null | undefined, field: string, now: Date): UserError | null {
  if (!time) return null;
  if (time.getTime() < 0) return userError('INVALID', `${field} lies before 1970`, field);
  if (time.getTime() > now.getTime() + clockToleranceMs) return userError('INVALID', `${field} lies in the future`, field);
  return null;
}
