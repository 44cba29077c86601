import { migrateTo } from 'cli/database.ts';
import { readConfig } from 'lib/config.ts';
import type { Connections } from 'lib/database-accounts.ts';
import { Client } from 'minio';
import { findDifference, openRepositoryOn, type Repository, readBooks, uploadTo } from '../integration/documents-client.ts';
import { keepDocuments, runFaults } from '../integration/documents-fault-run.ts';
import { drawJpeg, drawPng, noise } from '../integration/documents-samples.ts';
import { hasSwift, type S3Settings, startSwift } from '../integration/documents-swift.ts';
import { headersFor, tester } from '../support/people.ts';
import { heavyUploads, measureMemory, openGateway } from './documents-memory.ts';
import { type BenchServer, startServer } from './server.ts';
import type { Workshop } from './workshop.ts';

const template = 'bench_documents';
const faultUploads = 1_000;
const mebibyte = 1024 * 1024;
const heavyTargetMb = 150;
const lanes = 8;

/** What people send: pictures, photographs, texts, tables, of 100 kB to 8 MB. */
const files = [
  { name: 'picture.png', type: 'image/png', content: drawPng(1_200, 700), count: 12 },
  { name: 'photograph.jpg', type: 'image/jpeg', content: drawPhotograph(4 * mebibyte), count: 16 },
  { name: 'log.txt', type: 'text/plain', content: Buffer.from(noise(6 * mebibyte).toString('base64')), count: 8 },
  { name: 'table.csv', type: 'text/csv', content: Buffer.from('a,b,c\n1,2,3\n'.repeat(20_000)), count: 24 },
];

/** A JPEG of so many bytes: one long scan. */
function drawPhotograph(length: number): Buffer {
  const small = drawJpeg({ width: 4_000, height: 3_000 });
  return Buffer.concat([small.subarray(0, -2), noise(length).map((byte) => (byte === 0xff ? 0 : byte)), small.subarray(-2)]);
}

/** Uploads against faults, their memory, and their speed against the bare client that puts the same files. */
export async function benchDocuments(workshop: Workshop): Promise<void> {
  const server = await startServer(workshop.stack);
  await server.prepare(template, null, async ({ url, dataDir }) => {
    await migrateTo(url, readConfig({ LAB_DATA_DIR: dataDir, LOG_LEVEL: 'error' }));
  });
  const s3 = await findS3(workshop);
  workshop.tell(
    s3 ? `objects in ${s3.S3_ENDPOINT}` : 'objects in a folder: there is no S3 server to measure against (S3_ENDPOINT, or OpenStack Swift)',
  );

  const speeds: { mine: number; bare: number }[] = [];
  const growths: { documents: number; gateway: number }[] = [];
  for (let run = 1; run <= workshop.runs; run++) {
    workshop.tell(`run ${run} of ${workshop.runs}`);
    await using lab = await open(server, s3);
    await using keeper = await keepDocuments(lab, {});
    await uploadAll(keeper.url);
    const mine = await uploadAll(keeper.url);
    const bare = s3 ? await putAll(s3) : Number.NaN;
    speeds.push({ mine, bare });
    // what the uploads before have taken from the system is not given back: idle is what a new process is
    await using fresh = await keepDocuments(lab, {});
    await using gateway = await openGateway(lab, lab.connections.gateway, fresh.url);
    growths.push(
      await measureMemory({ documents: fresh, gateway }, gateway.url, await headersFor(lab.runtime.config.LAB_DATA_DIR, tester)),
    );
  }
  const rival = { kind: 'peer', name: 'the bare minio client', values: speeds.map(({ bare }) => bare) } as const;
  workshop.report({ figure: 'uploaded', values: speeds.map(({ mine }) => mine), unit: 'MB/s', ...(s3 ? { rival } : {}) });
  for (const name of ['documents', 'gateway'] as const) {
    const figure = `memory of ${name} above idle, ${heavyUploads} × 10 MB at once`;
    workshop.report({ figure, values: growths.map((growth) => growth[name]), unit: 'MB', target: heavyTargetMb });
  }
  await breakUploads(workshop, server, s3);
}

async function findS3({ stack }: Workshop): Promise<S3Settings | null> {
  const { S3_ENDPOINT, S3_ACCESS_KEY = '', S3_SECRET_KEY = '', S3_REGION = 'us-east-1', S3_BUCKET = 'lab-bench' } = process.env;
  if (S3_ENDPOINT) return { S3_ENDPOINT, S3_ACCESS_KEY, S3_SECRET_KEY, S3_REGION, S3_BUCKET };
  return hasSwift ? stack.use(await startSwift()).settings : null;
}

async function open(server: BenchServer, s3: S3Settings | null): Promise<Repository & { connections: Connections }> {
  const { connections, pool, drop } = await server.copy(template);
  const settings = { DOCUMENT_PENDING_MS: '0', ...s3 };
  const repository = await openRepositoryOn({ connections, pool, [Symbol.asyncDispose]: drop }, { settings });
  return Object.assign(repository, { connections });
}

/** Megabytes per second. */
async function timeFiles(send: (file: (typeof files)[number]) => Promise<void>): Promise<number> {
  const queue = files.flatMap((file) => Array.from({ length: file.count }, () => file)).values();
  const bytes = files.reduce((sum, { content, count }) => sum + content.length * count, 0);
  const began = performance.now();
  const lane = async (): Promise<void> => {
    for (const file of queue) await send(file);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return bytes / 1_000 / (performance.now() - began);
}

function uploadAll(url: string): Promise<number> {
  return timeFiles(async ({ name, type, content }) => {
    const { result } = await uploadTo(url, { name, type, content });
    if (!result?.document) throw new Error(`an upload of the bench failed: ${JSON.stringify(result)}`);
  });
}

async function putAll({ S3_ENDPOINT, S3_ACCESS_KEY, S3_SECRET_KEY, S3_REGION, S3_BUCKET }: S3Settings): Promise<number> {
  const { hostname, port, protocol } = new URL(S3_ENDPOINT);
  const client = new Client({
    endPoint: hostname,
    ...(port ? { port: Number(port) } : {}),
    useSSL: protocol === 'https:',
    accessKey: S3_ACCESS_KEY,
    secretKey: S3_SECRET_KEY,
    region: S3_REGION,
    pathStyle: true,
  });
  let count = 0;
  return await timeFiles(async ({ content }) => {
    await client.putObject(S3_BUCKET, `bench/${process.pid}/${count++}`, content, content.length);
  });
}

/** A thousand uploads through a subgraph that breaks at every step: what is left after one sweep. */
async function breakUploads(workshop: Workshop, server: BenchServer, s3: S3Settings | null): Promise<void> {
  await using lab = await open(server, s3);
  await using keeper = await keepDocuments(lab, { HARM_RATE: '0.05', HARM_SEED: String(Date.now() % 100_000) });
  const run = await runFaults(lab, keeper, faultUploads, workshop.tell);
  const sweep = await lab.sweep(true);
  const { orphans, dangling } = findDifference(await readBooks(lab));
  workshop.tell(`${JSON.stringify(run)}; sweep ${JSON.stringify(sweep)}`);
  const report = (figure: string, value: number, target?: number): void =>
    workshop.report({ figure, values: [value], unit: '', ...(target === undefined ? {} : { target }) });
  report(`${faultUploads} uploads against faults: attempts`, run.attempts);
  report('processes killed', run.deaths);
  report('orphans after one sweep', orphans.length, 0);
  report('dangling rows after one sweep', dangling.length + sweep.problems.length, 0);
}
