/** A provider that does not answer, as against one whose answer is no good. */
export function isProviderDown(error: unknown): boolean {
  if (error instanceof Response) return error.status >= 500;
  if (!(error instanceof Error)) return false;
  const isUnreachable = error instanceof TypeError && error.message === 'fetch failed';
  return isUnreachable || error.name === 'TimeoutError' || isProviderDown(error.cause);
}

/** What went wrong with a provider, for the log: not the error itself, to which hang codes, tokens and claims. */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return error instanceof Response ? `HTTP ${error.status}` : typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  const cause = error.cause instanceof Error || error.cause instanceof Response ? `, because of ${describeFault(error.cause)}` : '';
  return `${error.name}: ${error.message}${code}${cause}`;
}
