-- Two ends that were open: a look for a while ends with what allowed it, and a relation opens a file only to who is in the group for it.
-- And whoever acts by a switch of the practice holds the switches: one that is saved in the same instant comes before or after, never between.

-- Held until this transaction ends. A lock of its own and no row: a switch that was never saved has none. room.change_settings takes it alone.
create function room.hold_switches() returns void
  language sql volatile security definer set search_path = ''
as $$ select pg_catalog.pg_advisory_xact_lock_shared(7017) $$;

-- My relations that count now: in force, and of a group I am in. Who loses the group loses the files and no relation: given the group
-- again it is as before.
create function room.my_relations() returns table (client uuid, kind text)
  language sql stable security definer set search_path = ''
as $$
  select r.client, r.kind from room.relation r
  where r.professional = room.me() and room.in_force(r.ended_at, r.ends_at)
    and r.kind in (select g.name from room.account_group g where g.account = room.me())
$$;

-- The same for one client; as a therapist counts more.
create function room.my_relation(of_client uuid) returns text
  language sql stable security definer set search_path = ''
as $$
  select r.kind from room.relation r
  where r.professional = room.me() and r.client = of_client and room.in_force(r.ended_at, r.ends_at)
    and r.kind in (select g.name from room.account_group g where g.account = room.me())
  order by r.kind = 'therapist' desc limit 1
$$;

-- Whose files I look into for a while: by the clock, as a therapist, where the practice has that switched on (CAS-13).
create function room.looks_for_a_while() returns table (client uuid, ends_at timestamptz, motivation uuid)
  language sql stable security definer set search_path = ''
as $$
  select t.client, t.ends_at, t.motivation from room.temporary_access t
  where t.account = room.me() and room.lasts(t.began_at, t.ends_at, t.ended_at)
    and (select room.switched_on('temporaryAccess')) and (select room.i_am('therapist'))
$$;

-- Ends looks that nothing allows any more, for good: switching on again, or the group again, opens nothing. of_account null: everybody's.
-- Gives back [[client, told], …].
create function room.end_looks(of_account uuid, at timestamptz) returns jsonb
  language sql volatile security definer set search_path = ''
as $$
  with ended as (
    update room.temporary_access t set ended_at = at
      where t.ended_at is null and (of_account is null or t.account = of_account)
        and not (room.switched_on('temporaryAccess') and room.can_work(t.account, 'therapist'))
      returning t.account, t.client)
  select coalesce(jsonb_agg(jsonb_build_array(e.client, room.announce_to(array[e.account], at, 'file', e.client))), '[]') from ended e
$$;

-- The same functions as before; they ask those above.

create or replace function room.my_clients() returns setof uuid
  language sql stable security definer set search_path = ''
as $$ select r.client from room.my_relations() r $$;

-- The same as before: temporary access opens a file as long as it lasts.
create or replace function room.my_files() returns setof uuid
  language sql stable security definer set search_path = ''
as $$ select r.client from room.my_relations() r union select t.client from room.looks_for_a_while() t $$;

create or replace function room.treats(of_client uuid) returns boolean
  language sql stable security definer set search_path = ''
as $$ select coalesce(room.my_relation(of_client) = 'therapist', false) $$;

create or replace function room.client_facts(wanted uuid, hold boolean)
  returns table (client uuid, active boolean, relation text, used boolean, welcome text, welcome_at timestamptz,
    new_address bytea, proposed_by uuid, as_secretary boolean, as_therapist boolean, due_at timestamptz,
    temporary_until timestamptz, temporary_reason uuid)
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  theirs text;
  until_at timestamptz;
  reason uuid;
begin
  theirs := room.my_relation(wanted);
  select t.ends_at, t.motivation into until_at, reason from room.looks_for_a_while() t where t.client = wanted;
  if theirs is null and until_at is null and not room.i_am('secretary') and not room.i_am('service employee')
     or not exists (select from room.account a where a.id = wanted and a.kind = 'client') then
    -- Not there and not mine cost the same: nothing more is looked at.
    return query select null::uuid, false, null, false, null, null::timestamptz, null::bytea, null::uuid, false, false, null::timestamptz,
      null::timestamptz, null::uuid;
    return;
  end if;
  if hold then
    perform 1 from room.relation r where r.client = wanted and r.professional = room.me() and room.in_force(r.ended_at, r.ends_at) for share;
    -- Whoever changes this client waits here, one after the other.
    perform 1 from room.account_setting s where s.account = wanted for update;
  end if;
  return query select wanted, not exists (select from room.deactivation d where d.account = wanted), theirs, room.was_used(wanted),
    letter.state, coalesce(letter.ended_at, letter.created_at), c.sealed, c.proposed_by, coalesce(c.as_secretary, false),
    coalesce(c.as_therapist, false), c.due_at, until_at, reason
  from (select 1) as always
  left join room.address_proposal c on c.account = wanted
  left join lateral (select o.state, o.ended_at, o.created_at from room.outbox o where o.account = wanted and o.kind = 'welcome'
    order by o.state = 'waiting' desc, o.created_at desc limit 1) as letter on true;
end $$;

create or replace function room.file_standing(wanted uuid, hold boolean) returns table (client uuid, relation text, motivation uuid)
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  theirs text;
  reason uuid;
begin
  theirs := room.my_relation(wanted);
  select t.motivation into reason from room.looks_for_a_while() t where t.client = wanted;
  if theirs is null and reason is null and not room.i_am('secretary')
     or not exists (select from room.account a where a.id = wanted and a.kind = 'client') then
    return query select null::uuid, null, null::uuid;
    return;
  end if;
  if hold then
    perform 1 from room.relation r where r.client = wanted and r.professional = room.me() and room.in_force(r.ended_at, r.ends_at) for share;
  end if;
  return query select wanted, theirs, case when theirs is null then reason end;
end $$;

create or replace function room.outside_facts(wanted uuid, reason uuid, hold boolean)
  returns table (outside text, temporary boolean, minutes integer, requests boolean, held uuid, client uuid, active boolean,
    relation text, temporary_until timestamptz, pending uuid)
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  known uuid;
  looked uuid;
begin
  if hold then perform room.hold_switches(); end if;
  known := case when room.reason_holds(reason) then reason end;
  looked := case when known is not null and (room.looks_outside() or room.i_am('secretary'))
    then (select a.id from room.account a where a.id = wanted and a.kind = 'client') end;
  if hold and looked is not null then
    -- Whoever changes this client waits here, one after the other.
    perform 1 from room.account_setting s where s.account = looked for update;
  end if;
  return query select room.outside_setting(), room.switched_on('temporaryAccess'),
    coalesce((select s.value::text::integer from room.setting s where s.name = 'temporaryAccessMinutes'), 60), room.switched_on('relateRequests'),
    known, looked, looked is not null and not exists (select from room.deactivation d where d.account = looked),
    (select r.kind from room.relation r where r.client = looked and r.professional = room.me() and room.in_force(r.ended_at, r.ends_at)
      order by r.kind = 'therapist' desc limit 1),
    (select t.ends_at from room.looks_for_a_while() t where t.client = looked),
    (select q.id from room.relate_request q where q.client = looked and q.professional = room.me() and q.ended_at is null);
end $$;

create or replace function room.relation_facts(wanted uuid, other uuid, key uuid, hold boolean)
  returns table (client uuid, active boolean, relation text, reason uuid, requests boolean, done_before text,
    other_kind text, other_therapist boolean, other_supervisor boolean, other_relation text)
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  step text := (select case when s.client = wanted and s.other = relation_facts.other then s.what else 'another' end
    from room.relation_step s where s.account = room.me() and s.client_key = key);
begin
  if not exists (select from room.account a where a.id = wanted and a.kind = 'client')
    or not (coalesce(step <> 'another', false) or room.i_am('secretary') or wanted in (select room.my_files())) then
    return query select null::uuid, false, null, null::uuid, false, null, null, false, false, null;
    return;
  end if;
  if hold then
    perform room.hold_switches();
    perform room.hold_client(wanted, room.me());
    perform room.hold_client(wanted, other);
    perform room.hold_count();
    step := (select case when s.client = wanted and s.other = relation_facts.other then s.what else 'another' end
      from room.relation_step s where s.account = room.me() and s.client_key = key);
  end if;
  return query select wanted, not exists (select from room.deactivation d where d.account = wanted), room.my_relation(wanted),
    (select t.motivation from room.looks_for_a_while() t where t.client = wanted), room.switched_on('relateRequests'), step,
    (select a.kind from room.account a where a.id = other), room.can_work(other, 'therapist'), room.can_work(other, 'supervisor'),
    room.relation_with(wanted, other);
end $$;

create or replace function room.keeps_client(wanted uuid)
  returns boolean
  language sql stable security definer set search_path = ''
as $$
  select exists (select from room.account a where a.id = wanted and a.kind = 'client') and (
    room.i_am('secretary') or room.treats(wanted))
$$;

create or replace function room.reset_facts(of_account uuid)
  returns table (kind text, self boolean, treats boolean, has_step boolean)
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform from room.relation r where r.client = of_account and r.professional = room.me() and room.in_force(r.ended_at, r.ends_at) for share;
  return query select (select a.kind from room.account a where a.id = of_account), of_account = room.me(),
    room.treats(of_account),
    room.has_second_step(of_account);
end $$;

create or replace function room.asking_facts(of_client uuid, of_professional uuid, of_kind text, reason uuid, request uuid)
  returns table (client uuid, active boolean, relation text, outside boolean, own_reason boolean, eligible boolean, related boolean, asked boolean, sent text)
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  theirs text;
  may_outside boolean;
begin
  perform room.hold_switches();
  may_outside := of_professional = room.me() and room.may_ask_outside(reason);
  theirs := room.my_relation(of_client);
  if theirs is null and not room.i_am('secretary') and not may_outside
     or not exists (select from room.account a where a.id = of_client and a.kind = 'client') then
    return query select null::uuid, false, null, false, false, false, false, false, null;
    return;
  end if;
  -- Whoever asks, takes back or answers about this client waits here, one after the other.
  perform from room.account_setting s where s.account = of_client for update;
  return query select of_client, not exists (select from room.deactivation d where d.account = of_client), theirs, may_outside,
    room.reason_holds(reason),
    room.relatable(of_professional, of_kind),
    exists (select from room.relation r where r.client = of_client and r.professional = of_professional and r.kind = of_kind
      and room.in_force(r.ended_at, r.ends_at)),
    exists (select from room.relate_request q where q.client = of_client and q.professional = of_professional and room.request_stands(q.id)),
    (select case when q.client = of_client and q.professional = of_professional then 'same' else 'other' end
      from room.relate_request q where q.id = request);
end $$;

revoke execute on all functions in schema room from public;
