-- What all migrations together make: read this to know the schema, and sql/migrations to change it.
-- Written by node cli/schema-dump.ts --write; npm run check proves that it is fresh.
set check_function_bodies = off;

-- Schemas

create schema audit;
comment on schema audit is 'Sensitive actions, accepted and refused, in sealed chains';
create schema canonical;
comment on schema canonical is 'Business objects, their versions, the mapping that made them, and lineage';
create schema dashboard;
comment on schema dashboard is 'Read models: counts that cost the same with ten rows and with ten million';
create schema document_repo;
comment on schema document_repo is 'Metadata of documents; their bytes are in the object store';
create schema identity;
comment on schema identity is 'Sessions of people and counters of the gateway; nothing of it is business data';
create schema intake;
comment on schema intake is 'Raw submissions, immutable, and the idempotency keys of their senders';
create schema integration;
comment on schema integration is 'Events, delivery attempts and the story of every request';
create schema operational;
comment on schema operational is 'Operation cases, the rule of their transitions and their history';
create schema reference;
comment on schema reference is 'Controlled values that the forms offer and every request must use';
create schema source_system;
comment on schema source_system is 'The first system of record: one service request per submission';

-- Sequences

create sequence integration.log_position as bigint start with 1 increment by 1 minvalue 1 maxvalue 9223372036854775807 cache 1;
comment on sequence integration.log_position is 'Places of rows in all followed tables, drawn when a row is written';
create unlogged sequence integration.log_witness as bigint start with 1 increment by 1 minvalue 1 maxvalue 9223372036854775807 cache 1;
comment on sequence integration.log_witness is 'Never called: the server has crashed since a followed row was written';
create sequence source_system.request_number as bigint start with 1 increment by 1 minvalue 1 maxvalue 9223372036854775807 cache 1;

-- Functions

CREATE OR REPLACE FUNCTION dashboard.count_inserted()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into dashboard.count_deltas (layer, status, delta)
  select tg_argv[0], status, count(*) from new_rows group by status;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION dashboard.count_submissions()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into dashboard.count_deltas (layer, status, delta) select 'submission', 'received', count(*) from new_rows having count(*) > 0;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION dashboard.count_updated()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into dashboard.count_deltas (layer, status, delta)
  select tg_argv[0], status, sum(n) from (
    select status, 1 as n from new_rows union all select status, -1 from old_rows
  ) changes group by status having sum(n) <> 0;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION dashboard.fold_counts()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with gone as (delete from dashboard.count_deltas returning layer, status, delta)
  insert into dashboard.count_deltas (layer, status, delta)
  select layer, status, sum(delta) from gone group by layer, status having sum(delta) <> 0
$function$;
comment on function dashboard.fold_counts() is 'Replaces all differences by their sums; safe beside writers and beside itself';

CREATE OR REPLACE FUNCTION document_repo.claim_documents(actors text[], document_ids uuid[])
 RETURNS TABLE(place integer, verdict text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  -- in the order of their ids: two submissions that want the same ones must not wait for each other
  perform from document_repo.documents d
    where d.id = any(document_ids) and d.uploaded_by = any(actors) order by d.id for no key update;
  -- a later statement: what another transaction did to them while this one waited is seen
  return query
    select w.place::integer, case when d.status = 'stored' then 'free' when d.status in ('linked', 'pending', 'quarantined') then d.status else 'missing' end
    from unnest(actors, document_ids) with ordinality as w (actor, id, place)
    left join document_repo.documents d on d.id = w.id and d.uploaded_by = w.actor
    order by w.place;
end
$function$;
comment on function document_repo.claim_documents(text[],uuid[]) is 'Locks documents until the transaction ends, and says of each whether its uploader may link it. One of somebody else is as missing as one that never was';

CREATE OR REPLACE FUNCTION document_repo.link_documents(actors text[], document_ids uuid[], submission_ids uuid[], request_ids uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  linked integer;
begin
  update document_repo.documents d set status = 'linked', submission_id = l.submission_id, request_id = l.request_id, updated_at = clock_timestamp()
  from unnest(actors, document_ids, submission_ids, request_ids) as l (actor, id, submission_id, request_id)
  where d.id = l.id and d.uploaded_by = l.actor and d.status = 'stored';
  get diagnostics linked = row_count;
  if linked <> cardinality(document_ids) then
    raise exception '% of % documents can be linked', linked, cardinality(document_ids) using errcode = 'integrity_constraint_violation',
      hint = 'claim them first, in the same transaction, and leave out those that are not free';
  end if;
end
$function$;
comment on function document_repo.link_documents(text[],uuid[],uuid[],uuid[]) is 'Gives claimed documents to their submissions: all of them or none';

CREATE OR REPLACE FUNCTION integration.announce_rows()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not (select is_called from integration.log_witness) then
    perform integration.skip_lost_positions();
  end if;
  perform pg_notify('lab_log', '');
  return null;
end
$function$;
comment on function integration.announce_rows() is 'Trigger of every followed table: tells followers to look';

CREATE OR REPLACE FUNCTION integration.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '%.% is append-only: % refused', tg_table_schema, tg_table_name, tg_op using errcode = 'restrict_violation';
end
$function$;
comment on function integration.refuse_change() is 'Trigger of every append-only table: history is added to, never rewritten';

CREATE OR REPLACE FUNCTION integration.skip_lost_positions()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  -- once: positions that somebody draws meanwhile must not be drawn again
  perform pg_advisory_xact_lock(hashtextextended('integration.log_witness', 0));
  if not (select is_called from integration.log_witness) then
    -- more than fit into the part of the log that can be lost
    perform setval('integration.log_position', nextval('integration.log_position') + 1000000);
    perform nextval('integration.log_witness');
  end if;
end
$function$;
comment on function integration.skip_lost_positions() is 'After a crash: lets positions go on beyond those that were given out and lost';

CREATE OR REPLACE FUNCTION source_system.next_reference(recorded timestamp with time zone)
 RETURNS text
 LANGUAGE sql
AS $function$
  select 'REQ-' || to_char(recorded at time zone 'UTC', 'YYYY') || '-' || lpad(n::text, greatest(6, length(n::text)), '0')
  from nextval('source_system.request_number') n
$function$;
comment on function source_system.next_reference(timestamp with time zone) is 'REQ-2026-000123; gaps are possible, repetition is not';

-- Tables

create table audit.chains (
  name text not null,
  "position" bigint default 0 not null,
  hash bytea default decode(repeat('00'::text, 32), 'hex'::text) not null,
  seal bytea,
  constraint chains_pkey PRIMARY KEY (name),
  constraint chains_hash_check CHECK ((octet_length(hash) = 32)),
  constraint chains_position_check CHECK (("position" >= 0))
) with (fillfactor=20);
comment on table audit.chains is 'One for each service, so that services do not wait for each other; whoever appends locks the row';

create table audit.records (
  id uuid not null,
  chain text not null,
  "position" bigint not null,
  recorded_at timestamp with time zone not null,
  actor text not null,
  roles text[] not null,
  action text not null,
  object_type text,
  object_id text,
  reason text,
  before json,
  after json,
  outcome text not null,
  code text,
  correlation_id uuid,
  request_id text,
  key text not null,
  previous bytea not null,
  hash bytea not null,
  constraint records_pkey PRIMARY KEY (id),
  constraint records_chain_position_key UNIQUE (chain, "position"),
  constraint records_action_check CHECK ((action <> ''::text)),
  constraint records_actor_check CHECK ((actor <> ''::text)),
  constraint records_chain_check CHECK ((chain <> ''::text)),
  constraint records_check CHECK (((outcome = 'accepted'::text) = (code IS NULL))),
  constraint records_hash_check CHECK ((octet_length(hash) = 32)),
  constraint records_outcome_check CHECK ((outcome = ANY (ARRAY['accepted'::text, 'refused'::text, 'failed'::text]))),
  constraint records_position_check CHECK (("position" >= 1)),
  constraint records_previous_check CHECK ((octet_length(previous) = 32))
);

create table canonical.business_objects (
  id uuid default uuidv7() not null,
  business_key text not null,
  object_type text default 'service_request'::text not null,
  request_id uuid not null,
  case_id uuid not null,
  customer_id uuid not null,
  agreement_id uuid not null,
  request_type_id uuid not null,
  team_id uuid not null,
  priority text not null,
  status text not null,
  version integer default 1 not null,
  applied_case_version integer not null,
  correlation_id uuid not null,
  effective_at timestamp with time zone not null,
  created_at timestamp with time zone default clock_timestamp() not null,
  updated_at timestamp with time zone default clock_timestamp() not null,
  constraint business_objects_pkey PRIMARY KEY (id),
  constraint business_objects_business_key_key UNIQUE (business_key),
  constraint business_objects_object_type_case_id_key UNIQUE (object_type, case_id),
  constraint business_objects_object_type_request_id_key UNIQUE (object_type, request_id),
  constraint business_objects_applied_case_version_check CHECK ((applied_case_version >= 1)),
  constraint business_objects_priority_check CHECK ((priority = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text, 'critical'::text]))),
  constraint business_objects_status_check CHECK ((status = ANY (ARRAY['active'::text, 'in_progress'::text, 'completed'::text, 'rejected'::text]))),
  constraint business_objects_version_check CHECK ((version >= 1))
) with (fillfactor=80);

create table canonical.lineage_records (
  id uuid default uuidv7() not null,
  from_type text not null,
  from_id uuid not null,
  to_type text not null,
  to_id uuid not null,
  relation text not null,
  request_id uuid not null,
  event_id uuid not null,
  correlation_id uuid not null,
  "time" timestamp with time zone not null,
  recorded_time timestamp with time zone default clock_timestamp() not null,
  xid xid8 default pg_current_xact_id() not null,
  "position" bigint default nextval('integration.log_position'::regclass),
  constraint lineage_records_pkey PRIMARY KEY (id),
  constraint lineage_records_from_id_to_id_relation_key UNIQUE (from_id, to_id, relation),
  constraint lineage_records_from_type_check CHECK ((from_type = ANY (ARRAY['service_request'::text, 'operation_case'::text]))),
  constraint lineage_records_relation_check CHECK ((relation = ANY (ARRAY['opened_as'::text, 'represented_by'::text]))),
  constraint lineage_records_to_type_check CHECK ((to_type = ANY (ARRAY['operation_case'::text, 'business_object'::text])))
);

create table canonical.object_versions (
  object_id uuid not null,
  version integer not null,
  status text not null,
  state jsonb not null,
  event_id uuid not null,
  mapping_version integer not null,
  operational_status text not null,
  case_version integer not null,
  actor text not null,
  "time" timestamp with time zone not null,
  recorded_time timestamp with time zone default clock_timestamp() not null,
  xid xid8 default pg_current_xact_id() not null,
  constraint object_versions_pkey PRIMARY KEY (object_id, version),
  constraint object_versions_event_id_mapping_version_key UNIQUE (event_id, mapping_version),
  constraint object_versions_object_id_case_version_mapping_version_key UNIQUE (object_id, case_version, mapping_version),
  constraint object_versions_version_check CHECK ((version >= 1))
);

create table canonical.status_mappings (
  mapping_version integer not null,
  operational_status text not null,
  canonical_status text not null,
  constraint status_mappings_pkey PRIMARY KEY (mapping_version, operational_status),
  constraint status_mappings_canonical_status_check CHECK ((canonical_status = ANY (ARRAY['active'::text, 'in_progress'::text, 'completed'::text, 'rejected'::text])))
);

create table dashboard.count_deltas (
  layer text not null,
  status text not null,
  delta bigint not null
);

create table document_repo.documents (
  id uuid default uuidv7() not null,
  submission_id uuid,
  request_id uuid,
  file_name text not null,
  document_type_id uuid not null,
  content_type text not null,
  storage_key text not null,
  size_bytes bigint,
  sha256 text,
  status text default 'pending'::text not null,
  uploaded_by text not null,
  uploaded_at timestamp with time zone default clock_timestamp() not null,
  updated_at timestamp with time zone default clock_timestamp() not null,
  idempotency_key text,
  status_reason text,
  image_width integer,
  image_height integer,
  constraint documents_pkey PRIMARY KEY (id),
  constraint documents_storage_key_key UNIQUE (storage_key),
  constraint documents_bytes_known CHECK (((status <> ALL (ARRAY['quarantined'::text, 'stored'::text, 'linked'::text])) OR ((size_bytes IS NOT NULL) AND (sha256 IS NOT NULL)))),
  constraint documents_file_name_check CHECK (((file_name <> ''::text) AND (length(file_name) <= 255))),
  constraint documents_idempotency_key_check CHECK (((idempotency_key <> ''::text) AND (length(idempotency_key) <= 200))),
  constraint documents_image_height_check CHECK ((image_height > 0)),
  constraint documents_image_width_check CHECK ((image_width > 0)),
  constraint documents_key_has_result CHECK (((idempotency_key IS NULL) OR (status = ANY (ARRAY['quarantined'::text, 'stored'::text, 'linked'::text])))),
  constraint documents_linked_whole CHECK (((status = 'linked'::text) = ((submission_id IS NOT NULL) AND (request_id IS NOT NULL)))),
  constraint documents_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint documents_size_bytes_check CHECK ((size_bytes > 0)),
  constraint documents_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'quarantined'::text, 'stored'::text, 'linked'::text, 'refused'::text, 'swept'::text]))),
  constraint documents_status_reason_check CHECK ((status_reason <> ''::text))
);

create table document_repo.repository (
  is_only boolean default true not null,
  identity uuid default gen_random_uuid() not null,
  constraint repository_pkey PRIMARY KEY (is_only),
  constraint repository_is_only_check CHECK (is_only)
);
comment on table document_repo.repository is 'A copy of the database has the same identity: give it a bucket of its own';

create table document_repo.sweep_problems (
  sweep_id uuid not null,
  storage_key text not null,
  kind text not null,
  detail text not null,
  constraint sweep_problems_pkey PRIMARY KEY (sweep_id, storage_key),
  constraint sweep_problems_kind_check CHECK ((kind = ANY (ARRAY['missing'::text, 'size'::text, 'hash'::text, 'stubborn'::text])))
);

create table document_repo.sweeps (
  id uuid default uuidv7() not null,
  reads_bytes boolean not null,
  started_at timestamp with time zone default clock_timestamp() not null,
  finished_at timestamp with time zone,
  error text,
  objects integer default 0 not null,
  documents integer default 0 not null,
  expired_documents integer default 0 not null,
  removed_objects integer default 0 not null,
  problems integer default 0 not null,
  constraint sweeps_pkey PRIMARY KEY (id),
  constraint sweeps_check CHECK (((error IS NULL) OR (finished_at IS NOT NULL))),
  constraint sweeps_error_check CHECK ((error <> ''::text))
);

create table identity.sessions (
  id_hash bytea not null,
  subject text not null,
  name text not null,
  roles text[] not null,
  teams text[] not null,
  user_agent text default ''::text not null,
  created_at timestamp with time zone default clock_timestamp() not null,
  last_seen_at timestamp with time zone default clock_timestamp() not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint sessions_pkey PRIMARY KEY (id_hash),
  constraint sessions_check CHECK ((expires_at > created_at)),
  constraint sessions_id_hash_check CHECK ((length(id_hash) = 32)),
  constraint sessions_name_check CHECK (((name <> ''::text) AND (length(name) <= 200))),
  constraint sessions_subject_check CHECK (((subject <> ''::text) AND (length(subject) <= 200))),
  constraint sessions_user_agent_check CHECK ((length(user_agent) <= 200))
);

create table intake.idempotency_keys (
  actor text not null,
  key text not null,
  fingerprint text not null,
  submission_id uuid not null,
  created_at timestamp with time zone default now() not null,
  constraint idempotency_keys_pkey PRIMARY KEY (actor, key),
  constraint idempotency_keys_submission_id_key UNIQUE (submission_id),
  constraint idempotency_keys_key_check CHECK (((key <> ''::text) AND (length(key) <= 200)))
);

create table intake.submissions (
  id uuid default uuidv7() not null,
  payload jsonb not null,
  customer_id uuid not null,
  agreement_id uuid not null,
  request_type_id uuid not null,
  team_id uuid not null,
  priority text not null,
  external_reference text,
  submitted_by text not null,
  submitted_at timestamp with time zone not null,
  recorded_at timestamp with time zone default clock_timestamp() not null,
  xid xid8 default pg_current_xact_id() not null,
  constraint submissions_pkey PRIMARY KEY (id),
  constraint submissions_priority_check CHECK ((priority = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text, 'critical'::text])))
);

create table integration.activity (
  id uuid default uuidv7() not null,
  partition_key uuid not null,
  kind text not null,
  subject_type text not null,
  subject_id uuid not null,
  actor text not null,
  message text not null,
  correlation_id uuid not null,
  causation_id uuid,
  "time" timestamp with time zone not null,
  recorded_time timestamp with time zone default clock_timestamp() not null,
  xid xid8 default pg_current_xact_id() not null,
  "position" bigint default nextval('integration.log_position'::regclass),
  constraint activity_pkey PRIMARY KEY (id),
  constraint activity_kind_check CHECK ((kind = ANY (ARRAY['received'::text, 'recorded'::text, 'opened'::text, 'moved'::text, 'mapped'::text, 'linked'::text, 'failed'::text, 'dead'::text, 'redelivered'::text, 'discarded'::text, 'restored'::text, 'resubmitted'::text, 'replayed'::text, 'reconciled'::text]))),
  constraint activity_subject_type_check CHECK ((subject_type = ANY (ARRAY['submission'::text, 'service_request'::text, 'operation_case'::text, 'business_object'::text, 'lineage_record'::text, 'event'::text, 'document'::text])))
);

create table integration.event_revisions (
  event_id uuid not null,
  revision integer not null,
  payload jsonb not null,
  actor text not null,
  reason text not null,
  created_at timestamp with time zone default clock_timestamp() not null,
  constraint event_revisions_pkey PRIMARY KEY (event_id, revision),
  constraint event_revisions_revision_check CHECK ((revision >= 1))
);

create table integration.events (
  id uuid default uuidv7() not null,
  aggregatetype text not null,
  aggregateid uuid not null,
  type text not null,
  schema_version integer default 1 not null,
  payload jsonb not null,
  partition_key uuid not null,
  sequence integer not null,
  correlation_id uuid not null,
  causation_id uuid,
  traceparent text,
  actor text not null,
  "time" timestamp with time zone not null,
  recorded_time timestamp with time zone default clock_timestamp() not null,
  status text default 'pending'::text not null,
  attempts integer default 0 not null,
  next_attempt_at timestamp with time zone,
  processed_at timestamp with time zone,
  error_code text,
  error_message text,
  error_fingerprint text,
  revision integer default 1 not null,
  xid xid8 default pg_current_xact_id() not null,
  forgiven_attempts integer default 0 not null,
  "position" bigint default nextval('integration.log_position'::regclass),
  constraint events_pkey PRIMARY KEY (id),
  constraint events_partition_key_sequence_key UNIQUE (partition_key, sequence),
  constraint events_attempts_check CHECK ((attempts >= 0)),
  constraint events_check CHECK (((status = 'retrying'::text) = (next_attempt_at IS NOT NULL))),
  constraint events_check1 CHECK (((status = 'processed'::text) = (processed_at IS NOT NULL))),
  constraint events_check2 CHECK (((status <> 'dead'::text) OR (error_code IS NOT NULL))),
  constraint events_forgiven_attempts_check CHECK ((forgiven_attempts >= 0)),
  constraint events_revision_check CHECK ((revision >= 1)),
  constraint events_schema_version_check CHECK ((schema_version >= 1)),
  constraint events_sequence_check CHECK ((sequence >= 1)),
  constraint events_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'retrying'::text, 'processed'::text, 'dead'::text, 'discarded'::text])))
) with (fillfactor=70);

create table integration.failure_causes (
  fingerprint text not null,
  event_type text not null,
  code text not null,
  message text not null,
  first_seen_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  failures bigint default 1 not null,
  closed_at timestamp with time zone,
  reopened integer default 0 not null,
  constraint failure_causes_pkey PRIMARY KEY (fingerprint),
  constraint failure_causes_failures_check CHECK ((failures >= 1)),
  constraint failure_causes_reopened_check CHECK ((reopened >= 0))
);

create table integration.logs (
  is_only boolean default true not null,
  identity uuid default gen_random_uuid() not null,
  retained_from xid8 default '0'::xid8 not null,
  constraint logs_pkey PRIMARY KEY (is_only),
  constraint logs_is_only_check CHECK (is_only)
);

create table integration.recovery_items (
  job_id uuid not null,
  place integer not null,
  event_id uuid not null,
  attempts_before integer,
  outcome text default 'waiting'::text not null,
  detail text,
  constraint recovery_items_pkey PRIMARY KEY (job_id, place),
  constraint recovery_items_job_id_event_id_key UNIQUE (job_id, event_id),
  constraint recovery_items_outcome_check CHECK ((outcome = ANY (ARRAY['waiting'::text, 'taken'::text, 'succeeded'::text, 'failed'::text, 'skipped'::text]))),
  constraint recovery_items_place_check CHECK ((place >= 1))
) with (fillfactor=80);

create table integration.recovery_jobs (
  id uuid default uuidv7() not null,
  kind text not null,
  state text default 'running'::text not null,
  actor text not null,
  reason text not null,
  idempotency_key text not null,
  fingerprint text not null,
  is_canary boolean not null,
  events_per_second integer,
  next_take_at timestamp with time zone,
  total integer not null,
  taken integer default 0 not null,
  succeeded integer default 0 not null,
  failed integer default 0 not null,
  skipped integer default 0 not null,
  created_at timestamp with time zone default clock_timestamp() not null,
  updated_at timestamp with time zone default clock_timestamp() not null,
  finished_at timestamp with time zone,
  constraint recovery_jobs_pkey PRIMARY KEY (id),
  constraint recovery_jobs_actor_idempotency_key_key UNIQUE (actor, idempotency_key),
  constraint recovery_jobs_check CHECK (((taken <= total) AND (((succeeded + failed) + skipped) <= taken))),
  constraint recovery_jobs_events_per_second_check CHECK (((events_per_second >= 1) AND (events_per_second <= 10000))),
  constraint recovery_jobs_idempotency_key_check CHECK (((idempotency_key <> ''::text) AND (length(idempotency_key) <= 200))),
  constraint recovery_jobs_kind_check CHECK ((kind = ANY (ARRAY['redeliver'::text, 'discard'::text, 'restore'::text, 'replay'::text]))),
  constraint recovery_jobs_reason_check CHECK ((reason <> ''::text)),
  constraint recovery_jobs_state_check CHECK ((state = ANY (ARRAY['running'::text, 'paused'::text, 'stopped'::text, 'halted'::text, 'finished'::text]))),
  constraint recovery_jobs_total_check CHECK ((total >= 0))
);

create table integration.streams (
  key uuid not null,
  applied integer default 0 not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  owner text not null,
  team_id uuid not null,
  constraint streams_pkey PRIMARY KEY (key),
  constraint streams_applied_check CHECK ((applied >= 0)),
  constraint streams_owner_check CHECK ((owner <> ''::text))
) with (fillfactor=80);

create table integration.sync_logs (
  id uuid default uuidv7() not null,
  event_id uuid not null,
  partition_key uuid not null,
  attempt integer not null,
  revision integer default 1 not null,
  outcome text not null,
  message text not null,
  error_code text,
  error_fingerprint text,
  worker text not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone not null,
  xid xid8 default pg_current_xact_id() not null,
  "position" bigint default nextval('integration.log_position'::regclass),
  constraint sync_logs_pkey PRIMARY KEY (id),
  constraint sync_logs_event_id_attempt_key UNIQUE (event_id, attempt),
  constraint sync_logs_attempt_check CHECK ((attempt >= 1)),
  constraint sync_logs_check CHECK (((outcome = ANY (ARRAY['processed'::text, 'replayed'::text])) = (error_code IS NULL))),
  constraint sync_logs_check1 CHECK ((finished_at >= started_at)),
  constraint sync_logs_outcome_check CHECK ((outcome = ANY (ARRAY['processed'::text, 'failed'::text, 'dead'::text, 'replayed'::text])))
);

create table integration.workers (
  name text not null,
  started_at timestamp with time zone default clock_timestamp() not null,
  last_seen_at timestamp with time zone default clock_timestamp() not null,
  constraint workers_pkey PRIMARY KEY (name)
);

create table operational.case_status_history (
  id uuid default uuidv7() not null,
  case_id uuid not null,
  version integer not null,
  from_status text,
  to_status text not null,
  changed_by text not null,
  reason text not null,
  changed_at timestamp with time zone not null,
  recorded_at timestamp with time zone default clock_timestamp() not null,
  event_id uuid not null,
  actor text not null,
  idempotency_key text,
  fingerprint text,
  xid xid8 default pg_current_xact_id() not null,
  "position" bigint default nextval('integration.log_position'::regclass),
  constraint case_status_history_pkey PRIMARY KEY (id),
  constraint case_status_history_case_id_version_key UNIQUE (case_id, version),
  constraint case_status_history_event_id_key UNIQUE (event_id),
  constraint case_status_history_check CHECK (((from_status IS NULL) = (version = 1))),
  constraint case_status_history_check1 CHECK (((from_status IS NOT NULL) OR (to_status = 'open'::text))),
  constraint case_status_history_check2 CHECK (((idempotency_key IS NULL) = (fingerprint IS NULL))),
  constraint case_status_history_idempotency_key_check CHECK (((idempotency_key <> ''::text) AND (length(idempotency_key) <= 200))),
  constraint case_status_history_to_status_check CHECK ((to_status = ANY (ARRAY['open'::text, 'in_progress'::text, 'completed'::text, 'rejected'::text]))),
  constraint case_status_history_version_check CHECK ((version >= 1))
);

create table operational.case_transitions (
  from_status text not null,
  to_status text not null,
  requires_reason boolean default true not null,
  constraint case_transitions_pkey PRIMARY KEY (from_status, to_status)
);

create table operational.operation_cases (
  id uuid default uuidv7() not null,
  reference text not null,
  request_id uuid not null,
  customer_id uuid not null,
  agreement_id uuid not null,
  request_type_id uuid not null,
  team_id uuid not null,
  priority text not null,
  requester_name text not null,
  requester_email text not null,
  description text not null,
  status text default 'open'::text not null,
  version integer default 1 not null,
  correlation_id uuid not null,
  opened_by_event_id uuid not null,
  opened_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  created_at timestamp with time zone default clock_timestamp() not null,
  updated_at timestamp with time zone default clock_timestamp() not null,
  constraint operation_cases_pkey PRIMARY KEY (id),
  constraint operation_cases_opened_by_event_id_key UNIQUE (opened_by_event_id),
  constraint operation_cases_reference_key UNIQUE (reference),
  constraint operation_cases_request_id_key UNIQUE (request_id),
  constraint operation_cases_priority_check CHECK ((priority = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text, 'critical'::text]))),
  constraint operation_cases_status_check CHECK ((status = ANY (ARRAY['open'::text, 'in_progress'::text, 'completed'::text, 'rejected'::text]))),
  constraint operation_cases_version_check CHECK ((version >= 1))
) with (fillfactor=80);

create table reference.agreements (
  id uuid default uuidv7() not null,
  code text not null,
  name text not null,
  customer_id uuid not null,
  is_active boolean default true not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint agreements_pkey PRIMARY KEY (id),
  constraint agreements_code_key UNIQUE (code),
  constraint agreements_id_customer_id_key UNIQUE (id, customer_id),
  constraint agreements_code_check CHECK (((code <> ''::text) AND (length(code) <= 100))),
  constraint agreements_name_check CHECK (((name <> ''::text) AND (length(name) <= 200)))
);

create table reference.customers (
  id uuid default uuidv7() not null,
  code text not null,
  name text not null,
  is_active boolean default true not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint customers_pkey PRIMARY KEY (id),
  constraint customers_code_key UNIQUE (code),
  constraint customers_code_check CHECK (((code <> ''::text) AND (length(code) <= 100))),
  constraint customers_name_check CHECK (((name <> ''::text) AND (length(name) <= 200)))
);

create table reference.document_types (
  id uuid default uuidv7() not null,
  code text not null,
  name text not null,
  is_active boolean default true not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint document_types_pkey PRIMARY KEY (id),
  constraint document_types_code_key UNIQUE (code),
  constraint document_types_code_check CHECK (((code <> ''::text) AND (length(code) <= 100))),
  constraint document_types_name_check CHECK (((name <> ''::text) AND (length(name) <= 200)))
);

create table reference.request_types (
  id uuid default uuidv7() not null,
  code text not null,
  name text not null,
  is_active boolean default true not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint request_types_pkey PRIMARY KEY (id),
  constraint request_types_code_key UNIQUE (code),
  constraint request_types_code_check CHECK (((code <> ''::text) AND (length(code) <= 100))),
  constraint request_types_name_check CHECK (((name <> ''::text) AND (length(name) <= 200)))
);

create table reference.teams (
  id uuid default uuidv7() not null,
  code text not null,
  name text not null,
  is_active boolean default true not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint teams_pkey PRIMARY KEY (id),
  constraint teams_code_key UNIQUE (code),
  constraint teams_code_check CHECK (((code <> ''::text) AND (length(code) <= 100))),
  constraint teams_name_check CHECK (((name <> ''::text) AND (length(name) <= 200)))
);

create table source_system.service_requests (
  id uuid default uuidv7() not null,
  reference text not null,
  submission_id uuid not null,
  customer_id uuid not null,
  agreement_id uuid not null,
  request_type_id uuid not null,
  team_id uuid not null,
  priority text not null,
  requester_name text not null,
  requester_email text not null,
  description text not null,
  external_reference text,
  status text default 'pending'::text not null,
  submitted_at timestamp with time zone not null,
  created_at timestamp with time zone default clock_timestamp() not null,
  updated_at timestamp with time zone default clock_timestamp() not null,
  constraint service_requests_pkey PRIMARY KEY (id),
  constraint service_requests_reference_key UNIQUE (reference),
  constraint service_requests_submission_id_key UNIQUE (submission_id),
  constraint service_requests_priority_check CHECK ((priority = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text, 'critical'::text]))),
  constraint service_requests_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'integrated'::text])))
) with (fillfactor=80);

-- Views

create view dashboard.counts as
 SELECT layer,
    status,
    (sum(delta))::bigint AS count
   FROM dashboard.count_deltas
  GROUP BY layer, status;

-- Comments on columns

comment on column audit.chains.seal is 'Over name, position and hash; null before the first record';
comment on column audit.records."position" is 'Place in the chain, from 1, without gap';
comment on column audit.records.before is 'json and not jsonb: what is sealed is the text, to the character';
comment on column audit.records.key is 'Name of the key that it is sealed with';
comment on column audit.records.previous is 'Hash of the record before; zeros in the first';
comment on column audit.records.hash is 'Seal over all other columns';
comment on column canonical.business_objects.applied_case_version is 'The case version that this state reflects: an older one never overwrites a newer';
comment on column canonical.lineage_records."position" is 'Place in the log; null: written before there were places';
comment on column document_repo.documents.idempotency_key is 'Of the uploader; taken when the bytes are stored, given back when the document is swept';
comment on column document_repo.documents.status_reason is 'Why it is quarantined, refused or swept';
comment on column document_repo.sweeps.reads_bytes is 'Whether every object was read and its hash compared, or only its size';
comment on column document_repo.sweeps.expired_documents is 'Those that stayed pending or unlinked';
comment on column document_repo.sweeps.removed_objects is 'Those that belong to no document';
comment on column identity.sessions.id_hash is 'SHA-256 of the random id in the cookie';
comment on column identity.sessions.last_seen_at is 'Of the last request, to the minute';
comment on column identity.sessions.ended_at is 'Signed out, or replaced by another sign-in; null when it runs or ran out';
comment on column intake.idempotency_keys.fingerprint is 'SHA-256 of the canonical input: the same key with another input is refused';
comment on column intake.submissions.payload is 'The input of the sender, every field as it came';
comment on column integration.activity."position" is 'Place in the log; null: written before there were places';
comment on column integration.events.sequence is 'Place in the stream: RequestCreated is 1, the n-th status change n + 1';
comment on column integration.events."time" is 'When it happened';
comment on column integration.events.recorded_time is 'When we learned of it';
comment on column integration.events."position" is 'Place in the log; null: written before there were places';
comment on column integration.failure_causes.message is 'That of the newest failure, as an example';
comment on column integration.logs.identity is 'What cursors are bound to';
comment on column integration.logs.retained_from is 'Rows of transactions before this one may be gone; a job that deletes raises it first';
comment on column integration.streams.owner is 'Subject of whoever submitted the request; never changes';
comment on column integration.streams.team_id is 'Team that works on it; never changes';
comment on column integration.sync_logs."position" is 'Place in the log; null: written before there were places';
comment on column operational.case_status_history.changed_at is 'When it happened; recorded_at: when we learned of it';
comment on column operational.case_status_history."position" is 'Place in the log; null: written before there were places';
comment on column operational.operation_cases.version is 'Number of history rows, and the sequence of the last event of the stream';

-- Foreign keys

alter table canonical.business_objects add constraint business_objects_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES reference.agreements(id);
alter table canonical.business_objects add constraint business_objects_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES reference.customers(id);
alter table canonical.business_objects add constraint business_objects_request_type_id_fkey FOREIGN KEY (request_type_id) REFERENCES reference.request_types(id);
alter table canonical.business_objects add constraint business_objects_team_id_fkey FOREIGN KEY (team_id) REFERENCES reference.teams(id);
alter table canonical.object_versions add constraint object_versions_mapping_version_operational_status_fkey FOREIGN KEY (mapping_version, operational_status) REFERENCES canonical.status_mappings(mapping_version, operational_status);
alter table canonical.object_versions add constraint object_versions_object_id_fkey FOREIGN KEY (object_id) REFERENCES canonical.business_objects(id);
alter table document_repo.documents add constraint documents_document_type_id_fkey FOREIGN KEY (document_type_id) REFERENCES reference.document_types(id);
alter table document_repo.sweep_problems add constraint sweep_problems_sweep_id_fkey FOREIGN KEY (sweep_id) REFERENCES document_repo.sweeps(id) ON DELETE CASCADE;
alter table intake.idempotency_keys add constraint idempotency_keys_submission_id_fkey FOREIGN KEY (submission_id) REFERENCES intake.submissions(id) DEFERRABLE INITIALLY DEFERRED;
alter table intake.submissions add constraint submissions_agreement_id_customer_id_fkey FOREIGN KEY (agreement_id, customer_id) REFERENCES reference.agreements(id, customer_id);
alter table intake.submissions add constraint submissions_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES reference.customers(id);
alter table intake.submissions add constraint submissions_request_type_id_fkey FOREIGN KEY (request_type_id) REFERENCES reference.request_types(id);
alter table intake.submissions add constraint submissions_team_id_fkey FOREIGN KEY (team_id) REFERENCES reference.teams(id);
alter table integration.event_revisions add constraint event_revisions_event_id_fkey FOREIGN KEY (event_id) REFERENCES integration.events(id);
alter table integration.events add constraint events_partition_key_fkey FOREIGN KEY (partition_key) REFERENCES integration.streams(key);
alter table integration.recovery_items add constraint recovery_items_event_id_fkey FOREIGN KEY (event_id) REFERENCES integration.events(id);
alter table integration.recovery_items add constraint recovery_items_job_id_fkey FOREIGN KEY (job_id) REFERENCES integration.recovery_jobs(id);
alter table integration.sync_logs add constraint sync_logs_event_id_fkey FOREIGN KEY (event_id) REFERENCES integration.events(id);
alter table operational.case_status_history add constraint case_status_history_case_id_fkey FOREIGN KEY (case_id) REFERENCES operational.operation_cases(id);
alter table operational.case_status_history add constraint case_status_history_from_status_to_status_fkey FOREIGN KEY (from_status, to_status) REFERENCES operational.case_transitions(from_status, to_status);
alter table operational.operation_cases add constraint operation_cases_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES reference.agreements(id);
alter table operational.operation_cases add constraint operation_cases_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES reference.customers(id);
alter table operational.operation_cases add constraint operation_cases_request_type_id_fkey FOREIGN KEY (request_type_id) REFERENCES reference.request_types(id);
alter table operational.operation_cases add constraint operation_cases_team_id_fkey FOREIGN KEY (team_id) REFERENCES reference.teams(id);
alter table reference.agreements add constraint agreements_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES reference.customers(id);
alter table source_system.service_requests add constraint service_requests_agreement_id_customer_id_fkey FOREIGN KEY (agreement_id, customer_id) REFERENCES reference.agreements(id, customer_id);
alter table source_system.service_requests add constraint service_requests_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES reference.customers(id);
alter table source_system.service_requests add constraint service_requests_request_type_id_fkey FOREIGN KEY (request_type_id) REFERENCES reference.request_types(id);
alter table source_system.service_requests add constraint service_requests_team_id_fkey FOREIGN KEY (team_id) REFERENCES reference.teams(id);

-- Indexes

CREATE INDEX records_of_actor ON audit.records USING btree (actor, id);
CREATE INDEX records_of_object ON audit.records USING btree (object_id, id) WHERE (object_id IS NOT NULL);
CREATE INDEX business_objects_by_status ON canonical.business_objects USING btree (status, id);
CREATE INDEX business_objects_of_customer ON canonical.business_objects USING btree (customer_id, id);
CREATE INDEX lineage_records_by_xid ON canonical.lineage_records USING btree (xid, "position") WHERE ("position" IS NOT NULL);
CREATE INDEX lineage_records_of_request ON canonical.lineage_records USING btree (request_id, id);
CREATE INDEX lineage_records_to ON canonical.lineage_records USING btree (to_id);
CREATE INDEX count_deltas_by_status ON dashboard.count_deltas USING btree (layer, status);
CREATE INDEX documents_kept ON document_repo.documents USING btree (storage_key) WHERE (status = ANY (ARRAY['quarantined'::text, 'stored'::text, 'linked'::text]));
CREATE UNIQUE INDEX documents_of_key ON document_repo.documents USING btree (uploaded_by, idempotency_key) WHERE (idempotency_key IS NOT NULL);
CREATE INDEX documents_of_request ON document_repo.documents USING btree (request_id) WHERE (request_id IS NOT NULL);
CREATE INDEX documents_of_submission ON document_repo.documents USING btree (submission_id) WHERE (submission_id IS NOT NULL);
CREATE INDEX documents_unlinked ON document_repo.documents USING btree (updated_at) WHERE (status = ANY (ARRAY['pending'::text, 'quarantined'::text, 'stored'::text]));
CREATE INDEX sessions_by_expiry ON identity.sessions USING btree (expires_at);
CREATE INDEX idempotency_keys_by_key ON intake.idempotency_keys USING btree (key);
CREATE INDEX submissions_by_external_reference ON intake.submissions USING btree (external_reference) WHERE (external_reference IS NOT NULL);
CREATE INDEX submissions_by_time ON intake.submissions USING btree (submitted_at, id);
CREATE INDEX submissions_of_customer ON intake.submissions USING btree (customer_id, id);
CREATE INDEX activity_by_xid ON integration.activity USING btree (xid, "position") WHERE ("position" IS NOT NULL);
CREATE INDEX activity_of_stream ON integration.activity USING btree (partition_key, id);
CREATE INDEX events_by_xid ON integration.events USING btree (xid, "position") WHERE ("position" IS NOT NULL);
CREATE INDEX events_dead ON integration.events USING btree (error_fingerprint, id) WHERE (status = 'dead'::text);
CREATE INDEX events_of_cause ON integration.events USING btree (error_fingerprint) WHERE ((error_fingerprint IS NOT NULL) AND (status = ANY (ARRAY['retrying'::text, 'dead'::text])));
CREATE INDEX events_of_status ON integration.events USING btree (status, id) WHERE (status <> 'processed'::text);
CREATE INDEX events_of_type ON integration.events USING btree (type, id);
CREATE INDEX events_pending ON integration.events USING btree (recorded_time) WHERE (status = 'pending'::text);
CREATE INDEX events_retrying ON integration.events USING btree (next_attempt_at) WHERE (status = 'retrying'::text);
CREATE INDEX failure_causes_open ON integration.failure_causes USING btree (last_seen_at) WHERE (closed_at IS NULL);
CREATE INDEX recovery_items_open ON integration.recovery_items USING btree (job_id, place) WHERE (outcome = ANY (ARRAY['waiting'::text, 'taken'::text]));
CREATE INDEX recovery_jobs_at_work ON integration.recovery_jobs USING btree (id) WHERE (state = 'running'::text);
CREATE INDEX streams_of_owner ON integration.streams USING btree (owner, key);
CREATE INDEX streams_of_team ON integration.streams USING btree (team_id, key);
CREATE INDEX sync_logs_by_xid ON integration.sync_logs USING btree (xid, "position") WHERE ("position" IS NOT NULL);
CREATE INDEX sync_logs_of_stream ON integration.sync_logs USING btree (partition_key, id);
CREATE INDEX case_status_history_by_xid ON operational.case_status_history USING btree (xid, "position") WHERE ("position" IS NOT NULL);
CREATE UNIQUE INDEX case_status_history_idempotency ON operational.case_status_history USING btree (actor, idempotency_key) WHERE (idempotency_key IS NOT NULL);
CREATE INDEX operation_cases_by_change ON operational.operation_cases USING btree (changed_at, id);
CREATE INDEX operation_cases_by_status ON operational.operation_cases USING btree (status, id);
CREATE INDEX operation_cases_of_customer ON operational.operation_cases USING btree (customer_id, id);
CREATE INDEX operation_cases_of_team ON operational.operation_cases USING btree (team_id, status, id);
CREATE INDEX agreements_of_customer ON reference.agreements USING btree (customer_id, id);
CREATE INDEX service_requests_by_external_reference ON source_system.service_requests USING btree (external_reference) WHERE (external_reference IS NOT NULL);
CREATE INDEX service_requests_by_priority ON source_system.service_requests USING btree (priority, id);
CREATE INDEX service_requests_by_time ON source_system.service_requests USING btree (submitted_at, id);
CREATE INDEX service_requests_of_customer ON source_system.service_requests USING btree (customer_id, id);
CREATE INDEX service_requests_of_team ON source_system.service_requests USING btree (team_id, id);
CREATE INDEX service_requests_of_type ON source_system.service_requests USING btree (request_type_id, id);
CREATE INDEX service_requests_pending ON source_system.service_requests USING btree (id) WHERE (status = 'pending'::text);

-- Triggers

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON audit.records FOR EACH ROW EXECUTE FUNCTION integration.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON audit.records FOR EACH STATEMENT EXECUTE FUNCTION integration.refuse_change();
CREATE TRIGGER count_inserted AFTER INSERT ON canonical.business_objects REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION dashboard.count_inserted('business_object');
CREATE TRIGGER count_updated AFTER UPDATE ON canonical.business_objects REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION dashboard.count_updated('business_object');
CREATE TRIGGER announce_rows BEFORE INSERT ON canonical.lineage_records FOR EACH STATEMENT EXECUTE FUNCTION integration.announce_rows();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON canonical.lineage_records FOR EACH ROW EXECUTE FUNCTION integration.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON canonical.object_versions FOR EACH ROW EXECUTE FUNCTION integration.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON canonical.status_mappings FOR EACH ROW EXECUTE FUNCTION integration.refuse_change();
CREATE TRIGGER count_inserted AFTER INSERT ON document_repo.documents REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION dashboard.count_inserted('document');
CREATE TRIGGER count_updated AFTER UPDATE ON document_repo.documents REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION dashboard.count_updated('document');
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON intake.submissions FOR EACH ROW EXECUTE FUNCTION integration.refuse_change();
CREATE TRIGGER count_inserted AFTER INSERT ON intake.submissions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION dashboard.count_submissions();
CREATE TRIGGER announce_rows BEFORE INSERT ON integration.activity FOR EACH STATEMENT EXECUTE FUNCTION integration.announce_rows();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON integration.activity FOR EACH ROW EXECUTE FUNCTION integration.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON integration.event_revisions FOR EACH ROW EXECUTE FUNCTION integration.refuse_change();
CREATE TRIGGER announce_rows BEFORE INSERT ON integration.events FOR EACH STATEMENT EXECUTE FUNCTION integration.announce_rows();
CREATE TRIGGER count_inserted AFTER INSERT ON integration.events REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION dashboard.count_inserted('event');
CREATE TRIGGER count_updated AFTER UPDATE ON integration.events REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION dashboard.count_updated('event');
CREATE TRIGGER announce_rows BEFORE INSERT ON integration.sync_logs FOR EACH STATEMENT EXECUTE FUNCTION integration.announce_rows();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON integration.sync_logs FOR EACH ROW EXECUTE FUNCTION integration.refuse_change();
CREATE TRIGGER announce_rows BEFORE INSERT ON operational.case_status_history FOR EACH STATEMENT EXECUTE FUNCTION integration.announce_rows();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON operational.case_status_history FOR EACH ROW EXECUTE FUNCTION integration.refuse_change();
CREATE TRIGGER count_inserted AFTER INSERT ON operational.operation_cases REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION dashboard.count_inserted('operation_case');
CREATE TRIGGER count_updated AFTER UPDATE ON operational.operation_cases REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION dashboard.count_updated('operation_case');
CREATE TRIGGER count_inserted AFTER INSERT ON source_system.service_requests REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION dashboard.count_inserted('service_request');
CREATE TRIGGER count_updated AFTER UPDATE ON source_system.service_requests REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION dashboard.count_updated('service_request');

-- Rights on what is made later

alter default privileges revoke execute on functions from public;

-- Rights, of the roles that lib/database-roles.ts lists

revoke all on function dashboard.count_inserted() from public;
revoke all on function dashboard.count_submissions() from public;
revoke all on function dashboard.count_updated() from public;
revoke all on function dashboard.fold_counts() from public;
revoke all on function document_repo.claim_documents(text[],uuid[]) from public;
revoke all on function document_repo.link_documents(text[],uuid[],uuid[],uuid[]) from public;
revoke all on function integration.announce_rows() from public;
revoke all on function integration.refuse_change() from public;
revoke all on function integration.skip_lost_positions() from public;
revoke all on function source_system.next_reference(timestamp with time zone) from public;
grant delete, insert, select, update (documents, error, expired_documents, finished_at, objects, problems, removed_objects) on table document_repo.sweeps to lab_documents;
grant delete, insert, select, update (ended_at, last_seen_at) on table identity.sessions to lab_gateway;
grant delete, insert, select, update (last_seen_at) on table integration.workers to lab_worker;
grant execute on function dashboard.fold_counts() to lab_worker;
grant execute on function document_repo.claim_documents(text[],uuid[]) to lab_intake;
grant execute on function document_repo.link_documents(text[],uuid[],uuid[],uuid[]) to lab_intake;
grant execute on function source_system.next_reference(timestamp with time zone) to lab_intake;
grant insert on table integration.activity to lab_intake;
grant insert on table integration.activity to lab_operational;
grant insert on table integration.activity to lab_worker;
grant insert on table integration.events to lab_operational;
grant insert on table integration.sync_logs to lab_worker;
grant insert on table operational.case_status_history to lab_worker;
grant insert, select (partition_key, status) on table integration.events to lab_intake;
grant insert, select on table audit.records to lab_canonical;
grant insert, select on table audit.records to lab_documents;
grant insert, select on table audit.records to lab_gateway;
grant insert, select on table audit.records to lab_intake;
grant insert, select on table audit.records to lab_operational;
grant insert, select on table audit.records to lab_reference;
grant insert, select on table audit.records to lab_worker;
grant insert, select on table canonical.lineage_records to lab_worker;
grant insert, select on table canonical.object_versions to lab_worker;
grant insert, select on table dashboard.count_deltas to lab_canonical;
grant insert, select on table dashboard.count_deltas to lab_worker;
grant insert, select on table document_repo.sweep_problems to lab_documents;
grant insert, select on table intake.idempotency_keys to lab_intake;
grant insert, select on table intake.submissions to lab_intake;
grant insert, select on table integration.activity to lab_canonical;
grant insert, select on table integration.event_revisions to lab_canonical;
grant insert, select on table integration.recovery_items to lab_canonical;
grant insert, select on table integration.streams to lab_intake;
grant insert, select on table operational.case_status_history to lab_operational;
grant insert, select on table operational.operation_cases to lab_worker;
grant insert, select on table source_system.service_requests to lab_intake;
grant insert, select, update (applied_case_version, effective_at, status, updated_at, version) on table canonical.business_objects to lab_worker;
grant insert, select, update (attempts, error_code, error_fingerprint, error_message, forgiven_attempts, next_attempt_at, processed_at, status) on table integration.events to lab_worker;
grant insert, select, update (closed_at, failures, last_seen_at, message, reopened) on table integration.failure_causes to lab_worker;
grant insert, select, update (finished_at, is_canary, state, total, updated_at) on table integration.recovery_jobs to lab_canonical;
grant insert, select, update (forgiven_attempts, payload, revision, status) on table integration.events to lab_canonical;
grant insert, select, update (idempotency_key, image_height, image_width, sha256, size_bytes, status, status_reason, updated_at) on table document_repo.documents to lab_documents;
grant insert, select, update (is_active, name, updated_at) on table reference.agreements to lab_reference;
grant insert, select, update (is_active, name, updated_at) on table reference.customers to lab_reference;
grant insert, select, update (is_active, name, updated_at) on table reference.document_types to lab_reference;
grant insert, select, update (is_active, name, updated_at) on table reference.request_types to lab_reference;
grant insert, select, update (is_active, name, updated_at) on table reference.teams to lab_reference;
grant select (case_id, event_id, from_status, id, to_status, version) on table operational.case_status_history to lab_canonical;
grant select (id) on table intake.submissions to lab_canonical;
grant select (id) on table intake.submissions to lab_worker;
grant select (id) on table reference.agreements to lab_worker;
grant select (id) on table reference.customers to lab_worker;
grant select (id) on table reference.request_types to lab_worker;
grant select (id) on table reference.teams to lab_worker;
grant select (id, reference, request_id, status, version) on table operational.operation_cases to lab_canonical;
grant select (id, status), update (status, updated_at) on table source_system.service_requests to lab_worker;
grant select (id, status, submission_id) on table source_system.service_requests to lab_canonical;
grant select (status) on table document_repo.documents to lab_canonical;
grant select (status) on table document_repo.documents to lab_worker;
grant select (submission_id) on table intake.idempotency_keys to lab_canonical;
grant select on table canonical.business_objects to lab_canonical;
grant select on table canonical.lineage_records to lab_canonical;
grant select on table canonical.object_versions to lab_canonical;
grant select on table canonical.status_mappings to lab_canonical;
grant select on table canonical.status_mappings to lab_worker;
grant select on table dashboard.count_deltas to lab_intake;
grant select on table dashboard.counts to lab_canonical;
grant select on table document_repo.repository to lab_documents;
grant select on table integration.failure_causes to lab_canonical;
grant select on table integration.logs to lab_canonical;
grant select on table integration.logs to lab_operational;
grant select on table integration.streams to lab_documents;
grant select on table integration.streams to lab_operational;
grant select on table integration.streams to lab_reference;
grant select on table integration.sync_logs to lab_canonical;
grant select on table integration.workers to lab_canonical;
grant select on table operational.case_transitions to lab_operational;
grant select on table reference.agreements to lab_intake;
grant select on table reference.customers to lab_intake;
grant select on table reference.document_types to lab_documents;
grant select on table reference.request_types to lab_intake;
grant select on table reference.teams to lab_canonical;
grant select on table reference.teams to lab_documents;
grant select on table reference.teams to lab_intake;
grant select on table reference.teams to lab_operational;
grant select, update ("position", hash, seal) on table audit.chains to lab_canonical;
grant select, update ("position", hash, seal) on table audit.chains to lab_documents;
grant select, update ("position", hash, seal) on table audit.chains to lab_gateway;
grant select, update ("position", hash, seal) on table audit.chains to lab_intake;
grant select, update ("position", hash, seal) on table audit.chains to lab_operational;
grant select, update ("position", hash, seal) on table audit.chains to lab_reference;
grant select, update ("position", hash, seal) on table audit.chains to lab_worker;
grant select, update (applied, updated_at) on table integration.streams to lab_worker;
grant select, update (attempts_before, detail, outcome) on table integration.recovery_items to lab_worker;
grant select, update (changed_at, status, updated_at, version) on table operational.operation_cases to lab_operational;
grant select, update (failed, finished_at, next_take_at, skipped, state, succeeded, taken, updated_at) on table integration.recovery_jobs to lab_worker;
grant select, update (updated_at) on table integration.streams to lab_canonical;
grant select, usage on sequence integration.log_position to lab_canonical;
grant select, usage on sequence integration.log_position to lab_operational;
grant usage on schema audit to lab_canonical;
grant usage on schema audit to lab_documents;
grant usage on schema audit to lab_gateway;
grant usage on schema audit to lab_intake;
grant usage on schema audit to lab_operational;
grant usage on schema audit to lab_reference;
grant usage on schema audit to lab_worker;
grant usage on schema canonical to lab_canonical;
grant usage on schema canonical to lab_worker;
grant usage on schema dashboard to lab_canonical;
grant usage on schema dashboard to lab_intake;
grant usage on schema dashboard to lab_worker;
grant usage on schema document_repo to lab_canonical;
grant usage on schema document_repo to lab_documents;
grant usage on schema document_repo to lab_intake;
grant usage on schema document_repo to lab_worker;
grant usage on schema identity to lab_gateway;
grant usage on schema intake to lab_canonical;
grant usage on schema intake to lab_intake;
grant usage on schema intake to lab_worker;
grant usage on schema integration to lab_canonical;
grant usage on schema integration to lab_documents;
grant usage on schema integration to lab_intake;
grant usage on schema integration to lab_operational;
grant usage on schema integration to lab_reference;
grant usage on schema integration to lab_worker;
grant usage on schema operational to lab_canonical;
grant usage on schema operational to lab_operational;
grant usage on schema operational to lab_worker;
grant usage on schema reference to lab_canonical;
grant usage on schema reference to lab_documents;
grant usage on schema reference to lab_intake;
grant usage on schema reference to lab_operational;
grant usage on schema reference to lab_reference;
grant usage on schema reference to lab_worker;
grant usage on schema source_system to lab_canonical;
grant usage on schema source_system to lab_intake;
grant usage on schema source_system to lab_worker;
grant usage on sequence integration.log_position to lab_intake;
grant usage on sequence integration.log_position to lab_worker;
grant usage on sequence source_system.request_number to lab_intake;
