import { describe, expect, it } from 'vitest';
import { createAddressOf, createTrust, senderOf } from './client-address.ts';

function requestFrom(remoteAddress: string | undefined, forwardedFor?: string): Parameters<ReturnType<typeof createAddressOf>>[0] {
  const headers = forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor };
  return { headers, socket: { remoteAddress } } as never;
}

describe('the address of a client', () => {
  it.each<[string, Parameters<typeof createTrust>[0], string, string | undefined, string]>([
    ['is the peer when no proxy is known, whatever the header says', undefined, '192.0.2.1', '203.0.113.9', '192.0.2.1'],
    ['is the peer when the peer is none of the proxies', ['10.0.0.0/8'], '192.0.2.1', '203.0.113.9', '192.0.2.1'],
    ['is what a trusted proxy says', ['10.0.0.0/8'], '10.1.2.3', '203.0.113.9', '203.0.113.9'],
    [
      'is what the proxy itself has added, not what the client wrote before it',
      ['10.0.0.0/8'],
      '10.1.2.3',
      '1.1.1.1, 203.0.113.9',
      '203.0.113.9',
    ],
    ['is found behind a chain of trusted proxies', ['10.0.0.0/8'], '10.1.2.3', '203.0.113.9, 10.9.9.9', '203.0.113.9'],
    ['is found behind one proxy', 1, '10.1.2.3', '1.1.1.1, 203.0.113.9', '203.0.113.9'],
    ['is found behind two proxies', 2, '10.1.2.3', '1.1.1.1, 203.0.113.9, 10.4.4.4', '203.0.113.9'],
    ['is the peer when a proxy says nothing', 1, '10.1.2.3', undefined, '10.1.2.3'],
    ['is the peer when a proxy says what is no address', 1, '10.1.2.3', '<script>', '10.1.2.3'],
    ['may be of IPv6', ['::1'], '::1', '2001:db8::7', '2001:db8::7'],
  ])('%s', (_what, proxies, peer, forwardedFor, address) => {
    expect(createAddressOf(createTrust(proxies))(requestFrom(peer, forwardedFor))).toBe(address);
  });

  it('is empty once the connection is gone', () => {
    expect(createAddressOf(createTrust(1))(requestFrom(undefined, '203.0.113.9'))).toBe('');
  });
});

describe('a sender', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::ffff', '2001:db8:1:2::/64'],
    ['2001:db8::7', '2001:db8:0:0::/64'],
    ['2001:db8::1:2:3:4:5', '2001:db8:0:1::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['', ''],
  ])('with the address %s is %s', (address, sender) => {
    expect(senderOf(address)).toBe(sender);
  });
});
