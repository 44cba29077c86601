import { describe, expect, it } from 'vitest';
import { readText } from './compose-file.ts';
import { lockedPackages, type Package } from './lock-file.ts';

/** Licences that ask for no more than their notice. */
const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'PostgreSQL',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
]);

const notice = readText('NOTICE');

/** `MIT`, `(MIT OR CC0-1.0)`, `(MIT AND BSD-3-Clause)`: nothing more has been met, and what is not understood is not permissive. */
function isPermissive(expression: string): boolean {
  const choices = expression.replaceAll(/[()]/g, '').split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((licence) => permissive.has(licence.trim())));
}

/** The lock's completion knows no licences of binaries for other platforms; they are those of the package that they are part of. */
function licenceOf({ name, license }: Package): string {
  return license ?? lockedPackages.find(({ optionalDependencies = {} }) => name in optionalDependencies)?.license ?? 'no licence';
}

/** By its name, or as the binary of a named one: `lightningcss-linux-x64-gnu` of `lightningcss`. */
function isNamed(name: string): boolean {
  const named = [...notice.matchAll(/^ {4}(\S+)$/gm)].map(([, line]) => line);
  return named.some((candidate) => name === candidate || name.startsWith(`${candidate}-`));
}

describe('packages that the lab runs with', () => {
  const runtime = lockedPackages.filter(({ dev }) => !dev);

  it('are known to the lock', () => {
    expect(runtime.length).toBeGreaterThan(100);
  });

  it('are under permissive licences, or NOTICE names them', () => {
    const others = runtime.filter((found) => !isPermissive(licenceOf(found)) && !isNamed(found.name));
    expect(others.map((found) => `${found.name} ${found.version}: ${licenceOf(found)}`)).toEqual([]);
  });

  it('are named in NOTICE only while they are there and need it', () => {
    const needed = new Set(runtime.filter((found) => !isPermissive(licenceOf(found))).map(({ name }) => name));
    const named = [...notice.matchAll(/^ {4}(\S+)$/gm)].map(([, name]) => name);
    expect(named.filter((name) => !needed.has(name ?? ''))).toEqual([]);
  });
});

it.each([
  ['MIT', true],
  ['(MIT OR CC0-1.0)', true],
  ['(GPL-3.0 OR MIT)', true],
  ['(MIT AND BSD-3-Clause)', true],
  ['(MIT AND GPL-3.0)', false],
  ['Elastic-2.0', false],
  ['SEE LICENSE IN LICENSE', false],
])('the licence %s is permissive: %s', (expression, expected) => {
  expect(isPermissive(expression)).toBe(expected);
});
