-- Controlled values: the only ones a service request may use. Rows are never deleted, they are deactivated.
create schema reference;
comment on schema reference is 'Controlled values that the forms offer and every request must use';

create table reference.customers (
  id uuid primary key default uuidv7(),
  code text not null unique check (code <> '' and length(code) <= 100),
  name text not null check (name <> '' and length(name) <= 200),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table reference.agreements (
  id uuid primary key default uuidv7(),
  code text not null unique check (code <> '' and length(code) <= 100),
  name text not null check (name <> '' and length(name) <= 200),
  customer_id uuid not null references reference.customers (id),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- what a request points at, so that the agreement of another customer cannot even be stored
  unique (id, customer_id)
);
create index agreements_of_customer on reference.agreements (customer_id, id);

create table reference.request_types (
  id uuid primary key default uuidv7(),
  code text not null unique check (code <> '' and length(code) <= 100),
  name text not null check (name <> '' and length(name) <= 200),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table reference.teams (
  id uuid primary key default uuidv7(),
  code text not null unique check (code <> '' and length(code) <= 100),
  name text not null check (name <> '' and length(name) <= 200),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table reference.document_types (
  id uuid primary key default uuidv7(),
  code text not null unique check (code <> '' and length(code) <= 100),
  name text not null check (name <> '' and length(name) <= 200),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
