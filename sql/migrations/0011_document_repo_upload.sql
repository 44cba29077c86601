-- How documents come in, find their submission, and are swept when they do not.

alter table document_repo.documents
  add column idempotency_key text check (idempotency_key <> '' and length(idempotency_key) <= 200),
  add column status_reason text check (status_reason <> ''),
  add column image_width integer check (image_width > 0),
  add column image_height integer check (image_height > 0);
comment on column document_repo.documents.idempotency_key is 'Of the uploader; taken when the bytes are stored, given back when the document is swept';
comment on column document_repo.documents.status_reason is 'Why it is quarantined, refused or swept';

alter table document_repo.documents drop constraint documents_status_check;
alter table document_repo.documents add constraint documents_status_check
  check (status in ('pending', 'quarantined', 'stored', 'linked', 'refused', 'swept'));
alter table document_repo.documents drop constraint documents_check;
alter table document_repo.documents add constraint documents_bytes_known
  check (status not in ('quarantined', 'stored', 'linked') or (size_bytes is not null and sha256 is not null));
alter table document_repo.documents rename constraint documents_check1 to documents_linked_whole;
alter table document_repo.documents add constraint documents_key_has_result
  check (idempotency_key is null or status in ('quarantined', 'stored', 'linked'));

create unique index documents_of_key on document_repo.documents (uploaded_by, idempotency_key) where idempotency_key is not null;
drop index document_repo.documents_unlinked;
create index documents_unlinked on document_repo.documents (updated_at) where status in ('pending', 'quarantined', 'stored');
-- what must be in the store: a sweep compares exactly these with the objects
create index documents_kept on document_repo.documents (storage_key) where status in ('quarantined', 'stored', 'linked');

-- Exactly one row. Objects are kept below this name, so that labs with one bucket never sweep each other's.
create table document_repo.repository (
  is_only boolean primary key default true check (is_only),
  identity uuid not null default gen_random_uuid()
);
comment on table document_repo.repository is 'A copy of the database has the same identity: give it a bucket of its own';
insert into document_repo.repository default values;

-- Each comparison of the two sides, and what it did about the difference.
create table document_repo.sweeps (
  id uuid primary key default uuidv7(),
  reads_bytes boolean not null,
  started_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  error text check (error <> ''),
  objects integer not null default 0,
  documents integer not null default 0,
  expired_documents integer not null default 0,
  removed_objects integer not null default 0,
  problems integer not null default 0,
  check (error is null or finished_at is not null)
);
comment on column document_repo.sweeps.reads_bytes is 'Whether every object was read and its hash compared, or only its size';
comment on column document_repo.sweeps.expired_documents is 'Those that stayed pending or unlinked';
comment on column document_repo.sweeps.removed_objects is 'Those that belong to no document';

-- What no sweep can mend.
create table document_repo.sweep_problems (
  sweep_id uuid not null references document_repo.sweeps (id) on delete cascade,
  storage_key text not null,
  kind text not null check (kind in ('missing', 'size', 'hash', 'stubborn')),
  detail text not null,
  primary key (sweep_id, storage_key)
);

-- All that intake may do with documents: say which ones it wants, and take them.

create function document_repo.claim_documents(actors text[], document_ids uuid[]) returns table (place integer, verdict text)
language plpgsql security definer set search_path = '' as $$
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
$$;
comment on function document_repo.claim_documents(text[], uuid[]) is
  'Locks documents until the transaction ends, and says of each whether its uploader may link it. One of somebody else is as missing as one that never was';

create function document_repo.link_documents(actors text[], document_ids uuid[], submission_ids uuid[], request_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
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
$$;
comment on function document_repo.link_documents(text[], uuid[], uuid[], uuid[]) is 'Gives claimed documents to their submissions: all of them or none';

revoke all on function document_repo.claim_documents(text[], uuid[]) from public;
revoke all on function document_repo.link_documents(text[], uuid[], uuid[], uuid[]) from public;
