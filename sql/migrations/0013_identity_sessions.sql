-- Who is signed in, and who asks too often. Only the gateway reads and writes here.
create schema identity;
comment on schema identity is 'Sessions of people and counters of the gateway; nothing of it is business data';

create table identity.sessions (
  -- what the browser holds is not in the database: a copy of this table lets nobody in
  id_hash bytea primary key check (length(id_hash) = 32),
  subject text not null check (subject <> '' and length(subject) <= 200),
  name text not null check (name <> '' and length(name) <= 200),
  roles text[] not null,
  teams text[] not null,
  user_agent text not null default '' check (length(user_agent) <= 200),
  created_at timestamptz not null default clock_timestamp(),
  last_seen_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  check (expires_at > created_at)
);
comment on column identity.sessions.id_hash is 'SHA-256 of the random id in the cookie';
comment on column identity.sessions.last_seen_at is 'Of the last request, to the minute';
comment on column identity.sessions.ended_at is 'Signed out, or replaced by another sign-in; null when it runs or ran out';
create index sessions_by_expiry on identity.sessions (expires_at);

-- In the form that rate-limiter-flexible wants. What is lost in a crash is counted anew.
create unlogged table identity.rate_limits (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
comment on column identity.rate_limits.expire is 'Milliseconds since 1970; null: never';
create index rate_limits_by_expiry on identity.rate_limits (expire);
