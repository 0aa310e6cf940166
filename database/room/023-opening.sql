-- Opening one file, and the own caseload, without walking through all of the caseload each time: the more clients, the longer that took.

-- What is sealed of one client, for whoever may open the file; the second wall stands inside it and says what the policies on these tables
-- say (a file of mine, the secretary; name and address also for a service employee), asked of this one client and once for all four.
create function room.client_file(wanted uuid) returns table (name bytea, address bytea, details bytea, labels bytea)
  language plpgsql stable security definer set search_path = '' rows 1
as $$
begin
  return query
  with mine as materialized (
    select room.my_relation(wanted) is not null
      or exists (select from room.looks_for_a_while() t where t.client = wanted)
      or room.i_am('secretary') as whole)
  select n.sealed, a.sealed, case when mine.whole then d.sealed end, case when mine.whole then l.sealed end
  from mine
  join room.account_name n on n.account = wanted and n.kind = 'client'
  left join room.account_address a on a.account = n.account
  left join room.account_detail d on d.account = n.account
  left join room.account_label l on l.account = n.account
  where mine.whole or room.i_am('service employee');
end $$;

-- The same as before; its plan is kept, and every opening of a file asks it.
create or replace function room.was_used(wanted uuid) returns boolean
  language plpgsql stable security definer set search_path = ''
as $$
begin
  return exists (select from room.account_password p where p.account = wanted)
    or exists (select from room.session s where s.account = wanted);
end $$;

-- The same as before. The own caseload as a whole is read off the index of relations and no further than it is shown: where there are more
-- clients than that, those whose accounts are newest.
create or replace function room.find_clients(everybody boolean, fields text[], tokens bytea[], state text, most integer)
  returns table (account uuid, active boolean, name bytea, address bytea)
  language plpgsql stable security definer set search_path = '' rows 200
as $$
declare
  sees_all boolean := everybody and exists (
    select from room.account_group g where g.account = room.me() and g.name in ('secretary', 'service employee'));
  sought integer := coalesce(cardinality(tokens), 0);
  first integer := 1;
  rarest integer := 0;
  found_ones uuid[];
begin
  if not sees_all and sought = 0 then
    found_ones := array(select mine.client
      from (select distinct r.client from room.relation r
        where r.professional = room.me() and r.ended_at is null and (r.ends_at is null or r.ends_at > room.now())
          and r.kind in (select g.name from room.account_group g where g.account = room.me())
        order by r.client desc offset 0) as mine
      left join lateral (select d.account from room.deactivation d where d.account = mine.client offset 0) as d on true
      where state = 'both' or (state = 'inactive') = (d.account is not null)
      limit most);
  elsif not sees_all then
    found_ones := array(select mine.id
      from (select distinct c.id from room.my_clients() as c (id)) as mine
      left join lateral (select d.account from room.deactivation d where d.account = mine.id offset 0) as d on true
      cross join lateral (
        select count(*) as fits from unnest(fields, tokens) as w (field, token)
        cross join lateral (select from room.search_token t where t.field = w.field and t.token = w.token and t.account = mine.id offset 0) as t) as own
      where own.fits = sought and (state = 'both' or (state = 'inactive') = (d.account is not null))
      limit most);
  elsif sought = 0 and state = 'inactive' then
    found_ones := array(select d.account from room.deactivation d join room.account a on a.id = d.account and a.kind = 'client'
      order by d.at desc limit most);
  elsif sought = 0 then
    found_ones := array(select a.id from room.account a
      left join lateral (select d.account from room.deactivation d where d.account = a.id offset 0) as d on true
      where a.kind = 'client' and (state = 'both' or d.account is null)
      order by a.created_at desc, a.id limit most);
  else
    if sought > 1 then
      select w.place, counted.times into first, rarest from unnest(fields, tokens) with ordinality as w (field, token, place)
        cross join lateral (select count(*) as times from (
          select from room.search_token t where t.field = w.field and t.token = w.token limit 500) as few) as counted
        order by counted.times limit 1;
    end if;
    if rarest < 500 then
      return query select one.account, d.account is null, n.sealed, a.sealed
        from (select t.account from room.search_token t where t.field = fields[first] and t.token = tokens[first] offset 0) as one
        cross join lateral (
          select count(*) as fits from unnest(fields, tokens) as w (field, token)
          cross join lateral (select from room.search_token o where o.field = w.field and o.token = w.token and o.account = one.account offset 0) as o
          where sought > 1) as all_of
        left join lateral (select d.account from room.deactivation d where d.account = one.account offset 0) as d on true
        cross join lateral (select n.sealed from room.account_name n where n.account = one.account and n.kind = 'client' offset 0) as n
        cross join lateral (select a.sealed from room.account_address a where a.account = one.account offset 0) as a
        where (sought = 1 or all_of.fits = sought) and (state = 'both' or (state = 'inactive') = (d.account is not null))
        limit most;
      return;
    end if;
    found_ones := array(select one.account
      from (select t.account from unnest(fields, tokens) as w (field, token) join room.search_token t on t.field = w.field and t.token = w.token
        group by t.account having count(*) = sought) as one
      cross join lateral (select from room.account a where a.id = one.account and a.kind = 'client' offset 0) as a
      left join lateral (select d.account from room.deactivation d where d.account = one.account offset 0) as d on true
      where state = 'both' or (state = 'inactive') = (d.account is not null)
      limit most);
  end if;
  return query select one.id, d.account is null, n.sealed, a.sealed
    from unnest(found_ones) as one (id)
    left join lateral (select d.account from room.deactivation d where d.account = one.id offset 0) as d on true
    cross join lateral (select n.sealed from room.account_name n where n.account = one.id offset 0) as n
    cross join lateral (select a.sealed from room.account_address a where a.account = one.id offset 0) as a;
end $$;

revoke execute on all functions in schema room from public;
grant execute on function room.client_file(uuid),
  room.find_clients(boolean, text[], bytea[], text, integer) to :serving;
