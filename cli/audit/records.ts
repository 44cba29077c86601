import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Api } from '../api.ts';
import { graphql } from '../generated/gql.ts';
import type { AuditOutcome, AuditRecordFilter, AuditRecordsQuery, OrderDirection } from '../generated/graphql.ts';

const recordsDocument = graphql(`
  query AuditRecords($filter: AuditRecordFilter, $first: Int!, $after: Cursor, $direction: OrderDirection!) {
    auditRecords(filter: $filter, first: $first, after: $after, direction: $direction) {
      pageInfo { hasNextPage endCursor }
      nodes {
        id
        chain
        position
        recordedAt
        actor
        roles
        action
        objectType
        objectId
        reason
        before
        after
        outcome
        code
        correlationId
        requestId
        hash
      }
    }
  }
`);

export type AuditRecord = AuditRecordsQuery['auditRecords']['nodes'][number];

export type FilterOptions = {
  chain?: string[];
  actor?: string[];
  action?: string[];
  outcome?: string[];
  object?: string[];
  correlation?: string[];
  from?: string;
  to?: string;
};

/** Adds the options that say which records are meant. */
export function addFilterOptions(command: Command): Command {
  return command
    .option('--from <time>', 'only what was recorded from then on, for example 2026-11-01', readTime)
    .option('--to <time>', 'only what was recorded before then', readTime)
    .option('--actor <subject...>', 'only by these actors')
    .option('--action <name...>', 'only these operations, for example changeCaseStatus')
    .addOption(new Option('--outcome <outcome...>', 'only what came to that').choices(['accepted', 'refused', 'failed']))
    .option('--object <id...>', 'only about these records')
    .option('--correlation <id...>', 'only within these flows: ids of submissions')
    .option('--chain <name...>', 'only from these chains, for example operational');
}

/** A time as people write it; without a zone it is UTC. */
function readTime(text: string): string {
  const isDate = /^\d{4}-\d\d-\d\d$/.test(text);
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(text);
  const time = new Date(isDate || hasZone ? text : `${text}Z`);
  if (Number.isNaN(time.getTime())) throw new InvalidArgumentError('It must be a time like 2026-11-01 or 2026-11-01T14:30:00Z.');
  return time.toISOString();
}

export function readFilter({ chain, actor, action, outcome, object, correlation, from, to }: FilterOptions): AuditRecordFilter {
  return {
    ...(chain ? { chains: chain } : {}),
    ...(actor ? { actors: actor } : {}),
    ...(action ? { actions: action } : {}),
    ...(outcome ? { outcomes: outcome.map((name) => name.toUpperCase() as AuditOutcome) } : {}),
    ...(object ? { objectIds: object } : {}),
    ...(correlation ? { correlationIds: correlation } : {}),
    ...(from || to ? { recordedAt: { from: from ?? null, to: to ?? null } } : {}),
  };
}

/** The longest page that the API gives. */
const perCall = 100;

/** Records page by page, as long as somebody takes them. */
export async function* readRecords(
  api: Api,
  filter: AuditRecordFilter,
  { direction, limit = Infinity }: { direction: OrderDirection; limit?: number },
): AsyncGenerator<AuditRecord[]> {
  let after: string | null = null;
  let left = limit;
  do {
    const { auditRecords }: AuditRecordsQuery = await api.execute(recordsDocument, {
      ...{ filter, direction, after },
      first: Math.min(perCall, left),
    });
    left -= auditRecords.nodes.length;
    yield auditRecords.nodes;
    after = auditRecords.pageInfo.hasNextPage ? (auditRecords.pageInfo.endCursor ?? null) : null;
  } while (after !== null && left > 0);
}
