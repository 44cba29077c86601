import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { findFreePort } from 'cli/free-port.ts';
import { testGatewaySecret } from '../support/people.ts';
import { until } from '../support/until.ts';
import { note, type Repository, sha256, uploadTo } from './documents-client.ts';

const script = fileURLToPath(new URL('documents-process.ts', import.meta.url));

/** The documents subgraph in a process of its own that is started again whenever it dies. */
export type Keeper = AsyncDisposable & {
  /** Its GraphQL address, the same for every life. */
  url: string;
  deaths(): number;
  /** Process id of its present life. */
  pid(): number;
};

/** @param harm variables of documents-process.ts; each life gets another seed, and only the first one what is to happen once. */
export async function keepDocuments({ runtime }: Pick<Repository, 'runtime'>, harm: Record<string, string>): Promise<Keeper> {
  const port = String((await findFreePort([0])) ?? 0);
  const url = `http://127.0.0.1:${port}/graphql`;
  const { S3_ENDPOINT, S3_ACCESS_KEY, S3_SECRET_KEY, S3_BUCKET } = runtime.config;
  const s3 = S3_ENDPOINT ? { S3_ENDPOINT, S3_ACCESS_KEY, S3_SECRET_KEY, S3_BUCKET } : {};
  const places = {
    GATEWAY_SECRET: testGatewaySecret,
    LAB_DATA_DIR: runtime.config.LAB_DATA_DIR,
    DATABASE_URL: runtime.connectionString,
    SERVICE_PORT: port,
  };
  let deaths = 0;
  let isWanted = true;
  let child: ChildProcess;
  let ended: Promise<unknown> = Promise.resolve();
  const begin = (changes: Record<string, string>): void => {
    child = spawn(process.execPath, [script], {
      env: { ...process.env, ...places, ...s3, LOG_LEVEL: 'silent', DOCUMENT_SWEEP_MS: '86400000', ...changes },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    ended = once(child, 'close').then(() => {
      if (!isWanted) return;
      deaths++;
      begin({ ...harm, HARM_AT: '', HARM_SEED: String(Number(harm.HARM_SEED ?? 1) + 1_000 * deaths) });
    });
  };
  begin(harm);
  await until('it is ready', async () => (await fetch(url.replace('/graphql', '/health/ready')).catch(() => null))?.ok);
  return {
    url,
    deaths: () => deaths,
    pid: () => child.pid ?? 0,
    [Symbol.asyncDispose]: async () => {
      isWanted = false;
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Uploads until it is told that it is stored. The key makes one document of all attempts. */
export async function uploadStubbornly(url: string, content: string, idempotencyKey: string): Promise<{ id: string; attempts: number }> {
  let attempts = 0;
  const id = await until(
    'an upload is acknowledged',
    async () => {
      // a process that died answers nobody
      const answer = await uploadTo(url, { content, idempotencyKey }).catch(() => null);
      if (answer) attempts++;
      const refusals = answer?.result?.userErrors ?? [];
      if (refusals.length > 0) throw new Error(`a right file was refused: ${JSON.stringify(refusals)}`);
      return answer?.result?.document?.id;
    },
    120_000,
  );
  return { id, attempts };
}

export type FaultRun = { uploads: number; attempts: number; deaths: number; linked: number; submittedWithout: number };

/**
 * Uploads files to a subgraph that breaks at every step, submits every other one of them, and submits requests without a file
 * meanwhile, which must not notice any of it.
 *
 * @throws Error when an acknowledged document is not there as it was sent, or a request is lost.
 */
export async function runFaults(
  lab: Repository,
  keeper: Keeper,
  count: number,
  tell: (line: string) => void = () => {},
): Promise<FaultRun> {
  const queue = Array.from({ length: count }, (_, index) => index).values();
  const run: FaultRun = { uploads: 0, attempts: 0, deaths: 0, linked: 0, submittedWithout: 0 };
  const submissions: string[] = [];
  const acknowledged = new Map<string, string>();
  const submit = async (documentIds: string[]): Promise<void> => {
    const { submission, userErrors } = await lab.submit({ idempotencyKey: randomUUID(), documentIds });
    if (!submission) throw new Error(`a request was refused: ${JSON.stringify(userErrors)}`);
    submissions.push(submission.id);
  };
  const lane = async (): Promise<void> => {
    for (const index of queue) {
      // some in one piece, some in many
      const content = note(index % 10 === 0 ? 400_000 : 500);
      const { id, attempts } = await uploadStubbornly(keeper.url, content, randomUUID());
      acknowledged.set(id, sha256(content));
      run.uploads++;
      run.attempts += attempts;
      if (index % 2 === 0) {
        await submit([id]);
        run.linked++;
      } else if (index % 5 === 0) {
        await submit([]);
        run.submittedWithout++;
      }
      if (run.uploads % 100 === 0) tell(`${run.uploads} of ${count} uploads, ${run.attempts} attempts, ${keeper.deaths()} deaths`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  run.deaths = keeper.deaths();
  await checkKept(lab, acknowledged, submissions);
  return run;
}

async function checkKept({ pool }: Repository, acknowledged: Map<string, string>, submissions: string[]): Promise<void> {
  const { rows } = await pool.query<{ id: string; sha256: string }>(
    `select id, sha256 from document_repo.documents where status in ('stored', 'linked') and id = any($1::uuid[])`,
    [[...acknowledged.keys()]],
  );
  const wrong = rows.filter(({ id, sha256: stored }) => acknowledged.get(id) !== stored);
  if (rows.length !== acknowledged.size || wrong.length > 0) {
    throw new Error(
      `${acknowledged.size} documents were acknowledged, ${rows.length} are there, ${wrong.length} of them with another hash`,
    );
  }
  const { rowCount } = await pool.query('select from intake.submissions where id = any($1::uuid[])', [submissions]);
  if (rowCount !== submissions.length) throw new Error(`${submissions.length} requests were accepted, ${rowCount} are there`);
}
