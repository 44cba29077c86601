/**
 * The ceiling's SQL: the same rows in the same tables as the lab writes, with the same columns, indexes, triggers and keys, each
 * batch in one statement and one round trip. What it leaves out is what the lab is for: no check of the input or of the rules, no
 * idempotency (a second run would fail), no lock, no order, no claim of the bell, no savepoint, no NOTIFY, no chain and no seal of the
 * audit; ids come from the database and nothing is read but the rows that are copied.
 */

const objectState = (row: string): string => {
  const fields = [
    'business_key',
    'object_type',
    'request_id',
    'case_id',
    'customer_id',
    'agreement_id',
    'request_type_id',
    'team_id',
    'priority',
    'status',
  ];
  return `jsonb_build_object(${fields.map((field) => `'${field}', ${row}.${field}`).join(', ')})`;
};

const references = 'customer_id, agreement_id, request_type_id, team_id, priority';

/** Accepts: `$1` a JSON array of inputs. One row for each request: its id and its bell. */
export const acceptStatement = `/* bare.accept */
with input as materialized (
  select uuidv7() as submission_id, uuidv7() as request_id, uuidv7() as event_id, source_system.next_reference(now()) as reference, payload,
    now() as submitted_at, (payload ->> 'customerId')::uuid as customer_id, (payload ->> 'agreementId')::uuid as agreement_id,
    (payload ->> 'requestTypeId')::uuid as request_type_id, (payload ->> 'teamId')::uuid as team_id, lower(payload ->> 'priority') as priority,
    payload ->> 'requesterName' as requester_name, payload ->> 'requesterEmail' as requester_email, payload ->> 'description' as description
  from jsonb_array_elements($1::jsonb) as e(payload)
), keys as (
  insert into intake.idempotency_keys (actor, key, fingerprint, submission_id)
  select 'bench', payload ->> 'idempotencyKey', encode(sha256(convert_to(description, 'UTF8')), 'hex'), submission_id from input
), submissions as (
  insert into intake.submissions (id, payload, ${references}, submitted_by, submitted_at)
  select submission_id, payload, ${references}, 'bench', submitted_at from input
), requests as (
  insert into source_system.service_requests (id, reference, submission_id, ${references}, requester_name, requester_email, description, submitted_at)
  select request_id, reference, submission_id, ${references}, requester_name, requester_email, description, submitted_at from input
), streams as (
  insert into integration.streams (key, owner, team_id) select request_id, 'bench', team_id from input
), activity as (
  insert into integration.activity (partition_key, kind, subject_type, subject_id, actor, message, correlation_id, time)
  select request_id, kind, subject_type, subject_id, actor, message, submission_id, submitted_at from input cross join lateral (values
    ('received', 'submission', submission_id, 'bench', 'Submission received'),
    ('recorded', 'service_request', request_id, 'source system', 'Recorded as ' || reference)) as a(kind, subject_type, subject_id, actor, message)
), events as (
  insert into integration.events (id, aggregatetype, aggregateid, type, schema_version, payload, partition_key, sequence, correlation_id, actor, time)
  select event_id, 'service_request', request_id, 'RequestCreated', 1, jsonb_build_object('requestId', request_id, 'reference', reference,
    'submissionId', submission_id, 'customerId', customer_id, 'agreementId', agreement_id, 'requestTypeId', request_type_id, 'teamId', team_id,
    'priority', priority, 'requesterName', requester_name, 'requesterEmail', requester_email, 'description', description,
    'externalReference', null, 'submittedAt', submitted_at), request_id, 1, submission_id, 'bench', submitted_at from input
), records as (
  insert into audit.records (id, chain, position, recorded_at, actor, roles, action, object_type, object_id, after, outcome, correlation_id,
    request_id, key, previous, hash)
  select uuidv7(), 'intake', nextval('public.bench_position'), now(), 'bench', '{requester}', 'submitRequest', 'submission', submission_id,
    json_build_object('customerId', customer_id, 'agreementId', agreement_id, 'requestTypeId', request_type_id, 'teamId', team_id,
      'priority', priority), 'accepted', submission_id, submission_id, 'bench', seal, seal
  from input cross join (select decode(repeat('00', 32), 'hex') as seal) s
), bells as (
  insert into pgboss.job_common (name, data, start_after, created_on, expire_seconds, deletion_seconds, keep_until, retry_limit, retry_delay,
    retry_backoff, policy, heartbeat_seconds)
  select q.name, jsonb_build_object('stream', request_id), now(), now(), q.expire_seconds, q.deletion_seconds,
    now() + q.retention_seconds * interval '1s', q.retry_limit, q.retry_delay, q.retry_backoff, q.policy, q.heartbeat_seconds
  from input cross join (select * from pgboss.queue where name = 'drain') q
  returning id, (data ->> 'stream')::uuid as stream
)
select stream, array[id] as bells from bells`;

/** Marks events, streams, sync logs and bells as a drain does; needs an \`input\` with event_id, partition_key and message. */
const markSteps = `processed as (
  update integration.events set status = 'processed', attempts = attempts + 1, processed_at = clock_timestamp()
  where id = any(array(select event_id from input))
), logs as (
  insert into integration.sync_logs (event_id, partition_key, attempt, revision, outcome, message, worker, started_at, finished_at)
  select event_id, partition_key, 1, 1, 'processed', message, 'bare script', now(), clock_timestamp() from input
)`;

const completeBells = `update pgboss.job_common set state = 'completed', completed_on = now() where name = 'drain' and id = any($2::uuid[])`;

/** Applies `RequestCreated`: `$1` the streams, `$2` their bells. */
export const createStatement = `/* bare.create */
with input as materialized (
  select r.*, e.id as event_id, e.partition_key, e.correlation_id, e.time, uuidv7() as case_id, uuidv7() as object_id,
    'CASE' || substr(r.reference, 4) || ' opened, business object active, request integrated' as message
  from integration.events e join source_system.service_requests r on r.id = e.partition_key
  where e.partition_key = any($1::uuid[]) and e.sequence = 1
), cases as (
  insert into operational.operation_cases (id, reference, request_id, ${references}, requester_name, requester_email, description, correlation_id,
    opened_by_event_id, opened_at, changed_at)
  select case_id, 'CASE' || substr(reference, 4), id, ${references}, requester_name, requester_email, description, correlation_id,
    event_id, submitted_at, submitted_at from input
), history as (
  insert into operational.case_status_history (case_id, version, to_status, changed_by, reason, changed_at, event_id, actor)
  select case_id, 1, 'open', 'worker', 'opened for the service request', submitted_at, event_id, 'worker' from input
), objects as (
  insert into canonical.business_objects (id, business_key, request_id, case_id, ${references}, status, applied_case_version, correlation_id, effective_at)
  select object_id, 'BO' || substr(reference, 4), id, case_id, ${references}, 'active', 1, correlation_id, time from input
  returning *
), versions as (
  insert into canonical.object_versions (object_id, version, status, state, event_id, mapping_version, operational_status, case_version, actor, time)
  select o.id, 1, o.status, ${objectState('o')}, i.event_id, 1, 'open', 1, 'bench', i.time from objects o join input i on i.object_id = o.id
), lineage as (
  insert into canonical.lineage_records (from_type, from_id, to_type, to_id, relation, request_id, event_id, correlation_id, time)
  select from_type, from_id, to_type, to_id, relation, id, event_id, correlation_id, time from input cross join lateral (values
    ('service_request', id, 'operation_case', case_id, 'opened_as'),
    ('operation_case', case_id, 'business_object', object_id, 'represented_by')) as l(from_type, from_id, to_type, to_id, relation)
  returning id, request_id, event_id, correlation_id, time
), activity as (
  insert into integration.activity (partition_key, kind, subject_type, subject_id, actor, message, correlation_id, causation_id, time)
  select id, kind, subject_type, subject_id, 'worker', told, correlation_id, event_id, time from input cross join lateral (values
    ('opened', 'operation_case', case_id, 'Operation case CASE' || substr(reference, 4) || ' opened'),
    ('mapped', 'business_object', object_id, 'Business object BO' || substr(reference, 4) || ' is active')) as a(kind, subject_type, subject_id, told)
  union all
  select request_id, 'linked', 'lineage_record', id, 'worker', 'Service request linked to its operation case', correlation_id, event_id, time from lineage
), requests as (
  update source_system.service_requests set status = 'integrated', updated_at = now() where id = any($1::uuid[])
), streams as (
  update integration.streams set applied = 1, updated_at = now() where key = any($1::uuid[])
), ${markSteps}
${completeBells}`;

/** Applies the status change with sequence `$3`: `$1` the streams, `$2` bells to complete. */
export const changeStatement = `/* bare.change */
with input as materialized (
  select e.id as event_id, e.partition_key, e.correlation_id, e.time, e.payload ->> 'toStatus' as to_status,
    'Canonical status follows the case: ' || (e.payload ->> 'fromStatus') || ' to ' || (e.payload ->> 'toStatus') as message
  from integration.events e where e.partition_key = any($1::uuid[]) and e.sequence = $3::integer
), objects as (
  update canonical.business_objects o set status = i.to_status, applied_case_version = $3::integer, version = o.version + 1, effective_at = i.time,
    updated_at = clock_timestamp()
  from input i where o.object_type = 'service_request' and o.request_id = i.partition_key
  returning o.*, i.event_id, i.time
), versions as (
  insert into canonical.object_versions (object_id, version, status, state, event_id, mapping_version, operational_status, case_version, actor, time)
  select id, version, status, ${objectState('objects')}, event_id, 1, status, $3::integer, 'bench', time from objects
), activity as (
  insert into integration.activity (partition_key, kind, subject_type, subject_id, actor, message, correlation_id, causation_id, time)
  select request_id, 'mapped', 'business_object', id, 'worker', 'Business object ' || business_key || ' is ' || status, correlation_id, event_id, time
  from objects
), streams as (
  update integration.streams set applied = $3::integer, updated_at = now() where key = any($1::uuid[])
), ${markSteps}
${completeBells}`;
