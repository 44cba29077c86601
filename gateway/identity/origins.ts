import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Config } from 'lib/config.ts';
import { LRUCache } from 'lru-cache';

export type RequestHead = Pick<IncomingMessage, 'headers' | 'method' | 'socket'>;

/** What a gateway knows about the names it has. */
export type Origins = {
  /** Whether a request came to a name of ours. A foreign name that points here is how a page reaches into its visitor's network. */
  isOurHost(request: RequestHead): boolean;
  /** Whether a page of ours sent it. Browsers say where a request comes from whenever it can change something. */
  isOwnPage(request: RequestHead): boolean;
  /** Whether browsers speak TLS to us. */
  isSecure(request: RequestHead): boolean;
  /** Our address as the browser knows it, for example `https://lab.example.org`. For requests to a name of ours. */
  originOf(request: RequestHead): string;
  /** Whether a request came by that address. */
  isAtHome(request: RequestHead): boolean;
};

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

type OriginSettings = Pick<Config, 'PUBLIC_URL' | 'LAB_HOST' | 'ALLOWED_ORIGINS'>;

export function createOrigins({ PUBLIC_URL, LAB_HOST, ALLOWED_ORIGINS = [] }: OriginSettings): Origins {
  const publicUrl = PUBLIC_URL === undefined ? null : new URL(PUBLIC_URL);
  const ownNames = new Set([LAB_HOST.toLowerCase(), ...(publicUrl ? [publicUrl.hostname] : [])]);
  const isSecure = ({ socket }: RequestHead): boolean => (publicUrl ? publicUrl.protocol === 'https:' : socket instanceof TLSSocket);

  // nearly every request comes to the same one
  const knownHosts = new LRUCache<string, boolean>({ max: 100 });
  const isOurName = (name: string | null): boolean => {
    if (name === null) return false;
    return isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0 || name === 'localhost' || name.endsWith('.localhost') || ownNames.has(name);
  };

  const isOwnOrigin = (origin: string, host: string | undefined): boolean => {
    if (origin === publicUrl?.origin || ALLOWED_ORIGINS.includes(origin)) return true;
    const url = URL.parse(origin);
    // where the scheme is known it counts: another one is another page
    return url !== null && url.host !== publicUrl?.host && url.host === host?.toLowerCase();
  };

  return {
    isSecure,
    isOurHost({ headers: { host = '' } }) {
      const isOurs = knownHosts.get(host) ?? isOurName(nameOf(host));
      knownHosts.set(host, isOurs);
      return isOurs;
    },
    isOwnPage({ headers: { origin, host, 'sec-fetch-site': site } }) {
      if (site === 'cross-site' && !(origin !== undefined && ALLOWED_ORIGINS.includes(origin))) return false;
      // a form on a page that tells nobody where it is has the origin "null"; pages cannot write this other header
      return site === 'same-origin' || (origin !== undefined && isOwnOrigin(origin, host));
    },
    originOf: (request) => publicUrl?.origin ?? new URL(`${isSecure(request) ? 'https' : 'http'}://${request.headers.host}`).origin,
    isAtHome({ headers: { host } }) {
      return publicUrl === null || URL.parse(`${publicUrl.protocol}//${host}`)?.host === publicUrl.host;
    },
  };
}

/** Whether a request could do something, so that it matters who sent it. */
export function isUnsafe({ method = 'GET', headers }: RequestHead): boolean {
  return headers.upgrade !== undefined || !safeMethods.has(method);
}

/** Name or address without the port; null for what is none. */
function nameOf(host: string): string | null {
  if (!/^(\[[0-9a-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i.test(host) || !URL.canParse(`http://${host}`)) return null;
  return host.toLowerCase().replace(/:\d+$/, '');
}
