import { getOperationAST, OperationTypeNode, parse } from 'graphql';

/** What a client that accepts a stream accepts. */
export type Acceptance = {
  stream: 'sse' | 'multipart';
  /** The media type for an answer that is no stream; null when only a stream will do. */
  json: 'application/graphql-response+json' | 'application/json' | null;
};

/** Reads an `accept` header. Null when no stream of ours is in it; of two, the one that is named first. */
export function readAcceptance(accept: string | undefined): Acceptance | null {
  // what nearly every request has: do not take it apart
  if (!accept || !/text\/event-stream|subscriptionSpec/i.test(accept)) return null;
  const acceptance: { stream: Acceptance['stream'] | null; json: Acceptance['json'] } = { stream: null, json: null };
  for (const range of accept.toLowerCase().split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim());
    if (parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))) continue;
    if (type === 'text/event-stream') acceptance.stream ??= 'sse';
    if (type === 'multipart/mixed' && parameters.some(isOurSpec)) acceptance.stream ??= 'multipart';
    if (type === 'application/graphql-response+json') acceptance.json = type;
    if (['application/json', 'application/*', '*/*'].includes(type)) acceptance.json ??= 'application/json';
  }
  return acceptance.stream ? { stream: acceptance.stream, json: acceptance.json } : null;
}

function isOurSpec(parameter: string): boolean {
  return /^subscriptionspec="?1\.0"?$/.test(parameter);
}

/** Whether it asks for a subscription. A document that is not in order asks for nothing. */
export function isSubscription(query: string | undefined, operationName: unknown, maxTokens: number): boolean {
  try {
    const document = parse(query ?? '', { maxTokens, noLocation: true });
    const name = typeof operationName === 'string' ? operationName : undefined;
    return getOperationAST(document, name)?.operation === OperationTypeNode.SUBSCRIPTION;
  } catch {
    return false;
  }
}
