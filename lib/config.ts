import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const httpUrl = z.url({ protocol: /^https?$/ });

/**
 * Every setting of the lab, once. The description is what the README's table says; `tests/integration/settings.test.ts` holds
 * the two together.
 */
export const settings = {
  LAB_HOST: z.string().min(1).default('127.0.0.1').describe('Address the gateway listens on; `0.0.0.0` opens it to the network'),
  LAB_PORT: port.default(8080).describe('Port of the gateway: portal, playground and GraphQL'),
  LAB_URL: httpUrl.optional().describe('Where the `lab` command finds a running lab; default `http://localhost:$LAB_PORT`'),
  LAB_DATA_DIR: z
    .string()
    .min(1)
    .default('.lab')
    .describe('Folder of the embedded PostgreSQL, the embedded object store and generated secrets'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('A PostgreSQL 18 of your own; absent: the embedded one'),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(100).default(8).describe('Database connections of each process'),
  S3_ENDPOINT: httpUrl.optional().describe('An S3 server for documents; absent: a folder below `LAB_DATA_DIR`'),
  S3_REGION: z.string().min(1).default('us-east-1').describe('Region that S3 requests are signed for'),
  S3_BUCKET: z.string().min(3).default('lab-documents').describe('Bucket for documents'),
  S3_ACCESS_KEY: z.string().min(1).optional().describe('Access key of the S3 server'),
  S3_SECRET_KEY: z.string().min(1).optional().describe('Secret key of the S3 server'),
  DOCUMENT_LINK_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe('What signed links to documents are made with, 32 characters and more; absent: generated in `LAB_DATA_DIR`'),
  DOCUMENT_PENDING_MS: z.coerce
    .number()
    .int()
    .min(0)
    .default(3_600_000)
    .describe('How long an upload may be under way, in milliseconds, before what it left behind is swept'),
  DOCUMENT_UNLINKED_MS: z.coerce
    .number()
    .int()
    .min(0)
    .default(86_400_000)
    .describe('How long a document waits for its submission, in milliseconds, before it is swept'),
  DOCUMENT_SWEEP_MS: z.coerce
    .number()
    .int()
    .min(1_000)
    .default(300_000)
    .describe('Pause between two comparisons of documents and objects, in milliseconds'),
  CLAMD_URL: z
    .url({ protocol: /^tcp$/ })
    .optional()
    .describe('A ClamAV daemon, for example `tcp://127.0.0.1:3310`; documents are quarantined until it finds them clean; absent: no scan'),
  SERVICE_HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('Address a subgraph or the worker listens on when it runs as a process of its own'),
  SERVICE_PORT: port.default(0).describe('Port of such a process; 0 takes a free one'),
  REFERENCE_URL: httpUrl.optional().describe('GraphQL address of the reference subgraph, for a gateway that runs by itself'),
  INTAKE_URL: httpUrl.optional().describe('The same for intake'),
  OPERATIONAL_URL: httpUrl.optional().describe('The same for operational'),
  CANONICAL_URL: httpUrl.optional().describe('The same for canonical'),
  DOCUMENTS_URL: httpUrl.optional().describe('The same for documents'),
  WORKER_URL: httpUrl
    .optional()
    .describe('Health address of the worker, for a gateway that runs by itself; absent: the gateway does not ask'),
  MAX_ATTEMPTS: z.coerce.number().int().min(1).max(100).default(8).describe('Delivery attempts of an event before it is dead'),
  RETRY_BASE_MS: z.coerce
    .number()
    .int()
    .min(10)
    .default(1_000)
    .describe('Wait before the second attempt, in milliseconds; doubles with each further one, with jitter'),
  RETRY_MAX_MS: z.coerce.number().int().min(10).default(300_000).describe('Longest wait between two attempts, in milliseconds'),
  MAX_BACKLOG: z.coerce
    .number()
    .int()
    .min(1)
    .default(1_000_000)
    .describe('Events in work above which new submissions are refused with RATE_LIMITED'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('What is logged; `npm start` logs from `warn` on unless told otherwise'),
} as const;

const schema = z.object(settings);

/** Settings of a process, read once at its start and handed on; nothing else reads the environment. */
export type Config = z.infer<typeof schema>;

/** Settings that make no sense: every fault in one message, so that they are mended in one go. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * Reads the settings from an environment. An empty value counts as absent, as compose files produce them.
 *
 * @throws ConfigError naming every faulty setting.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(given);
  const faults = [
    ...(result.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    ...(['S3_ACCESS_KEY', 'S3_SECRET_KEY'] as const)
      .filter((key) => given.S3_ENDPOINT && !given[key])
      .map((key) => `${key}: needed with S3_ENDPOINT`),
  ];
  if (result.success && faults.length === 0) return result.data;
  throw new ConfigError(
    `These settings cannot be used (the README's table says what they mean):\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
  );
}
