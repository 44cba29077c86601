-- Metadata here, bytes in the object store (claim check).
create schema document_repo;
comment on schema document_repo is 'Metadata of documents; their bytes are in the object store';

create table document_repo.documents (
  id uuid primary key default uuidv7(),
  submission_id uuid,
  request_id uuid,
  file_name text not null check (file_name <> '' and length(file_name) <= 255),
  document_type_id uuid not null references reference.document_types (id),
  content_type text not null,
  storage_key text not null unique,
  size_bytes bigint check (size_bytes > 0),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  status text not null default 'pending' check (status in ('pending', 'stored', 'linked', 'refused', 'swept')),
  uploaded_by text not null,
  uploaded_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  check (status not in ('stored', 'linked') or (size_bytes is not null and sha256 is not null)),
  check ((status = 'linked') = (submission_id is not null and request_id is not null))
);
create index documents_of_submission on document_repo.documents (submission_id) where submission_id is not null;
create index documents_of_request on document_repo.documents (request_id) where request_id is not null;
create index documents_unlinked on document_repo.documents (status, uploaded_at) where status in ('pending', 'stored');
