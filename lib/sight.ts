import { type RawBuilder, sql } from 'kysely';
import type { Sight } from './access.ts';
import type { Condition } from './connection.ts';

/** A condition to add to a statement behind its own parameters. */
export type SeenClause = { text: string; values: readonly unknown[] };

/**
 * ` and …` with its values: only rows of streams that somebody sees. Nothing at all for who sees everything.
 *
 * For rows that the rest of the statement picks by their ids. One look-up for each of them is planned in half the time that a join with
 * the streams takes, and planning is most of the time of such a statement.
 *
 * @param stream column with the id of the service request; code, never input.
 * @param first number of the first free parameter.
 * @param author column with the subject of whoever made the row, who sees it whatever request it belongs to.
 */
export function seenByStream(sight: Sight, stream: string, first: number, author?: string): SeenClause {
  if (sight.seesAll) return { text: '', values: [] };
  const { text, values } = seenPeople(sight, { owner: 'seen.owner', team: 'seen.team_id' }, first);
  const own = author ? `${author} = $${first}::text or ` : '';
  return { text: ` and (${own}(select ${text} from integration.streams seen where seen.key = ${stream}))`, values };
}

/** The same for rows that carry owner and team themselves. */
export function seenByColumns(sight: Sight, columns: People, first: number): SeenClause {
  if (sight.seesAll) return { text: '', values: [] };
  const { text, values } = seenPeople(sight, columns, first);
  return { text: ` and (${text})`, values };
}

/** Columns with the owner's subject and the id of the team. */
type People = { owner: string; team: string };

function seenPeople({ subject, teams }: Sight, { owner, team }: People, first: number): SeenClause {
  const isOwn = `${owner} = $${first}::text`;
  if (teams.length === 0) return { text: isOwn, values: [subject] };
  const ids = `array(select id from reference.teams where code = any($${first + 1}::text[]))`;
  return { text: `${isOwn} or ${team} = any(${ids})`, values: [subject, teams] };
}

/** Who has no team gets by with an index: what is somebody's own may be five rows among millions. */
function wherePeople({ subject, teams }: Sight, { owner, team }: People): RawBuilder<unknown> {
  const isOwn = sql`${sql.ref(owner)} = ${subject}::text`;
  if (teams.length === 0) return isOwn;
  return sql`${isOwn} or ${sql.ref(team)} = any(array(select id from reference.teams where code = any(${[...teams]}::text[])))`;
}

/** {@link seenByStream} for statements that are composed, and find their rows by other means than ids. */
export function whereSeenByStream(sight: Sight, stream: string, author?: string): Condition[] {
  if (sight.seesAll) return [];
  const own = author ? sql`${sql.ref(author)} = ${sight.subject} or ` : sql``;
  const seen = wherePeople(sight, { owner: 'owner', team: 'team_id' });
  return [sql`(${own}${sql.ref(stream)} in (select key from integration.streams where ${seen}))`];
}

/** {@link seenByColumns} for statements that are composed. */
export function whereSeenByColumns(sight: Sight, columns: People): Condition[] {
  return sight.seesAll ? [] : [sql`(${wherePeople(sight, columns)})`];
}
