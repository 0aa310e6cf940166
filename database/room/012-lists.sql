-- Lists, asked as joins instead of a question per row.

-- All unread messages together, counted to `most`: the number in the menu. What may be read is asked once per conversation.
create or replace function room.unread_in_all(most integer) returns integer
  language sql stable security definer set search_path = ''
as $$
  select count(*)::integer from (
    select from room.participant p
    cross join lateral (select c.last_position from room.conversation c where c.id = p.conversation offset 0) as c
    cross join lateral (select coalesce(max(r.position), 0) as position from room.read_mark r where r.participant = p.id) as mark
    cross join lateral (
      select range_agg(int8range(s.from_position, s.until_position, case when s.until_position is null then '[)' else '[]' end)) as mine
      from room.span s where s.participant = p.id and (s.until_position is null or s.until_position >= s.from_position)) as span
    cross join lateral (
      select from room.message m
      where m.conversation = p.conversation and m.position > mark.position and m.author <> p.id and m.position <@ span.mine
      offset 0) as m
    where p.account = room.me() and c.last_position > mark.position
    limit most) as found
$$;

-- What the rule CNV-2 asks, about several accounts at once (see room.contact_facts). An account that is not there has no row.
create function room.facts_about(others uuid[])
  returns table (account uuid, kind text, active boolean, relation text, related_by text, invited_by_this_professional boolean)
  language sql stable security definer set search_path = '' rows 10
as $$
  select a.id, a.kind, d.account is null, related.kind, tied.by, coalesce(tied.invited_by_professional, false)
  from unnest(others) as other (id)
  cross join lateral (select a.id, a.kind from room.account a where a.id = other.id and room.me() is not null offset 0) as a
  left join lateral (select d.account from room.deactivation d where d.account = a.id offset 0) as d on true
  left join lateral (
    select r.kind from (
      select r.kind from room.relation r where r.ended_at is null and r.professional = room.me() and r.client = a.id
      union all
      select r.kind from room.relation r where r.ended_at is null and r.professional = a.id and r.client = room.me()) as r
    order by r.kind = 'therapist' desc limit 1) as related on true
  left join lateral (
    select case when bool_or(p.invited_by = p.client and p.with_client) then 'client' when bool_or(p.with_client) then 'professional' end as by,
      bool_or(p.invited_by <> p.client and p.with_inviter) as invited_by_professional
    from (
      select p.invited_by, p.client, p.client = room.me() as with_client, p.invited_by = room.me() as with_inviter
      from room.related_person p where p.ended_at is null and p.person = a.id and (p.client = room.me() or p.invited_by = room.me())
      union all
      select p.invited_by, p.client, p.client = a.id, p.invited_by = a.id
      from room.related_person p where p.ended_at is null and p.person = room.me() and (p.client = a.id or p.invited_by = a.id)) as p) as tied on true
$$;

-- Clients found by what was typed (see 011): all tokens must fit, and the rarest leads. Where even that one is common (single letters), the
-- sets are laid over each other instead of asking for each account.
create or replace function room.find_clients(everybody boolean, fields text[], tokens bytea[], state text, most integer)
  returns table (account uuid, active boolean)
  language plpgsql stable security definer set search_path = '' rows 200
as $$
declare
  sees_all boolean := everybody and (room.i_am('secretary') or room.i_am('service employee'));
  sought integer := coalesce(cardinality(tokens), 0);
  first integer := 1;
  rarest integer := 0;
begin
  if not sees_all then
    return query select mine.id, d.account is null
      from (select distinct c.id from room.my_clients() as c (id)) as mine
      left join lateral (select d.account from room.deactivation d where d.account = mine.id offset 0) as d on true
      cross join lateral (
        select count(*) as fits from unnest(fields, tokens) as w (field, token)
        cross join lateral (select from room.search_token t where t.field = w.field and t.token = w.token and t.account = mine.id offset 0) as t) as own
      where own.fits = sought and (state = 'both' or (state = 'inactive') = (d.account is not null))
      limit most;
    return;
  end if;
  if sought = 0 and state = 'inactive' then
    return query select d.account, false from room.deactivation d join room.account a on a.id = d.account and a.kind = 'client'
      order by d.at desc limit most;
    return;
  elsif sought = 0 then
    return query select a.id, d.account is null from room.account a
      left join lateral (select d.account from room.deactivation d where d.account = a.id offset 0) as d on true
      where a.kind = 'client' and (state = 'both' or d.account is null)
      order by a.created_at desc, a.id limit most;
    return;
  end if;
  if sought > 1 then
    select w.place, counted.times into first, rarest from unnest(fields, tokens) with ordinality as w (field, token, place)
      cross join lateral (select count(*) as times from (
        select from room.search_token t where t.field = w.field and t.token = w.token limit 500) as few) as counted
      order by counted.times limit 1;
  end if;
  return query select one.account, d.account is null
    from (
      select t.account from room.search_token t where sought = 1 and t.field = fields[1] and t.token = tokens[1]
      union all
      select t.account from room.search_token t
      cross join lateral (
        select count(*) as fits from unnest(fields, tokens) as w (field, token)
        cross join lateral (select from room.search_token o where o.field = w.field and o.token = w.token and o.account = t.account offset 0) as o) as all_of
      where sought > 1 and rarest < 500 and t.field = fields[first] and t.token = tokens[first] and all_of.fits = sought
      union all
      select t.account from unnest(fields, tokens) as w (field, token) join room.search_token t on t.field = w.field and t.token = w.token
      where rarest >= 500 group by t.account having count(*) = sought) as one
    cross join lateral (select from room.account a where a.id = one.account and a.kind = 'client' offset 0) as a
    left join lateral (select d.account from room.deactivation d where d.account = one.account offset 0) as d on true
    where state = 'both' or (state = 'inactive') = (d.account is not null)
    limit most;
end $$;

revoke execute on all functions in schema room from public;
grant execute on function room.facts_about(uuid[]) to :serving;
