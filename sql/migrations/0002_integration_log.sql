-- What happened, and what the worker did about it. The event row is the truth; a pg-boss job is only its bell.
create schema integration;
comment on schema integration is 'Events, delivery attempts and the story of every request';

create function integration.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '%.% is append-only: % refused', tg_table_schema, tg_table_name, tg_op using errcode = 'restrict_violation';
end
$$;
comment on function integration.refuse_change() is 'Trigger of every append-only table: history is added to, never rewritten';

-- One row per service request: how far its events have been applied. The worker locks this row, never an event.
create table integration.streams (
  key uuid primary key,
  applied integer not null default 0 check (applied >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
) with (fillfactor = 80);

create table integration.events (
  id uuid primary key default uuidv7(),
  aggregatetype text not null,
  aggregateid uuid not null,
  type text not null,
  schema_version integer not null default 1 check (schema_version >= 1),
  payload jsonb not null,
  partition_key uuid not null references integration.streams (key),
  sequence integer not null check (sequence >= 1),
  correlation_id uuid not null,
  causation_id uuid,
  traceparent text,
  actor text not null,
  time timestamptz not null,
  recorded_time timestamptz not null default clock_timestamp(),
  status text not null default 'pending' check (status in ('pending', 'retrying', 'processed', 'dead', 'discarded')),
  attempts integer not null default 0 check (attempts >= 0),
  next_attempt_at timestamptz,
  processed_at timestamptz,
  error_code text,
  error_message text,
  error_fingerprint text,
  revision integer not null default 1 check (revision >= 1),
  xid xid8 not null default pg_current_xact_id(),
  unique (partition_key, sequence),
  check ((status = 'retrying') = (next_attempt_at is not null)),
  check ((status = 'processed') = (processed_at is not null)),
  check (status <> 'dead' or error_code is not null)
) with (fillfactor = 70);
comment on column integration.events.time is 'When it happened';
comment on column integration.events.recorded_time is 'When we learned of it';
comment on column integration.events.sequence is 'Place in the stream: RequestCreated is 1, the n-th status change n + 1';
create index events_pending on integration.events (recorded_time) where status = 'pending';
create index events_retrying on integration.events (next_attempt_at) where status = 'retrying';
create index events_dead on integration.events (error_fingerprint, id) where status = 'dead';
create index events_of_type on integration.events (type, id);
create index events_of_status on integration.events (status, id) where status <> 'processed';

-- One row per delivery attempt, written in the same commit as the mark on the event.
create table integration.sync_logs (
  id uuid primary key default uuidv7(),
  event_id uuid not null references integration.events (id),
  partition_key uuid not null,
  attempt integer not null check (attempt >= 1),
  revision integer not null default 1,
  outcome text not null check (outcome in ('processed', 'failed', 'dead')),
  message text not null,
  error_code text,
  error_fingerprint text,
  worker text not null,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  unique (event_id, attempt),
  check ((outcome = 'processed') = (error_code is null)),
  check (finished_at >= started_at)
);
create index sync_logs_of_stream on integration.sync_logs (partition_key, id);
create trigger append_only before update or delete on integration.sync_logs for each row execute function integration.refuse_change();

-- The follow-able story: one row for each thing that happened to a request.
create table integration.activity (
  id uuid primary key default uuidv7(),
  partition_key uuid not null,
  kind text not null check (kind in ('received', 'recorded', 'opened', 'moved', 'mapped', 'linked', 'failed', 'dead', 'redelivered', 'discarded', 'resubmitted', 'replayed', 'reconciled')),
  subject_type text not null check (subject_type in ('submission', 'service_request', 'operation_case', 'business_object', 'lineage_record', 'event', 'document')),
  subject_id uuid not null,
  actor text not null,
  message text not null,
  correlation_id uuid not null,
  causation_id uuid,
  time timestamptz not null,
  recorded_time timestamptz not null default clock_timestamp(),
  xid xid8 not null default pg_current_xact_id()
);
create index activity_of_stream on integration.activity (partition_key, id);
create trigger append_only before update or delete on integration.activity for each row execute function integration.refuse_change();
