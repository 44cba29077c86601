import type { GraphQLFormattedError } from 'graphql';
import type { Client } from 'graphql-ws';
import { ApiError, type Lab } from '../api.ts';
import { oneLine } from '../events/words.ts';
import { graphql } from '../generated/gql.ts';
import type { WatchActivitySubscription } from '../generated/graphql.ts';
import { CommandError } from '../terminal.ts';
import { createLiveClient, isRefusal, messageOf, pause } from './live-client.ts';

const activityDocument = graphql(`
  subscription WatchActivity($after: Cursor!, $requestId: ID) {
    activityRecorded(after: $after, requestId: $requestId) {
      cursor
      activity {
        id
        kind
        message
        actor
        subjectType
        subjectId
        time
        recordedTime
        correlationId
        causationId
        serviceRequest { id reference }
      }
    }
  }
`);

export type Recorded = WatchActivitySubscription['activityRecorded'];

export type FollowOptions = {
  lab: Lab;
  /** What happened behind this cursor comes first. */
  after: string;
  /** Only what happens to this request; null for everything. */
  requestId: string | null;
  onRecorded(recorded: Recorded): void;
  /** What happens is heard as it happens, or no longer, and why. Nothing is missed meanwhile: it comes later. */
  onHearing(isHearing: boolean, reason: string): void;
  /** Ends the following. */
  signal: AbortSignal;
};

/** A subscription has no "accepted"; without a complaint for so long it is. */
const acceptedAfterMs = 500;

/** What a later try may well answer. */
const temporaryCodes = new Set(['SUBGRAPH_UNAVAILABLE', 'RATE_LIMITED', 'INTERNAL_SERVER_ERROR']);

/**
 * Follows what happens until the signal, each thing once and without a gap, through breaks of whatever kind.
 *
 * @throws CommandError for a cursor that the lab does not take, ApiError for everything else that will not get better.
 */
export async function followActivity({ lab, after, requestId, onRecorded, onHearing, signal }: FollowOptions): Promise<void> {
  let isHearing: boolean | null = null;
  let accepting: NodeJS.Timeout | undefined;
  const setHearing = (next: boolean, reason = ''): void => {
    clearTimeout(accepting);
    if (signal.aborted || isHearing === next) return;
    isHearing = next;
    onHearing(next, reason);
  };
  const client = createLiveClient({
    lab,
    signal,
    onConnected() {
      accepting = setTimeout(setHearing, acceptedAfterMs, true);
    },
    onAway: (reason) => setHearing(false, reason),
  });
  // one object for all tries: the library sends it again as it is then
  const variables = { after, requestId };
  for (let failures = 0; !signal.aborted; failures += 1) {
    const fault = await hear(client, variables, signal, (recorded) => {
      variables.after = recorded.cursor;
      failures = 0;
      setHearing(true);
      onRecorded(recorded);
    });
    clearTimeout(accepting);
    if (signal.aborted) break;
    setHearing(false, explain(fault, { lab: lab.url, isFirst: variables.after === after }));
    await pause(failures, signal);
  }
  client.terminate();
}

/** @returns what the lab said when it ended the subscription. */
function hear(client: Client, variables: object, signal: AbortSignal, onRecorded: FollowOptions['onRecorded']): Promise<unknown> {
  return new Promise((resolve) => {
    const end = (fault?: unknown): void => {
      signal.removeEventListener('abort', abort);
      resolve(fault);
    };
    const stop = client.subscribe<WatchActivitySubscription>(
      { query: activityDocument.toString(), variables: variables as Record<string, unknown> },
      {
        next({ data }) {
          if (data) onRecorded(data.activityRecorded);
        },
        error: end,
        complete: end,
      },
    );
    const abort = (): void => {
      stop();
      end();
    };
    signal.addEventListener('abort', abort);
  });
}

/**
 * Why the lab has ended a subscription, if it makes sense to try again.
 *
 * @throws CommandError, ApiError otherwise.
 */
function explain(fault: unknown, { lab, isFirst }: { lab: string; isFirst: boolean }): string {
  if (isRefusal(fault)) {
    throw new ApiError(
      'NO_LAB',
      `What answers at ${lab} takes no live connections (${messageOf(fault)}) — set LAB_URL to the address of a lab`,
    );
  }
  const [error] = Array.isArray(fault) ? (fault as GraphQLFormattedError[]) : [];
  if (!error) return fault === undefined ? 'the lab ended the subscription' : messageOf(fault);
  const code = String(error.extensions?.code ?? 'INTERNAL_SERVER_ERROR');
  if (temporaryCodes.has(code)) return error.message;
  if (code !== 'BAD_USER_INPUT') throw new ApiError(code, error.message);
  const [cause = ''] = oneLine(error.message).split(' — ');
  if (isFirst) throw new CommandError(`${cause.replace(/^after /, '--after ')} — without it lab watch begins from now`, 2);
  throw new CommandError(`What happened meanwhile cannot be told any more: ${cause} — lab watch begins from now`);
}
