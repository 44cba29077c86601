import '@mantine/core/styles.css';
import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createClient } from './apollo.ts';
import { TimeStyleProvider } from './components/time-style.tsx';
import { createLive } from './live/create-live.ts';
import { createSocket } from './live/socket.ts';
import { LiveProvider } from './live.ts';
import { createPortalRouter } from './router.tsx';
import { cssVariables, theme } from './theme.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');

const socket = createSocket();
const live = createLive(socket);
const client = createClient({ socket: socket.link, started: live.started });
live.start(client);

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <ApolloProvider client={client}>
        <LiveProvider value={live}>
          <TimeStyleProvider>
            <RouterProvider router={createPortalRouter()} />
          </TimeStyleProvider>
        </LiveProvider>
      </ApolloProvider>
    </MantineProvider>
  </StrictMode>,
);
