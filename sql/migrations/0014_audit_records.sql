-- Who did what to what, and who was refused. Written in the transaction of the deed, never changed; that nobody changed it all the same is
-- proven by seals that are made with a key which the database never sees.
create schema audit;
comment on schema audit is 'Sensitive actions, accepted and refused, in sealed chains';

-- No foreign key to its chain: the row of the chain is locked by whoever writes.
create table audit.records (
  id uuid primary key,
  chain text not null check (chain <> ''),
  position bigint not null check (position >= 1),
  recorded_at timestamptz not null,
  actor text not null check (actor <> ''),
  roles text[] not null,
  action text not null check (action <> ''),
  object_type text,
  object_id text,
  reason text,
  before json,
  after json,
  outcome text not null check (outcome in ('accepted', 'refused', 'failed')),
  code text,
  correlation_id uuid,
  request_id text,
  key text not null,
  previous bytea not null check (octet_length(previous) = 32),
  hash bytea not null check (octet_length(hash) = 32),
  unique (chain, position),
  check ((outcome = 'accepted') = (code is null))
);
comment on column audit.records.position is 'Place in the chain, from 1, without gap';
comment on column audit.records.before is 'json and not jsonb: what is sealed is the text, to the character';
comment on column audit.records.key is 'Name of the key that it is sealed with';
comment on column audit.records.previous is 'Hash of the record before; zeros in the first';
comment on column audit.records.hash is 'Seal over all other columns';
create index records_of_object on audit.records (object_id, id) where object_id is not null;
create index records_of_actor on audit.records (actor, id);
create trigger append_only before update or delete on audit.records for each row execute function integration.refuse_change();
create trigger append_only_whole before truncate on audit.records for each statement execute function integration.refuse_change();

-- Where each chain ends. Not in the chain of records, because it changes with each of them.
create table audit.chains (
  name text primary key,
  position bigint not null default 0 check (position >= 0),
  hash bytea not null default decode(repeat('00', 32), 'hex') check (octet_length(hash) = 32),
  seal bytea
) with (fillfactor = 20);
comment on table audit.chains is 'One for each service, so that services do not wait for each other; whoever appends locks the row';
comment on column audit.chains.seal is 'Over name, position and hash; null before the first record';
insert into audit.chains (name) values ('reference'), ('intake'), ('operational'), ('canonical'), ('documents'), ('gateway'), ('worker');
