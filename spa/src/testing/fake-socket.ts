import { ApolloLink } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { Observable, type Subscriber } from 'rxjs';
import type { Socket } from '../live/socket.ts';

export type FakeSocket = Socket & {
  /** Where each subscription so far wanted to begin. */
  begins: unknown[];
  /** The connection comes or goes. */
  setOpen(isOpen: boolean): void;
  /** Something happened to this request; without one, to something that nobody can name. */
  tell(cursor: string, requestId?: string): void;
  /** The lab ends the subscription with an error of this code. */
  refuse(code: string): void;
};

/** The lab's side of the socket, played by hand. */
export function createFakeSocket(): FakeSocket {
  const watchers = new Set<(isOpen: boolean) => void>();
  const begins: unknown[] = [];
  let listener: Subscriber<ApolloLink.Result> | undefined;
  const setOpen = (isOpen: boolean) => {
    for (const watcher of watchers) watcher(isOpen);
  };
  return {
    begins,
    setOpen,
    link: new ApolloLink(
      ({ variables }) =>
        new Observable((observer) => {
          begins.push(variables.after);
          listener = observer;
        }),
    ),
    watch(tell) {
      watchers.add(tell);
      return () => watchers.delete(tell);
    },
    tell(cursor, requestId) {
      const serviceRequest = requestId === undefined ? null : { __typename: 'ServiceRequest', id: requestId };
      const activity = { __typename: 'Activity', id: `activity at ${cursor}`, serviceRequest };
      listener?.next({ data: { activityRecorded: { __typename: 'ActivityRecorded', cursor, activity } } });
    },
    refuse(code) {
      listener?.error(new CombinedGraphQLErrors({ errors: [{ message: 'refused', extensions: { code } }] }));
      setOpen(false);
    },
  };
}
