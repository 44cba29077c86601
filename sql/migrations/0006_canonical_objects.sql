-- The enterprise-wide meaning of it all, and how it came to be.
create schema canonical;
comment on schema canonical is 'Business objects, their versions, the mapping that made them, and lineage';

-- The mapping as data: a version is never edited, a new one is added.
create table canonical.status_mappings (
  mapping_version integer not null,
  operational_status text not null,
  canonical_status text not null check (canonical_status in ('active', 'in_progress', 'completed', 'rejected')),
  primary key (mapping_version, operational_status)
);
insert into canonical.status_mappings (mapping_version, operational_status, canonical_status) values
  (1, 'open', 'active'), (1, 'in_progress', 'in_progress'), (1, 'completed', 'completed'), (1, 'rejected', 'rejected');
create trigger append_only before update or delete on canonical.status_mappings for each row execute function integration.refuse_change();

create table canonical.business_objects (
  id uuid primary key default uuidv7(),
  business_key text not null unique,
  object_type text not null default 'service_request',
  request_id uuid not null,
  case_id uuid not null,
  customer_id uuid not null references reference.customers (id),
  agreement_id uuid not null references reference.agreements (id),
  request_type_id uuid not null references reference.request_types (id),
  team_id uuid not null references reference.teams (id),
  priority text not null check (priority in ('low', 'medium', 'high', 'critical')),
  status text not null check (status in ('active', 'in_progress', 'completed', 'rejected')),
  version integer not null default 1 check (version >= 1),
  applied_case_version integer not null check (applied_case_version >= 1),
  correlation_id uuid not null,
  effective_at timestamptz not null,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  unique (object_type, request_id),
  unique (object_type, case_id)
) with (fillfactor = 80);
comment on column canonical.business_objects.applied_case_version is 'The case version that this state reflects: an older one never overwrites a newer';
create index business_objects_by_status on canonical.business_objects (status, id);
create index business_objects_of_customer on canonical.business_objects (customer_id, id);

create table canonical.object_versions (
  object_id uuid not null references canonical.business_objects (id),
  version integer not null check (version >= 1),
  status text not null,
  state jsonb not null,
  event_id uuid not null unique,
  mapping_version integer not null,
  operational_status text not null,
  case_version integer not null,
  actor text not null,
  time timestamptz not null,
  recorded_time timestamptz not null default clock_timestamp(),
  xid xid8 not null default pg_current_xact_id(),
  primary key (object_id, version),
  unique (object_id, case_version),
  foreign key (mapping_version, operational_status) references canonical.status_mappings (mapping_version, operational_status)
);
create trigger append_only before update or delete on canonical.object_versions for each row execute function integration.refuse_change();

create table canonical.lineage_records (
  id uuid primary key default uuidv7(),
  from_type text not null check (from_type in ('service_request', 'operation_case')),
  from_id uuid not null,
  to_type text not null check (to_type in ('operation_case', 'business_object')),
  to_id uuid not null,
  relation text not null check (relation in ('opened_as', 'represented_by')),
  request_id uuid not null,
  event_id uuid not null,
  correlation_id uuid not null,
  time timestamptz not null,
  recorded_time timestamptz not null default clock_timestamp(),
  xid xid8 not null default pg_current_xact_id(),
  unique (from_id, to_id, relation)
);
create index lineage_records_to on canonical.lineage_records (to_id);
create index lineage_records_of_request on canonical.lineage_records (request_id, id);
create trigger append_only before update or delete on canonical.lineage_records for each row execute function integration.refuse_change();
