import { expect, it } from 'vitest';
import { readReturnPath } from './return-path.ts';

it.each([
  ['/', '/'],
  ['/requests', '/requests'],
  ['/requests/REQ-2026-000123?tab=events&x=a%20b#top', '/requests/REQ-2026-000123?tab=events&x=a%20b#top'],
  ['/session-rooms', '/session-rooms'],
  ['/a/../b', '/b'],
  ['/?to=https://evil.example', '/?to=https://evil.example'],
])('leads to %j as it was asked', (given, path) => {
  expect(readReturnPath(given)).toBe(path);
});

it.each([
  undefined,
  null,
  7,
  ['/requests'],
  '',
  'requests',
  'https://evil.example',
  'HTTPS:evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/requests\\..\\..\\evil',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/x/..//evil.example',
  '/\u0000',
  '/requests\r\nset-cookie: a=b',
  'javascript:alert(1)',
  'data:text/html,x',
  '/sign-in',
  '/sign-in?to=/sign-in',
  '/sign-in/callback?code=x',
  '/x/../sign-in',
  '/sign-out',
  '/session',
  '/oidc/auth?client_id=lab-portal',
  '/graphql?query={__typename}',
  `/${'x'.repeat(2_000)}`,
])('leads from %j to the portal', (given) => {
  expect(readReturnPath(given)).toBe('/');
});
