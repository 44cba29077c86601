import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider, type MantineProviderProps } from '@mantine/core';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { TimeStyleProvider } from './components/frame/time-style.tsx';
import { LiveProvider } from './live/use-live.ts';
import type { Portal } from './open-portal.ts';
import { SessionProvider, useSessionState } from './session/signed-in.ts';
import { cssVariables, theme } from './theme.ts';

// whoever is signed in need not load what is shown to everybody else
const DoorPage = lazy(async () => ({ default: (await import('./pages/door-page.tsx')).DoorPage }));

type Props = { portal: Portal; env?: MantineProviderProps['env'] };

/** Everything that is drawn: the portal for whoever is signed in, the door for everybody else. */
export function PortalRoot({ portal, env = 'default' }: Props) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" env={env}>
      <SessionProvider value={portal.session}>
        <Door portal={portal} />
      </SessionProvider>
    </MantineProvider>
  );
}

function Door({ portal: { client, live, router } }: { portal: Portal }) {
  const state = useSessionState();
  // too short to say anything about it
  if (state.is === 'asking') return <main aria-busy="true" aria-label="Opening the portal" />;
  if (!('person' in state) || state.person.roles.length === 0) {
    return (
      <Suspense fallback={null}>
        <DoorPage state={state} />
      </Suspense>
    );
  }
  return (
    <ApolloProvider client={client}>
      <LiveProvider value={live}>
        <TimeStyleProvider>
          <RouterProvider router={router} />
        </TimeStyleProvider>
      </LiveProvider>
    </ApolloProvider>
  );
}
