-- The doors, lists and verbs of who works with a client.

-- What was done with a client key about who works with a client: done again after a lost answer it is the same step, once.
create table room.relation_step (
  account uuid not null references room.account (id),
  client_key uuid not null,
  client uuid not null references room.account (id),
  other uuid not null references room.account (id),
  what text not null check (what in ('related', 'tools transferred', 'handed over')),
  at timestamptz not null,
  primary key (account, client_key)
);
alter table room.relation_step enable row level security;

-- Whether somebody can be related now: active, and of the group (CAS-15, CAS-18).
create function room.can_work(who uuid, of_kind text) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select exists (select from room.account_group g where g.account = who and g.name = of_kind)
    and not exists (select from room.deactivation d where d.account = who)
$$;

-- What the rules ask about who works with a client, and about one other professional. One row, always: of a client that is not there or
-- not mine nothing is said. hold: keep it so until this transaction ends; nobody is deactivated or taken out of a group meanwhile.
create function room.relation_facts(wanted uuid, other uuid, key uuid, hold boolean)
  returns table (client uuid, active boolean, relation text, reason uuid, requests boolean, done_before text,
    other_kind text, other_therapist boolean, other_supervisor boolean, other_relation text)
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  step text := (select case when s.client = wanted and s.other = relation_facts.other then s.what else 'another' end
    from room.relation_step s where s.account = room.me() and s.client_key = key);
begin
  if not exists (select from room.account a where a.id = wanted and a.kind = 'client')
    or not (step <> 'another' or room.i_am('secretary') or wanted in (select room.my_files())) then
    return query select null::uuid, false, null, null::uuid, false, null, null, false, false, null;
    return;
  end if;
  if hold then
    perform room.hold_client(wanted, room.me());
    perform room.hold_client(wanted, other);
    perform room.hold_count();
    step := (select case when s.client = wanted and s.other = relation_facts.other then s.what else 'another' end
      from room.relation_step s where s.account = room.me() and s.client_key = key);
  end if;
  return query select wanted, not exists (select from room.deactivation d where d.account = wanted), room.relation_with(wanted, room.me()),
    (select t.motivation from room.temporary_access t where t.client = wanted and t.account = room.me()
      and room.lasts(t.began_at, t.ends_at, t.ended_at) limit 1), room.switched_on('relateRequests'), step,
    (select a.kind from room.account a where a.id = other), room.can_work(other, 'therapist'), room.can_work(other, 'supervisor'),
    room.relation_with(wanted, other);
end $$;

-- How two are related now.
create function room.relation_with(of_client uuid, of_professional uuid) returns text
  language sql stable security definer set search_path = ''
as $$
  select r.kind from room.relation r where r.client = of_client and r.professional = of_professional and room.in_force(r.ended_at, r.ends_at)
  order by r.kind = 'therapist' desc limit 1
$$;

-- Who works with a client now, for whoever may read it: the secretary, and who reads the file.
create function room.who_works_with(of_client uuid)
  returns table (professional uuid, kind text, began_at timestamptz, ends_at timestamptz, stands_in_for uuid, active boolean)
  language sql stable security definer set search_path = ''
as $$
  select r.professional, r.kind, r.began_at, r.ends_at, r.stands_in_for, not exists (select from room.deactivation d where d.account = r.professional)
  from room.relation r
  where r.client = of_client and room.in_force(r.ended_at, r.ends_at)
    and (room.i_am('secretary') or of_client in (select room.my_files()))
  order by r.kind = 'therapist' desc, r.began_at, r.professional
$$;

-- Who can be related to a client and is not yet, by kind.
create function room.can_be_related(of_client uuid) returns table (professional uuid, kind text)
  language sql stable security definer set search_path = ''
as $$
  select g.account, g.name from room.account_group g
  where g.name in ('therapist', 'supervisor') and room.keeps_client(of_client) and room.can_work(g.account, g.name)
    and room.relation_with(of_client, g.account) is null
$$;

-- The conversations with a client that I administer and can hand over; how many others take part besides the two.
create function room.led_with(of_client uuid) returns table (conversation uuid, others integer)
  language sql stable security definer set search_path = ''
as $$
  select p.conversation, (select count(*)::integer from room.participant o join room.span s on s.participant = o.id and s.until_position is null
      where o.conversation = p.conversation and o.account not in (of_client, room.me()))
  from room.participant p
  join room.span s on s.participant = p.id and s.until_position is null and s.why = 'takes part'
  join room.participant c on c.conversation = p.conversation and c.account = of_client
  where p.account = room.me() and p.administrator
$$;

-- The conversation of the two alone in which both still take part, the newest: where a word of parting belongs.
create function room.talk_with(other uuid) returns table (conversation uuid, participant uuid)
  language sql stable security definer set search_path = ''
as $$
  select c.id, mine.id from room.participant mine
  join room.span s on s.participant = mine.id and s.until_position is null and s.why = 'takes part'
  join room.participant theirs on theirs.conversation = mine.conversation and theirs.account = other
  join room.span t on t.participant = theirs.id and t.until_position is null and t.why = 'takes part'
  join room.conversation c on c.id = mine.conversation
  where mine.account = room.me() and not exists (select from room.participant o where o.conversation = c.id and o.account not in (room.me(), other))
  order by c.last_at desc, c.id limit 1
$$;

-- For the secretary: active clients whom no active therapist works with, and those with tools whose guide the clock took away.
create function room.without_therapist(most integer) returns table (client uuid, nobody boolean, tools integer)
  language sql stable security definer set search_path = ''
as $$
  select a.id, one.nobody, one.tools from room.account a
  cross join lateral (select
    not exists (select from room.relation r where r.client = a.id and r.kind = 'therapist' and room.in_force(r.ended_at, r.ends_at)
      and room.can_work(r.professional, 'therapist')) as nobody,
    (select count(*)::integer from room.tool t where t.owner = a.id and t.guided_by is null and t.lost_guide_at is not null and t.archived_at is null) as tools) as one
  where a.kind = 'client' and room.i_am('secretary') and (one.nobody or one.tools > 0)
    and not exists (select from room.deactivation d where d.account = a.id)
  order by a.id limit most
$$;

-- A reason that opens nothing: why the secretary relates herself, or why a client is asked.
create function room.keep_reason(new_id uuid, words bytea, at timestamptz) returns void
  language sql volatile security definer set search_path = ''
as $$
  insert into room.motivation (id, account, at, ends_at, sealed) select new_id, room.me(), at, at, words where room.me() is not null
  on conflict (id) do nothing
$$;

-- The wall inside each verb below.
create function room.wall_of_relations(open boolean) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if open is not true then raise exception 'changes no relation' using errcode = 'insufficient_privilege'; end if;
end $$;

-- What somebody guides, to a colleague who works with the client already (TRF-6): one's own, or anybody's by the secretary.
create function room.transfer_tools(of_client uuid, from_professional uuid, to_professional uuid, wanted uuid[], key uuid, at timestamptz) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform room.wall_of_relations((room.i_am('secretary') or (from_professional = room.me() and room.relation_with(of_client, room.me()) = 'therapist'))
    and room.relation_with(of_client, to_professional) = 'therapist' and room.can_work(to_professional, 'therapist'));
  perform room.pass_tools(of_client, from_professional, wanted, to_professional, at, false);
  insert into room.relation_step values (room.me(), key, of_client, to_professional, 'tools transferred', at);
  return room.tell_of_relation(of_client, array[from_professional, to_professional, room.me()], at);
end $$;

-- Whether somebody guides exactly these tools of a client: what was on the screen is what there is.
create function room.guides_exactly(of_client uuid, of_professional uuid, shown uuid[]) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select (room.i_am('secretary') or of_client in (select room.my_files()))
    and coalesce((select array_agg(t.id order by t.id) from room.tool t where t.owner = of_client and t.guided_by = of_professional), '{}')
      = coalesce((select array_agg(s order by s) from (select distinct unnest(shown) as s) as s), '{}')
$$;

-- Ends a relation (TRF-8): one's own as a therapist, or anybody's by the secretary.
create function room.break_relation(of_client uuid, of_professional uuid, at timestamptz) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform room.wall_of_relations(room.i_am('secretary') or (of_professional = room.me() and room.relation_with(of_client, room.me()) = 'therapist'));
  return room.end_relation(of_client, of_professional, at, room.me());
end $$;

-- Relations whose time is over end for good, and whoever is concerned hears of it: gives back [[client, told], …]. For the house.
create function room.end_due_relations(at timestamptz, most integer) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  one record;
  ended jsonb := '[]'::jsonb;
begin
  if room.me() is not null then return ended; end if;
  for one in select distinct r.client, r.professional from room.relation r
      where r.ended_at is null and r.ends_at <= end_due_relations.at order by r.client, r.professional limit most loop
    -- Another process may have ended it, or somebody made it anew.
    perform room.hold_client(one.client, one.professional);
    continue when not exists (select from room.relation r where r.client = one.client and r.professional = one.professional
      and r.ended_at is null and r.ends_at <= end_due_relations.at);
    ended := ended || jsonb_build_array(jsonb_build_array(one.client, room.tell_of_relation(one.client,
      room.close_due_relations(one.client, one.professional, at), at)));
  end loop;
  return ended;
end $$;

-- Of two relations of one pair only the one whose time is over.
create function room.close_due_relations(of_client uuid, of_professional uuid, at timestamptz) returns uuid[]
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not exists (select from room.relation r where r.client = of_client and r.professional = of_professional and room.in_force(r.ended_at, r.ends_at)) then
    return room.close_relations(of_client, of_professional, at, null);
  end if;
  update room.relation r set ended_at = r.ends_at where r.client = of_client and r.professional = of_professional and r.ended_at is null
    and r.ends_at <= close_due_relations.at;
  return array[of_professional];
end $$;

-- When the next relation ends by the clock. For the house.
create function room.next_relation_end() returns timestamptz
  language sql stable security definer set search_path = ''
as $$ select min(r.ends_at) from room.relation r where r.ended_at is null and r.ends_at is not null and room.me() is null $$;

revoke execute on all functions in schema room from public;
grant execute on function room.relation_facts(uuid, uuid, uuid, boolean), room.who_works_with(uuid), room.can_be_related(uuid),
  room.led_with(uuid), room.talk_with(uuid), room.without_therapist(integer), room.keep_reason(uuid, bytea, timestamptz),
  room.transfer_tools(uuid, uuid, uuid, uuid[], uuid, timestamptz),
  room.guides_exactly(uuid, uuid, uuid[]), room.break_relation(uuid, uuid, timestamptz),
  room.end_due_relations(timestamptz, integer), room.next_relation_end()
  to :serving;
