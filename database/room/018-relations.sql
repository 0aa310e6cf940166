-- Who works with a client: relating, ending by hand or by the clock, moving what somebody guides, and handing over.
-- The functions of this file have no rights inside: the doors and verbs of the files after it ask those.

-- A tool that lost who guided it by the clock, without anybody choosing so: the secretary's list until somebody guides it again.
alter table room.tool add column lost_guide_at timestamptz;
create index tool_lost on room.tool (lost_guide_at) where guided_by is null and lost_guide_at is not null;

-- One at a time changes who works with a client: whoever does waits here. What the two write to each other waits too.
create function room.hold_client(of_client uuid, of_professional uuid) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform 1 from room.account_setting s where s.account = of_client for update;
  -- In the order in which a message is posted: membership, relation, conversation.
  perform 1 from room.span s join room.participant p on p.id = s.participant
    where p.account = of_professional and s.until_position is null
      and exists (select from room.participant c where c.conversation = p.conversation and c.account = of_client)
    order by s.id for update of s;
  perform 1 from room.relation r where r.client = of_client and r.professional = of_professional and r.ended_at is null for update;
end $$;

-- Tells of a file whose people changed: everybody who works with the client, and whoever came or went; conversations of these two open
-- or close with it. Tasks: whose list may be another now.
create function room.tell_of_relation(of_client uuid, people uuid[], at timestamptz) returns jsonb
  language sql volatile security definer set search_path = ''
as $$
  select jsonb_build_object(
    'file', room.announce_to((select array_agg(r.professional) from room.relation r
      where r.client = of_client and room.in_force(r.ended_at, r.ends_at)) || people || of_client, at, 'file', of_client),
    'tasks', room.announce_to(people || of_client, at, 'tasks', null),
    'conversations', coalesce((select jsonb_agg(jsonb_build_array(c.id, room.announce_to(c.there, at, 'conversation', c.id))) from (
      select p.conversation as id, array_agg(p.account) as there from room.participant p
      where p.conversation in (select q.conversation from room.participant q where q.account = of_client)
      group by p.conversation having count(*) = 2 and bool_or(p.account = any (people)) order by p.conversation) as c), '[]'::jsonb))
$$;

-- Ends what is open between the two, by hand or because its time was over, and what it leaves behind (TRF-7): tools go back to whom a
-- stand-in stood in for, as long as that person works with the client; others are without support from then on. Gives back who has to hear.
create function room.close_relations(of_client uuid, of_professional uuid, at timestamptz, by_whom uuid) returns uuid[]
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  ended room.relation;
  back uuid;
  by_clock boolean := false;
  hear uuid[] := array[of_professional];
begin
  for ended in update room.relation r set ended_at = least(close_relations.at, r.ends_at),
      ended_by = case when r.ends_at <= close_relations.at then null else by_whom end
    where r.client = of_client and r.professional = of_professional and r.ended_at is null returning r.* loop
    by_clock := by_clock or ended.ended_by is null;
    if ended.stands_in_for is not null then back := ended.stands_in_for; hear := hear || back; end if;
  end loop;
  if not exists (select from room.relation r where r.client = of_client and r.professional = back and r.kind = 'therapist'
      and room.in_force(r.ended_at, r.ends_at))
    or exists (select from room.deactivation d where d.account = back) then back := null; end if;
  perform room.pass_tools(of_client, of_professional, null, back, at, by_clock);
  return hear;
end $$;

-- Relates a professional to a client; already in force is as wanted. One whose time is over ends first.
create function room.make_relation(of_client uuid, of_professional uuid, of_kind text, at timestamptz, ends timestamptz, for_whom uuid, by_whom uuid)
  returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform room.hold_client(of_client, of_professional);
  if exists (select from room.relation r where r.client = of_client and r.professional = of_professional
      and r.ended_at is null and r.ends_at <= make_relation.at) then
    perform room.close_relations(of_client, of_professional, at, null);
  end if;
  insert into room.relation (id, client, professional, kind, began_at, ends_at, stands_in_for, made_by)
    values (gen_random_uuid(), of_client, of_professional, of_kind, at, ends, for_whom, by_whom)
    on conflict (professional, client, kind) where ended_at is null do nothing;
end $$;

-- Ends it, and tells: {"file": told, "tasks": told, "conversations": [[id, told], …]}.
create function room.end_relation(of_client uuid, of_professional uuid, at timestamptz, by_whom uuid) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  hear uuid[];
begin
  perform room.hold_client(of_client, of_professional);
  hear := room.close_relations(of_client, of_professional, at, by_whom);
  return room.tell_of_relation(of_client, hear || by_whom, at);
end $$;

-- The colleague takes part in a conversation from its next message on and administers it; who leaves is out of it, if wished.
create function room.hand_conversation(of_conversation uuid, from_professional uuid, to_professional uuid, leaves boolean, at timestamptz)
  returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  far bigint;
  joins uuid;
begin
  select c.last_position into far from room.conversation c where c.id = of_conversation for update;
  select p.id into joins from room.participant p where p.conversation = of_conversation and p.account = to_professional;
  if joins is null then
    joins := gen_random_uuid();
    insert into room.participant (id, conversation, account, kind) values (joins, of_conversation, to_professional, 'professional');
  end if;
  insert into room.span (id, participant, why, from_position, began_at) values (gen_random_uuid(), joins, 'takes part', far + 1, at)
    on conflict (participant) where until_position is null and why = 'takes part' do nothing;
  update room.participant p set administrator = false where p.conversation = of_conversation and p.administrator;
  update room.participant p set administrator = true where p.id = joins;
  if leaves then
    update room.span s set until_position = far, ended_at = hand_conversation.at from room.participant p
      where p.id = s.participant and p.conversation = of_conversation and p.account = from_professional and s.until_position is null;
  end if;
  return jsonb_build_array(of_conversation, room.announce_to(
    (select array_agg(p.account) from room.participant p join room.span s on s.participant = p.id and s.why = 'takes part'
      and s.until_position is null where p.conversation = of_conversation) || from_professional, at, 'conversation', of_conversation));
end $$;

-- What somebody leaves to a colleague who is related already: {"tools": [ids], "conversations": [ids], "break": bool}. Tools that the one
-- who leaves does not guide, and conversations that are not theirs to hand over, stay as they are. Gives back what end_relation does.
create function room.hand_over(of_client uuid, from_professional uuid, to_professional uuid, plan jsonb, at timestamptz) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  hear uuid[] := array[from_professional, to_professional];
  handed jsonb := '[]'::jsonb;
  told jsonb;
  one uuid;
begin
  perform room.hold_client(of_client, from_professional);
  if not exists (select from room.relation r where r.client = of_client and r.professional = to_professional and r.kind = 'therapist'
      and room.in_force(r.ended_at, r.ends_at)) then
    raise exception 'hands over to nobody' using errcode = 'check_violation';
  end if;
  perform room.pass_tools(of_client, from_professional, array(select jsonb_array_elements_text(plan -> 'tools'))::uuid[], to_professional, at, false);
  for one in select p.conversation from room.participant p
    join room.participant c on c.conversation = p.conversation and c.account = of_client
    where p.account = from_professional and p.administrator
      and p.conversation::text in (select jsonb_array_elements_text(plan -> 'conversations')) order by 1 loop
    handed := handed || jsonb_build_array(room.hand_conversation(one, from_professional, to_professional, coalesce((plan -> 'break')::boolean, false), at));
  end loop;
  if coalesce((plan -> 'break')::boolean, false) then
    hear := hear || room.close_relations(of_client, from_professional, at, from_professional);
  end if;
  told := room.tell_of_relation(of_client, hear, at);
  return jsonb_set(told, '{conversations}', (told -> 'conversations') || handed);
end $$;

revoke execute on all functions in schema room from public;
