import './browser.ts';
import { ApolloLink } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { type RenderResult, render } from '@testing-library/react';
import { buildSchema, execute, validate } from 'graphql';
import { from } from 'rxjs';
import schemaText from '../../../schema.graphql?raw';
import { createClient } from '../apollo.ts';
import { TimeStyleProvider } from '../components/time-style.tsx';
import { createPortalRouter } from '../router.tsx';
import { theme } from '../theme.ts';

/** The published schema itself: a question or an answer that it does not allow fails the test. */
const schema = buildSchema(schemaText);

async function answer({ query, variables }: ApolloLink.Operation, rootValue: Record<string, unknown>): Promise<ApolloLink.Result> {
  const faults = validate(schema, query);
  const { data, errors } =
    faults.length > 0 ? { errors: faults } : await execute({ schema, document: query, rootValue, variableValues: variables });
  return { ...(data === undefined ? {} : { data }), ...(errors ? { errors: errors.map((error) => error.toJSON()) } : {}) };
}

/**
 * The whole portal at an address, in front of a graph that answers from the given values and functions.
 *
 * @param answers root fields of Query and Mutation; functions get the arguments.
 */
export function renderPortal(
  address: string,
  answers: Record<string, unknown>,
): RenderResult & { router: ReturnType<typeof createPortalRouter> } {
  const router = createPortalRouter(createMemoryHistory({ initialEntries: [address] }));
  const client = createClient(new ApolloLink((operation) => from(answer(operation, answers))));
  const result = render(
    <MantineProvider theme={theme} env="test">
      <ApolloProvider client={client}>
        <TimeStyleProvider>
          <RouterProvider router={router} />
        </TimeStyleProvider>
      </ApolloProvider>
    </MantineProvider>,
  );
  return { ...result, router };
}
