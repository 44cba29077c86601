type Question = { query: string; variables?: unknown; operationName?: string | null | undefined };

/** Sends an operation to this lab; the address is relative, so it is the lab that served the page. */
export async function ask(question: Question): Promise<{ data?: Record<string, unknown> | null }> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
    body: JSON.stringify(question),
  });
  return response.json();
}
