import { ApolloLink } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { print } from '@apollo/client/utilities';
import type { GraphQLFormattedError } from 'graphql';
import { Observable } from 'rxjs';
import type { OpenSocket } from './open-socket.ts';

/** The way by which the lab speaks first. */
export type Socket = {
  /** Answers subscriptions. After a break it goes on behind the last cursor; it ends only with the lab's own word. */
  link: ApolloLink;
  /**
   * Tells when the connection comes (true) and goes (false).
   *
   * @returns ends the telling.
   */
  watch(tell: (isOpen: boolean) => void): () => void;
};

/**
 * A socket that is loaded and opened with the first subscription, and not before the first picture is on the screen.
 *
 * @param onDoubt called when the session may be over.
 */
export function createSocket(onDoubt: () => void): Socket {
  const watchers = new Set<(isOpen: boolean) => void>();
  const tell = (isOpen: boolean) => {
    for (const watcher of watchers) watcher(isOpen);
  };
  const load = async () => {
    await afterNextPaint();
    const { openSocket } = await import('./open-socket.ts');
    return openSocket({ onChange: tell, onDoubt });
  };
  let loading: Promise<OpenSocket> | undefined;
  return {
    link: new ApolloLink(
      ({ query, variables, operationName }) =>
        new Observable((observer) => {
          loading ??= load();
          loading.then(
            (socket) => {
              if (observer.closed) return;
              const stop = socket.subscribe(
                { query: print(query), variables, ...(operationName ? { operationName } : {}) },
                {
                  next: (message) => observer.next(message),
                  error: (fault) => observer.error(toError(fault)),
                  complete: () => observer.complete(),
                },
              );
              observer.add(stop);
            },
            (error) => {
              loading = undefined;
              observer.error(error);
            },
          );
        }),
    ),
    watch(tell) {
      watchers.add(tell);
      return () => watchers.delete(tell);
    },
  };
}

/** The browser draws first; a page in the background has nothing to draw and may wait until it is looked at. */
function afterNextPaint(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

/** @param fault the lab's errors, or how the connection ended. */
function toError(fault: unknown): Error {
  if (Array.isArray(fault)) return new CombinedGraphQLErrors({ errors: fault as GraphQLFormattedError[] });
  return new Error('The live connection broke off', { cause: fault });
}
