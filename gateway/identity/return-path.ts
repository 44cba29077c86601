const longest = 2_000;

/** Where nobody is sent after signing in: it would end the session that just began, begin another one, or is for programs. */
const turnstiles = /^\/(sign-in|sign-out|session|oidc|graphql)([/?#]|$)/;

/**
 * Where to go after signing in: a path of this very gateway, whatever the link said.
 *
 * @returns `/` for everything else.
 */
export function readReturnPath(given: unknown): string {
  // browsers read a backslash as a slash, pass over tabs and line ends, and take two slashes for the beginning of a host
  if (typeof given !== 'string' || given.length > longest || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(given)) return '/';
  const here = 'http://here.invalid';
  const url = URL.parse(given, here);
  if (!url || url.origin !== here) return '/';
  const path = `${url.pathname}${url.search}${url.hash}`;
  // dots were resolved, and may have left two slashes in front
  return path.startsWith('//') || turnstiles.test(path) ? '/' : path;
}
