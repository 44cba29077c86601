import { type Command, Option } from 'commander';
import { isUuid } from 'lib/entities.ts';
import type { Api } from '../api.ts';
import { graphql } from '../generated/gql.ts';
import type { EventFilter, EventStatus } from '../generated/graphql.ts';
import { CommandError } from '../terminal.ts';
import { checkId } from './refusal.ts';
import { oneLine } from './words.ts';

const statuses = ['pending', 'retrying', 'processed', 'dead', 'discarded'];

const requestsDocument = graphql(`
  query RequestsByReference($references: [String!]!) {
    serviceRequests(filter: { references: $references }, first: 100) {
      nodes { id reference }
    }
  }
`);

/** Events by id or by filter, exactly one of the two. */
export type Selection = { ids: string[] } | { filter: EventFilter };

export type FilterOptions = { status?: string[]; type?: string[]; request?: string[]; cause?: string[]; allDead?: boolean };

/** Adds the options that say which events are meant. */
export function addFilterOptions(command: Command): Command {
  return command
    .addOption(new Option('--status <status...>', 'only events that stand there').choices(statuses))
    .option('--type <type...>', 'only events of that type, for example RequestCreated')
    .option('--request <reference...>', 'only events of that request, for example REQ-2026-000123')
    .option('--cause <fingerprint...>', 'only events whose last failure has that cause, see lab events causes');
}

/**
 * The filter that the options describe; empty when none was given.
 *
 * @throws CommandError when a request is not known.
 */
export async function readFilter(api: Api, { status, type, request, cause, allDead }: FilterOptions): Promise<EventFilter> {
  const wanted = allDead ? ['dead'] : status;
  return {
    ...(wanted ? { statuses: wanted.map((name) => name.toUpperCase() as EventStatus) } : {}),
    ...(type ? { types: type } : {}),
    ...(request ? { requestIds: await findRequests(api, request) } : {}),
    ...(cause ? { errorFingerprints: cause } : {}),
  };
}

async function findRequests(api: Api, names: string[]): Promise<string[]> {
  const references = [...new Set(names.filter((name) => !isUuid(name)))];
  if (references.length > 100) throw new CommandError(`${references.length} requests, accepted are 100 — use another filter`, 2);
  const ids = names.filter(isUuid);
  if (references.length === 0) return ids;
  const { serviceRequests } = await api.execute(requestsDocument, { references });
  const unknown = references.find((reference) => !serviceRequests.nodes.some((node) => node.reference === reference));
  if (unknown) throw new CommandError(`There is no request ${oneLine(unknown)} — its reference looks like REQ-2026-000123`, 2);
  return [...ids, ...serviceRequests.nodes.map(({ id }) => id)];
}

/**
 * What the ids or the options select, exactly one of the two.
 *
 * @param command for the way out, for example `lab events redeliver`.
 * @throws CommandError when nothing is selected, or twice.
 */
export async function readSelection(api: Api, ids: string[], options: FilterOptions, command: string): Promise<Selection> {
  const hasFilter = [options.status, options.type, options.request, options.cause, options.allDead].some(Boolean);
  const wayOut = `see ${command} --help`;
  if (ids.length > 0 && hasFilter) throw new CommandError(`Ids and a filter say different things, give one of them — ${wayOut}`, 2);
  if (options.allDead && options.status) throw new CommandError(`--all-dead is a --status already, give one of them — ${wayOut}`, 2);
  if (ids.length > 0) return { ids: [...new Set(ids.map((id) => checkId(id, 'event', 'lab events list shows them')))] };
  if (!hasFilter) throw new CommandError(`Which events? Give ids, or --status, --type, --request or --cause — ${wayOut}`, 2);
  return { filter: await readFilter(api, options) };
}
