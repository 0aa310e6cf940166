-- Colleagues, and what the application manager does with their accounts.

-- All colleagues, found by the beginnings of their names and by group: for professionals (ORD-7). The inactive, and who has never
-- chosen a password, are the application manager's to know (ACC-3).
create function room.colleagues(tokens bytea[], in_group text, also_inactive boolean, most integer)
  returns table (account uuid, groups text[], active boolean, welcomed boolean, seen_at timestamptz)
  language sql stable security definer set search_path = '' rows 50
as $$
  select a.id, belongs.groups, d.account is null,
    case when (select room.i_am('application manager')) then exists (select from room.account_password p where p.account = a.id) end,
    here.seen_at
  from room.account a
  left join room.deactivation d on d.account = a.id
  left join lateral (
    select coalesce(array_agg(g.name order by g.name), array[]::text[]) as groups from room.account_group g where g.account = a.id) as belongs on true
  left join room.presence here on here.account = a.id and (not here.hidden or a.id = room.me())
  where a.kind = 'professional' and 'professional' = any ((select room.known_kinds())::text[])
    and (d.account is null or (also_inactive and (select room.i_am('application manager'))))
    and (in_group is null or in_group = any (belongs.groups))
    and not exists (select from unnest(tokens) as word (token) where not exists (
      select from room.search_token t where t.field = 'name' and t.token = word.token and t.account = a.id))
  limit most
$$;

-- What the doors to one colleague ask. One row, always; for who is no professional, and about who is none, everything in it is "no".
-- hold: the counts and who manages stay as they are until this transaction ends.
create function room.professional_facts(wanted uuid, hold boolean)
  returns table (found boolean, active boolean, groups text[], welcomed boolean, other_manager boolean, other_secretary boolean,
                 manages boolean, now_active integer, most integer)
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  theirs text[];
begin
  if hold then perform room.hold_count(); end if;
  select array_agg(g.name order by g.name) into theirs from room.account_group g join room.account a on a.id = g.account
    where g.account = wanted and a.kind = 'professional' and 'professional' = any (room.known_kinds());
  return query select
    exists (select from room.account a where a.id = wanted and a.kind = 'professional' and 'professional' = any (room.known_kinds())),
    not exists (select from room.deactivation d where d.account = wanted),
    coalesce(theirs, array[]::text[]),
    exists (select from room.account_password p where p.account = wanted) and room.i_am('application manager'),
    exists (select from room.account_group g where g.name = 'application manager' and g.account is distinct from wanted
      and not exists (select from room.deactivation d where d.account = g.account)),
    exists (select from room.account_group g where g.name = 'secretary' and g.account is distinct from wanted
      and not exists (select from room.deactivation d where d.account = g.account)),
    -- Asked anew: it may have been taken away since this visit began.
    room.i_am('application manager') and not exists (select from room.deactivation d where d.account = room.me()),
    p.active, p.most from room.professionals() as p;
end $$;

-- Which of these addresses and IDs somebody has already, deactivated or not (ACC-1, ACC-3, ACC-7): for who may make accounts. Not whose.
create function room.taken_among(addresses bytea[], identifiers bytea[], but uuid) returns table (token bytea, of_kind text)
  language sql stable security definer set search_path = ''
as $$
  select a.token, 'address' from room.account_address a
    where a.token = any (addresses) and a.account is distinct from but
      and (room.i_am('application manager') or room.i_am('therapist') or room.i_am('secretary'))
  union all
  select i.token, i.kind from room.account_identifier i
    where i.token = any (identifiers) and i.account is distinct from but
      and (room.i_am('application manager') or room.i_am('therapist') or room.i_am('secretary'))
$$;

-- The second wall of what only the application manager does with a professional's account (ACC-17).
create function room.must_manage(of_account uuid) returns void
  language plpgsql stable security definer set search_path = ''
as $$
begin
  if not room.i_am('application manager') or not exists (select from room.account a where a.id = of_account and a.kind = 'professional') then
    raise exception 'manages no professionals' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- The search tokens of an account: all, or those of some fields, in place of what was there.
create function room.replace_tokens(of_account uuid, in_fields text[], fields text[], tokens bytea[]) returns void
  language sql volatile security definer set search_path = ''
as $$
  delete from room.search_token t where t.account = of_account and t.field = any (in_fields)
    and not exists (select from unnest(fields, tokens) as n (field, token) where n.field = t.field and n.token = t.token);
  insert into room.search_token (field, token, account)
    select n.field, n.token, of_account from unnest(fields, tokens) as n (field, token) where n.field = any (in_fields) on conflict do nothing;
$$;

create function room.change_professional(of_account uuid, at timestamptz, name bytea, detail bytea, label bytea, identifier bytea,
    fields text[], tokens bytea[]) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform room.must_manage(of_account);
  update room.account_name n set sealed = name where n.account = of_account;
  insert into room.account_detail (account, kind, sealed, changed_at) values (of_account, 'professional', detail, at)
    on conflict (account) do update set sealed = excluded.sealed, changed_at = excluded.changed_at;
  if label is null then delete from room.account_label l where l.account = of_account;
  else
    insert into room.account_label (account, kind, sealed) values (of_account, 'professional', label)
      on conflict (account) do update set sealed = excluded.sealed;
  end if;
  if identifier is null then delete from room.account_identifier i where i.account = of_account;
  else
    insert into room.account_identifier (account, kind, token) values (of_account, 'professional', identifier)
      on conflict (account) do update set token = excluded.token;
  end if;
  perform room.replace_tokens(of_account, array['name', 'id'], fields, tokens);
end $$;

-- The sentence that clients read about a professional: by that professional, or by the application manager (PRF-2, ACC-12).
create function room.write_description(of_account uuid, words bytea) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if of_account is distinct from room.me() then perform room.must_manage(of_account); end if;
  insert into room.account_profile (account, kind, sealed)
    select a.id, a.kind, words from room.account a where a.id = of_account and a.kind = 'professional'
    on conflict (account) do update set sealed = excluded.sealed;
end $$;

-- The groups somebody is in from now on; never none for the last active application manager. Their tabs hear it: [[event, addressee], …].
create function room.set_groups(of_account uuid, wanted text[], at timestamptz) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  rows_told jsonb;
begin
  perform room.hold_count();
  perform room.must_manage(of_account);
  if 'application manager' <> all (wanted) and not exists (
      select from room.account_group g where g.name = 'application manager' and g.account <> of_account
        and not exists (select from room.deactivation d where d.account = g.account)) then
    raise exception 'the last application manager' using errcode = 'insufficient_privilege';
  end if;
  delete from room.account_group g where g.account = of_account and g.name <> all (wanted);
  insert into room.account_group (account, name, given_at, given_by)
    select of_account, w, at, room.me() from unnest(wanted) as w on conflict do nothing;
  with told as (insert into room.event (at, addressee, what, subject) values (at, of_account, 'me', null) returning id, addressee)
  select jsonb_agg(jsonb_build_array(told.id, told.addressee)) into rows_told from told;
  return rows_told;
end $$;

-- Another address (ACC-14, ACC-17): every session ends but the one that does it, links in earlier letters work no more. Who never chose a
-- password is welcomed at the new address; whoever did is told at both. Gives back [[event, addressee, session], …].
create function room.change_professional_address(of_account uuid, at timestamptz, address bytea, address_token bytea) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  former bytea := (select a.sealed from room.account_address a where a.account = of_account);
begin
  perform room.must_manage(of_account);
  update room.account_address a set sealed = address, token = address_token where a.account = of_account;
  perform room.replace_tokens(of_account, array['address'], array['address'], array[address_token]);
  update room.link l set ended_at = at where l.account = of_account and l.ended_at is null;
  if exists (select from room.account_password p where p.account = of_account) then
    perform room.write_letter(of_account, 'address changed', at);
    insert into room.outbox (id, account, kind, created_at, due_at, sealed_to)
      values (gen_random_uuid(), of_account, 'address left', at, at, former)
      on conflict (account, kind) where state = 'waiting' do nothing;
  else perform room.write_letter(of_account, 'welcome', at);
  end if;
  return room.end_sessions(of_account,
    case when of_account = room.me() then nullif(current_setting('alcove.session', true), '')::uuid end, at);
end $$;

-- An import that was carried out: sent again with the same key, it is still one.
create table room.professional_import (
  client_key uuid primary key,
  account uuid not null references room.account (id),
  at timestamptz not null,
  added integer not null
);
alter table room.professional_import enable row level security;

create function room.import_done(key uuid) returns integer
  language sql volatile security definer set search_path = ''
as $$ select i.added from room.professional_import i where i.client_key = key and i.account = room.me() $$;

create function room.keep_import(key uuid, at timestamptz, added integer) returns void
  language sql volatile security definer set search_path = ''
as $$
  insert into room.professional_import (client_key, account, at, added)
  select key, room.me(), at, added where room.i_am('application manager')
$$;

revoke execute on all functions in schema room from public;
grant execute on function room.colleagues(bytea[], text, boolean, integer), room.professional_facts(uuid, boolean),
  room.taken_among(bytea[], bytea[], uuid), room.change_professional(uuid, timestamptz, bytea, bytea, bytea, bytea, text[], bytea[]),
  room.write_description(uuid, bytea), room.set_groups(uuid, text[], timestamptz),
  room.change_professional_address(uuid, timestamptz, bytea, bytea), room.import_done(uuid), room.keep_import(uuid, timestamptz, integer)
  to :serving;
