-- The letter to an address that is to come is a letter like the others, and one's own phone is changed in one way.

alter table room.outbox drop constraint outbox_kind_check;
alter table room.outbox add constraint outbox_kind_check check (kind in (
  'new message', 'welcome', 'new password', 'unblock', 'confirm address', 'address to come', 'address changed', 'address left',
  'password changed', 'two-step changed', 'new task', 'relate request', 'relate answer'));

-- What was not told yet.
insert into room.outbox (id, account, kind, created_at, due_at, sealed_to)
  select gen_random_uuid(), c.account, 'address to come', c.confirmed_at, c.tell_at, c.sealed
  from room.address_proposal c where c.tell_at is not null;

drop function room.take_address_news(timestamptz, timestamptz, integer);
drop function room.settle_address_news(uuid, timestamptz);
alter table room.address_proposal drop column tell_at, drop column tell_attempts;

create or replace function room.next_address_due() returns timestamptz
  language sql stable security definer set search_path = '' as $$ select min(c.due_at) from room.address_proposal c where room.me() is null $$;

-- The second step: somebody else, of the other kind of role. From here both addresses know, and three days are left to stop it.
create or replace function room.agree_to_address(of_account uuid, at timestamptz, due timestamptz) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  related boolean := exists (select from room.relation r
    where r.client = of_account and r.professional = room.me() and r.kind = 'therapist' and room.in_force(r.ended_at, r.ends_at));
  to_come bytea;
begin
  if due < at + interval '72 hours' then raise exception 'too soon' using errcode = 'insufficient_privilege'; end if;
  update room.address_proposal c set confirmed_by = room.me(), confirmed_at = at, due_at = due
    where c.account = of_account and c.confirmed_at is null and c.proposed_by <> room.me()
      and ((c.as_secretary and related) or (c.as_therapist and room.i_am('secretary')))
    returning c.sealed into to_come;
  if not found then return false; end if;
  perform room.write_letter(of_account, 'address changed', at);
  -- One that still waits is about an earlier proposal, to another address.
  update room.outbox o set state = 'not needed', taken_until = null, ended_at = at
    where o.account = of_account and o.kind = 'address to come' and o.state = 'waiting';
  insert into room.outbox (id, account, kind, created_at, due_at, sealed_to)
    values (gen_random_uuid(), of_account, 'address to come', at, at, to_come);
  return true;
end $$;

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
    -- Stopped: nothing is to come.
    not exists (select 1 from room.deactivation d where d.account = t.account) and case t.kind
      when 'new message' then room.has_unread(t.account, t.created_at)
      when 'welcome' then not exists (select from room.account_password p where p.account = t.account)
      when 'unblock' then exists (select from room.wrong_password w where w.address_token = a.token and w.blocked_at is not null)
      when 'confirm address' then exists (select from room.address_change c where c.account = t.account)
      when 'address to come' then exists (select from room.address_proposal c where c.account = t.account and c.sealed = t.sealed_to)
      else true end,
    coalesce(s.language, (select value #>> '{}' from room.setting where name = 'language'), 'nl'), n.sealed, coalesce(t.sealed_to, a.sealed)
  from taken t
  join room.account_setting s on s.account = t.account
  join room.account_name n on n.account = t.account
  join room.account_address a on a.account = t.account
$$;

-- The profile changes it.
drop function room.hold_my_details();
drop function room.change_my_details(bytea, timestamptz);
