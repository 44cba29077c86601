import type { Pool } from 'lib/db.ts';
import { identityHeader, type SignRequest } from 'lib/gateway-signature.ts';
import { Pool as HttpPool } from 'undici';
import { tester } from '../../support/people.ts';
import { callAtRate } from '../load.ts';
import { signAsGateway } from '../people.ts';
import type { BenchDatabase } from '../server.ts';

/** A step that is to be taken. */
export type Change = { caseId: string; status: 'IN_PROGRESS' | 'COMPLETED' };

const mutation = `mutation ($input: ChangeCaseStatusInput!) {
  changeCaseStatus(input: $input) { change { version } userErrors { code message } } }`;

/** Two steps for each of so many open cases: first all of them begin, then all of them end. */
export class Desk {
  readonly #cases: string[];
  readonly #http: HttpPool;

  readonly #sign: SignRequest;

  private constructor(url: string, sign: SignRequest, cases: string[]) {
    this.#http = new HttpPool(new URL(url).origin, { connections: 16, pipelining: 1 });
    this.#cases = cases;
    this.#sign = sign;
  }

  /** @param url of GraphQL: the subgraph's own, so that no gateway does work for those who change; what is asked is signed in its place. */
  static async open(url: string, { pool, dataDir }: BenchDatabase): Promise<Desk> {
    const { rows } = await pool.query<{ id: string }>("select id from operational.operation_cases where status = 'open' order by id");
    return new Desk(
      url,
      signAsGateway(dataDir),
      rows.map(({ id }) => id),
    );
  }

  plan(changes: number): Change[] {
    const cases = this.#cases.splice(0, changes / 2);
    if (cases.length < changes / 2) throw new Error('the bench has no open cases left; open more of them');
    return (['IN_PROGRESS', 'COMPLETED'] as const).flatMap((status) => cases.map((caseId) => ({ caseId, status })));
  }

  async takeAtRate(changes: readonly Change[], perSecond: number): Promise<void> {
    await callAtRate(changes, perSecond, (change) => this.#take(change));
  }

  close(): Promise<void> {
    return this.#http.close();
  }

  async #take({ caseId, status }: Change): Promise<void> {
    const body = JSON.stringify({ query: mutation, variables: { input: { caseId, status, reason: `on to ${status}` } } });
    const headers = { 'content-type': 'application/json', [identityHeader]: this.#sign('operational', tester, body) };
    const answer = await this.#http.request({ path: '/graphql', method: 'POST', headers, body });
    const text = await answer.body.text();
    if (!text.includes('"userErrors":[]')) throw new Error(`a step was not taken: ${text.slice(0, 500)}`);
  }
}

/** When each step was committed, by PostgreSQL's own note of it, in milliseconds since 1970; by `case/version`. */
export async function readCommits(pool: Pool, changes: readonly Change[]): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ id: string; at: number }>(
    `/* bench.readCommits */ select case_id || '/' || version as id, 1000 * extract(epoch from pg_xact_commit_timestamp(xid::xid))::float8 as at
    from operational.case_status_history where case_id = any($1::uuid[]) and version > 1`,
    [changes.map(({ caseId }) => caseId)],
  );
  return new Map(rows.map(({ id, at }) => [id, at]));
}
