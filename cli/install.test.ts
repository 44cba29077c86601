import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';

const announcement = 'Installing dependencies, about a minute, once …\n';

describe('the installation before npm start and npm test', { timeout: 60_000 }, () => {
  it('runs the real npm ci once and is silent afterwards', async () => {
    await using checkout = temporaryCheckout();
    expect(await finished(checkout.install())).toEqual({ code: 0, said: announcement, complained: '' });
    expect(existsSync(join(checkout.path, 'node_modules/part/package.json'))).toBe(true);
    expect(await finished(checkout.install())).toEqual({ code: 0, said: '', complained: '' });
  });

  it('accepts what somebody installed by hand', async () => {
    await using checkout = temporaryCheckout();
    await finished(checkout.install());
    rmSync(join(checkout.path, 'node_modules/.lab-installed'));
    expect(await finished(checkout.install())).toEqual({ code: 0, said: '', complained: '' });
  });

  it('installs again when a package.json or the lock file has changed', async () => {
    await using checkout = temporaryCheckout({ npm: fakeNpm });
    await finished(checkout.install());
    checkout.write('part/package.json', { name: 'part', version: '1.0.0', dependencies: { other: '1.0.0' } });
    expect((await finished(checkout.install())).said).toBe(announcement);
    expect((await finished(checkout.install())).said).toBe('');
    const lock = JSON.parse(readFileSync(join(checkout.path, 'package-lock.json'), 'utf8'));
    lock.packages['node_modules/other'] = { version: '1.0.0' };
    checkout.write('package-lock.json', lock);
    expect((await finished(checkout.install())).said).toBe(announcement);
  });

  it('installs again when node_modules was removed', async () => {
    await using checkout = temporaryCheckout({ npm: fakeNpm });
    await finished(checkout.install());
    rmSync(join(checkout.path, 'node_modules'), { recursive: true });
    expect((await finished(checkout.install())).said).toBe(announcement);
  });

  it('installs once when two commands begin at the same time', async () => {
    await using checkout = temporaryCheckout({ npm: fakeNpm });
    const outcomes = await Promise.all([1, 2, 3].map(() => finished(checkout.install())));
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(checkout.npmRuns()).toBe(1);
  });

  it('goes on where an installation was killed', async () => {
    await using checkout = temporaryCheckout({ npm: fakeNpm });
    mkdirSync(join(checkout.path, '.lab-install.lock'));
    const gone = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(gone, 'exit');
    writeFileSync(join(checkout.path, '.lab-install.lock/pid'), String(gone.pid));
    expect((await finished(checkout.install())).code).toBe(0);
    expect(checkout.npmRuns()).toBe(1);
    expect(existsSync(join(checkout.path, '.lab-install.lock'))).toBe(false);
  });

  it('shows what npm complained about, fails, and tries again the next time', async () => {
    await using checkout = temporaryCheckout({ npm: `console.error('no such registry'); process.exit(7);` });
    const outcome = await finished(checkout.install());
    expect(outcome.code).toBe(1);
    expect(outcome.complained).toBe(
      'no such registry\nnpm could not install the dependencies (exit code 7, see above) — check network, registry and disk space, then run this again\n',
    );
    expect((await finished(checkout.install())).said).toBe(announcement);
  });
});

// Notes that it ran and leaves what the real one leaves, as far as anybody looks.
const fakeNpm = `
  const { appendFileSync, copyFileSync, mkdirSync } = require('node:fs');
  appendFileSync('npm-runs', '.');
  mkdirSync('node_modules', { recursive: true });
  copyFileSync('package-lock.json', 'node_modules/.package-lock.json');`;

/** A checkout with our installer and one workspace, which npm can install without a network. */
function temporaryCheckout({ npm }: { npm?: string } = {}) {
  const path = mkdtempSync(join(tmpdir(), 'lab-install-'));
  const write = (name: string, content: object) => writeFileSync(join(path, name), JSON.stringify(content));
  for (const folder of ['cli', 'part', 'npm']) mkdirSync(join(path, folder));
  for (const file of ['install.mjs', 'node24.mjs']) cpSync(new URL(file, import.meta.url), join(path, 'cli', file));
  const manifest = { name: 'checkout', version: '1.0.0', workspaces: ['part'] };
  const part = { name: 'part', version: '1.0.0' };
  write('package.json', manifest);
  write('part/package.json', part);
  write('package-lock.json', {
    ...{ name: 'checkout', version: '1.0.0', lockfileVersion: 3, requires: true },
    packages: { '': manifest, 'node_modules/part': { resolved: 'part', link: true }, part },
  });
  if (npm !== undefined) writeFileSync(join(path, 'npm/npm-cli.js'), npm);
  const env = npm === undefined ? process.env : { ...process.env, npm_execpath: join(path, 'npm/npm-cli.js') };
  return {
    path,
    write,
    install: () => spawn(process.execPath, ['cli/install.mjs'], { cwd: path, env }),
    npmRuns: () => readFileSync(join(path, 'npm-runs'), 'utf8').length,
    [Symbol.asyncDispose]: async () => rmSync(path, { recursive: true, force: true }),
  };
}

async function finished(child: ChildProcess): Promise<{ code: number; said: string; complained: string }> {
  if (child.stdout === null || child.stderr === null) throw new Error('the child has no output');
  const [[code], said, complained] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]);
  return { code, said, complained };
}
