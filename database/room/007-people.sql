-- What is kept of people besides their name, how accounts are made, and the letters with a link that works once.

-- Does the visiting account belong to this group?
create function room.i_am(wanted text) returns boolean
  language sql stable security definer set search_path = ''
as $$ select exists (select from room.account_group g where g.account = room.me() and g.name = wanted) $$;

-- Whose file I may open by a relation of mine: as therapist or as supervisor.
create function room.my_clients() returns setof uuid
  language sql stable security definer set search_path = ''
as $$ select r.client from room.relation r where r.professional = room.me() and r.ended_at is null $$;

-- Sealed JSON, by kind: what has to be known of somebody and is nobody else's business (gender, birth date, phone, IDs).
create table room.account_detail (
  account uuid primary key references room.account (id),
  kind text not null,
  sealed bytea not null,
  changed_at timestamptz not null
);

-- What somebody shows of themselves to those who know them. Sealed JSON: description, text during absence.
create table room.account_profile (
  account uuid primary key references room.account (id),
  kind text not null,
  sealed bytea,
  -- Away from and until these days, both included.
  away_from date,
  away_until date,
  -- Whether contacts see that this person is online.
  visible boolean not null default true,
  check (away_until is null or away_from is not null)
);

-- Re-encoded and sealed; its moment makes its address new.
create table room.account_picture (
  account uuid primary key references room.account (id),
  kind text not null,
  sealed bytea not null,
  at timestamptz not null
);

-- Sealed JSON list of words about somebody; never shown to clients (ACC-11), so apart from the details.
create table room.account_label (
  account uuid primary key references room.account (id),
  kind text not null,
  sealed bytea not null
);

-- The ID the practice itself gives (ACC-7, ACC-12), as a keyed hash: unique among clients and among professionals.
create table room.account_identifier (
  account uuid primary key references room.account (id),
  kind text not null,
  token bytea not null
);
create unique index account_identifier_once on room.account_identifier (kind, token);

-- A link from a letter. It is made when the letter is sent, so that nothing that opens a door waits in a database.
create table room.link (
  token_hash bytea primary key,
  account uuid not null references room.account (id),
  purpose text not null check (purpose in ('welcome', 'new password', 'unblock', 'confirm address')),
  made_at timestamptz not null,
  ends_at timestamptz not null,
  -- Used, or withdrawn because another was used or the address changed.
  ended_at timestamptz
);
create index link_account on room.link (account, purpose) where ended_at is null;

alter table room.account_detail enable row level security;
alter table room.account_profile enable row level security;
alter table room.account_picture enable row level security;
alter table room.account_label enable row level security;
alter table room.account_identifier enable row level security;
alter table room.link enable row level security;

grant select on room.account_detail, room.account_profile, room.account_picture, room.account_label to :serving;
create policy details on room.account_detail for select to :serving using (
  account = (select room.me())
  or (kind = 'client' and ((select room.i_am('secretary')) or account in (select room.my_clients())))
  or (kind = 'professional' and (select room.i_am('application manager'))));
create policy labels on room.account_label for select to :serving using (
  (kind = 'client' and ((select room.i_am('secretary')) or account in (select room.my_clients())))
  or (kind = 'professional' and (account = (select room.me()) or (select room.i_am('application manager')))));
create policy known on room.account_profile for select to :serving using (
  account = (select room.me()) or kind = any ((select room.known_kinds())::text[])
  or account = any ((select room.contacts_in_sight())::uuid[])
  or account in (select room.related_contacts()) or (kind = 'professional' and account in (select room.met_professionals())));
create policy known on room.account_picture for select to :serving using (
  account = (select room.me()) or kind = any ((select room.known_kinds())::text[])
  or account = any ((select room.contacts_in_sight())::uuid[]) or account in (select room.related_contacts()));

-- Whose file one may open has a name and an address there; of all clients a service employee sees just that.
-- Asked after `known`, which answers for most (of several policies the one whose name comes last is asked first).
create policy files on room.account for select to :serving using (
  kind = 'client' and ((select room.i_am('service employee')) or id in (select room.my_clients())));
create policy files on room.account_name for select to :serving using (
  kind = 'client' and ((select room.i_am('service employee')) or account in (select room.my_clients())));
create policy files on room.account_address for select to :serving using (
  exists (select from room.account a where a.id = account and (
    (a.kind = 'client' and ((select room.i_am('secretary')) or (select room.i_am('service employee')) or a.id in (select room.my_clients())))
    or (a.kind = 'professional' and (select room.i_am('application manager'))))));

-- One at a time counts the professionals and the application managers: what depends on the count holds it until the end.
create function room.hold_count() returns void
  language sql volatile security definer set search_path = ''
as $$ select pg_catalog.pg_advisory_xact_lock(7005) $$;

-- How many active professionals there may be (ORD-5), and how many there are.
create function room.professionals() returns table (most integer, active integer)
  language sql stable security definer set search_path = ''
as $$
  select coalesce((select (s.value #>> '{}')::integer from room.setting s where s.name = 'professionalLimit'), 5),
    (select count(*)::integer from room.account a
      where a.kind = 'professional' and not exists (select from room.deactivation d where d.account = a.id))
$$;

-- The rows of a new account. For the functions below, never for the serving role itself.
create function room.make_account(new_id uuid, of_kind text, at timestamptz, name bytea, address bytea, address_token bytea,
    detail bytea, identifier bytea, fields text[], tokens bytea[], in_language text) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  insert into room.account (id, kind, created_at) values (new_id, of_kind, at);
  insert into room.account_name (account, kind, sealed) values (new_id, of_kind, name);
  insert into room.account_address (account, sealed, token) values (new_id, address, address_token);
  insert into room.account_setting (account, language) values (new_id, in_language);
  if detail is not null then
    insert into room.account_detail (account, kind, sealed, changed_at) values (new_id, of_kind, detail, at);
  end if;
  if identifier is not null then
    insert into room.account_identifier (account, kind, token) values (new_id, of_kind, identifier);
  end if;
  insert into room.search_token (field, token, account)
    select field, token, new_id from unnest(fields, tokens) as t (field, token) on conflict do nothing;
end $$;

-- A letter about an account: of each kind at most one waits.
create function room.write_letter(of_account uuid, of_kind text, at timestamptz) returns void
  language sql volatile security definer set search_path = ''
as $$
  insert into room.outbox (id, account, kind, created_at, due_at) values (gen_random_uuid(), of_account, of_kind, at, at)
  on conflict (account, kind) where state = 'waiting' do nothing
$$;

-- A new client (ACC-6). The second wall stands inside: therapist or secretary; the therapist is related at once (ACC-10).
create function room.create_client(new_id uuid, at timestamptz, name bytea, address bytea, address_token bytea, detail bytea, label bytea,
    identifier bytea, fields text[], tokens bytea[], in_language text) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not (room.i_am('therapist') or room.i_am('secretary')) then
    raise exception 'makes no clients' using errcode = 'insufficient_privilege';
  end if;
  perform room.make_account(new_id, 'client', at, name, address, address_token, detail, identifier, fields, tokens, in_language);
  if label is not null then insert into room.account_label (account, kind, sealed) values (new_id, 'client', label); end if;
  if room.i_am('therapist') then
    insert into room.relation (id, client, professional, kind, began_at) values (gen_random_uuid(), new_id, room.me(), 'therapist', at);
  end if;
  perform room.write_letter(new_id, 'welcome', at);
end $$;

-- A new professional (ACC-12), by the application manager. Created inactive, or with a letter of welcome and within the limit (ORD-5).
create function room.create_professional(new_id uuid, at timestamptz, name bytea, address bytea, address_token bytea, detail bytea, label bytea,
    identifier bytea, fields text[], tokens bytea[], in_groups text[], is_active boolean) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not room.i_am('application manager') then
    raise exception 'makes no professionals' using errcode = 'insufficient_privilege';
  end if;
  perform room.hold_count();
  if is_active and (select p.active >= p.most from room.professionals() p) then
    raise exception 'too many professionals' using errcode = 'check_violation';
  end if;
  perform room.make_account(new_id, 'professional', at, name, address, address_token, detail, identifier, fields, tokens, null);
  if label is not null then insert into room.account_label (account, kind, sealed) values (new_id, 'professional', label); end if;
  insert into room.account_group (account, name, given_at, given_by) select new_id, g, at, room.me() from unnest(in_groups) as g;
  if is_active then perform room.write_letter(new_id, 'welcome', at);
  else insert into room.deactivation (account, at, by_account) values (new_id, at, room.me());
  end if;
end $$;

-- Deactivated: out everywhere, at once; links in letters end with it (ACC-15). The second wall: a client by the secretary or a related
-- therapist, a professional by the application manager; never the last active application manager.
create function room.deactivate(of_account uuid, at timestamptz) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  of_kind text := (select a.kind from room.account a where a.id = of_account);
begin
  perform room.hold_count();
  if not coalesce(case of_kind
      when 'client' then room.i_am('secretary') or exists (select from room.relation r
        where r.client = of_account and r.professional = room.me() and r.kind = 'therapist' and r.ended_at is null)
      when 'professional' then room.i_am('application manager') and exists (
        select from room.account_group g where g.name = 'application manager' and g.account <> of_account
          and not exists (select from room.deactivation d where d.account = g.account))
    end, false) then
    raise exception 'deactivates nobody' using errcode = 'insufficient_privilege';
  end if;
  insert into room.deactivation (account, at, by_account) values (of_account, at, room.me()) on conflict do nothing;
  update room.link l set ended_at = at where l.account = of_account and l.ended_at is null;
  return room.end_sessions(of_account, null, at);
end $$;

create function room.reactivate(of_account uuid) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  of_kind text := (select a.kind from room.account a where a.id = of_account);
begin
  perform room.hold_count();
  if not coalesce(case of_kind
      when 'client' then room.i_am('secretary') or exists (select from room.relation r
        where r.client = of_account and r.professional = room.me() and r.kind = 'therapist' and r.ended_at is null)
      when 'professional' then room.i_am('application manager') and (select p.active < p.most from room.professionals() p)
    end, false) then
    raise exception 'reactivates nobody' using errcode = 'insufficient_privilege';
  end if;
  delete from room.deactivation d where d.account = of_account;
end $$;

-- The link of a letter that is being sent. For the house itself.
create function room.link_for_letter(of_account uuid, of_purpose text, token bytea, at timestamptz, ends timestamptz) returns void
  language sql volatile security definer set search_path = ''
as $$
  insert into room.link (token_hash, account, purpose, made_at, ends_at)
  select token, of_account, of_purpose, at, ends where room.me() is null
$$;

revoke execute on all functions in schema room from public;
grant execute on function room.i_am(text), room.my_clients(), room.hold_count(), room.professionals(), room.write_letter(uuid, text, timestamptz),
  room.create_client(uuid, timestamptz, bytea, bytea, bytea, bytea, bytea, bytea, text[], bytea[], text),
  room.create_professional(uuid, timestamptz, bytea, bytea, bytea, bytea, bytea, bytea, text[], bytea[], text[], boolean),
  room.deactivate(uuid, timestamptz), room.reactivate(uuid), room.link_for_letter(uuid, text, bytea, timestamptz, timestamptz)
  to :serving;
