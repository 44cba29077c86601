import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

describe('the setting of trusted proxies', () => {
  it.each<[string, unknown]>([
    ['1', 1],
    ['12', 12],
    ['10.0.0.7', ['10.0.0.7']],
    ['10.0.0.0/8, ::1, fd00::/8', ['10.0.0.0/8', '::1', 'fd00::/8']],
  ])('may be %s', (text, value) => {
    expect(readConfig({ TRUST_PROXY: text }).TRUST_PROXY).toEqual(value);
  });

  it.each(['0', '-1', '100', 'true', 'proxy.example', '10.0.0.0/33', '::1/129', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0.1,all'])(
    'may not be %s',
    (text) => {
      expect(() => readConfig({ TRUST_PROXY: text })).toThrow('TRUST_PROXY: ');
    },
  );
});

describe('the setting of allowed origins', () => {
  it('is a list of schemes with hosts', () => {
    const { ALLOWED_ORIGINS } = readConfig({ ALLOWED_ORIGINS: 'https://portal.example.org, http://10.0.0.7:8080' });
    expect(ALLOWED_ORIGINS).toEqual(['https://portal.example.org', 'http://10.0.0.7:8080']);
  });

  it.each(['*', 'null', 'portal.example.org', 'https://portal.example.org/', 'https://portal.example.org:443', 'file://x', 'https://a,*'])(
    'may not be %s, which no browser sends',
    (text) => {
      expect(() => readConfig({ ALLOWED_ORIGINS: text })).toThrow('ALLOWED_ORIGINS: ');
    },
  );
});

it('a certificate without its key is refused, and a key without its certificate', () => {
  expect(() => readConfig({ TLS_CERT_FILE: '/cert.pem' })).toThrow('TLS_KEY_FILE: needed with TLS_CERT_FILE');
  expect(() => readConfig({ TLS_KEY_FILE: '/key.pem' })).toThrow('TLS_CERT_FILE: needed with TLS_KEY_FILE');
});
