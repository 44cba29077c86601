import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { createApi, findLab } from '../api.ts';
import { graphql } from '../generated/gql.ts';
import { CommandError, print, printJson } from '../terminal.ts';
import { checkId, refuse } from './refusal.ts';
import { oneLine } from './words.ts';

const resubmitDocument = graphql(`
  mutation ResubmitEvent($input: ResubmitEventInput!) {
    resubmitEvent(input: $input) {
      event { id type sequence status revision explanation serviceRequest { id reference } }
      userErrors { code message field }
    }
  }
`);

/** Reads a payload from a file, or from standard input. */
async function readPayload(source: string, id: string): Promise<unknown> {
  const name = source === '-' ? 'standard input' : source;
  const json = await (source === '-' ? text(process.stdin) : readFile(source, 'utf8')).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`${name} cannot be read (${error.code ?? error.message}) — --payload takes a file, or - for standard input`, 2);
  });
  try {
    // editors on Windows put a byte order mark there
    return JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (error) {
    const what = error instanceof Error ? oneLine(error.message) : 'not readable';
    throw new CommandError(
      `${name} is no JSON (${what}) — lab events show ${id} --payload-only prints the present payload to start from`,
      2,
    );
  }
}

const help = `
The whole payload is given, not only what changes. It becomes a new revision of the same event; the raw one stays.

Exit code: 0 sent again, 1 refused because of where the event stands, 2 wrong use or a payload that does not fit.

Example:
  $ lab events show 01a203de-2bc7-7400-b382-4f3a9ef437b7 --payload-only > payload.json
  $ lab events resubmit 01a203de-2bc7-7400-b382-4f3a9ef437b7 --payload payload.json --reason "the team was renamed"`;

/** Adds `lab events resubmit`. */
export function addResubmitCommand(events: Command): void {
  events
    .command('resubmit')
    .description('send a dead event again with a corrected payload')
    .argument('<id>', 'id of the event')
    .requiredOption('--payload <file>', 'file with the corrected payload as JSON, - for standard input')
    .requiredOption('--reason <text>', 'why; kept with the revision')
    .option('--json', 'print one JSON object')
    .addHelpText('after', help)
    .action(async (id: string, { payload: source, reason, json }: { payload: string; reason: string; json?: boolean }) => {
      const eventId = checkId(id, 'event', 'lab events list shows them');
      const input = { eventId, payload: await readPayload(source, id), reason };
      const { resubmitEvent } = await createApi(findLab(process.env)).execute(resubmitDocument, { input });
      const { event, userErrors } = resubmitEvent;
      refuse(userErrors, event ? `lab events show ${id} says more` : 'lab events list shows those there are');
      if (json) printJson({ event });
      else
        print(
          `Sent again as revision ${event?.revision ?? '?'}: ${oneLine(event?.explanation ?? '')}\nlab events show ${id} says what became of it`,
        );
    });
}
