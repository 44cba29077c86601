import { isDatabaseDown, sqlState } from 'lib/db.ts';
import { fingerprint } from 'lib/fingerprint.ts';

/** Why an event could not be applied. */
export type Fault = {
  /** For programs, for example `PAYLOAD_INVALID`. */
  code: string;
  /** For people. */
  message: string;
  /** The same for all faults of one cause. */
  fingerprint: string;
  /** Whether another attempt could not help. */
  isPermanent: boolean;
};

/** Thrown by a handler for what another attempt cannot mend: a row is missing, a rule is broken. */
export class PermanentFault extends Error {
  override name = 'PermanentFault';
  code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Describes what a handler threw at one event of a type. */
export function toFault(eventType: string, error: unknown): Fault {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof PermanentFault) return describe(eventType, error.code, message, true);
  const state = sqlState(error);
  // 22: the data do not fit; 23: a rule of the schema is broken. The same data will not fit the next time either.
  if (state) return describe(eventType, `SQL_${state}`, message, /^(22|23)/.test(state));
  return describe(eventType, 'HANDLER_FAILED', message, false);
}

function describe(eventType: string, code: string, message: string, isPermanent: boolean): Fault {
  // ids, numbers and quoted values differ from case to case, the cause does not
  const shape = message.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+|"[^"]*"/gi, '?');
  return { code, message, fingerprint: fingerprint([eventType, code, shape]).slice(0, 16), isPermanent };
}

/**
 * Whether an error says something about the event that was applied. Everything else (connection lost, deadlock, shutdown,
 * disk full) says something about the machine: the whole drain is undone then and its bells ring again.
 */
export function isEventFault(error: unknown): boolean {
  const state = sqlState(error);
  if (state) return /^(22|23|42|P0)/.test(state);
  return !isDatabaseDown(error);
}
