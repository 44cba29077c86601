import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import proxyAddr from '@fastify/proxy-addr';

/** Whether a peer is a proxy of ours. @param hop 0 for the one that is connected to us, 1 for the one before it, and so on. */
export type Trust = (address: string, hop: number) => boolean;

/** @param proxies their number, or their addresses and networks; absent: there are none, and headers are not believed. */
export function createTrust(proxies: number | readonly string[] | undefined): Trust {
  if (typeof proxies === 'number') return (_address, hop) => hop < proxies;
  return proxies ? proxyAddr.compile([...proxies]) : () => false;
}

/**
 * The address that a request comes from, as far as it is known: the first one, seen from here, that is no proxy of ours. Empty once the
 * connection is gone.
 */
export type AddressOf = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string;

export function createAddressOf(trust: Trust): AddressOf {
  return (request) => {
    const peer = request.socket.remoteAddress ?? '';
    if (peer === '' || request.headers['x-forwarded-for'] === undefined) return peer;
    const address = proxyAddr(request as IncomingMessage, trust);
    // a proxy that passes on what a client made up does not get that client a name of its choice
    return isIP(address) === 0 ? peer : address;
  };
}

/**
 * Who counts as one sender: an IPv4 address; of IPv6 the network of 64 bits, because whoever has one address of it has all of them.
 */
export function senderOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const front = head === '' ? [] : head.split(':');
  const zeros = tail === undefined ? 0 : 8 - front.length - tail.split(':').length;
  const groups = [...front, ...Array.from({ length: Math.max(zeros, 0) }, () => '0'), ...(tail ?? '').split(':'), '0', '0', '0', '0'];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group || '0', 16).toString(16))
    .join(':')}::/64`;
}
