-- What the application manager sets, and people who sign themselves up.

-- The second wall stands inside: the application manager, and only what is theirs to set. How many professionals there may be is not.
create function room.change_settings(given jsonb) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not room.i_am('application manager') then
    raise exception 'sets nothing' using errcode = 'insufficient_privilege';
  end if;
  if exists (select from jsonb_object_keys(given) as k (name) where k.name not in (
      'name', 'longName', 'deskAddress', 'deskPhone', 'deskHours', 'innerDesk', 'footer', 'language', 'timeZone', 'twoStepProfessionals',
      'twoStepClients', 'sessionMinutes', 'clientFields', 'identifierAcross', 'registration')) then
    raise exception 'not a setting' using errcode = 'insufficient_privilege';
  end if;
  insert into room.setting (name, value) select e.key, e.value from jsonb_each(given) as e where e.value <> 'null'::jsonb
    on conflict (name) do update set value = excluded.value;
  delete from room.setting s using jsonb_each(given) as e where s.name = e.key and e.value = 'null'::jsonb;
end $$;

-- Somebody who signed up and waits for the secretary. Sealed as an account is, under the id the account will have.
create table room.registration (
  id uuid primary key,
  kind text not null check (kind in ('regular', 'anonymous')),
  at timestamptz not null,
  name bytea not null,
  address bytea not null,
  address_token bytea not null unique,
  detail bytea not null,
  fields text[] not null,
  tokens bytea[] not null,
  language text not null check (language in ('nl', 'en'))
);
create index registration_at on room.registration (at);
alter table room.registration enable row level security;
grant select (id, kind, at, name, address, detail) on room.registration to :serving;
create policy secretary on room.registration for select to :serving using ((select room.i_am('secretary')));

-- Is this way of signing up open?
create function room.registers(wanted text) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select coalesce((select s.value ->> 'open' in (wanted, 'both') from room.setting s where s.name = 'registration'), false)
$$;

-- Whoever has an account already gets a letter instead; on the screen nothing tells the two apart.
create function room.register(new_id uuid, wanted text, at timestamptz, name bytea, address bytea, token bytea, detail bytea,
    fields text[], tokens bytea[], in_language text) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  known uuid := (select a.account from room.account_address a where a.token = register.token);
begin
  if not room.registers(wanted) then
    raise exception 'not open' using errcode = 'insufficient_privilege';
  end if;
  if known is not null then
    perform room.write_letter(known, case when exists (select from room.account_password p where p.account = known)
      then 'new password' else 'welcome' end, at);
  elsif (select s.value ->> 'acceptance' = 'at once' from room.setting s where s.name = 'registration') then
    perform room.make_account(new_id, 'client', at, name, address, token, detail, null, fields, tokens, in_language);
    perform room.write_letter(new_id, 'welcome', at);
  else
    insert into room.registration (id, kind, at, name, address, address_token, detail, fields, tokens, language)
      values (new_id, wanted, at, name, address, token, detail, fields, tokens, in_language)
      on conflict do nothing;
  end if;
end $$;

-- The secretary lets somebody in: the account, and a letter of welcome. Somebody who meanwhile got an account by another way keeps that one.
create function room.accept_registration(wanted uuid, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  who room.registration;
begin
  if not room.i_am('secretary') then
    raise exception 'accepts nobody' using errcode = 'insufficient_privilege';
  end if;
  delete from room.registration r where r.id = wanted returning * into who;
  if who.id is null or exists (select from room.account_address a where a.token = who.address_token) then return; end if;
  perform room.make_account(who.id, 'client', at, who.name, who.address, who.address_token, who.detail, null, who.fields, who.tokens, who.language);
  perform room.write_letter(who.id, 'welcome', at);
end $$;

create function room.decline_registration(wanted uuid) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not room.i_am('secretary') then
    raise exception 'declines nobody' using errcode = 'insufficient_privilege';
  end if;
  delete from room.registration r where r.id = wanted;
end $$;

-- Facts for the door to one registration: is it there?
create function room.registration_waits(wanted uuid) returns boolean
  language sql stable security definer set search_path = ''
as $$ select exists (select from room.registration r where r.id = wanted) $$;

revoke execute on all functions in schema room from public;
grant execute on function room.change_settings(jsonb), room.registers(text),
  room.register(uuid, text, timestamptz, bytea, bytea, bytea, bytea, text[], bytea[], text),
  room.accept_registration(uuid, timestamptz), room.decline_registration(uuid), room.registration_waits(uuid) to :serving;
