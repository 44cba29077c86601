import type { ApolloClient } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { graphql } from '../generated/gql.ts';
import type { Socket } from './socket.ts';

const start = graphql(`
  query LogStart {
    logCursor
  }
`);

// no more than which request: whoever shows it asks for what it shows
const activity = graphql(`
  subscription PortalActivity($after: Cursor!) {
    activityRecorded(after: $after) {
      cursor
      activity {
        id
        serviceRequest {
          id
        }
      }
    }
  }
`);

/** A subscription has no "accepted"; without a complaint for so long it is. */
const acceptedAfterMs = 1_000;
const firstPauseMs = 1_000;
const longestPauseMs = 15_000;

export type ActivityListener = {
  /** From here on nothing is missed. Again when the log could not be followed further: whatever was read before may be out of date. */
  onStart(): void;
  /** Something happened to a request; undefined when nobody can say to which. */
  onActivity(requestId: string | undefined): void;
  /** Whether what happens is heard as it happens. Nothing is missed meanwhile: it comes later. */
  onHearing(isHearing: boolean): void;
  /** The start of the log could not be read; it is tried again. */
  onFailure(): void;
};

/**
 * Follows everything that happens, from now on, without a gap: through broken connections by the library's own means, through
 * everything else by asking again behind the last cursor.
 */
export async function followActivity(client: ApolloClient, socket: Socket, listener: ActivityListener, signal: AbortSignal): Promise<void> {
  let cursor: string | undefined;
  let failures = 0;
  const progress = (next: string) => {
    cursor = next;
    failures = 0;
  };
  while (!signal.aborted) {
    if (cursor === undefined) {
      cursor = await readStart(client);
      if (cursor === undefined) listener.onFailure();
      else listener.onStart();
    }
    if (cursor !== undefined) {
      const end = await hear({ client, socket, after: cursor, listener, progress, signal });
      if (isRefused(end)) cursor = undefined;
    }
    listener.onHearing(false);
    await pause(failures++, signal);
  }
}

async function readStart(client: ApolloClient): Promise<string | undefined> {
  try {
    const { data } = await client.query({ query: start, fetchPolicy: 'no-cache', context: { comesFirst: true } });
    return data?.logCursor;
  } catch {
    return undefined;
  }
}

type Hearing = {
  client: ApolloClient;
  socket: Socket;
  after: string;
  listener: ActivityListener;
  progress: (cursor: string) => void;
  signal: AbortSignal;
};

/** @returns why it ended; undefined when it simply did. */
function hear({ client, socket, after, listener, progress, signal }: Hearing): Promise<unknown> {
  return new Promise((resolve) => {
    let accepted: ReturnType<typeof setTimeout> | undefined;
    let fault: unknown;
    const accept = () => listener.onHearing(true);
    const unwatch = socket.watch((isOpen) => {
      clearTimeout(accepted);
      if (isOpen) accepted = setTimeout(accept, acceptedAfterMs);
      else listener.onHearing(false);
    });
    const finish = () => {
      clearTimeout(accepted);
      unwatch();
      signal.removeEventListener('abort', abort);
      resolve(fault);
    };
    const subscription = client
      // what comes is a hint, not an answer: the cache has no use for it
      .subscribe({ query: activity, variables: { after }, fetchPolicy: 'no-cache', errorPolicy: 'all' })
      .subscribe({
        next({ data, error }) {
          fault = data ? undefined : error;
          // a message that could not be told whole, and not merely the end of the connection
          if (!data && CombinedGraphQLErrors.is(error)) listener.onActivity(undefined);
          if (!data) return;
          clearTimeout(accepted);
          accept();
          progress(data.activityRecorded.cursor);
          listener.onActivity(data.activityRecorded.activity.serviceRequest?.id);
        },
        complete: finish,
      });
    const abort = () => {
      subscription.unsubscribe();
      finish();
    };
    signal.addEventListener('abort', abort);
  });
}

/** The lab cannot go on behind this cursor, for example because it keeps nothing that old. */
function isRefused(fault: unknown): boolean {
  return CombinedGraphQLErrors.is(fault) && fault.errors.some(({ extensions }) => extensions?.code === 'BAD_USER_INPUT');
}

function pause(failures: number, signal: AbortSignal): Promise<void> {
  const fullMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures, 10));
  return new Promise((resolve) => {
    const goOn = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', goOn);
      resolve();
    };
    const timer = setTimeout(goOn, fullMs * (0.5 + Math.random() / 2));
    signal.addEventListener('abort', goOn);
  });
}
