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

revoke execute on all functions in schema room from public;
grant execute on function room.facts_about(uuid[]) to :serving;
