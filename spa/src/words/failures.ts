import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import type { GraphQLFormattedError } from 'graphql';

/** A fault in words that say what to do. */
export type Failure = {
  title: string;
  advice: string;
  detail?: string;
  /** Nothing is broken: it is just not for the one who asked. */
  isCalm?: boolean;
};

const advices: Record<string, Failure> = {
  SUBGRAPH_UNAVAILABLE: {
    title: 'Part of the lab does not answer',
    advice: 'What it owns is shown as unknown; everything else is complete. It comes back by itself.',
  },
  RATE_LIMITED: { title: 'The lab is busy', advice: 'Wait a moment and try again; nothing was changed.' },
  FORBIDDEN: {
    title: 'This is not for your role',
    advice: 'Nothing is broken, and nothing was changed. Ask somebody who has the role.',
    isCalm: true,
  },
  UNAUTHENTICATED: { title: 'You are signed out', advice: 'Nothing was changed. Sign in again and try once more.' },
  QUERY_TOO_COMPLEX: { title: 'The lab refused the question as too large', advice: 'Ask for less at once.' },
  BAD_USER_INPUT: { title: 'The lab did not understand the question', advice: 'Check the address of this page and its filters.' },
};

type First = Pick<GraphQLFormattedError, 'message' | 'extensions'> | undefined;

/** The lab's own words, in an answer of the graph or in the body of one that did not get so far. */
function findFirst(error: unknown): First {
  if (CombinedGraphQLErrors.is(error)) return error.errors[0];
  if (!ServerError.is(error)) return undefined;
  try {
    return (JSON.parse(error.bodyText) as { errors?: First[] } | null)?.errors?.[0];
  } catch {
    // whatever stands between browser and lab may answer in HTML
    return undefined;
  }
}

/** The lab's code for a fault; undefined for what is none of its own. */
export function codeOf(error: unknown): string | undefined {
  const code = findFirst(error)?.extensions?.code;
  return typeof code === 'string' ? code : undefined;
}

/** Says what went wrong and what to do about it. */
export function describeFailure(error: unknown): Failure {
  const first = findFirst(error);
  if (first) {
    const known = advices[codeOf(error) ?? ''];
    const failure = known ?? { title: 'Something went wrong inside the lab', advice: 'Try again; the number below finds it in the log.' };
    return { ...failure, detail: first.message };
  }
  if (ServerError.is(error) && error.statusCode < 500) {
    return { title: 'The lab refused the question', advice: 'Reload the page; it may be older than the lab.', detail: error.message };
  }
  return {
    title: 'The lab does not answer',
    advice: 'Check that it is running. What you see may be out of date; this page asks again by itself.',
  };
}

/** Names of the fields that an answer lacks because their subgraph failed: null there means "unknown", not "none". */
export function unknownFields(error: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  if (!CombinedGraphQLErrors.is(error)) return names;
  for (const { path } of error.errors) {
    const name = path?.findLast((step) => typeof step === 'string');
    if (typeof name === 'string') names.add(name);
  }
  return names;
}
