import { type Pool, withTransaction } from './db.ts';
import { subgraphNames } from './sdl.ts';

/** Every service that signs in to the database, each as a role of its own. */
export const serviceNames = [...subgraphNames, 'gateway', 'worker'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** The role that a service signs in as. Roles belong to the whole server, not to one database. */
export function roleOf(service: ServiceName): string {
  return `lab_${service}`;
}

/** Privileges as GRANT writes them, by what they are granted on: a table or view by its name, anything else with its kind in front. */
export type Grants = Readonly<Record<string, string>>;

/** Whoever acts leaves a record of it, and may never touch it again. */
const auditing: Grants = { 'audit.records': 'select, insert', 'audit.chains': 'select, update (position, hash, seal)' };

/** Whose a request is, and which team's: what a subgraph shows of it depends on that. */
const seeing: Grants = { 'integration.streams': 'select', 'reference.teams': 'select' };

/** The log of what happened, and its positions. */
const publishing: Grants = {
  'integration.events': 'insert',
  'integration.activity': 'insert',
  'sequence integration.log_position': 'usage',
};

/** Sending a bell. Queues are made by `migrate` alone. */
const ringing: Grants = {
  'pgboss.version': 'select',
  'pgboss.queue': 'select',
  'pgboss.job_common': 'select (id, start_after), insert',
  'function pgboss.job_now()': 'execute',
};

/** Where a log ends; the rows themselves are those of the follower's own domain. */
const following: Grants = { 'integration.logs': 'select', 'sequence integration.log_position': 'select' };

/**
 * Which role may do what, down to the column: the one table. Migrations grant what stands here, the grants on pg-boss's tables are made
 * from here, and tests/integration/database-roles.test.ts holds the catalogue of a migrated database against it, both ways.
 *
 * What others own is read by column, so that nobody sees more of it than there is a use for. A column to update may also stand for the
 * right to lock rows, which PostgreSQL gives to nobody else.
 */
export const databaseRoles: Record<ServiceName, readonly Grants[]> = {
  reference: [
    auditing,
    {
      'reference.customers': 'select, insert, update (name, is_active, updated_at)',
      'reference.agreements': 'select, insert, update (name, is_active, updated_at)',
      'reference.request_types': 'select, insert, update (name, is_active, updated_at)',
      'reference.teams': 'select, insert, update (name, is_active, updated_at)',
      'reference.document_types': 'select, insert, update (name, is_active, updated_at)',
      'integration.streams': 'select',
    },
  ],
  intake: [
    auditing,
    seeing,
    publishing,
    ringing,
    {
      'intake.submissions': 'select, insert',
      'intake.idempotency_keys': 'select, insert',
      'source_system.service_requests': 'select, insert',
      'sequence source_system.request_number': 'usage',
      'function source_system.next_reference(timestamptz)': 'execute',
      'integration.streams': 'insert',
      // the requests that an event holds up
      'integration.events': 'select (partition_key, status)',
      'reference.customers': 'select',
      'reference.agreements': 'select',
      'reference.request_types': 'select',
      'function document_repo.claim_documents(text[], uuid[])': 'execute',
      'function document_repo.link_documents(text[], uuid[], uuid[], uuid[])': 'execute',
      // how much waits to be applied
      'dashboard.count_deltas': 'select',
    },
  ],
  operational: [
    auditing,
    seeing,
    publishing,
    following,
    ringing,
    {
      'operational.case_transitions': 'select',
      'operational.operation_cases': 'select, update (status, version, changed_at, updated_at)',
      'operational.case_status_history': 'select, insert',
    },
  ],
  canonical: [
    auditing,
    seeing,
    publishing,
    following,
    ringing,
    {
      'canonical.status_mappings': 'select',
      'canonical.business_objects': 'select',
      'canonical.object_versions': 'select',
      'canonical.lineage_records': 'select',
      'integration.events': 'select, update (payload, revision, status, forgiven_attempts)',
      'integration.event_revisions': 'select, insert',
      'integration.sync_logs': 'select',
      'integration.activity': 'select',
      'integration.failure_causes': 'select',
      'integration.workers': 'select',
      'integration.recovery_jobs': 'select, insert, update (total, state, is_canary, updated_at, finished_at)',
      'integration.recovery_items': 'select, insert',
      // locks the stream of an event that is corrected
      'integration.streams': 'update (updated_at)',
      'dashboard.counts': 'select',
      'dashboard.count_deltas': 'select, insert',
      // the promises that the balance checks
      'intake.submissions': 'select (id)',
      'intake.idempotency_keys': 'select (submission_id)',
      'source_system.service_requests': 'select (id, submission_id, status)',
      'operational.operation_cases': 'select (id, reference, request_id, status, version)',
      'operational.case_status_history': 'select (id, case_id, version, from_status, to_status, event_id)',
      'document_repo.documents': 'select (status)',
      'pgboss.job': 'select (name, state, data)',
    },
  ],
  documents: [
    auditing,
    seeing,
    {
      database: 'temporary',
      'document_repo.documents':
        'select, insert, update (status, status_reason, size_bytes, sha256, image_width, image_height, idempotency_key, updated_at)',
      'document_repo.repository': 'select',
      'document_repo.sweeps':
        'select, insert, update (finished_at, error, objects, documents, expired_documents, removed_objects, problems), delete',
      'document_repo.sweep_problems': 'select, insert',
      'reference.document_types': 'select',
    },
  ],
  gateway: [
    auditing,
    {
      'identity.sessions': 'select, insert, update (last_seen_at, ended_at), delete',
    },
  ],
  worker: [
    auditing,
    publishing,
    ringing,
    {
      'reference.customers': 'select (id)',
      'reference.agreements': 'select (id)',
      'reference.request_types': 'select (id)',
      'reference.teams': 'select (id)',
      'source_system.service_requests': 'select (id, status), update (status, updated_at)',
      'operational.operation_cases': 'select, insert',
      'operational.case_status_history': 'insert',
      'canonical.status_mappings': 'select',
      'canonical.business_objects': 'select, insert, update (status, version, applied_case_version, effective_at, updated_at)',
      'canonical.object_versions': 'select, insert',
      'canonical.lineage_records': 'select, insert',
      'integration.streams': 'select, update (applied, updated_at)',
      'integration.events':
        'select, update (status, attempts, forgiven_attempts, next_attempt_at, processed_at, error_code, error_message, error_fingerprint)',
      'integration.sync_logs': 'insert',
      'integration.failure_causes': 'select, insert, update (message, failures, last_seen_at, closed_at, reopened)',
      'integration.workers': 'select, insert, update (last_seen_at), delete',
      'integration.recovery_jobs': 'select, update (state, taken, succeeded, failed, skipped, next_take_at, updated_at, finished_at)',
      'integration.recovery_items': 'select, update (outcome, attempts_before, detail)',
      // the counts on the first screen, folded and put right
      'function dashboard.fold_counts()': 'execute',
      'dashboard.count_deltas': 'select, insert',
      'intake.submissions': 'select (id)',
      'document_repo.documents': 'select (status)',
      // it hands out the bells and looks after them; maintain is what rebuilding a bloated index needs
      'pgboss.version': 'update',
      'pgboss.queue': 'update',
      'pgboss.job': 'select, insert, update, delete, maintain',
      'pgboss.job_common': 'select, insert, update, delete, maintain',
      'pgboss.job_dependency': 'select, delete',
      'pgboss.instance': 'select, insert, update, delete',
    },
  ],
};

/** The database itself, whatever its name. */
const database = 'database';
/** pg-boss makes its tables itself, after the migrations and anew with its versions: grants on them are given again each time. */
const queueSchema = 'pgboss';

export type Grant = { service: ServiceName; on: string; privileges: string };

/** The table row by row. */
export function listGrants(): Grant[] {
  return serviceNames.flatMap((service) =>
    databaseRoles[service].flatMap((grants) => Object.entries(grants).map(([on, privileges]) => ({ service, on, privileges }))),
  );
}

/** Schema of what is granted on: `sequence integration.log_position` is in `integration`; null for the database itself. */
export function schemaOf(on: string): string | null {
  return on === database ? null : (/(\w+)\.\w+/.exec(on)?.[1] ?? null);
}

/** GRANT statements of the table for these schemas, in a fixed order: what a migration is written from. */
function writeGrants(isWanted: (schema: string) => boolean): string[] {
  return serviceNames.flatMap((service) => {
    const role = roleOf(service);
    const wanted = listGrants().filter(({ service: of, on }) => of === service && isWanted(schemaOf(on) ?? ''));
    const schemas = [...new Set(wanted.map(({ on }) => schemaOf(on)))];
    return [
      ...(schemas.length > 0 ? [`grant usage on schema ${schemas.join(', ')} to ${role};`] : []),
      ...wanted.map(({ on, privileges }) => `grant ${privileges} on ${on} to ${role};`),
    ];
  });
}

/**
 * Grants what no migration can: on pg-boss's tables, which come later, and on the database, whose privileges are not part of it. Nobody
 * but these roles and the owner may connect. Doing it again changes nothing.
 *
 * @param owner a pool of the one who owns schema and database.
 */
export async function grantRest(owner: Pool): Promise<void> {
  const onDatabase = listGrants()
    .filter(({ on }) => on === database)
    .map(({ service, privileges }) => `execute format('grant ${privileges} on database %I to ${roleOf(service)}', current_database());`);
  const roles = serviceNames.map(roleOf).join(', ');
  await withTransaction(owner, async (tx) => {
    // several that migrate at once would change the same rows of the catalogue
    await tx.query("select pg_advisory_xact_lock(hashtextextended('lab.grants', 0))");
    await tx.query(`/* roles.grantRest */ do $$ begin
      execute format('revoke all on database %I from public', current_database());
      execute format('grant connect on database %I to ${roles}', current_database());
      ${onDatabase.join('\n      ')}
    end $$`);
    await tx.query(`revoke all on all tables in schema ${queueSchema} from public, ${roles};
      revoke execute on all functions in schema ${queueSchema} from public, ${roles};
      ${writeGrants((schema) => schema === queueSchema).join('\n')}`);
  });
}
