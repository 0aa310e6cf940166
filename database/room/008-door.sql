-- How people come in, stay in and are put out: known devices, wrong passwords, links from letters, sessions.

-- Where a session is: a browser and a system by their plain names, never the whole of what a browser says of itself.
alter table room.session add column browser text, add column system text,
  -- How often its person typed a wrong present password, in a row.
  add column wrong smallint;
-- When somebody was shown the privacy statement (SEC-17); null = not yet.
alter table room.account_setting add column privacy_seen_at timestamptz;

-- Wrong passwords in a row for an address, from devices we do not know. By address, known or not: both cost the same.
create table room.wrong_password (
  address_token bytea primary key,
  -- Counted when an attempt begins, so that a hundred at once are ten.
  attempts integer not null,
  at timestamptz not null,
  blocked_at timestamptz
);
create index wrong_password_at on room.wrong_password (at);

-- A browser in which this account signed in before: the SHA-256 of its cookie. It counts its wrong passwords for itself.
create table room.known_device (
  token_hash bytea not null,
  account uuid not null references room.account (id),
  seen_at timestamptz not null,
  attempts integer not null,
  primary key (token_hash, account)
);
create index known_device_account on room.known_device (account, seen_at);

-- A new address that waits to be confirmed from the old one. Sealed with the key of the account.
create table room.address_change (
  account uuid primary key references room.account (id),
  sealed bytea not null,
  token bytea not null,
  asked_at timestamptz not null
);

alter table room.wrong_password enable row level security;
alter table room.known_device enable row level security;
alter table room.address_change enable row level security;

-- To the address that an account has left; gone once the letter is.
alter table room.outbox add column sealed_to bytea;
create index outbox_elsewhere on room.outbox (id) where sealed_to is not null;
alter table room.outbox drop constraint outbox_kind_check;
alter table room.outbox add constraint outbox_kind_check check (kind in (
  'new message', 'welcome', 'new password', 'unblock', 'confirm address', 'address changed', 'address left', 'password changed',
  'two-step changed'));

-- How long a session lives without a sign of its person: a setting of the practice, within bounds.
create function room.idle() returns interval
  language sql stable security definer set search_path = ''
as $$
  select make_interval(mins => least(greatest(coalesce(
    (select (s.value #>> '{}')::numeric::integer from room.setting s where s.name = 'sessionMinutes' and jsonb_typeof(s.value) = 'number'), 60), 5), 240))
$$;

-- Whether signing in takes a second step. Nobody has one before there is a way to set one up.
create function room.has_second_step(of_account uuid) returns boolean
  language sql stable security definer set search_path = ''
as $$ select false $$;

drop function room.enter(bytea, timestamptz, interval, boolean);
-- The beginning of every visit. Says who acts and when; no row = this token opens nothing.
-- renew: the person did something (what a page asks by itself never counts as activity). idle: null = as the practice has set it.
create function room.enter(token bytea, at timestamptz, idle interval, renew boolean)
  returns table (account uuid, session uuid, kind text, groups text[], language text, enter_sends boolean, theme text, mails text,
    quiet_from smallint, quiet_until smallint, ends_at timestamptz, idle_minutes integer, privacy_seen boolean)
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  found_session room.session;
  lives interval := coalesce(idle, room.idle());
begin
  select * into found_session from room.session s
    where s.token_hash = token and s.ended_at is null and s.ends_at > at and s.seen_at > at - lives
      and not exists (select 1 from room.deactivation d where d.account = s.account);
  perform set_config('alcove.account', coalesce(found_session.account::text, ''), true),
    set_config('alcove.session', coalesce(found_session.id::text, ''), true),
    set_config('alcove.conversation', '', true), set_config('alcove.in_sight', '', true), set_config('alcove.now', at::text, true);
  if found_session.id is null then return; end if;
  if renew and found_session.seen_at < at - interval '1 minute' then
    update room.session s set seen_at = at where s.id = found_session.id;
  end if;
  return query select a.id, found_session.id, a.kind,
    coalesce((select array_agg(g.name order by g.name) from room.account_group g where g.account = a.id), array[]::text[]),
    s.language, s.enter_sends, s.theme, s.mails, s.quiet_from, s.quiet_until,
    found_session.ends_at, (extract(epoch from lives) / 60)::integer, s.privacy_seen_at is not null
  from room.account a join room.account_setting s on s.account = a.id where a.id = found_session.account;
end $$;

create or replace function room.live_round(tokens bytea[], accounts uuid[], at timestamptz, idle interval, since xid8)
  returns table (alive bytea[], events jsonb, surely_before text)
  language sql volatile security definer set search_path = ''
as $$
  select
    (select coalesce(array_agg(s.token_hash), array[]::bytea[]) from room.session s
      where s.token_hash = any (tokens) and s.ended_at is null and s.ends_at > at and s.seen_at > at - coalesce(idle, room.idle())
        and room.me() is null and not exists (select 1 from room.deactivation d where d.account = s.account)),
    (select coalesce(jsonb_agg(jsonb_build_array(e.id, e.addressee, e.what, e.subject) order by e.id), '[]'::jsonb) from room.event e
      where e.addressee = any (accounts) and e.tx >= coalesce(since, pg_snapshot_xmin(pg_current_snapshot())) and room.me() is null),
    pg_snapshot_xmin(pg_current_snapshot())::text
$$;

drop function room.credentials(bytea);
-- For signing in, after the password was compared. Always one row, so that a known and an unknown address cost the same.
create function room.credentials(address_token bytea)
  returns table (account uuid, hash text, active boolean, kind text, groups text[])
  language sql stable security definer set search_path = ''
as $$
  select a.account, p.hash, not exists (select 1 from room.deactivation d where d.account = a.account), o.kind,
    coalesce((select array_agg(g.name order by g.name) from room.account_group g where g.account = a.account), array[]::text[])
  from (select 1) as always
  left join room.account_address a on a.token = address_token
  left join room.account o on o.id = a.account
  left join room.account_password p on p.account = a.account
$$;

-- An attempt to sign in begins (SEC-6). It is counted now, before the password is compared: of a hundred at once ten are looked at.
-- A device that the account knows counts for itself; used up, it is a device like any other. Always one row.
create function room.knock(of_address bytea, device bytea, at timestamptz) returns table (hash text, blocked boolean)
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  most constant integer := 10;
  who uuid := (select a.account from room.account_address a where a.token = of_address);
  counted integer;
  is_blocked boolean := false;
begin
  update room.known_device d set attempts = d.attempts + 1
    where d.token_hash = device and d.account = who and d.attempts < most returning d.attempts into counted;
  if counted is null then
    insert into room.wrong_password as w (address_token, attempts, at) values (of_address, 1, at)
      on conflict (address_token) do update set attempts = least(w.attempts + 1, 1000000), at = excluded.at
      returning w.attempts, w.attempts > most or w.blocked_at is not null into counted, is_blocked;
    -- What was tried long ago is forgotten, a few at a time; a block stays until it is lifted.
    if counted = 1 then
      delete from room.wrong_password w where w.address_token in (
        select o.address_token from room.wrong_password o where o.at < knock.at - interval '30 days'
          and not exists (select from room.account_address a where a.token = o.address_token) limit 4);
    end if;
  end if;
  return query select (select p.hash from room.account_password p where p.account = who), is_blocked;
end $$;

-- What came of the attempt. In: the counter of this device begins anew, and from now on it is known under a new token, which ends the old
-- one. Not in, ten times in a row: the account is blocked for devices it does not know, and a letter goes out, once in a day.
create function room.answer_knock(of_address bytea, device bytea, new_device bytea, came_in boolean, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  most constant integer := 10;
  who uuid := (select a.account from room.account_address a where a.token = of_address);
  is_known boolean;
  newly_blocked boolean;
begin
  if came_in then
    is_known := exists (select from room.known_device d where d.token_hash = device and d.account = who);
    update room.known_device d set token_hash = new_device, seen_at = case when d.account = who then at else d.seen_at end,
      attempts = case when d.account = who then 0 else d.attempts end where d.token_hash = device;
    if not is_known then
      insert into room.known_device (token_hash, account, seen_at, attempts) values (new_device, who, at, 0);
      delete from room.wrong_password w where w.address_token = of_address;
      delete from room.known_device d where d.account = who and d.token_hash in (
        select o.token_hash from room.known_device o where o.account = who order by o.seen_at desc offset 20);
    end if;
    return;
  end if;
  delete from room.known_device d where d.token_hash = device and d.account = who and d.attempts >= most;
  update room.wrong_password w set blocked_at = answer_knock.at where w.address_token = of_address and w.attempts >= most
    and (w.blocked_at is null or w.blocked_at < answer_knock.at - interval '1 day') returning true into newly_blocked;
  if newly_blocked and exists (select from room.account_password p where p.account = who)
    and not exists (select from room.deactivation d where d.account = who) then
    perform room.write_letter(who, 'unblock', at);
  end if;
end $$;

drop function room.begin_session(uuid, uuid, bytea, timestamptz, timestamptz);
-- null account: nothing begins, and the same statement ran. Whoever comes in acts from here on: the line of the visit is theirs.
create function room.begin_session(for_account uuid, new_id uuid, token bytea, at timestamptz, ends timestamptz,
    in_browser text, on_system text) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  insert into room.session (id, token_hash, account, began_at, seen_at, ends_at, browser, system)
  select new_id, token, for_account, at, at, ends, in_browser, on_system where for_account is not null
    and not exists (select from room.deactivation d where d.account = for_account);
  perform set_config('alcove.account', s.account::text, true), set_config('alcove.session', s.id::text, true)
    from room.session s where s.id = new_id and s.token_hash = token and s.account = for_account;
end $$;

-- Signing out. Whoever is still here in another session stays here.
create or replace function room.end_session(at timestamptz) returns void
  language sql volatile security definer set search_path = ''
as $$
  update room.session set ended_at = at
  where id = nullif(current_setting('alcove.session', true), '')::uuid and account = room.me() and ended_at is null;
  delete from room.presence p where p.account = room.me() and not exists (
    select from room.session s where s.account = room.me() and s.ended_at is null and s.ends_at > at
      and s.seen_at > at - interval '3 minutes' and s.id <> nullif(current_setting('alcove.session', true), '')::uuid);
$$;

-- Where I am signed in.
create function room.my_sessions(at timestamptz)
  returns table (id uuid, browser text, system text, began_at timestamptz, seen_at timestamptz, mine boolean)
  language sql stable security definer set search_path = ''
as $$
  select s.id, s.browser, s.system, s.began_at, s.seen_at, s.id = nullif(current_setting('alcove.session', true), '')::uuid
  from room.session s
  where s.account = room.me() and s.ended_at is null and s.ends_at > at and s.seen_at > at - room.idle()
  order by s.seen_at desc
$$;

-- Ends one session of mine, or all but this one. Gives back [[event, addressee, session], …].
create function room.end_my_sessions(wanted uuid, at timestamptz) returns jsonb
  language sql volatile security definer set search_path = ''
as $$
  with ended as (
    update room.session s set ended_at = at
    where s.account = room.me() and s.ended_at is null
      and case when wanted is null then s.id <> nullif(current_setting('alcove.session', true), '')::uuid else s.id = wanted end
    returning s.id, s.account),
  told as (
    insert into room.event (at, addressee, what, subject) select at, account, 'signed out', id from ended
    returning id, addressee, subject)
  select coalesce(jsonb_agg(jsonb_build_array(id, addressee, subject)), '[]'::jsonb) from told
$$;

-- The present password, asked again. Counted when it is asked: after ten wrong ones in a row the session itself ends. Always one row.
create function room.present_password(at timestamptz)
  returns table (hash text, name bytea, address bytea, second_step boolean, ended jsonb)
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  mine uuid := nullif(current_setting('alcove.session', true), '')::uuid;
  counted integer;
begin
  update room.session s set wrong = coalesce(s.wrong, 0) + 1 where s.id = mine and s.account = room.me() and s.ended_at is null
    returning s.wrong into counted;
  if counted > 10 then
    return query select null::text, null::bytea, null::bytea, false, room.end_my_sessions(mine, at);
    return;
  end if;
  return query select p.hash, n.sealed, a.sealed, room.has_second_step(room.me()), null::jsonb
    from (select 1) as always
    left join room.account_password p on p.account = room.me()
    left join room.account_name n on n.account = room.me()
    left join room.account_address a on a.account = room.me();
end $$;

-- It was right: the count begins anew.
create function room.knew_password() returns void
  language sql volatile security definer set search_path = ''
as $$
  update room.session s set wrong = null
  where s.id = nullif(current_setting('alcove.session', true), '')::uuid and s.account = room.me()
$$;

-- My new password (PRF-3), in place of the one that was just compared; no row of it, and nothing changes. Out everywhere else, letters told.
create function room.change_my_password(present_hash text, new_hash text, device bytea, at timestamptz) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  me uuid := room.me();
begin
  update room.account_password p set hash = new_hash, changed_at = at where p.account = me and p.hash = present_hash;
  if not found then
    raise exception 'not the present password' using errcode = 'insufficient_privilege';
  end if;
  update room.link l set ended_at = at where l.account = me and l.ended_at is null;
  delete from room.known_device d where d.account = me and d.token_hash is distinct from device;
  perform room.write_letter(me, 'password changed', at);
  return room.end_sessions(me, nullif(current_setting('alcove.session', true), '')::uuid, at);
end $$;

-- Somebody asks for a new password by address (SEC-8). Always one row; a letter goes to an active account only, not twice in two minutes.
create function room.ask_new_password(of_address bytea, at timestamptz) returns table (account uuid, active boolean)
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  who uuid := (select a.account from room.account_address a where a.token = of_address);
  is_active boolean := who is not null and not exists (select from room.deactivation d where d.account = who);
begin
  if is_active and not exists (select from room.outbox o
      where o.account = who and o.kind = 'new password' and o.created_at > ask_new_password.at - interval '2 minutes') then
    perform room.write_letter(who, 'new password', at);
  end if;
  return query select who, is_active;
end $$;

-- What a link from a letter is for, and whether it works now. Always one row. hold: nobody else uses it until the visit ends.
create function room.link_facts(token bytea, at timestamptz, hold boolean)
  returns table (account uuid, purpose text, works boolean, active boolean, name bytea, address bytea, second_step boolean)
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if hold then perform 1 from room.link l where l.token_hash = token for update; end if;
  return query select l.account, l.purpose, coalesce(l.ended_at is null and l.ends_at > at, false),
    l.account is not null and not exists (select from room.deactivation d where d.account = l.account),
    n.sealed, a.sealed, coalesce(room.has_second_step(l.account), false)
  from (select 1) as always
  left join room.link l on l.token_hash = token
  left join room.account_name n on n.account = l.account
  left join room.account_address a on a.account = l.account;
end $$;

-- Uses a link up: all links of its account end. The second wall: it works now, is for this, and its account is active.
-- For the functions below, never for the serving role itself.
create function room.use_link(token bytea, purposes text[], at timestamptz) returns uuid
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  who uuid := (select l.account from room.link l where l.token_hash = token and l.purpose = any (purposes)
    and l.ended_at is null and l.ends_at > at and not exists (select from room.deactivation d where d.account = l.account) for update);
begin
  if who is null then raise exception 'no working link' using errcode = 'insufficient_privilege'; end if;
  update room.link l set ended_at = at where l.account = who and l.ended_at is null;
  return who;
end $$;

-- A password by a link (ACC-13, SEC-8). Whoever was in is out, no device is known any more, a block is lifted. Nobody is signed in by it.
create function room.set_password_by_link(token bytea, new_hash text, at timestamptz) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  is_new boolean := exists (select from room.link l where l.token_hash = token and l.purpose = 'new password');
  who uuid := room.use_link(token, array['welcome', 'new password'], at);
begin
  insert into room.account_password (account, hash, changed_at) values (who, new_hash, at)
    on conflict (account) do update set hash = excluded.hash, changed_at = excluded.changed_at;
  delete from room.known_device d where d.account = who;
  delete from room.wrong_password w where w.address_token = (select a.token from room.account_address a where a.account = who);
  if is_new then perform room.write_letter(who, 'password changed', at); end if;
  return room.end_sessions(who, null, at);
end $$;

-- Off the lock, by the letter to the account's own address (SEC-6).
create function room.unblock(token bytea, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  who uuid := room.use_link(token, array['unblock'], at);
begin
  delete from room.wrong_password w where w.address_token = (select a.token from room.account_address a where a.account = who);
end $$;

-- A new address of mine, to be confirmed from the old one; professionals have none of their own to change (ACC-17).
-- False: an account has it already.
create function room.ask_my_address(new_sealed bytea, new_token bytea, at timestamptz) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not exists (select from room.account a where a.id = room.me() and a.kind <> 'professional') then
    raise exception 'has no address to change' using errcode = 'insufficient_privilege';
  end if;
  if exists (select from room.account_address a where a.token = new_token) then return false; end if;
  update room.link l set ended_at = at where l.account = room.me() and l.purpose = 'confirm address' and l.ended_at is null;
  insert into room.address_change (account, sealed, token, asked_at) values (room.me(), new_sealed, new_token, at)
    on conflict (account) do update set sealed = excluded.sealed, token = excluded.token, asked_at = excluded.asked_at;
  perform room.write_letter(room.me(), 'confirm address', at);
  return true;
end $$;

-- Confirmed from the old address: both are told. False: meanwhile an account has it.
create function room.confirm_address(link_token bytea, at timestamptz) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  who uuid;
  wanted room.address_change;
  former room.account_address;
begin
  select c.* into wanted from room.address_change c join room.link l on l.account = c.account where l.token_hash = link_token for update of c;
  if wanted.account is null then raise exception 'no address waits' using errcode = 'insufficient_privilege'; end if;
  if exists (select from room.account_address a where a.token = wanted.token) then return false; end if;
  who := room.use_link(link_token, array['confirm address'], at);
  select * into former from room.account_address a where a.account = who for update;
  update room.account_address a set sealed = wanted.sealed, token = wanted.token where a.account = who;
  delete from room.search_token t where t.account = who and t.field = 'address';
  insert into room.search_token (field, token, account) values ('address', wanted.token, who) on conflict do nothing;
  delete from room.wrong_password w where w.address_token in (former.token, wanted.token);
  delete from room.address_change c where c.account = who;
  perform room.write_letter(who, 'address changed', at);
  insert into room.outbox (id, account, kind, created_at, due_at, sealed_to) values (gen_random_uuid(), who, 'address left', at, at, former.sealed)
    on conflict (account, kind) where state = 'waiting' do nothing;
  return true;
end $$;

-- I was shown the privacy statement (SEC-17).
create function room.see_privacy(at timestamptz) returns void
  language sql volatile security definer set search_path = ''
as $$ update room.account_setting s set privacy_seen_at = coalesce(s.privacy_seen_at, at) where s.account = room.me() $$;

create or replace function room.take_letters(at timestamptz, until timestamptz, most integer)
  returns table (id uuid, account uuid, kind text, attempts integer, created_at timestamptz, wanted boolean, language text, name bytea, address bytea)
  language sql volatile security definer set search_path = ''
as $$
  update room.outbox o set sealed_to = null where o.sealed_to is not null and o.state <> 'waiting' and room.me() is null;
  with taken as (
    update room.outbox o set taken_until = until, attempts = o.attempts + 1
    where room.me() is null and o.id in (
      select w.id from room.outbox w where w.state = 'waiting' and w.due_at <= at and (w.taken_until is null or w.taken_until <= at)
      order by w.due_at limit most for update skip locked)
    returning o.*)
  select t.id, t.account, t.kind, t.attempts, t.created_at,
    -- Deactivated meanwhile: no letter. Read, left, removed: none about messages. Has a password by now: no welcome. Open again: no unblocking.
    not exists (select 1 from room.deactivation d where d.account = t.account) and case t.kind
      when 'new message' then room.has_unread(t.account, t.created_at)
      when 'welcome' then not exists (select from room.account_password p where p.account = t.account)
      when 'unblock' then exists (select from room.wrong_password w where w.address_token = a.token and w.blocked_at is not null)
      when 'confirm address' then exists (select from room.address_change c where c.account = t.account)
      else true end,
    coalesce(s.language, (select value #>> '{}' from room.setting where name = 'language'), 'nl'), n.sealed, coalesce(t.sealed_to, a.sealed)
  from taken t
  join room.account_setting s on s.account = t.account
  join room.account_name n on n.account = t.account
  join room.account_address a on a.account = t.account
$$;

revoke execute on all functions in schema room from public;
grant execute on function room.enter(bytea, timestamptz, interval, boolean), room.credentials(bytea),
  room.begin_session(uuid, uuid, bytea, timestamptz, timestamptz, text, text), room.knock(bytea, bytea, timestamptz),
  room.answer_knock(bytea, bytea, bytea, boolean, timestamptz), room.my_sessions(timestamptz), room.end_my_sessions(uuid, timestamptz),
  room.present_password(timestamptz), room.knew_password(), room.change_my_password(text, text, bytea, timestamptz),
  room.ask_new_password(bytea, timestamptz), room.link_facts(bytea, timestamptz, boolean),
  room.set_password_by_link(bytea, text, timestamptz), room.unblock(bytea, timestamptz),
  room.ask_my_address(bytea, bytea, timestamptz), room.confirm_address(bytea, timestamptz), room.see_privacy(timestamptz)
  to :serving;
