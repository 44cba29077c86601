import { Pool } from 'undici';
import type { Bearing } from './people.ts';
import type { RequestInput } from './workload.ts';

const submitOne = `mutation ($input: SubmitRequestInput!) {
  submitRequest(input: $input) { submission { id serviceRequest { id reference } } userErrors { code message } }
}`;
const submitMany = `mutation ($inputs: [SubmitRequestInput!]!) {
  submitRequests(inputs: $inputs) { results { submission { id serviceRequest { id reference } } userErrors { code message } } userErrors { code message } }
}`;

type Result = { submission: { id: string; serviceRequest: { id: string } } | null; userErrors: { message: string }[] };

/** Clients of the gateway, over connections that stay open. */
export type Clients = {
  /** @returns id of the service request. */
  submit(input: RequestInput): Promise<string>;
  submitBulk(inputs: RequestInput[]): Promise<void>;
  close(): Promise<void>;
};

/**
 * @param bearing of the one who asks.
 * @param connections open at the same time; more calls wait for a free one.
 */
export function openClients(url: string, bearing: Bearing, connections: number): Clients {
  const pool = new Pool(url, { connections, pipelining: 1 });
  const ask = async <Data>(query: string, variables: object): Promise<Data> => {
    const { body } = await pool.request({
      path: '/graphql',
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await bearing()) },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await body.json()) as { data?: Data; errors?: { message: string }[] };
    if (!answer.data || answer.errors) throw new Error(`the lab refused a submission: ${JSON.stringify(answer.errors)}`);
    return answer.data;
  };
  return {
    submit: async (input) => {
      const { submitRequest } = await ask<{ submitRequest: Result }>(submitOne, { input });
      return requestId(submitRequest);
    },
    submitBulk: async (inputs) => {
      const { submitRequests } = await ask<{ submitRequests: { results: Result[] } }>(submitMany, { inputs });
      for (const result of submitRequests.results) requestId(result);
    },
    close: () => pool.close(),
  };
}

/** A bench that counts refusals as work would be fast. */
function requestId({ submission, userErrors }: Result): string {
  if (!submission) throw new Error(`the lab refused a submission: ${userErrors[0]?.message}`);
  return submission.serviceRequest.id;
}

/**
 * Calls at a fixed rate, whether or not earlier ones are answered. A call that this process is late with counts from the moment
 * when it was due.
 *
 * @returns for each call the moment it was due, in milliseconds since 1970, and its result.
 */
export async function callAtRate<Item, Result>(
  items: readonly Item[],
  perSecond: number,
  call: (item: Item) => Promise<Result>,
): Promise<{ dueAt: number; result: Result }[]> {
  const beganAt = performance.now();
  const calls = items.map(async (item, place) => {
    const due = beganAt + (place * 1_000) / perSecond;
    const wait = Promise.withResolvers<void>();
    setTimeout(wait.resolve, Math.max(0, due - performance.now()));
    await wait.promise;
    return { dueAt: performance.timeOrigin + due, result: await call(item) };
  });
  return await Promise.all(calls);
}
