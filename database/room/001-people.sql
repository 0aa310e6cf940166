-- One practice's own database. No practice_id anywhere: the database is the practice.
-- Sealed columns (bytea) hold version, iv, tag and ciphertext; their keys live in the key database.
create schema room;
revoke all on schema room from public;
grant usage on schema room to :serving;

-- Who acts, and when, is said once per transaction by room.enter() (see 005). Parsed here and now, so that no search path can
-- change what it means, and so that it melts into the queries that ask it: a call for each row would be most of their cost.
create function room.me() returns uuid
  language sql stable
  return nullif(current_setting('alcove.account', true), '')::uuid;

create table room.setting (
  name text primary key,
  value jsonb not null
);

create table room.account (
  id uuid primary key,
  kind text not null check (kind in ('client', 'professional', 'related person')),
  created_at timestamptz not null
);
-- Colleagues are few among many clients.
create index account_professional on room.account (id) where kind = 'professional';

-- Deactivated: cannot sign in, everything kept (ACC-15). Somebody did it, so it is a row of its own.
create table room.deactivation (
  account uuid primary key references room.account (id),
  at timestamptz not null,
  by_account uuid references room.account (id)
);

create table room.account_group (
  account uuid not null references room.account (id),
  name text not null check (name in ('therapist', 'supervisor', 'secretary', 'application manager',
                                     'data analyst', 'data officer', 'service employee')),
  given_at timestamptz not null,
  given_by uuid references room.account (id),
  primary key (account, name)
);

-- Sealed {first, infix, last}. The kind stands here too, so that a policy can judge a row by itself.
create table room.account_name (
  account uuid primary key references room.account (id),
  kind text not null,
  sealed bytea not null
);

-- The sign-in name. The token is a keyed hash of the address in lower case: unique, findable, unreadable.
create table room.account_address (
  account uuid primary key references room.account (id),
  sealed bytea not null,
  token bytea not null unique
);

-- Never granted to the serving role: only room.credentials() looks here.
create table room.account_password (
  account uuid primary key references room.account (id),
  hash text not null,
  changed_at timestamptz not null
);

create table room.account_setting (
  account uuid primary key references room.account (id),
  -- null: as the browser says; letters in the language of the practice.
  language text check (language in ('nl', 'en')),
  enter_sends boolean not null default false,
  theme text not null default 'device' check (theme in ('device', 'light', 'dark'))
);

-- Searching people without reading them: keyed hashes of normalised prefixes of each part of a name, of the whole address, ID and date.
create table room.search_token (
  field text not null check (field in ('name', 'address', 'id', 'birth date')),
  token bytea not null,
  account uuid not null references room.account (id),
  primary key (field, token, account)
);
create index search_token_account on room.search_token (account);

create table room.session (
  id uuid primary key,
  token_hash bytea not null unique,
  account uuid not null references room.account (id),
  began_at timestamptz not null,
  -- Renewed by what the person does, never by the live stream.
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz
);
create index session_account on room.session (account) where ended_at is null;

-- A sign of life of a visible tab; older than three minutes means nothing (CNV-7).
create table room.presence (
  account uuid primary key references room.account (id),
  seen_at timestamptz not null
);

-- The treatment relation (CAS-1). One that has not ended per pair and kind.
create table room.relation (
  id uuid primary key,
  client uuid not null references room.account (id),
  professional uuid not null references room.account (id),
  kind text not null check (kind in ('therapist', 'supervisor')),
  began_at timestamptz not null,
  ended_at timestamptz
);
create unique index relation_now on room.relation (professional, client, kind) where ended_at is null;
create index relation_client on room.relation (client) where ended_at is null;

-- Somebody close to a client (REL-21: always tied to that client); invited by the client or by a professional.
create table room.related_person (
  id uuid primary key,
  client uuid not null references room.account (id),
  person uuid not null references room.account (id),
  invited_by uuid not null references room.account (id),
  began_at timestamptz not null,
  ended_at timestamptz
);
create unique index related_person_now on room.related_person (person, client, invited_by) where ended_at is null;
create index related_person_client on room.related_person (client) where ended_at is null;
create index related_person_inviter on room.related_person (invited_by) where ended_at is null;
