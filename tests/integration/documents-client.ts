import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from 'lib/config.ts';
import type { Connections } from 'lib/database-accounts.ts';
import { type Pool, withTransaction } from 'lib/db.ts';
import type { SubgraphName } from 'lib/sdl.ts';
import { closeRuntime, openRuntime, type Runtime } from 'lib/service.ts';
import { start as startDocuments } from 'subgraphs/documents/main.ts';
import { scanQuarantined } from 'subgraphs/documents/quarantine.ts';
import { openScanner } from 'subgraphs/documents/scanner.ts';
import type { ObjectStore } from 'subgraphs/documents/store/object-store.ts';
import { openObjectStore } from 'subgraphs/documents/store/open.ts';
import { start as startIntake } from 'subgraphs/intake/main.ts';
import { importReferenceData } from 'subgraphs/reference/commands.ts';
import { testGatewaySecret } from '../support/people.ts';
import { type References, requestInput } from '../support/seed.ts';
import { signed } from '../support/signed.ts';
import { until } from '../support/until.ts';

export type UserError = { code: string; message: string; field: string[] | null };
export type UploadedDocument = {
  id: string;
  status: string;
  sha256: string | null;
  sizeBytes: number | null;
  fileName: string;
  contentType: string;
};
export type UploadAnswer = {
  status: number;
  result: { document: UploadedDocument | null; replayed: boolean; userErrors: UserError[] } | null;
  errors: { message: string; extensions: { code: string } }[];
};

export type UploadWish = {
  content: Buffer | string;
  name?: string;
  type?: string;
  documentType?: string;
  idempotencyKey?: string | undefined;
};

export type Repository = AsyncDisposable & {
  /** GraphQL address of the documents subgraph. */
  url: string;
  /** Where its downloads are. */
  origin: string;
  /** Two of them: transactions of one process wait in line, those of two meet in the database. */
  intakeUrls: string[];
  pool: Pool;
  runtime: Runtime;
  store: ObjectStore;
  references: References;
  upload(wish: UploadWish): Promise<UploadAnswer>;
  submit(changes: Record<string, unknown>): Promise<{ submission: { id: string } | null; replayed: boolean; userErrors: UserError[] }>;
  ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  /** What is done on schedule about documents in quarantine. */
  rescan(): Promise<void>;
  /** What is done on schedule anyway. */
  sweep(isThorough?: boolean): Promise<Sweep>;
};

export type Sweep = {
  finishedAt: string | null;
  isClean: boolean;
  error: string | null;
  objectCount: number;
  documentCount: number;
  expiredCount: number;
  removedCount: number;
  problems: { storageKey: string; kind: string; detail: string }[];
};

export type RepositoryOptions = {
  settings?: Record<string, string>;
  /** Stands between the subgraph and its store. */
  wrap?: (store: ObjectStore) => ObjectStore;
};

export type Database = AsyncDisposable & { connections: Pick<Connections, 'documents' | 'intake'>; pool: Pool };

/** Two subgraphs, documents and intake, on a database that is theirs from now on, and on a store of their own. */
export async function openRepositoryOn(
  database: Database,
  { settings = {}, wrap = (store) => store }: RepositoryOptions = {},
): Promise<Repository> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lab-documents-'));
  const config = readConfig({
    LAB_DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    DOCUMENT_SWEEP_MS: '86400000',
    GATEWAY_SECRET: testGatewaySecret,
    ...settings,
  });
  const runtime = await openRuntime('documents', config, database.connections.documents);
  const intakeRuntime = await openRuntime('intake', config, database.connections.intake);
  const store = openObjectStore(config, runtime.log);
  const documents = await startDocuments(runtime, wrap(store));
  const intakes = [await startIntake(intakeRuntime), await startIntake(intakeRuntime)];
  let turn = 0;
  const references = await seed(database.pool);
  return {
    url: documents.url,
    origin: new URL(documents.url).origin,
    intakeUrls: intakes.map(({ url }) => url),
    pool: database.pool,
    runtime,
    store,
    references,
    upload: (wish) => uploadTo(documents.url, wish),
    submit: async (changes) => {
      const query = `mutation ($input: SubmitRequestInput!) { submitRequest(input: $input) { submission { id } replayed userErrors { code message field } } }`;
      const data = await ask<{ submitRequest: Awaited<ReturnType<Repository['submit']>> }>(
        { url: intakes[turn++ % intakes.length]?.url ?? '', name: 'intake' },
        query,
        {
          input: requestInput(references, changes),
        },
      );
      return data.submitRequest;
    },
    ask: (query, variables) => ask({ url: documents.url, name: 'documents' }, query, variables),
    rescan: async () => {
      const scanner = openScanner(config);
      if (scanner) await scanQuarantined({ pool: database.pool, store, log: runtime.log }, scanner);
    },
    sweep: async (isThorough = false) => {
      const begin = 'mutation ($isThorough: Boolean!) { sweepDocuments(input: { isThorough: $isThorough }) { sweep { id } } }';
      const { sweepDocuments } = await ask<{ sweepDocuments: { sweep: { id: string } } }>(
        { url: documents.url, name: 'documents' },
        begin,
        { isThorough },
      );
      const fields = 'finishedAt isClean error objectCount documentCount expiredCount removedCount problems { storageKey kind detail }';
      return await until('the sweep is over', async () => {
        const query = `query ($id: ID!) { documentSweep(id: $id) { ${fields} } }`;
        const { documentSweep } = await ask<{ documentSweep: Sweep }>(
          { url: documents.url, name: 'documents' },
          query,
          sweepDocuments.sweep,
        );
        return documentSweep.finishedAt !== null && documentSweep;
      });
    },
    [Symbol.asyncDispose]: async () => {
      await documents.stop();
      for (const intake of intakes) await intake.stop();
      await closeRuntime(runtime);
      await closeRuntime(intakeRuntime);
      await database[Symbol.asyncDispose]();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function seed(pool: Pool): Promise<References> {
  const value = (code: string) => ({ code, name: code });
  const made = await withTransaction(pool, (tx) =>
    importReferenceData(tx, {
      customers: [value('C1')],
      agreements: [{ ...value('A1'), customerCode: 'C1' }],
      requestTypes: [value('T1')],
      teams: [value('G1')],
      documentTypes: [value('LOG'), { ...value('OLD'), isActive: false }],
    }),
  );
  const id = (rows: { id: string }[]): string => rows[0]?.id ?? '';
  const [customer, agreement] = [id(made.customers), id(made.agreements)];
  const [requestType, team] = [id(made.requestTypes), id(made.teams)];
  return {
    ...{ customer, agreement, requestType, team, otherCustomer: customer, otherAgreement: agreement, inactiveCustomer: customer },
    ...{ inactiveAgreement: agreement, inactiveRequestType: requestType, inactiveTeam: team },
  };
}

async function ask<Data>(
  { url, name }: { url: string; name: SubgraphName },
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Data> {
  const body = JSON.stringify({ query, variables });
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...signed(name, body) }, body });
  const answer = (await response.json()) as { data: Data; errors?: unknown };
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}

const uploadMutation = `mutation ($input: UploadDocumentInput!) { uploadDocument(input: $input) {
  document { id status sha256 sizeBytes fileName contentType } replayed userErrors { code message field } } }`;

/** The field `operations` of an upload. */
export function uploadOperations(changes: Record<string, unknown> = {}): string {
  return JSON.stringify({ query: uploadMutation, variables: { input: { file: null, documentType: 'LOG', ...changes } } });
}

/**
 * Sends a file as a browser does.
 *
 * @param headers of the sender's own, for example to say who it is.
 */
export async function uploadTo(
  url: string,
  { content, name = 'note.txt', type = 'text/plain', ...input }: UploadWish,
  headers: Record<string, string> = {},
): Promise<UploadAnswer> {
  const form = new FormData();
  const operations = uploadOperations(input);
  form.set('operations', operations);
  form.set('map', '{"0":["variables.input.file"]}');
  form.set('0', new File([typeof content === 'string' ? content : new Uint8Array(content)], name, { type }));
  const response = await fetch(url, {
    method: 'POST',
    body: form,
    headers: { ...signed('documents', operations), ...headers, 'apollo-require-preflight': 'true' },
  });
  const answer = (await response.json()) as { data?: { uploadDocument: UploadAnswer['result'] } | null; errors?: UploadAnswer['errors'] };
  return { status: response.status, result: answer.data?.uploadDocument ?? null, errors: answer.errors ?? [] };
}

/** A text that no other test sends. */
export function note(length = 100): string {
  return `${randomUUID()} ${'x'.repeat(Math.max(length - 37, 0))}`;
}

export function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}

export type Books = { objects: string[]; rows: { storage_key: string; status: string }[] };

/** Both sides, for who wants to compare them by himself. */
export async function readBooks({ pool, store }: Pick<Repository, 'pool' | 'store'>): Promise<Books> {
  const { rows: labs } = await pool.query<{ identity: string }>('select identity from document_repo.repository');
  const objects: string[] = [];
  for await (const page of store.list(labs[0]?.identity ?? '')) objects.push(...page.map(({ key }) => key));
  const { rows } = await pool.query<{ storage_key: string; status: string }>('select storage_key, status from document_repo.documents');
  return { objects: objects.sort(), rows };
}

/** Keys of objects without a document, and of documents without an object. */
export function findDifference({ objects, rows }: Books): { orphans: string[]; dangling: string[] } {
  const kept = new Set(
    rows.filter(({ status }) => ['quarantined', 'stored', 'linked'].includes(status)).map(({ storage_key }) => storage_key),
  );
  return { orphans: objects.filter((key) => !kept.has(key)), dangling: [...kept].filter((key) => !objects.includes(key)) };
}
