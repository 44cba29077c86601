import type { HostileLab } from './hostile-lab.ts';
import type { RequestCase } from './hostile-requests.ts';

const ranges = [
  ...[
    'bytes=0-',
    'bytes=-1',
    'bytes=0-0',
    'bytes=1-0',
    'bytes=-0',
    'bytes=99999999-',
    'bytes=0-99999999999999999999',
    'bytes=-99999999999999999999',
  ],
  ...[
    'bytes=0-1,1-2',
    `bytes=${Array.from({ length: 1_000 }, (_, n) => `${n}-${n}`).join()}`,
    'bytes=a-b',
    'bytes',
    '=',
    'bytes=0x0-0x1',
    'lines=1-2',
  ],
  ...['bytes= 0-1', 'bytes=0--1', 'bytes=\u00b2-', 'bytes=1e3-', 'bytes=0-1;bytes=2-3'],
];

const links: [name: string, search: string][] = [
  ['an empty signature', '?expires=9999999999&signature='],
  ['a signature of zeros', `?expires=9999999999&signature=${'0'.repeat(64)}`],
  ['a signature of 10,000 letters', `?expires=9999999999&signature=${'a'.repeat(10_000)}`],
  ['a signature that is a list', '?expires=9999999999&signature=a&signature=b'],
  ['an end that is no number', '?expires=never&signature=a'],
  ['an end beyond time', '?expires=1e400&signature=a'],
  ['an end that is negative', '?expires=-1&signature=a'],
  ['an end that is a list', '?expires=1&expires=9999999999&signature=a'],
  ['a signature alone', '?signature=a'],
  ['an end alone', '?expires=9999999999'],
  ['__proto__', '?__proto__=x&signature=a&expires=1'],
  ['bytes that are no text', '?signature=%ff%fe&expires=%00'],
];

/** Downloads of a document of somebody else, and of one's own in ways that nobody needs. */
export function downloadCases({ treasure }: HostileLab, own: string): RequestCase[] {
  const path = (id: string, search = ''): string => `/documents/${id}${search}`;
  return [
    ...(['nobody', 'requester', 'operator'] as const).flatMap((as): RequestCase[] =>
      (['GET', 'HEAD'] as const).map((method) => ({
        name: `${method} of somebody else's document by ${as}`,
        as,
        method,
        path: path(treasure.document),
        status: as === 'nobody' ? 401 : 404,
      })),
    ),
    ...ranges.map(
      (range): RequestCase => ({
        name: `the range ${range.slice(0, 40)}`,
        method: 'GET',
        path: path(own),
        headers: { range },
        status: [200, 206, 416],
      }),
    ),
    ...ranges.slice(0, 6).map(
      (range): RequestCase => ({
        name: `the range ${range} of somebody else's document`,
        method: 'GET',
        path: path(treasure.document),
        headers: { range },
        status: 404,
      }),
    ),
    ...links.flatMap(([name, search]): RequestCase[] => [
      {
        name: `a link with ${name}, to somebody else's document`,
        as: 'nobody',
        method: 'GET',
        path: path(treasure.document, search),
        status: [401, 403, 404],
      },
      { name: `a link with ${name}, to one's own`, method: 'GET', path: path(own, search), status: [403, 200] },
    ]),
    ...['*', '"x"', 'W/"x"', '"', ',,,', `"${'x'.repeat(8_000)}"`, '"a", '.repeat(1_000)].flatMap((tag): RequestCase[] => [
      {
        name: `if-none-match ${tag.slice(0, 20)} of somebody else's document`,
        method: 'GET',
        path: path(treasure.document),
        headers: { 'if-none-match': tag },
        status: 404,
      },
      { name: `if-none-match ${tag.slice(0, 20)}`, method: 'GET', path: path(own), headers: { 'if-none-match': tag }, status: [200, 304] },
      {
        name: `if-range ${tag.slice(0, 20)}`,
        method: 'GET',
        path: path(own),
        headers: { 'if-range': tag, range: 'bytes=0-0' },
        status: [200, 206],
      },
    ]),
    ...['inline', 'INLINE', 'inline%0d%0aset-cookie:a=b', '__proto__', '<script>'].map(
      (disposition): RequestCase => ({
        name: `the disposition ${disposition}`,
        method: 'GET',
        path: path(own, `?disposition=${disposition}`),
        status: 200,
      }),
    ),
    { name: 'a time that is none', method: 'GET', path: path(own), headers: { 'if-modified-since': 'yesterday' }, status: [200, 304] },
    {
      name: "a signed identity of the asker's own making",
      as: 'nobody',
      method: 'GET',
      path: path(treasure.document),
      headers: { 'x-lab-identity': 'e30.e30.e30' },
      status: 401,
    },
  ];
}
