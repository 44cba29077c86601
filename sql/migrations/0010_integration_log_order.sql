-- What lets followers read append-only tables without gap and without duplicate, and hear at once that there is something to read.
--
-- A row becomes visible when its transaction commits, and neither ids nor positions nor transaction numbers come in the order of commits.
-- So a reader goes from snapshot to snapshot: what the earlier one did not show and the later one shows is new, each row in exactly one such
-- window. Within a window rows go by position: whoever could see a row before he wrote his own has got a higher one.

-- One for all logs, so that a log may be drawn from several tables. Cached values would break the order; never give it a cache.
create sequence integration.log_position as bigint cache 1;
comment on sequence integration.log_position is 'Places of rows in all followed tables, drawn when a row is written';

-- No rewrite and no positions for what is there: nobody holds a cursor from before this migration, so nobody ever asks for it. The indexes
-- leave those rows out, which makes them quick to build on a big database.
alter table integration.events add column position bigint;
alter table integration.sync_logs add column position bigint;
alter table integration.activity add column position bigint;
alter table operational.case_status_history add column position bigint;
alter table canonical.lineage_records add column position bigint;
alter table integration.events alter column position set default nextval('integration.log_position');
alter table integration.sync_logs alter column position set default nextval('integration.log_position');
alter table integration.activity alter column position set default nextval('integration.log_position');
alter table operational.case_status_history alter column position set default nextval('integration.log_position');
alter table canonical.lineage_records alter column position set default nextval('integration.log_position');
comment on column integration.events.position is 'Place in the log; null: written before there were places';
comment on column integration.sync_logs.position is 'Place in the log; null: written before there were places';
comment on column integration.activity.position is 'Place in the log; null: written before there were places';
comment on column operational.case_status_history.position is 'Place in the log; null: written before there were places';
comment on column canonical.lineage_records.position is 'Place in the log; null: written before there were places';

-- By transaction: what is new since a snapshot is found at once, whoever holds a transaction open for however long.
create index events_by_xid on integration.events (xid, position) where position is not null;
create index sync_logs_by_xid on integration.sync_logs (xid, position) where position is not null;
create index activity_by_xid on integration.activity (xid, position) where position is not null;
create index case_status_history_by_xid on operational.case_status_history (xid, position) where position is not null;
create index lineage_records_by_xid on canonical.lineage_records (xid, position) where position is not null;

-- Exactly one row. Whoever restores an old state of this database gives it a new identity: cursors of the state that is lost lead nowhere.
create table integration.logs (
  is_only boolean primary key default true check (is_only),
  identity uuid not null default gen_random_uuid(),
  retained_from xid8 not null default '0'
);
comment on column integration.logs.identity is 'What cursors are bound to';
comment on column integration.logs.retained_from is 'Rows of transactions before this one may be gone; a job that deletes raises it first';
insert into integration.logs default values;

-- A crash takes back numbers that nobody got to keep: those of transactions that were rolled back after the last commit, and the positions
-- that they drew. Both are given out again, and a reader that had seen the transactions ended would pass over their rows. So positions go on
-- far beyond whatever was lost, which tells such a row by a position that is higher than the reader's snapshot knows. What is unlogged is as
-- new after a crash, and after nothing else.
create unlogged sequence integration.log_witness;
comment on sequence integration.log_witness is 'Never called: the server has crashed since a followed row was written';
create function integration.skip_lost_positions() returns void language plpgsql security definer set search_path = '' as $$
begin
  -- once: positions that somebody draws meanwhile must not be drawn again
  perform pg_advisory_xact_lock(hashtextextended('integration.log_witness', 0));
  if not (select is_called from integration.log_witness) then
    -- more than fit into the part of the log that can be lost
    perform setval('integration.log_position', nextval('integration.log_position') + 1000000);
    perform nextval('integration.log_witness');
  end if;
end
$$;
comment on function integration.skip_lost_positions() is 'After a crash: lets positions go on beyond those that were given out and lost';

-- "Look now", and nothing else: PostgreSQL folds equal notifications of a transaction into one. Per statement, also one that wrote no row
-- after all: to look in vain is cheaper than to count.
create function integration.announce_rows() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not (select is_called from integration.log_witness) then
    perform integration.skip_lost_positions();
  end if;
  perform pg_notify('lab_log', '');
  return null;
end
$$;
comment on function integration.announce_rows() is 'Trigger of every followed table: tells followers to look';
create trigger announce_rows before insert on integration.events for each statement execute function integration.announce_rows();
create trigger announce_rows before insert on integration.sync_logs for each statement execute function integration.announce_rows();
create trigger announce_rows before insert on integration.activity for each statement execute function integration.announce_rows();
create trigger announce_rows before insert on operational.case_status_history for each statement execute function integration.announce_rows();
create trigger announce_rows before insert on canonical.lineage_records for each statement execute function integration.announce_rows();
