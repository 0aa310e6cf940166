-- Looking outside the own caseload: a typed reason first, then searching, opening, and what the practice allows after it.

-- Over for good, whatever the clock says later.
alter table room.motivation add column ended_at timestamptz;
create index motivation_ends on room.motivation (ends_at) where ended_at is null;

-- The manager's log: what was done outside the own caseload, the newest first. The same condition stands in room.outside_log.
create index audit_outside on room.audit (at desc, id desc) where motivation is not null or object_kind in ('outside search', 'outside client');

-- What may be done about a client outside the own caseload (CAS-9).
create function room.outside_setting() returns text
  language sql stable security definer set search_path = ''
as $$ select coalesce((select s.value #>> '{}' from room.setting s where s.name = 'outside'), 'off') $$;

-- Whether the visiting account may look outside the own caseload at all (CAS-4).
create function room.looks_outside() returns boolean
  language sql stable security definer set search_path = ''
as $$ select room.i_am('therapist') and (room.outside_setting() <> 'off' or room.switched_on('temporaryAccess')) $$;

-- Whether something lasts now. A clock that was set back opens nothing: what begins later than now does not last. Clocks of several
-- machines differ a little.
create function room.lasts(began timestamptz, ends timestamptz, ended timestamptz) returns boolean
  language sql stable
  return ended is null and ends > room.now() and began <= room.now() + interval '1 minute';

-- Whether this is a typed reason of the visiting account that still opens searching (CAS-5).
create function room.reason_holds(reason uuid) returns boolean
  language sql stable security definer set search_path = ''
as $$ select exists (select from room.motivation m where m.id = reason and m.account = room.me() and room.lasts(m.at, m.ends_at, m.ended_at)) $$;

-- What the rules on looking outside ask: what the practice allows, the reason, and of one client how the visiting account stands to them.
-- One row, always. Without a reason that holds nothing is said of anybody.
create function room.outside_facts(wanted uuid, reason uuid, hold boolean)
  returns table (outside text, temporary boolean, minutes integer, requests boolean, held uuid, client uuid, active boolean,
    relation text, temporary_until timestamptz, pending uuid)
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  known uuid := case when room.reason_holds(reason) then reason end;
  looked uuid := case when known is not null and (room.looks_outside() or room.i_am('secretary'))
    then (select a.id from room.account a where a.id = wanted and a.kind = 'client') end;
begin
  if hold and looked is not null then
    -- Whoever changes this client waits here, one after the other.
    perform 1 from room.account_setting s where s.account = looked for update;
  end if;
  return query select room.outside_setting(), room.switched_on('temporaryAccess'),
    coalesce((select s.value::text::integer from room.setting s where s.name = 'temporaryAccessMinutes'), 60), room.switched_on('relateRequests'),
    known, looked, looked is not null and not exists (select from room.deactivation d where d.account = looked),
    (select r.kind from room.relation r where r.client = looked and r.professional = room.me() and room.in_force(r.ended_at, r.ends_at)
      order by r.kind = 'therapist' desc limit 1),
    (select t.ends_at from room.temporary_access t where t.client = looked and t.account = room.me()
      and room.lasts(t.began_at, t.ends_at, t.ended_at) limit 1),
    (select q.id from room.relate_request q where q.client = looked and q.professional = room.me() and q.ended_at is null);
end $$;

-- Clients outside the own caseload by the words that were sought, each of which must be there; the rarest leads. Nobody without a reason.
create function room.find_outside(reason uuid, fields text[], tokens bytea[], state text, most integer)
  returns table (account uuid, active boolean, name bytea, yours boolean, pending boolean)
  language plpgsql stable security definer set search_path = '' rows 50
as $$
declare
  sought integer := coalesce(cardinality(tokens), 0);
  first integer;
begin
  if sought = 0 or not room.looks_outside() or not room.reason_holds(reason) then return; end if;
  select w.place into first from unnest(fields, tokens) with ordinality as w (field, token, place)
    cross join lateral (select count(*) as times from (
      select from room.search_token t where t.field = w.field and t.token = w.token limit 500) as few) as counted
    order by counted.times limit 1;
  return query select one.account, d.account is null, n.sealed,
      exists (select from room.relation r where r.client = one.account and r.professional = room.me() and room.in_force(r.ended_at, r.ends_at)),
      exists (select from room.relate_request q where q.client = one.account and q.professional = room.me() and q.ended_at is null)
    from (
      select t.account from room.search_token t
      cross join lateral (
        select count(*) as fits from unnest(fields, tokens) as w (field, token)
        cross join lateral (select from room.search_token o where o.field = w.field and o.token = w.token and o.account = t.account offset 0) as o) as all_of
      where t.field = fields[first] and t.token = tokens[first] and all_of.fits = sought) as one
    cross join lateral (select from room.account a where a.id = one.account and a.kind = 'client' offset 0) as a
    cross join lateral (select x.sealed from room.account_name x where x.account = one.account offset 0) as n
    left join lateral (select x.account from room.deactivation x where x.account = one.account offset 0) as d on true
    where state = 'both' or (state = 'inactive') = (d.account is not null)
    limit most;
end $$;

-- What is shown of a client outside the own caseload: the name, and who is related now. Nobody without a reason.
create function room.see_outside(wanted uuid, reason uuid)
  returns table (name bytea, related jsonb)
  language sql stable security definer set search_path = ''
as $$
  select n.sealed, (
    select coalesce(jsonb_agg(jsonb_build_object('professional', r.professional, 'kind', r.kind) order by r.kind = 'therapist' desc, r.began_at), '[]')
    from room.relation r join room.account p on p.id = r.professional
    where r.client = a.id and room.in_force(r.ended_at, r.ends_at) and not exists (select from room.deactivation d where d.account = p.id))
  from room.account a join room.account_name n on n.account = a.id
  where a.id = wanted and a.kind = 'client' and room.looks_outside() and room.reason_holds(reason)
$$;

-- Ends it early; one's own only.
create function room.end_temporary_access(wanted uuid) returns jsonb
  language sql volatile security definer set search_path = ''
as $$
  with over as (
    update room.temporary_access t set ended_at = room.now() where t.account = room.me() and t.client = wanted and t.ended_at is null
    returning t.account)
  select room.announce_to(array_agg(over.account), room.now(), 'file', wanted) from over
$$;

-- What the clock has ended, ended for good: [[client, told], …]. Also what begins later than now: the clock was set back.
create function room.end_outside(now_is timestamptz, most integer) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  told jsonb;
begin
  if room.me() is not null then return '[]'; end if;
  update room.motivation m set ended_at = now_is
    where m.ended_at is null and (m.ends_at <= now_is or m.at > now_is + interval '1 minute');
  with over as (
    select t.id from room.temporary_access t
      where t.ended_at is null and (t.ends_at <= now_is or t.began_at > now_is + interval '1 minute')
      order by t.ends_at limit most for update skip locked),
  ended as (
    update room.temporary_access t set ended_at = now_is from over where t.id = over.id returning t.account, t.client)
  select coalesce(jsonb_agg(jsonb_build_array(e.client, room.announce_to(array[e.account], now_is, 'file', e.client))), '[]')
    into told from ended as e;
  return told;
end $$;

-- When something of this ends next.
create function room.next_outside_end() returns timestamptz
  language sql stable security definer set search_path = ''
as $$
  select least((select min(t.ends_at) from room.temporary_access t where t.ended_at is null),
    (select min(m.ends_at) from room.motivation m where m.ended_at is null)) where room.me() is null
$$;

-- One reads one's own typed reasons back nowhere; the application manager reads all of them in this log (LOG-1), newest first.
create function room.outside_log(of_person uuid, from_at timestamptz, until_at timestamptz, before_at timestamptz, before_id uuid, most integer)
  returns table (id uuid, at timestamptz, action text, allowed boolean, basis text, account uuid, roles text[], client uuid, found integer,
    fields text[], motivation uuid, sealed bytea, name bytea)
  language sql stable security definer set search_path = ''
as $$
  select l.id, l.at, l.action, l.allowed, l.basis, l.account, l.roles, l.client, l.found, l.fields, m.id, m.sealed, n.sealed
  from (
    select a.* from room.audit a
    where (a.motivation is not null or a.object_kind in ('outside search', 'outside client'))
      and (select room.i_am('application manager'))
      and (of_person is null or a.account = of_person)
      and a.at >= from_at and a.at < until_at and (a.at, a.id) < (before_at, before_id)
    order by a.at desc, a.id desc limit most) as l
  left join room.motivation m on m.id = l.motivation and m.account = l.account
  left join room.account_name n on n.account = l.account
  order by l.at desc, l.id desc
$$;

-- Who stands in it, for choosing one of them.
create function room.outside_lookers() returns table (account uuid, name bytea)
  language sql stable security definer set search_path = ''
as $$
  select m.account, n.sealed from (select distinct x.account from room.motivation x) as m join room.account_name n on n.account = m.account
  where room.i_am('application manager')
$$;

-- The same as before, and until when temporary access lasts, and why it was asked.
drop function room.client_facts(uuid, boolean);
create function room.client_facts(wanted uuid, hold boolean)
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
  select r.kind into theirs from room.relation r
    where r.client = wanted and r.professional = room.me() and room.in_force(r.ended_at, r.ends_at) order by r.kind = 'therapist' desc limit 1;
  select t.ends_at, t.motivation into until_at, reason from room.temporary_access t
    where t.account = room.me() and t.client = wanted and room.lasts(t.began_at, t.ends_at, t.ended_at);
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

revoke execute on all functions in schema room from public;
grant execute on function room.lasts(timestamptz, timestamptz, timestamptz), room.reason_holds(uuid), room.outside_facts(uuid, uuid, boolean),
  room.find_outside(uuid, text[], bytea[], text, integer), room.see_outside(uuid, uuid),
  room.end_temporary_access(uuid), room.end_outside(timestamptz, integer), room.next_outside_end(),
  room.outside_log(uuid, timestamptz, timestamptz, timestamptz, uuid, integer), room.outside_lookers(), room.client_facts(uuid, boolean)
  to :serving;
