-- Narrow functions. Facts for the doors (so that a refusal can be judged and logged), membership for the policies.
-- All: security definer, fixed search path, and about the visiting account only.

-- CNV-2 without "is active": a knows b. Used by functions only (see 006): of strangers the serving role may not ask it.
create function room.acquainted(a uuid, b uuid) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select a <> b and exists (
    select 1 from room.account x join room.account y on y.id = b
    where x.id = a and (
      (x.kind = 'professional' and y.kind = 'professional')
      or (x.kind = 'professional' and y.kind = 'client' and exists (
            select 1 from room.account_group g where g.account = a and g.name = 'secretary'))
      or exists (select 1 from room.relation r where r.ended_at is null and r.kind = 'therapist'
            and ((r.professional = a and r.client = b) or (r.professional = b and r.client = a)))
      or exists (select 1 from room.related_person p where p.ended_at is null and (
            (p.person = b and (p.client = a or p.invited_by = a)) or (p.person = a and (p.client = b or p.invited_by = b))))
    )
  )
$$;

-- The few people one knows by a relation of one's own; colleagues and, for a secretary, all clients go by their kind.
create function room.related_contacts() returns setof uuid
  language sql stable security definer set search_path = ''
as $$
  select r.client from room.relation r where r.professional = room.me() and r.kind = 'therapist' and r.ended_at is null
  union select r.professional from room.relation r where r.client = room.me() and r.kind = 'therapist' and r.ended_at is null
  union select p.person from room.related_person p where (p.client = room.me() or p.invited_by = room.me()) and p.ended_at is null
  union select p.client from room.related_person p where p.person = room.me() and p.ended_at is null
  union select p.invited_by from room.related_person p where p.person = room.me() and p.ended_at is null
$$;

-- Professionals met in a conversation: they always appear by name and role.
create function room.met_professionals() returns setof uuid
  language sql stable security definer set search_path = ''
as $$
  select other.account
  from room.participant mine join room.participant other on other.conversation = mine.conversation
  where mine.account = room.me() and other.kind = 'professional'
$$;

-- Kinds of people one knows as a whole: professionals know each other, a secretary knows all clients.
create function room.known_kinds() returns text[]
  language sql stable security definer set search_path = ''
as $$
  select case when a.kind <> 'professional' then array[]::text[]
    when exists (select 1 from room.account_group g where g.account = a.id and g.name = 'secretary') then array['professional', 'client']
    else array['professional'] end
  from room.account a where a.id = room.me()
$$;

-- Keeps what ties two people as it is until this transaction ends.
create function room.hold_ties(other uuid) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform 1 from room.relation r where r.ended_at is null
    and ((r.professional = room.me() and r.client = other) or (r.professional = other and r.client = room.me())) for share;
  perform 1 from room.related_person p where p.ended_at is null
    and ((p.person = other and (p.client = room.me() or p.invited_by = room.me()))
      or (p.person = room.me() and (p.client = other or p.invited_by = other))) for share;
end $$;

-- What the rule CNV-2 asks about one other account. No row = there is no such account.
create function room.contact_facts(other uuid, hold boolean)
  returns table (kind text, active boolean, relation text, related_by text, invited_by_this_professional boolean)
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if hold then perform room.hold_ties(other); end if;
  return query select a.kind,
    not exists (select 1 from room.deactivation d where d.account = a.id),
    (select r.kind from room.relation r where r.ended_at is null
      and ((r.professional = room.me() and r.client = other) or (r.professional = other and r.client = room.me()))
      order by r.kind = 'therapist' desc limit 1),
    (select case when p.invited_by = p.client then 'client' else 'professional' end from room.related_person p where p.ended_at is null
      and ((p.person = other and p.client = room.me()) or (p.person = room.me() and p.client = other))
      order by p.invited_by = p.client desc limit 1),
    exists (select 1 from room.related_person p where p.ended_at is null and p.invited_by <> p.client
      and ((p.person = other and p.invited_by = room.me()) or (p.person = room.me() and p.invited_by = other)))
  from room.account a where a.id = other and room.me() is not null;
end $$;

-- Which conversations are mine, now or once.
create function room.my_conversations() returns setof uuid
  language sql stable security definer set search_path = ''
as $$ select p.conversation from room.participant p where p.account = room.me() $$;

-- The few conversations that a door or the list named in this transaction, as far as they are or were mine. The policies ask these
-- first: all of one's conversations and contacts may be thousands.
create function room.in_sight() returns uuid[]
  language sql stable security definer set search_path = ''
as $$
  select array_agg(named.id)
  from unnest(string_to_array(nullif(current_setting('alcove.in_sight', true), ''), ',')::uuid[]) as named (id)
  cross join lateral (
    select from room.participant p where p.conversation = named.id and p.account = room.me() offset 0) as mine
$$;

-- The relations by which one knows somebody, other than by their kind: a part of the functions below, melted into their queries.
create function room.ties_with(other uuid) returns setof uuid
  language sql stable
begin atomic
  select r.id from room.relation r
    where r.professional = room.me() and r.client = other and r.kind = 'therapist' and r.ended_at is null
  union all select r.id from room.relation r
    where r.professional = other and r.client = room.me() and r.kind = 'therapist' and r.ended_at is null
  union all select p.id from room.related_person p
    where p.person = other and (p.client = room.me() or p.invited_by = room.me()) and p.ended_at is null
  union all select p.id from room.related_person p
    where p.person = room.me() and (p.client = other or p.invited_by = other) and p.ended_at is null;
end;

-- Of the people in these conversations, those one knows by a relation of one's own.
create function room.contacts_in_sight() returns uuid[]
  language sql stable security definer set search_path = ''
as $$
  select array_agg(other.account)
  from unnest(room.in_sight()) as seen (id)
  cross join lateral (
    select p.account from room.participant p where p.conversation = seen.id and p.account <> room.me() offset 0) as other
  cross join lateral (select from room.ties_with(other.account) limit 1) as tie
$$;

-- The conversation named in this transaction, whoever named it.
create function room.named() returns uuid
  language sql stable
  return nullif(current_setting('alcove.conversation', true), '')::uuid;

-- The same, if the account is or was a participant of it: the wall trusts nobody's setting.
create function room.entered() returns uuid
  language sql stable security definer set search_path = ''
as $$
  select p.conversation from room.participant p
  where p.conversation = room.named() and p.account = room.me()
$$;

-- The positions of it that this account may read.
create function room.entered_span() returns int8multirange
  language sql stable security definer set search_path = ''
as $$
  select range_agg(int8range(s.from_position, s.until_position, case when s.until_position is null then '[)' else '[]' end))
  from room.participant p join room.span s on s.participant = p.id
  where p.conversation = room.named() and p.account = room.me()
    and (s.until_position is null or s.until_position >= s.from_position)
$$;

-- As whom this account takes part in it: ever, and now.
create function room.entered_as() returns uuid
  language sql stable security definer set search_path = ''
as $$
  select p.id from room.participant p
  where p.conversation = room.named() and p.account = room.me()
$$;
create function room.writes_as() returns uuid
  language sql stable security definer set search_path = ''
as $$
  select p.id from room.participant p join room.span s on s.participant = p.id and s.until_position is null and s.why = 'takes part'
  where p.conversation = room.named() and p.account = room.me()
$$;

-- What the rules on one conversation ask. One row, always: for an unknown id everything in it is "no".
-- hold: keep the membership and the relation it rests on as they are until this transaction ends.
create function room.conversation_facts(wanted uuid, hold boolean, key uuid)
  returns table (ever_took_part boolean, takes_part boolean, in_touch boolean, participant uuid,
                 read_up_to bigint, sent_already uuid)
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  mine uuid;
  others uuid[];
begin
  perform set_config('alcove.conversation', wanted::text, true), set_config('alcove.in_sight', wanted::text, true);
  select p.id into mine from room.participant p where p.conversation = wanted and p.account = room.me();
  if mine is null then
    -- Not there and not mine cost the same: nothing more is looked at.
    return query select false, false, true, null::uuid, 0::bigint, null::uuid;
    return;
  end if;
  select array_agg(p.account) into others from room.participant p where p.conversation = wanted and p.account <> room.me();
  if hold then
    perform 1 from room.span s where s.participant = mine and s.until_position is null for share;
    if cardinality(others) = 1 then perform room.hold_ties(others[1]); end if;
  end if;
  return query select
    true,
    exists (select 1 from room.span s where s.participant = mine and s.until_position is null and s.why = 'takes part'),
    cardinality(others) is distinct from 1 or exists (select from room.ties_with(others[1]))
      or room.acquainted(room.me(), others[1]) or room.acquainted(others[1], room.me()),
    mine,
    coalesce((select m.position from room.read_mark m where m.participant = mine), 0),
    (select m.id from room.message m where key is not null and m.author = mine and m.client_key = key);
end $$;
