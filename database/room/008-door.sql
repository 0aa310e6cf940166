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

alter table room.wrong_password enable row level security;
alter table room.known_device enable row level security;

-- How long a session lives without a sign of its person: a setting of the practice, within bounds.
create function room.idle() returns interval
  language sql stable security definer set search_path = ''
as $$
  select make_interval(mins => least(greatest(coalesce(
    (select (s.value #>> '{}')::numeric::integer from room.setting s where s.name = 'sessionMinutes' and jsonb_typeof(s.value) = 'number'), 60), 5), 240))
$$;

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

revoke execute on all functions in schema room from public;
grant execute on function room.enter(bytea, timestamptz, interval, boolean), room.credentials(bytea),
  room.begin_session(uuid, uuid, bytea, timestamptz, timestamptz, text, text), room.knock(bytea, bytea, timestamptz),
  room.answer_knock(bytea, bytea, bytea, boolean, timestamptz) to :serving;
