import '@mantine/core/styles.css';
import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createClient } from './apollo.ts';
import { TimeStyleProvider } from './components/time-style.tsx';
import { createPortalRouter } from './router.tsx';
import { cssVariables, theme } from './theme.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <ApolloProvider client={createClient()}>
        <TimeStyleProvider>
          <RouterProvider router={createPortalRouter()} />
        </TimeStyleProvider>
      </ApolloProvider>
    </MantineProvider>
  </StrictMode>,
);
