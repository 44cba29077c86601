-- The downstream work record that people move along.
create schema operational;
comment on schema operational is 'Operation cases, the rule of their transitions and their history';

-- The rule as data. A history row points at it, so an illegal step cannot be stored.
create table operational.case_transitions (
  from_status text not null,
  to_status text not null,
  requires_reason boolean not null default true,
  primary key (from_status, to_status)
);
insert into operational.case_transitions (from_status, to_status) values
  ('open', 'in_progress'), ('open', 'rejected'), ('in_progress', 'completed'), ('in_progress', 'rejected');

create table operational.operation_cases (
  id uuid primary key default uuidv7(),
  reference text not null unique,
  request_id uuid not null unique,
  customer_id uuid not null references reference.customers (id),
  agreement_id uuid not null references reference.agreements (id),
  request_type_id uuid not null references reference.request_types (id),
  team_id uuid not null references reference.teams (id),
  priority text not null check (priority in ('low', 'medium', 'high', 'critical')),
  requester_name text not null,
  requester_email text not null,
  description text not null,
  status text not null default 'open' check (status in ('open', 'in_progress', 'completed', 'rejected')),
  version integer not null default 1 check (version >= 1),
  correlation_id uuid not null,
  opened_by_event_id uuid not null unique,
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp()
) with (fillfactor = 80);
comment on column operational.operation_cases.version is 'Number of history rows, and the sequence of the last event of the stream';
create index operation_cases_by_status on operational.operation_cases (status, id);
create index operation_cases_of_team on operational.operation_cases (team_id, status, id);
create index operation_cases_of_customer on operational.operation_cases (customer_id, id);
create index operation_cases_by_change on operational.operation_cases (changed_at, id);

create table operational.case_status_history (
  id uuid primary key default uuidv7(),
  case_id uuid not null references operational.operation_cases (id),
  version integer not null check (version >= 1),
  from_status text,
  to_status text not null check (to_status in ('open', 'in_progress', 'completed', 'rejected')),
  changed_by text not null,
  reason text not null,
  changed_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  event_id uuid not null unique,
  actor text not null,
  idempotency_key text check (idempotency_key <> '' and length(idempotency_key) <= 200),
  fingerprint text,
  xid xid8 not null default pg_current_xact_id(),
  unique (case_id, version),
  foreign key (from_status, to_status) references operational.case_transitions (from_status, to_status),
  check ((from_status is null) = (version = 1)),
  check (from_status is not null or to_status = 'open'),
  check ((idempotency_key is null) = (fingerprint is null))
);
comment on column operational.case_status_history.changed_at is 'When it happened; recorded_at: when we learned of it';
create unique index case_status_history_idempotency on operational.case_status_history (actor, idempotency_key) where idempotency_key is not null;
create trigger append_only before update or delete on operational.case_status_history for each row execute function integration.refuse_change();
