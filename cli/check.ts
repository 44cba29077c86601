import { spawn } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generate } from '@graphql-codegen/cli';
import { isSupergraphFresh } from 'gateway/compose.ts';
import codegenConfig from '../codegen.ts';
import { completeLock } from './complete-lock.ts';
import { dumpMigrations, readSchemaDump } from './schema-dump.ts';
import { print } from './terminal.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

type Step = {
  title: string;
  /** Gives back what is wrong, and nothing when all is well. */
  check: () => Promise<string>;
};

const steps: Step[] = [
  { title: 'lint, format and imports', check: () => run('biome', ['check', '--max-diagnostics=200']) },
  { title: 'types', check: () => run('tsc', ['--noEmit']) },
  { title: 'types of the portal', check: () => run('tsc', ['--noEmit', '-p', 'spa']) },
  { title: 'generated code is fresh', check: compareGenerated },
  {
    title: 'supergraph is fresh',
    check: async () => (isSupergraphFresh() ? '' : 'The schemas compose to something else — run npm run codegen'),
  },
  { title: 'schema dump is fresh', check: compareDump },
  { title: 'nothing unused, nothing unlisted', check: () => run('knip', ['--no-progress', '--no-config-hints']) },
  { title: 'lock is complete', check: findUnlocked },
];

/** Runs one of the tools among our dependencies; what it says matters only when it fails. */
async function run(tool: string, args: string[]): Promise<string> {
  const env = { ...process.env, PATH: `${root}node_modules/.bin:${process.env.PATH}` };
  const child = spawn(tool, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return code === 0 ? '' : said.trim() || `${tool} ended with ${code}`;
}

/** Generates in memory: files that somebody is at work on are not touched. */
async function compareGenerated(): Promise<string> {
  const files = (await generate({ ...codegenConfig, silent: true, errorsOnly: true }, false)) as { filename: string; content: string }[];
  const stale = files.filter(({ filename, content }) => !existsSync(filename) || readFileSync(filename, 'utf8') !== content);
  const folders = Object.keys(codegenConfig.generates).filter((path) => path.endsWith('/'));
  const made = new Set(files.map(({ filename }) => filename));
  const left = folders.flatMap((folder) => globSync(`${folder}**/*.ts`)).filter((path) => !made.has(path));
  return [
    ...stale.map(({ filename }) => `${filename} is not what codegen makes — run npm run codegen`),
    ...left.map((path) => `${path} is made by nothing any more — delete it`),
  ].join('\n');
}

async function compareDump(): Promise<string> {
  const fresh = (await dumpMigrations()) === readSchemaDump();
  return fresh ? '' : 'sql/schema.sql is not what the migrations make — run node cli/schema-dump.ts --write';
}

async function findUnlocked(): Promise<string> {
  const missing = completeLock(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  return missing.length === 0 ? '' : `package-lock.json leaves out ${missing.join(', ')} — run npm run lock`;
}

/** Tools and codegen find their files from here, whichever folder the command is called in. */
process.chdir(root);
for (const { title, check } of steps) {
  const beganAt = performance.now();
  const complaint = await check().catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  const seconds = ((performance.now() - beganAt) / 1_000).toFixed(1);
  print(`${complaint === '' ? '✓' : '✗'} ${title.padEnd(34)}${seconds.padStart(5)} s`);
  if (complaint === '') continue;
  print(`\n${complaint.replaceAll(/^/gm, '    ')}\n`);
  process.exitCode = 1;
}
