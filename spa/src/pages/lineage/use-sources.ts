import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import type { ServiceRequestFilter } from '../../generated/graphql.ts';
import { wholeAnswer } from '../../lists/whole-answer.ts';
import { useLive } from '../../live/use-live.ts';
import { type Answers, buildGraph } from './build-graph.ts';
import { agreementQuestion, customerQuestion, type RequestAnswer, requestsQuestion } from './questions.ts';

/** Something to be read: single requests, or what hangs on a record that many requests share. */
export type Source =
  | { kind: 'request'; id: string }
  | { kind: 'agreement'; id: string /** Pages of its requests; 0: how many there are is enough. */; pages: number }
  | { kind: 'customer'; id: string };

const nothing: Answers = { requests: [], agreements: [], customers: [] };

export type Sources = {
  answers: Answers;
  /** Keys of the records that came last while the reader was looking, and were not asked for by opening something. */
  news: ReadonlySet<string>;
  isLoading: boolean;
  error: unknown;
  hasAnswered: boolean;
};

type Found = { answers: ReadonlyMap<string, Answers>; news: ReadonlySet<string> };

/**
 * Reads what a picture needs, the more of it the further it is opened, and keeps it fresh. Past the cache: other pages ask for other
 * parts of the same lists, and one would push out the other's.
 */
export function useSources(sources: readonly Source[]): Sources {
  const client = useApolloClient();
  const [found, setFound] = useState<Found>({ answers: new Map(), news: new Set() });
  const [error, setError] = useState<unknown>();
  const [asking, setAsking] = useState(0);
  const wanted = useRef(new Map<string, Source>());
  const known = new Map(sources.map((source) => [nameOf(source), source]));
  const signature = [...known.keys()].join(' ');

  const read = async (names: Iterable<string>) => {
    setAsking((count) => count + 1);
    try {
      const answers = await Promise.all(
        [...names].map(async (name) => {
          const source = wanted.current.get(name);
          return source ? ([name, await ask(client, source)] as const) : null;
        }),
      );
      setFound((before) => takeOver(before, new Map(answers.flatMap((answer) => (answer ? [answer] : [])))));
      setError(undefined);
    } catch (fault) {
      setError(fault);
    } finally {
      setAsking((count) => count - 1);
    }
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature says whether something else is wanted
  useEffect(() => {
    const fresh = [...known.keys()].filter((name) => !wanted.current.has(name));
    wanted.current = known;
    if (fresh.length > 0) void read(fresh);
  }, [signature]);
  const isLoading = asking > 0 || [...known.keys()].some((name) => !found.answers.has(name) && error === undefined);
  useLive({ loading: isLoading, error, refetch: () => read(wanted.current.keys()) });

  const answers = [...known].flatMap(([name, source]) => found.answers.get(name) ?? findOther(found.answers, source) ?? []);
  return { answers: mergeAnswers(answers), news: found.news, isLoading, error, hasAnswered: answers.length > 0 };
}

/** An answer like the one before is no news, and nothing is drawn again. */
function takeOver(before: Found, fresh: ReadonlyMap<string, Answers>): Found {
  const changed = [...fresh].filter(([name, answer]) => JSON.stringify(answer) !== JSON.stringify(before.answers.get(name)));
  if (changed.length === 0) return before;
  const news = changed.flatMap(([name, answer]) => {
    const known = before.answers.get(name);
    if (!known) return [];
    const keys = new Set(buildGraph(known).parts.keys());
    return [...buildGraph(answer).parts.keys()].filter((key) => !keys.has(key));
  });
  return { answers: new Map([...before.answers, ...changed]), news: news.length > 0 ? new Set(news) : before.news };
}

function nameOf(source: Source): string {
  return source.kind === 'agreement' ? `${source.kind}:${source.id}:${source.pages}` : `${source.kind}:${source.id}`;
}

/** Until the next page is there, what is known of the same record stays. */
function findOther(answers: Found['answers'], { kind, id }: Source): Answers | undefined {
  return [...answers].findLast(([name]) => name.startsWith(`${kind}:${id}:`))?.[1];
}

function mergeAnswers(answers: readonly Answers[]): Answers {
  // single requests come first: the one it all began with keeps its place
  const requests = new Map(answers.flatMap((answer) => answer.requests).map((request) => [request.id, request]));
  return {
    requests: [...requests.values()],
    agreements: answers.flatMap((answer) => answer.agreements),
    customers: answers.flatMap((answer) => answer.customers),
  };
}

async function ask(client: ApolloClient, source: Source): Promise<Answers> {
  switch (source.kind) {
    case 'request':
      return { ...nothing, requests: await askRequests(client, { ids: [source.id] }, 1) };
    case 'customer': {
      const customer = await wholeAnswer(client.query({ query: customerQuestion, variables: { id: source.id }, fetchPolicy: 'no-cache' }));
      return { ...nothing, customers: [customer] };
    }
    case 'agreement': {
      const [agreement, requests] = await Promise.all([
        wholeAnswer(client.query({ query: agreementQuestion, variables: { id: source.id }, fetchPolicy: 'no-cache' })),
        askRequests(client, { agreementIds: [source.id] }, source.pages),
      ]);
      return { ...nothing, agreements: [agreement], requests };
    }
  }
}

async function askRequests(client: ApolloClient, filter: ServiceRequestFilter, pages: number): Promise<RequestAnswer[]> {
  const requests: RequestAnswer[] = [];
  let after: string | null = null;
  for (let page = 0; page < pages; page += 1) {
    const variables: { filter: ServiceRequestFilter; after: string | null } = { filter, after };
    const { serviceRequests } = await wholeAnswer(client.query({ query: requestsQuestion, variables, fetchPolicy: 'no-cache' }));
    requests.push(...serviceRequests.edges.map(({ node }) => node));
    if (!serviceRequests.pageInfo.hasNextPage) break;
    after = serviceRequests.pageInfo.endCursor;
  }
  return requests;
}
