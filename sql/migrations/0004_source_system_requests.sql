-- Our internal record of a request, with a reference that people can say on the phone.
create schema source_system;
comment on schema source_system is 'The first system of record: one service request per submission';

create sequence source_system.request_number;
create function source_system.next_reference(recorded timestamptz) returns text language sql volatile as $$
  select 'REQ-' || to_char(recorded at time zone 'UTC', 'YYYY') || '-' || lpad(n::text, greatest(6, length(n::text)), '0')
  from nextval('source_system.request_number') n
$$;
comment on function source_system.next_reference(timestamptz) is 'REQ-2026-000123; gaps are possible, repetition is not';

create table source_system.service_requests (
  id uuid primary key default uuidv7(),
  reference text not null unique,
  submission_id uuid not null unique,
  customer_id uuid not null references reference.customers (id),
  agreement_id uuid not null,
  request_type_id uuid not null references reference.request_types (id),
  team_id uuid not null references reference.teams (id),
  priority text not null check (priority in ('low', 'medium', 'high', 'critical')),
  requester_name text not null,
  requester_email text not null,
  description text not null,
  external_reference text,
  status text not null default 'pending' check (status in ('pending', 'integrated')),
  submitted_at timestamptz not null,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  foreign key (agreement_id, customer_id) references reference.agreements (id, customer_id)
) with (fillfactor = 80);
create index service_requests_of_customer on source_system.service_requests (customer_id, id);
create index service_requests_of_team on source_system.service_requests (team_id, id);
create index service_requests_of_type on source_system.service_requests (request_type_id, id);
create index service_requests_by_priority on source_system.service_requests (priority, id);
create index service_requests_by_time on source_system.service_requests (submitted_at, id);
create index service_requests_pending on source_system.service_requests (id) where status = 'pending';
create index service_requests_by_external_reference on source_system.service_requests (external_reference) where external_reference is not null;
