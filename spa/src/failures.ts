import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';

/** A fault in words that say what to do. */
export type Failure = { title: string; advice: string; detail?: string };

const advices: Record<string, Failure> = {
  SUBGRAPH_UNAVAILABLE: {
    title: 'Part of the lab does not answer',
    advice: 'What it owns is shown as unknown; everything else is complete. It comes back by itself.',
  },
  RATE_LIMITED: { title: 'The lab is busy', advice: 'Wait a moment and try again; nothing was changed.' },
  FORBIDDEN: { title: 'This is not allowed', advice: 'Ask somebody with the right role.' },
  UNAUTHENTICATED: { title: 'You are not signed in', advice: 'Sign in and try again.' },
  BAD_USER_INPUT: { title: 'The lab did not understand the question', advice: 'Check the address of this page and its filters.' },
};

/** Says what went wrong and what to do about it. */
export function describeFailure(error: unknown): Failure {
  if (CombinedGraphQLErrors.is(error)) {
    const first = error.errors[0];
    const known = advices[String(first?.extensions?.code ?? '')];
    const failure = known ?? { title: 'Something went wrong inside the lab', advice: 'Try again; the number below finds it in the log.' };
    return first ? { ...failure, detail: first.message } : failure;
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
