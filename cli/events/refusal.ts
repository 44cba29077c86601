import { isUuid } from 'lib/entities.ts';
import type { UserErrorCode } from '../generated/graphql.ts';
import { CommandError } from '../terminal.ts';
import { oneLine } from './words.ts';

type UserError = { code: UserErrorCode; message: string; field?: string[] | null };

/** Refusals that come from how the command was called; the others come from how things stand in the lab. */
const wrongUse = new Set<UserErrorCode>(['REQUIRED', 'INVALID', 'NOT_FOUND', 'IDEMPOTENCY_KEY_REUSED']);

/**
 * Hands on what the lab refused, in its own words.
 *
 * @param wayOut what the person can do about it.
 * @throws CommandError unless the list is empty.
 */
export function refuse(errors: readonly UserError[], wayOut: string): void {
  if (errors.length === 0) return;
  const exitCode = errors.every(({ code }) => wrongUse.has(code)) ? 2 : 1;
  throw new CommandError(`${errors.map(describe).join('; ')} — ${wayOut}`, exitCode);
}

function describe({ message, field }: UserError): string {
  const path = (field ?? []).filter((step) => step !== 'input');
  // a plain field is named by the message, a place within a payload is not
  return oneLine(path.length > 1 ? `${path.join('.')}: ${message}` : message);
}

/**
 * Refuses what cannot be an identifier before anybody is asked.
 *
 * @returns the identifier as the lab writes it.
 */
export function checkId(id: string, what: 'event' | 'job', wayOut: string): string {
  if (!isUuid(id)) throw new CommandError(`"${oneLine(id)}" is no ${what} id — ${wayOut}`, 2);
  return id.toLowerCase();
}
