/** How long a service may take to say that it is ready, in milliseconds. */
const timeoutMs = 2_000;

/** Whether the services at these addresses all answer 200 at their `/health/ready`. */
export async function areReady(urls: readonly string[]): Promise<boolean> {
  const answers = await Promise.all(urls.map(isReady));
  return answers.every((ready) => ready);
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(new URL('/health/ready', url), { signal: AbortSignal.timeout(timeoutMs) });
    // unread, the body would keep its socket
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
}
