import type { ApolloClient, ApolloLink } from '@apollo/client';
import type { RouterHistory } from '@tanstack/react-router';
import { createClient } from './apollo.ts';
import { createLive, type Live } from './live/create-live.ts';
import type { Socket } from './live/socket.ts';
import { createPortalRouter } from './router.tsx';
import type { Session } from './session/session.ts';

export type Portal = { session: Session; client: ApolloClient; live: Live; router: ReturnType<typeof createPortalRouter> };

type Parts = { session: Session; socket: Socket; http?: ApolloLink; history?: RouterHistory };

/** The portal's parts, which live longer than what is drawn. What happens in the lab is followed while somebody is signed in. */
export function openPortal({ session, socket, http, history }: Parts): Portal & { close(): void } {
  const live = createLive(socket);
  const client = createClient({ ...(http ? { http } : {}), socket: socket.link, started: live.started, session });
  let stop: (() => void) | undefined;
  const follow = () => {
    const state = session.state();
    const isWanted = state.is === 'here' && state.person.roles.length > 0;
    if (isWanted) stop ??= live.start(client);
    else if (stop) {
      stop();
      stop = undefined;
    }
  };
  const unfollow = session.onChange(follow);
  follow();
  const close = () => {
    unfollow();
    stop?.();
  };
  return { session, client, live, router: createPortalRouter(history), close };
}
