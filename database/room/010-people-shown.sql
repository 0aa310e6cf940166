-- What everybody shows of themselves: a description, an absence, a picture, and whether they are online.

-- Apart from the description: the application manager writes that too, and neither writes over the other.
alter table room.account_profile add column away_text bytea;

-- Online, and shown to nobody (CNV-26). It stands where the moment stands, so that one row says all there is to say.
alter table room.presence add column hidden boolean not null default false;
drop policy contacts on room.presence;
create policy contacts on room.presence for select to :serving using (
  account = (select room.me()) or (not hidden and (
    account = any ((select room.contacts_in_sight())::uuid[]) or account in (select room.related_contacts())
    or exists (select 1 from room.account a where a.id = account and a.kind = any ((select room.known_kinds())::text[])))));

create or replace function room.be_here(at timestamptz) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  before timestamptz;
begin
  select p.seen_at into before from room.presence p where p.account = room.me();
  insert into room.presence (account, seen_at, hidden)
    select room.me(), at, exists (select from room.account_profile p where p.account = room.me() and not p.visible) where room.me() is not null
    on conflict (account) do update set seen_at = excluded.seen_at, hidden = excluded.hidden;
  return before is null or before < at - interval '3 minutes';
end $$;

-- Whoever does not show themselves comes and goes unheard.
create or replace function room.who_knows_me() returns setof uuid
  language sql stable security definer set search_path = ''
as $$
  select seen.by_whom from (
    select room.related_contacts()
    union
    select a.id from room.account a join room.account mine on mine.id = room.me()
    where a.kind = 'professional' and a.id <> mine.id and (mine.kind = 'professional'
      or (mine.kind = 'client' and exists (select 1 from room.account_group g where g.account = a.id and g.name = 'secretary')))
  ) as seen (by_whom)
  where not exists (select from room.account_profile p where p.account = room.me() and not p.visible)
$$;

create or replace function room.find_known(tokens bytea[], most integer) returns table (account uuid, groups text[], seen_at timestamptz)
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
    left join lateral (
      select h.seen_at from room.presence h where h.account = one.id and (not h.hidden or one.id = room.me()) offset 0) as here on true;
end $$;

create or replace function room.people_in(conversations uuid[])
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
    select h.seen_at from room.presence h
    where h.account = p.account and ((known.contact and not h.hidden) or p.account = room.me()) offset 0) as here on true
$$;

-- The day it is where the practice is, at the moment of this visit.
create function room.today() returns date
  language sql stable security definer set search_path = ''
as $$
  select (nullif(current_setting('alcove.now', true), '')::timestamptz
    at time zone coalesce((select s.value #>> '{}' from room.setting s where s.name = 'timeZone'), 'Europe/Amsterdam'))::date
$$;

-- What everybody changes of themselves (PRF-2, PRF-4, PRF-5). All about the visiting account only.

create function room.write_own_name(name bytea, fields text[], tokens bytea[]) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not exists (select from room.account a where a.id = room.me() and a.kind = 'professional') then
    raise exception 'names are the practice''s to change' using errcode = 'insufficient_privilege';
  end if;
  update room.account_name n set sealed = name where n.account = room.me();
  perform room.replace_tokens(room.me(), array['name'], fields, tokens);
end $$;

create function room.write_own_absence(from_day date, until_day date, words bytea) returns void
  language sql volatile security definer set search_path = ''
as $$
  insert into room.account_profile (account, kind, away_from, away_until, away_text)
    select a.id, a.kind, from_day, until_day, words from room.account a where a.id = room.me() and a.kind = 'professional'
    on conflict (account) do update set away_from = excluded.away_from, away_until = excluded.away_until, away_text = excluded.away_text
$$;

create function room.write_own_visibility(shown boolean) returns void
  language sql volatile security definer set search_path = ''
as $$
  insert into room.account_profile (account, kind, visible)
    select a.id, a.kind, shown from room.account a where a.id = room.me()
    on conflict (account) do update set visible = excluded.visible;
  update room.presence p set hidden = not shown where p.account = room.me();
$$;

-- null = no picture any more.
create function room.write_own_picture(picture bytea, at timestamptz) returns void
  language sql volatile security definer set search_path = ''
as $$
  delete from room.account_picture p where p.account = room.me() and picture is null;
  insert into room.account_picture (account, kind, sealed, at)
    select a.id, a.kind, picture, at from room.account a where a.id = room.me() and picture is not null
    on conflict (account) do update set sealed = excluded.sealed, at = excluded.at;
$$;

-- Whose picture may be looked at: one's own, and those of the people one knows (PRF-5). One row, always.
create function room.picture_facts(wanted uuid) returns table (known boolean)
  language sql stable security definer set search_path = ''
as $$ select room.me() is not null and room.acquainted(room.me(), wanted) $$;

-- One's own details, held while one changes them: the secretary and the therapist write there too.
create function room.hold_own_detail() returns bytea
  language sql volatile security definer set search_path = ''
as $$
  select from room.account_setting s where s.account = room.me() for update;
  select d.sealed from room.account_detail d where d.account = room.me() for update;
$$;

-- A client's own phone; the rest of the details goes back as it came.
create function room.write_own_detail(detail bytea, at timestamptz) returns void
  language sql volatile security definer set search_path = ''
as $$
  update room.account_detail d set sealed = detail, changed_at = at where d.account = room.me() and d.kind in ('client', 'related person')
$$;

revoke execute on all functions in schema room from public;
grant execute on function room.today(), room.write_own_name(bytea, text[], bytea[]), room.write_own_absence(date, date, bytea),
  room.write_own_visibility(boolean), room.write_own_picture(bytea, timestamptz), room.picture_facts(uuid), room.hold_own_detail(),
  room.write_own_detail(bytea, timestamptz) to :serving;
