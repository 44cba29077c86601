import { z } from 'zod';
import { origins, proxies } from './network-settings.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const httpUrl = z.url({ protocol: /^https?$/ });
/** Becomes part of an address. */
const databasePassword = z.string().regex(/^[A-Za-z0-9]{32,}$/, '32 letters and digits and more are needed: openssl rand -hex 24');
const claim = z.string().regex(/^[^.\s]+(\.[^.\s]+)*$/, 'names divided by dots');

/**
 * Every setting of the lab, once. The description is what the README's table says; `tests/integration/settings.test.ts` holds
 * the two together.
 */
export const settings = {
  LAB_HOST: z.string().min(1).default('127.0.0.1').describe('Address the gateway listens on; `0.0.0.0` opens it to the network'),
  LAB_PORT: port.default(8080).describe('Port of the gateway: portal, playground and GraphQL'),
  LAB_URL: httpUrl.optional().describe('Where the `lab` command finds a running lab; default `http://localhost:$LAB_PORT`'),
  LAB_TOKEN: z
    .string()
    .min(1)
    .optional()
    .describe('Bearer token of the `lab` command; absent: one is made for a lab on this machine, whose `LAB_DATA_DIR` it reads'),
  LAB_DATA_DIR: z
    .string()
    .min(1)
    .default('.lab')
    .describe('Folder of the embedded PostgreSQL, the embedded object store and generated secrets'),
  PUBLIC_URL: httpUrl
    .refine((url) => URL.parse(url)?.pathname === '/', 'an address without a path')
    .optional()
    .describe('Where browsers reach the gateway, for example `https://lab.example.org`; absent: wherever a request says it came to'),
  OIDC_ISSUER: httpUrl
    .optional()
    .describe('OpenID provider that says who somebody is; absent: the local one, with four people to choose from'),
  OIDC_CLIENT_ID: z.string().min(1).optional().describe('What the gateway is called at that provider; needed with it'),
  OIDC_CLIENT_SECRET: z
    .string()
    .min(1)
    .optional()
    .describe('What the gateway proves itself with at that provider; absent: a public client'),
  OIDC_SCOPE: z
    .string()
    .regex(/(^| )openid( |$)/, 'openid has to be among them')
    .default('openid profile')
    .describe('Scopes that people are signed in with'),
  OIDC_ROLES_CLAIM: claim.default('roles').describe('Claim that lists the roles, with dots where it is nested: `realm_access.roles`'),
  OIDC_TEAMS_CLAIM: claim.default('teams').describe("Claim that lists the codes of an operator's teams, `*` for all"),
  OIDC_AUDIENCE: z.string().min(1).default('enterprise-integration-lab').describe('Audience that bearer tokens have to be made for'),
  SESSION_HOURS: z.coerce.number().min(0.1).max(720).default(12).describe('Hours after which everybody has to sign in again'),
  SESSION_IDLE_MINUTES: z.coerce
    .number()
    .int()
    .min(5)
    .max(43_200)
    .default(120)
    .describe('Minutes without a request after which a session ends'),
  SESSION_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      'What sign-ins under way are signed with, 32 characters and more, the same for all gateways; an older one may follow behind a comma; absent: generated in `LAB_DATA_DIR`',
    ),
  GATEWAY_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      'What the gateway signs its requests to the subgraphs with, 32 characters and more, the same for all; an older one may follow behind a comma; absent: generated in `LAB_DATA_DIR`',
    ),
  TLS_CERT_FILE: z
    .string()
    .min(1)
    .optional()
    .describe('Certificate of the gateway with those that vouch for it, PEM; with it the gateway speaks https and wss; absent: http'),
  TLS_KEY_FILE: z.string().min(1).optional().describe("The certificate's private key, PEM"),
  TRUST_PROXY: proxies
    .optional()
    .describe(
      'Proxies in front of the gateway whose `X-Forwarded-*` headers are believed: their number, or their addresses and networks, divided by commas; absent: none',
    ),
  ALLOWED_ORIGINS: origins
    .optional()
    .describe(
      'Origins beside its own whose pages may open live connections, for example `https://portal.example.org`, divided by commas; absent: none',
    ),
  RATE_LIMIT_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .default(60_000)
    .describe('Operations that one person may ask of one gateway in a minute; 50 items of a bulk count as one'),
  CONNECTIONS_PER_PERSON: z.coerce.number().int().min(1).default(200).describe('Live connections that one person may hold at one gateway'),
  SAFELIST: z
    .string()
    .min(1)
    .transform((text) => text.split(',').map((file) => file.trim()))
    .optional()
    .describe(
      'Files with the only operations that are answered, for example `spa/operations.json,cli/operations.json`; absent: every operation is',
    ),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe(
      'A PostgreSQL 18 of your own, as the owner of the database, who may make roles; for a service that runs by itself, as its role; absent: the embedded one',
    ),
  REFERENCE_DATABASE_PASSWORD: databasePassword
    .optional()
    .describe(
      'What `npm start` and `npm run migrate` let the reference subgraph sign in with as role `lab_reference`, 32 letters and digits and more; absent: generated in `LAB_DATA_DIR`',
    ),
  INTAKE_DATABASE_PASSWORD: databasePassword.optional().describe('The same for intake'),
  OPERATIONAL_DATABASE_PASSWORD: databasePassword.optional().describe('The same for operational'),
  CANONICAL_DATABASE_PASSWORD: databasePassword.optional().describe('The same for canonical'),
  DOCUMENTS_DATABASE_PASSWORD: databasePassword.optional().describe('The same for documents'),
  GATEWAY_DATABASE_PASSWORD: databasePassword.optional().describe('The same for the gateway'),
  WORKER_DATABASE_PASSWORD: databasePassword.optional().describe('The same for the worker'),
  DATABASE_POOL_SIZE: z.coerce
    .number()
    .int()
    .min(2)
    .max(100)
    .default(8)
    .describe('Database connections of each process; of the services that `npm start` hosts in one, each has half as many'),
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
  AUDIT_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      'What the audit is sealed with, 32 characters and more, the same for all services; older ones follow behind commas and stay for as long as their records; absent: generated in `LAB_DATA_DIR`',
    ),
  AUDIT_ANCHOR_MS: z.coerce
    .number()
    .int()
    .min(100)
    .default(60_000)
    .describe('Pause between two notes of the ends of the audit in the object store, in milliseconds'),
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
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const result = schema.safeParse(given);
  const faults = [
    ...(result.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    ...(['S3_ACCESS_KEY', 'S3_SECRET_KEY'] as const)
      .filter((key) => given.S3_ENDPOINT && !given[key])
      .map((key) => `${key}: needed with S3_ENDPOINT`),
    ...(given.OIDC_ISSUER && !given.OIDC_CLIENT_ID ? ['OIDC_CLIENT_ID: needed with OIDC_ISSUER'] : []),
    ...(given.TLS_CERT_FILE && !given.TLS_KEY_FILE ? ['TLS_KEY_FILE: needed with TLS_CERT_FILE'] : []),
    ...(given.TLS_KEY_FILE && !given.TLS_CERT_FILE ? ['TLS_CERT_FILE: needed with TLS_KEY_FILE'] : []),
  ];
  if (result.success && faults.length === 0) return result.data;
  throw new ConfigError(
    `These settings cannot be used (the README's table says what they mean):\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
  );
}
