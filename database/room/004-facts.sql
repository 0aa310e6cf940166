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

-- People one knows, found by the beginnings of the parts of their names (keyed hashes); all must fit, and the rarest leads.
-- Without tokens: everybody one knows, as far as they go into `most`. When they were last seen is theirs to know who finds them here.
create function room.find_known(tokens bytea[], most integer) returns table (account uuid, groups text[], seen_at timestamptz)
  language plpgsql stable security definer set search_path = '' rows 10
as $$
declare
  kinds text[] := room.known_kinds();
  rarest bytea := tokens[1];
  found_ones uuid[];
begin
  if tokens is null then
    found_ones := array(select known.id from (
      select room.related_contacts() as id
      union select a.id from room.account a where a.kind = 'professional' and 'professional' = any (kinds) and a.id <> room.me()
      union (select a.id from room.account a where a.kind = 'client' and 'client' = any (kinds) limit most)) as known limit most);
  else
    if cardinality(tokens) > 1 then
      select word.token into rarest from unnest(tokens) as word (token)
        cross join lateral (
          select count(*) as times
          from (select from room.search_token t where t.field = 'name' and t.token = word.token limit 500) as few) as counted
        order by counted.times limit 1;
    end if;
    found_ones := array(select one.account
      from (select t.account from room.search_token t where t.field = 'name' and t.token = rarest offset 0) as one
      cross join lateral (select a.kind from room.account a where a.id = one.account offset 0) as person
      where not exists (select from unnest(tokens) as word (token) where word.token <> rarest and not exists (
          select from room.search_token t where t.field = 'name' and t.token = word.token and t.account = one.account))
        and (person.kind = any (kinds) or one.account in (select room.related_contacts()))
      limit most);
  end if;
  return query select one.id,
    (select array_agg(g.name order by g.name) from room.account_group g where g.account = one.id),
    (select h.seen_at from room.presence h where h.account = one.id)
    from unnest(found_ones) as one (id);
end $$;

-- What the rule CNV-2 asks about one other account. No row = there is no such account.
create function room.contact_facts(other uuid, hold boolean)
  returns table (kind text, active boolean, relation text, related_by text, invited_by_this_professional boolean)
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if hold then
    perform 1 from room.relation r where r.ended_at is null
      and ((r.professional = room.me() and r.client = other) or (r.professional = other and r.client = room.me())) for share;
    perform 1 from room.related_person p where p.ended_at is null
      and ((p.person = other and (p.client = room.me() or p.invited_by = room.me()))
        or (p.person = room.me() and (p.client = other or p.invited_by = other))) for share;
  end if;
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

-- Who takes or took part in these conversations, as far as they are or were mine. Arrangement only: names are read under their own
-- policies. Groups are shown of professionals; when somebody was last seen, of oneself and of contacts (CNV-26).
create function room.people_in(conversations uuid[])
  returns table (participant uuid, conversation uuid, account uuid, kind text, administrator boolean, present boolean,
                 groups text[], contact boolean, seen_at timestamptz)
  language sql stable security definer set search_path = '' rows 100
as $$
  select p.id, p.conversation, p.account, p.kind, p.administrator,
    exists (select from room.span s where s.participant = p.id and s.until_position is null and s.why = 'takes part' offset 0),
    (select array_agg(g.name order by g.name) from room.account_group g where g.account = p.account and p.kind = 'professional'),
    known.contact,
    (select h.seen_at from room.presence h where h.account = p.account and (known.contact or p.account = room.me()))
  from unnest(conversations) as wanted (id)
  cross join lateral (
    select m.conversation from room.participant m where m.conversation = wanted.id and m.account = room.me() offset 0) as mine
  cross join lateral (select p.* from room.participant p where p.conversation = mine.conversation offset 0) as p
  cross join lateral (
    select case when p.account = room.me() then p.kind = 'professional'
      else exists (select from room.ties_with(p.account)) or p.kind = any ((select room.known_kinds())::text[]) end
    offset 0) as known (contact)
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
    perform 1 from room.contact_facts(others[1], true) where cardinality(others) = 1;
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

-- Messages of others after the mark, within the spans of this participant, who must be the visiting account: counted to `most`.
create function room.unread(wanted uuid, as_participant uuid, mark bigint, most integer) returns integer
  language sql stable security definer set search_path = ''
as $$
  select count(*)::integer from (
    select 1 from room.participant p join room.message m on m.conversation = p.conversation
    where p.id = as_participant and p.conversation = wanted and p.account = room.me()
      and m.position > mark and m.author <> as_participant
      and exists (select 1 from room.span s where s.participant = as_participant
        and m.position >= s.from_position and (s.until_position is null or m.position <= s.until_position))
    limit most) as found
$$;

-- The list: newest first, one statement. Arrangement only; subjects are read under their own policy. Of what came before
-- somebody joined or after they left nothing shows, not even when: who has seen no message yet stands there since they came.
-- A page ends where the moment changes, so that the next one, asked for by that moment, loses none of those that share it.
create function room.conversation_list(before timestamptz, only_unread boolean, most integer)
  returns table (conversation uuid, mine uuid, last_at timestamptz, last_author uuid, unread integer, more boolean)
  language sql volatile security definer set search_path = '' rows 50
as $$
  with own as (
    select p.conversation, p.id as mine, coalesce(here.position, past.position) as seen_to, coalesce(here.at, past.at) as last_at
    from room.participant p
    cross join lateral (select c.* from room.conversation c where c.id = p.conversation offset 0) c
    left join lateral (
      select c.last_position as position, c.last_at as at from room.span s
      where s.participant = p.id and s.until_position is null and s.why = 'takes part' and s.from_position <= c.last_position
      offset 0) as here on true
    left join lateral (
      select seen.position, coalesce(
        (select m.sent_at from room.message m where m.conversation = p.conversation and m.position = seen.position), seen.came_at) as at
      from (
        select max(s.began_at) as came_at, max(coalesce(s.until_position, c.last_position))
          filter (where coalesce(s.until_position, c.last_position) >= s.from_position) as position
        from room.span s where s.participant = p.id) as seen
      where here.at is null offset 0) as past on true
    where p.account = room.me()
  ), wanted as (
    select own.* from own
    where (before is null or own.last_at < before)
      and (not only_unread or exists (
        select from (select coalesce(max(r.position), 0) as position from room.read_mark r where r.participant = own.mine) as mark
        where mark.position < own.seen_to and room.unread(own.conversation, own.mine, mark.position, 1) > 0))
  ), page as (
    select w.* from wanted w order by w.last_at desc fetch first (most) rows with ties
  ), seen as materialized (
    select set_config('alcove.in_sight', string_agg(page.conversation::text, ','), true) from page
  )
  select page.conversation, page.mine, page.last_at,
    coalesce((select m.author from room.message m where m.conversation = page.conversation and m.position = page.seen_to), page.mine),
    case when mark.position >= page.seen_to then 0 else room.unread(page.conversation, page.mine, mark.position, 100) end,
    (select count(*) from wanted) > (select count(*) from page)
  from page cross join seen
  cross join lateral (select coalesce(max(r.position), 0) as position from room.read_mark r where r.participant = page.mine) as mark
  order by page.last_at desc, page.conversation
$$;

-- All unread messages together, counted to `most`: the number in the menu.
create function room.unread_in_all(most integer) returns integer
  language sql stable security definer set search_path = ''
as $$
  select count(*)::integer from (
    select from room.participant p
    cross join lateral (select c.last_position from room.conversation c where c.id = p.conversation offset 0) as c
    cross join lateral (select coalesce(max(r.position), 0) as position from room.read_mark r where r.participant = p.id) as mark
    cross join lateral (
      select from room.message m
      where m.conversation = p.conversation and m.position > mark.position and m.author <> p.id and exists (
        select from room.span s where s.participant = p.id
          and m.position >= s.from_position and (s.until_position is null or m.position <= s.until_position) offset 0)
      offset 0) as m
    where p.account = room.me() and c.last_position > mark.position
    limit most) as found
$$;
