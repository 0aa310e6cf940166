-- Wrapped keys and nothing else. Losing a row is losing what it sealed, for ever: that is the point.
create schema keys;

create table keys.practice_key (
  practice uuid primary key,
  wrapped bytea not null,
  created_at timestamptz not null default now()
);

-- owner: whose key it is (an account). scope: the conversation it seals, or the zero uuid for the person's own file.
-- Destroying a person deletes all rows of an owner; destroying a conversation all rows of a scope.
create table keys.person_key (
  practice uuid not null references keys.practice_key (practice),
  owner uuid not null,
  scope uuid not null,
  wrapped bytea not null,
  created_at timestamptz not null default now(),
  primary key (practice, owner, scope)
);
create index person_key_scope on keys.person_key (practice, scope);

revoke all on schema keys from public;
grant usage on schema keys to :serving;
grant select, insert on keys.practice_key to :serving;
grant select, insert, delete on keys.person_key to :serving;
