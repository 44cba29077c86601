type Question = { query: string; variables?: unknown; operationName?: string | null | undefined };

/** Sends a query or mutation to this lab; the address is relative, so it is the lab that served the page. */
export async function ask(question: Question, headers: Record<string, string> = {}): Promise<{ data?: Record<string, unknown> | null }> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json', ...headers },
    body: JSON.stringify(question),
  });
  return response.json();
}
