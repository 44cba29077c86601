-- What people do about events that could not be applied, and what is needed to explain why something is where it is.

-- Every payload that an event ever had: the raw one stays when a person corrects it.
create table integration.event_revisions (
  event_id uuid not null references integration.events (id),
  revision integer not null check (revision >= 1),
  payload jsonb not null,
  actor text not null,
  reason text not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (event_id, revision)
);
create trigger append_only before update or delete on integration.event_revisions for each row execute function integration.refuse_change();

-- A person who sends an event again gives it all its attempts again.
alter table integration.events add column forgiven_attempts integer not null default 0 check (forgiven_attempts >= 0);

-- Failures of one cause. A cause is closed when no event suffers from it any more, and opened again when it returns.
create table integration.failure_causes (
  fingerprint text primary key,
  event_type text not null,
  code text not null,
  message text not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  failures bigint not null default 1 check (failures >= 1),
  closed_at timestamptz,
  reopened integer not null default 0 check (reopened >= 0)
);
comment on column integration.failure_causes.message is 'That of the newest failure, as an example';
create index failure_causes_open on integration.failure_causes (last_seen_at) where closed_at is null;
create index events_of_cause on integration.events (error_fingerprint) where error_fingerprint is not null and status in ('retrying', 'dead');

-- Who drains: a worker that does not report is noticed.
create table integration.workers (
  name text primary key,
  started_at timestamptz not null default clock_timestamp(),
  last_seen_at timestamptz not null default clock_timestamp()
);

-- A durable job over many events, begun by a person.
create table integration.recovery_jobs (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('redeliver', 'discard', 'restore', 'replay')),
  state text not null default 'running' check (state in ('running', 'paused', 'stopped', 'halted', 'finished')),
  actor text not null,
  reason text not null check (reason <> ''),
  idempotency_key text not null check (idempotency_key <> '' and length(idempotency_key) <= 200),
  fingerprint text not null,
  is_canary boolean not null,
  events_per_second integer check (events_per_second between 1 and 10000),
  next_take_at timestamptz,
  total integer not null check (total >= 0),
  taken integer not null default 0,
  succeeded integer not null default 0,
  failed integer not null default 0,
  skipped integer not null default 0,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  unique (actor, idempotency_key),
  check (taken <= total and succeeded + failed + skipped <= taken)
);
create index recovery_jobs_at_work on integration.recovery_jobs (id) where state = 'running';

create table integration.recovery_items (
  job_id uuid not null references integration.recovery_jobs (id),
  place integer not null check (place >= 1),
  event_id uuid not null references integration.events (id),
  attempts_before integer,
  outcome text not null default 'waiting' check (outcome in ('waiting', 'taken', 'succeeded', 'failed', 'skipped')),
  detail text,
  primary key (job_id, place),
  unique (job_id, event_id)
) with (fillfactor = 80);
create index recovery_items_open on integration.recovery_items (job_id, place) where outcome in ('waiting', 'taken');

-- A past event that was applied again is one more attempt; it never was a failure.
alter table integration.sync_logs drop constraint sync_logs_outcome_check;
alter table integration.sync_logs add constraint sync_logs_outcome_check check (outcome in ('processed', 'failed', 'dead', 'replayed'));
alter table integration.sync_logs drop constraint sync_logs_check;
alter table integration.sync_logs add constraint sync_logs_check check ((outcome in ('processed', 'replayed')) = (error_code is null));
alter table integration.activity drop constraint activity_kind_check;
alter table integration.activity add constraint activity_kind_check check (kind in ('received', 'recorded', 'opened', 'moved', 'mapped', 'linked',
  'failed', 'dead', 'redelivered', 'discarded', 'restored', 'resubmitted', 'replayed', 'reconciled'));

-- A replay with the mapping of today is another version of the object for the same event.
alter table canonical.object_versions drop constraint object_versions_event_id_key;
alter table canonical.object_versions drop constraint object_versions_object_id_case_version_key;
alter table canonical.object_versions add constraint object_versions_event_id_mapping_version_key unique (event_id, mapping_version);
alter table canonical.object_versions add constraint object_versions_object_id_case_version_mapping_version_key unique (object_id, case_version, mapping_version);
