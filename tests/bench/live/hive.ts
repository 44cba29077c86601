import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { SigningOptions } from './inside/sign-for-subgraphs.ts';

/** Never a dependency of the lab: the bench brings it in when it is asked to compare. */
const packages = { '@graphql-hive/gateway': '2.15.1', '@graphql-hive/router-runtime': '1.4.23', graphql: '16.15.0' };

export const hiveVersion = packages['@graphql-hive/gateway'];

const folder = fileURLToPath(new URL(`../../../.lab/bench/hive-gateway-${hiveVersion}`, import.meta.url));

/** Where Hive Gateway is, installed on demand from npm, some 500 MB. @throws Error when npm cannot. */
export async function installHive(tell: (line: string) => void): Promise<{ folder: string; bin: string }> {
  const bin = join(folder, 'node_modules/@graphql-hive/gateway/dist/bin.js');
  const isThere = Object.entries(packages).every(([name, version]) => installedVersion(name) === version);
  if (!isThere) {
    tell(`installing Hive Gateway ${hiveVersion} into ${folder}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies: packages }));
    const npm = spawn('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code] = await once(npm, 'exit');
    if (code !== 0)
      throw new Error(`npm could not install Hive Gateway ${hiveVersion} (exit code ${code}) — see above; it needs a registry`);
  }
  return { folder, bin };
}

function installedVersion(name: string): string | null {
  const manifest = join(folder, 'node_modules', name, 'package.json');
  return existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version : null;
}

/**
 * Writes Hive's settings for these subgraphs: the lab's own supergraph with their addresses, subscriptions over graphql-ws, and
 * nothing else that is not its default, except what costs it time and nobody here uses: pages for people. It signs what it sends, or
 * the subgraphs would not answer, and always for the same person: whom a request comes from it does not look at, as the lab does.
 *
 * @param signing with what, beside Hive's own writing of documents, which it brings.
 */
export function writeHiveConfig(target: string, supergraph: string, signing: Omit<SigningOptions, 'print'>): void {
  const config = {
    supergraph,
    graphiql: false,
    landingPage: false,
    logging: 'error',
    transportEntries: { '*.http': { options: { subscriptions: { kind: 'ws', location: '/graphql' } } } },
  };
  const importPath = pathToFileURL(join(folder, 'node_modules/@graphql-hive/gateway/dist/index.js')).href;
  const printPath = pathToFileURL(join(folder, 'node_modules/@graphql-tools/executor-common/dist/index.js')).href;
  const lines = [
    `import { defineConfig } from '${importPath}';`,
    `import { defaultPrintFn as print } from '${printPath}';`,
    `import { signForSubgraphs } from '${new URL('inside/sign-for-subgraphs.ts', import.meta.url).href}';`,
    `const signing = signForSubgraphs({ ...${JSON.stringify(signing)}, print });`,
    `export const gatewayConfig = defineConfig({ ...${JSON.stringify(config)}, plugins: () => [signing] });`,
  ];
  writeFileSync(target, `${lines.join('\n')}\n`);
}
