-- One's own sessions, password and address; links from letters.

-- A new address that waits to be confirmed from the old one. Sealed with the key of the account.
create table room.address_change (
  account uuid primary key references room.account (id),
  sealed bytea not null,
  token bytea not null,
  asked_at timestamptz not null
);

alter table room.address_change enable row level security;

-- To the address that an account has left; gone once the letter is.
alter table room.outbox add column sealed_to bytea;
create index outbox_elsewhere on room.outbox (id) where sealed_to is not null;
alter table room.outbox drop constraint outbox_kind_check;
alter table room.outbox add constraint outbox_kind_check check (kind in (
  'new message', 'welcome', 'new password', 'unblock', 'confirm address', 'address changed', 'address left', 'password changed',
  'two-step changed'));

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
grant execute on function room.my_sessions(timestamptz), room.end_my_sessions(uuid, timestamptz),
  room.present_password(timestamptz), room.knew_password(), room.change_my_password(text, text, bytea, timestamptz),
  room.ask_new_password(bytea, timestamptz), room.link_facts(bytea, timestamptz, boolean),
  room.set_password_by_link(bytea, text, timestamptz), room.unblock(bytea, timestamptz),
  room.ask_my_address(bytea, bytea, timestamptz), room.confirm_address(bytea, timestamptz), room.see_privacy(timestamptz)
  to :serving;
