-- The caseload wall: relations that end by the clock, looks from outside with a typed reason, requests, and what a client works with.
-- This file holds the tables that all of it shares; what is done with them stands in the files after it.

-- A relation may be that of a stand-in: it has an end from the start (CAS-15). Who made and who ended it comes along.
alter table room.relation
  add column ends_at timestamptz,
  add column stands_in_for uuid references room.account (id),
  add column made_by uuid references room.account (id),
  add column ended_by uuid references room.account (id),
  add constraint stand_in_ends check (stands_in_for is null or ends_at is not null);
create index relation_ends on room.relation (ends_at) where ended_at is null and ends_at is not null;

-- Why somebody looks outside the own caseload (CAS-5): a typed reason, sealed with the key of who typed it. It opens searching for a while.
create table room.motivation (
  id uuid primary key,
  account uuid not null references room.account (id),
  at timestamptz not null,
  ends_at timestamptz not null,
  sealed bytea not null
);
create index motivation_account on room.motivation (account, at desc);

-- A read-only look into a file outside the own caseload (CAS-13, CAS-14), for a while.
create table room.temporary_access (
  id uuid primary key,
  account uuid not null references room.account (id),
  client uuid not null references room.account (id),
  motivation uuid not null references room.motivation (id),
  began_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz
);
create unique index temporary_access_now on room.temporary_access (account, client) where ended_at is null;
create index temporary_access_ends on room.temporary_access (ends_at) where ended_at is null;
create index temporary_access_client on room.temporary_access (client, began_at desc);

-- Asking the client (TRF-10): nobody is related before the answer. One open request for each professional and client.
create table room.relate_request (
  id uuid primary key,
  client uuid not null references room.account (id),
  professional uuid not null references room.account (id),
  kind text not null check (kind in ('therapist', 'supervisor')),
  asked_by uuid not null references room.account (id),
  asked_at timestamptz not null,
  motivation uuid not null references room.motivation (id),
  -- A hand-over that is carried out with the acceptance (see room.hand_over); ids only.
  plan jsonb,
  ended_at timestamptz,
  ended_by uuid references room.account (id),
  outcome text check (outcome in ('accepted', 'rejected', 'cancelled', 'lapsed')),
  check ((ended_at is null) = (outcome is null))
);
create unique index relate_request_open on room.relate_request (client, professional) where ended_at is null;
create index relate_request_client on room.relate_request (client, asked_at desc);
create index relate_request_asker on room.relate_request (asked_by, asked_at desc);

-- What somebody works with (a worksheet now, other kinds later), as far as who may arrange it sees it: kind and dates. What is written
-- in it stands in tables of its own. States are moments: prepared, started, waiting for feedback, done, put away.
create table room.tool (
  id uuid primary key,
  owner uuid not null references room.account (id),
  kind text not null check (kind in ('worksheet')),
  -- Who reads what is sent and answers; null = without support (TRF-7).
  guided_by uuid references room.account (id),
  prepared_by uuid not null references room.account (id),
  prepared_at timestamptz not null,
  client_key uuid not null,
  started_at timestamptz,
  waits_since timestamptz,
  done_at timestamptz,
  archived_at timestamptz,
  changed_at timestamptz not null,
  unique (prepared_by, client_key)
);
create index tool_owner on room.tool (owner, changed_at desc);
create index tool_waiting on room.tool (guided_by, waits_since) where waits_since is not null;
create index tool_guided on room.tool (guided_by) where guided_by is not null;

alter table room.motivation enable row level security;
alter table room.temporary_access enable row level security;
alter table room.relate_request enable row level security;
alter table room.tool enable row level security;

-- The line of a look names its typed reason, and which fields were sought, never the words (decision "Application manager").
alter table room.audit add column motivation uuid, add column fields text[];
create index audit_motivation on room.audit (motivation) where motivation is not null;

-- The live channel tells of a file that changed or closed, and of tasks.
alter table room.event drop constraint event_what_check;
alter table room.event add constraint event_what_check check (what in ('conversation', 'me', 'signed out', 'file', 'tasks'));

-- Puts down what the live channel is to tell, and gives it back for this process: [[event, addressee], …]. For other functions only.
create function room.announce_to(addressees uuid[], at timestamptz, of_what text, about uuid) returns jsonb
  language sql volatile security definer set search_path = ''
as $$
  with told as (
    insert into room.event (at, addressee, what, subject)
    select announce_to.at, a, of_what, about from (select distinct a from unnest(addressees) as a where a is not null order by a) as to_whom
    returning id, addressee)
  select coalesce(jsonb_agg(jsonb_build_array(id, addressee)), '[]'::jsonb) from told
$$;

-- Whether a switch of the practice is on.
create function room.switched_on(wanted text) returns boolean
  language sql stable security definer set search_path = ''
as $$ select coalesce((select s.value = 'true'::jsonb from room.setting s where s.name = wanted), false) $$;

revoke execute on all functions in schema room from public;
grant execute on function room.switched_on(text) to :serving;
