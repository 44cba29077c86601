-- What somebody sent, as they sent it.
create schema intake;
comment on schema intake is 'Raw submissions, immutable, and the idempotency keys of their senders';

create table intake.submissions (
  id uuid primary key default uuidv7(),
  payload jsonb not null,
  customer_id uuid not null references reference.customers (id),
  agreement_id uuid not null,
  request_type_id uuid not null references reference.request_types (id),
  team_id uuid not null references reference.teams (id),
  priority text not null check (priority in ('low', 'medium', 'high', 'critical')),
  external_reference text,
  submitted_by text not null,
  submitted_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  xid xid8 not null default pg_current_xact_id(),
  foreign key (agreement_id, customer_id) references reference.agreements (id, customer_id)
);
comment on column intake.submissions.payload is 'The input of the sender, every field as it came';
create index submissions_of_customer on intake.submissions (customer_id, id);
create index submissions_by_external_reference on intake.submissions (external_reference) where external_reference is not null;
create index submissions_by_time on intake.submissions (submitted_at, id);
create trigger append_only before update or delete on intake.submissions for each row execute function integration.refuse_change();

create table intake.idempotency_keys (
  actor text not null,
  key text not null check (key <> '' and length(key) <= 200),
  fingerprint text not null,
  submission_id uuid not null unique references intake.submissions (id) deferrable initially deferred,
  created_at timestamptz not null default now(),
  primary key (actor, key)
);
comment on column intake.idempotency_keys.fingerprint is 'SHA-256 of the canonical input: the same key with another input is refused';
create index idempotency_keys_by_key on intake.idempotency_keys (key);
