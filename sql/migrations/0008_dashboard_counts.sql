-- Read models that must stay cheap with millions of rows: counts per layer and status.
create schema dashboard;
comment on schema dashboard is 'Read models: counts that cost the same with ten rows and with ten million';

-- A counter row per status would be a lock that every transaction queues for. Each statement adds the difference it
-- made instead, in its own transaction, and the worker folds the differences together every now and then.
create table dashboard.count_deltas (
  layer text not null,
  status text not null,
  delta bigint not null
);
create index count_deltas_by_status on dashboard.count_deltas (layer, status);

create view dashboard.counts as
  select layer, status, sum(delta)::bigint as count from dashboard.count_deltas group by layer, status;

create function dashboard.count_inserted() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into dashboard.count_deltas (layer, status, delta)
  select tg_argv[0], status, count(*) from new_rows group by status;
  return null;
end
$$;

create function dashboard.count_updated() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into dashboard.count_deltas (layer, status, delta)
  select tg_argv[0], status, sum(n) from (
    select status, 1 as n from new_rows union all select status, -1 from old_rows
  ) changes group by status having sum(n) <> 0;
  return null;
end
$$;

create function dashboard.fold_counts() returns void language sql security definer set search_path = '' as $$
  with gone as (delete from dashboard.count_deltas returning layer, status, delta)
  insert into dashboard.count_deltas (layer, status, delta)
  select layer, status, sum(delta) from gone group by layer, status having sum(delta) <> 0
$$;
comment on function dashboard.fold_counts() is 'Replaces all differences by their sums; safe beside writers and beside itself';

create function dashboard.count_submissions() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into dashboard.count_deltas (layer, status, delta) select 'submission', 'received', count(*) from new_rows having count(*) > 0;
  return null;
end
$$;
create trigger count_inserted after insert on intake.submissions referencing new table as new_rows for each statement execute function dashboard.count_submissions();

create trigger count_inserted after insert on source_system.service_requests referencing new table as new_rows for each statement execute function dashboard.count_inserted('service_request');
create trigger count_updated after update on source_system.service_requests referencing new table as new_rows old table as old_rows for each statement execute function dashboard.count_updated('service_request');
create trigger count_inserted after insert on integration.events referencing new table as new_rows for each statement execute function dashboard.count_inserted('event');
create trigger count_updated after update on integration.events referencing new table as new_rows old table as old_rows for each statement execute function dashboard.count_updated('event');
create trigger count_inserted after insert on operational.operation_cases referencing new table as new_rows for each statement execute function dashboard.count_inserted('operation_case');
create trigger count_updated after update on operational.operation_cases referencing new table as new_rows old table as old_rows for each statement execute function dashboard.count_updated('operation_case');
create trigger count_inserted after insert on canonical.business_objects referencing new table as new_rows for each statement execute function dashboard.count_inserted('business_object');
create trigger count_updated after update on canonical.business_objects referencing new table as new_rows old table as old_rows for each statement execute function dashboard.count_updated('business_object');
create trigger count_inserted after insert on document_repo.documents referencing new table as new_rows for each statement execute function dashboard.count_inserted('document');
create trigger count_updated after update on document_repo.documents referencing new table as new_rows old table as old_rows for each statement execute function dashboard.count_updated('document');
