import { type AuditEntry, type AuditTrail, systemCaller } from 'lib/audit.ts';
import { createRefusalRecorder } from 'lib/audit-refusals.ts';
import type { Pool } from 'lib/db.ts';
import type { Logger } from 'lib/log.ts';
import type { IdentityEvent, TellEvent } from './events.ts';

/** Records of what came from nobody in particular in one minute; above it they are only counted, so that nobody fills the audit. */
const refusedPerMinute = 60;
const minuteMs = 60_000;

const isRefusal = ({ action }: IdentityEvent): boolean => action === 'token-refused' || action === 'sign-in-refused';

/** Records in the gateway's chain who came in and who did not. Nobody waits for it: what cannot be recorded is logged. */
export function recordIdentityEvents(pool: Pool, trail: AuditTrail, log: Logger): TellEvent {
  const recorder = createRefusalRecorder(pool, trail, log);
  let minute = 0;
  let refused = 0;
  const record = (entry: AuditEntry): void => void recorder.record([entry]);
  return (event) => {
    if (!isRefusal(event)) return record(toEntry(event));
    const now = Math.floor(Date.now() / minuteMs);
    const passedOver = refused - refusedPerMinute;
    if (now !== minute) {
      if (passedOver > 0) {
        record({
          caller: systemCaller('nobody'),
          action: 'more-refused',
          after: { count: passedOver },
          outcome: 'refused',
          code: 'RATE_LIMITED',
        });
      }
      minute = now;
      refused = 0;
    }
    refused += 1;
    if (refused <= refusedPerMinute) record(toEntry(event));
  };
}

function toEntry(event: IdentityEvent): AuditEntry {
  const { action, subject, detail, requestId } = event;
  const common = { caller: { actor: subject ?? 'nobody', roles: [], requestId }, action, reason: detail };
  return isRefusal(event) ? { ...common, outcome: 'refused', code: 'UNAUTHENTICATED' } : { ...common, outcome: 'accepted' };
}
