import type { Identity } from 'lib/identity.ts';
import type { Headers } from './people.ts';

export type Answer<Data> = { data: Data; errors?: { message: string; path?: (string | number)[]; extensions: { code: string } }[] };

/** Whoever sends operations through a gateway, as the tester who may do everything, or as somebody else. */
export type Asking = {
  ask<Data>(query: string, variables?: Record<string, unknown>, as?: Identity): Promise<Answer<Data>>;
};

/** Sends an operation to a gateway. */
export async function ask<Data>(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Headers = {},
): Promise<Answer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer<Data>;
}
