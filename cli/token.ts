import { type Command, InvalidArgumentError, Option } from 'commander';
import { readConfig } from 'lib/config.ts';
import { roles } from 'lib/identity.ts';
import { findLocalPerson, isLocalProvider } from 'lib/local-people.ts';
import { mintLocalToken } from 'lib/local-tokens.ts';
import { CommandError, print } from './terminal.ts';

const usualHours = 8;
const mostHours = 24 * 30;

type TokenOptions = { as: string; hours: number };

async function printToken({ as, hours }: TokenOptions): Promise<void> {
  const config = readConfig(process.env);
  if (!isLocalProvider(config)) {
    throw new CommandError(
      `OIDC_ISSUER is set, so tokens come from ${config.OIDC_ISSUER} — ask that provider for one with the audience ${config.OIDC_AUDIENCE}`,
      2,
    );
  }
  const person = findLocalPerson(as);
  if (!person) throw new CommandError(`There is no ${as} — choose one of ${roles.join(', ')}`, 2);
  const lifetimeSeconds = Math.round(hours * 3_600);
  print(await mintLocalToken(config.LAB_DATA_DIR, person, { lifetimeSeconds, audience: config.OIDC_AUDIENCE }));
}

function readHours(text: string): number {
  const hours = Number(text);
  if (text.trim() !== '' && hours > 0 && hours <= mostHours) return hours;
  throw new InvalidArgumentError(`more than 0, at most ${mostHours}`);
}

/** Adds `lab token` to the program. */
export function addTokenCommand(program: Command): void {
  program
    .command('token')
    .description('print a bearer token for scripts; works for the lab whose LAB_DATA_DIR this is')
    .addOption(new Option('--as <role>', 'on whose behalf').choices(roles).makeOptionMandatory())
    .option('--hours <number>', 'how long it is good for', readHours, usualHours)
    .addHelpText(
      'after',
      '\nExample:\n  $ curl -H "authorization: Bearer $(lab token --as auditor --hours 1)" http://localhost:8080/session',
    )
    .action(printToken);
}
