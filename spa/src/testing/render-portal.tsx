import './browser.ts';
import { ApolloLink } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { type RenderResult, render } from '@testing-library/react';
import { buildSchema, execute, validate } from 'graphql';
import { from } from 'rxjs';
import { onTestFinished } from 'vitest';
import schemaText from '../../../schema.graphql?raw';
import { createClient } from '../apollo.ts';
import { TimeStyleProvider } from '../components/time-style.tsx';
import { createLive } from '../live/create-live.ts';
import { LiveProvider } from '../live.ts';
import { createPortalRouter } from '../router.tsx';
import { theme } from '../theme.ts';
import { createFakeSocket, type FakeSocket } from './fake-socket.ts';

/** The published schema itself: a question or an answer that it does not allow fails the test. */
const schema = buildSchema(schemaText);

async function answer({ query, variables }: ApolloLink.Operation, rootValue: Record<string, unknown>): Promise<ApolloLink.Result> {
  const faults = validate(schema, query);
  const { data, errors } =
    faults.length > 0 ? { errors: faults } : await execute({ schema, document: query, rootValue, variableValues: variables });
  return { ...(data === undefined ? {} : { data }), ...(errors ? { errors: errors.map((error) => error.toJSON()) } : {}) };
}

/** A graph that answers from the given values and functions; its log starts at `start`. */
function answerFrom(answers: Record<string, unknown>): ApolloLink {
  return new ApolloLink((operation) => from(answer(operation, { logCursor: 'start', ...answers })));
}

/**
 * The whole portal at an address, in front of a graph that answers from the given values and functions.
 *
 * @param answers root fields of Query and Mutation; functions get the arguments.
 */
export function renderPortal(
  address: string,
  answers: Record<string, unknown>,
): RenderResult & { router: ReturnType<typeof createPortalRouter>; socket: FakeSocket } {
  const router = createPortalRouter(createMemoryHistory({ initialEntries: [address] }));
  const socket = createFakeSocket();
  const live = createLive(socket);
  const client = createClient({ http: answerFrom(answers), socket: socket.link, started: live.started });
  onTestFinished(live.start(client));
  const result = render(
    <MantineProvider theme={theme} env="test">
      <ApolloProvider client={client}>
        <LiveProvider value={live}>
          <TimeStyleProvider>
            <RouterProvider router={router} />
          </TimeStyleProvider>
        </LiveProvider>
      </ApolloProvider>
    </MantineProvider>,
  );
  return { ...result, router, socket };
}
