-- What lists are made of: narrow functions like the facts, about the visiting account only, one call for a whole page. Rows are looked up by
-- their keys one by one (lateral, offset 0): what a page costs then does not grow with what others write.

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
  return query select one.id, belongs.groups, here.seen_at
    from unnest(found_ones) as one (id)
    left join lateral (
      select array_agg(g.name order by g.name) as groups from room.account_group g where g.account = one.id) as belongs on true
    left join lateral (select h.seen_at from room.presence h where h.account = one.id offset 0) as here on true;
end $$;

-- Who takes or took part in these conversations, as far as they are or were mine. Arrangement only: names are read under their own
-- policies. Groups are shown of professionals; when somebody was last seen, of oneself and of contacts (CNV-26).
create function room.people_in(conversations uuid[])
  returns table (participant uuid, conversation uuid, account uuid, kind text, administrator boolean, present boolean,
                 groups text[], contact boolean, seen_at timestamptz)
  language sql stable security definer set search_path = '' rows 100
as $$
  select p.id, p.conversation, p.account, p.kind, p.administrator, takes_part.id is not null, belongs.groups, known.contact, here.seen_at
  from unnest(conversations) as wanted (id)
  cross join lateral (
    select m.conversation from room.participant m where m.conversation = wanted.id and m.account = room.me() offset 0) as mine
  cross join lateral (select p.* from room.participant p where p.conversation = mine.conversation offset 0) as p
  left join lateral (
    select s.id from room.span s where s.participant = p.id and s.until_position is null and s.why = 'takes part' offset 0) as takes_part on true
  left join lateral (
    select array_agg(g.name order by g.name) as groups from room.account_group g where g.account = p.account and p.kind = 'professional'
  ) as belongs on true
  left join lateral (select t.id from room.ties_with(p.account) as t (id) where p.account <> room.me() limit 1) as tie on true
  cross join lateral (
    select p.account <> room.me() and (tie.id is not null or p.kind = any ((select room.known_kinds())::text[])) offset 0) as known (contact)
  left join lateral (
    select h.seen_at from room.presence h where h.account = p.account and (known.contact or p.account = room.me()) offset 0) as here on true
$$;

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
      select seen.position, coalesce(m.sent_at, seen.came_at) as at
      from (
        select max(s.began_at) as came_at, max(coalesce(s.until_position, c.last_position))
          filter (where coalesce(s.until_position, c.last_position) >= s.from_position) as position
        from room.span s where s.participant = p.id) as seen
      left join room.message m on m.conversation = p.conversation and m.position = seen.position
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
  select page.conversation, page.mine, page.last_at, coalesce(last.author, page.mine),
    case when mark.position >= page.seen_to then 0 else room.unread(page.conversation, page.mine, mark.position, 100) end,
    (select count(*) from wanted) > (select count(*) from page)
  from page cross join seen
  cross join lateral (select coalesce(max(r.position), 0) as position from room.read_mark r where r.participant = page.mine) as mark
  left join lateral (
    select m.author from room.message m where m.conversation = page.conversation and m.position = page.seen_to offset 0) as last on true
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
