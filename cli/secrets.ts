import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { readConfig } from 'lib/config.ts';
import { serviceNames } from 'lib/database-roles.ts';
import { rotateSecret, type SecretName } from 'lib/secrets.ts';
import { CommandError, print } from './terminal.ts';

const example = new URL('../.env.example', import.meta.url);

/** The settings of compose.yml, every secret that it asks for made up. Letters and digits: some become part of an address. */
export function writeEnvironment(): string {
  return readFileSync(example, 'utf8').replaceAll(/^[A-Z\d_]+=$/gm, (name) => `${name}${randomBytes(24).toString('hex')}`);
}

/** What a lab has made for itself and can do without from one day to the next. Records stay sealed with the key of the audit, so it is none. */
const rotatable: readonly SecretName[] = [
  'gateway',
  'sessions',
  'document-links',
  ...serviceNames.map((name) => `database-${name}` as const),
];

function rotate(name: string | undefined): void {
  const chosen = name === undefined ? rotatable : rotatable.filter((candidate) => candidate === name);
  if (chosen.length === 0) {
    const reason = name === 'audit' ? 'the records of the audit stay sealed with it' : 'there is no such secret';
    throw new CommandError(`${name} cannot be rotated: ${reason} — choose one of ${rotatable.join(', ')}, or none for all`, 2);
  }
  const { LAB_DATA_DIR } = readConfig(process.env);
  for (const secret of chosen) rotateSecret(LAB_DATA_DIR, secret);
  print(`Rotated ${chosen.join(', ')}. Start the lab again to use them; sessions and links that were made with the old ones stay good.`);
}

const help = `
Both leave a running lab alone. Secrets that are given by settings are changed where the settings are: the new one in front of the old one,
divided by a comma.

Examples:
  $ npm run --silent lab -- secrets init > .env
  $ lab secrets rotate
  $ lab secrets rotate gateway`;

/** Adds `lab secrets` to the program. */
export function addSecretsCommand(program: Command): void {
  const secrets = program.command('secrets').description('make the secrets of a lab, or change them').addHelpText('after', help);
  secrets
    .command('init')
    .description('print an .env for compose.yml with secrets that are made up')
    .action(() => void process.stdout.write(writeEnvironment()));
  secrets
    .command('rotate')
    .description('put a new secret in front of those that this lab has made for itself')
    .argument('[name]', `one of ${rotatable.join(', ')}; absent: all`)
    .action(rotate);
}
