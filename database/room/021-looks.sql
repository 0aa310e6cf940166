-- The log that people read: a client who looked in their file, a therapist the history of an account, a professional the own looks,
-- the application manager a sample that is worth a question. Each part checks the right to it by itself.

-- Relations that have ended count too: what stood at the time of a look.
create index relation_pair on room.relation (client, professional);

-- What somebody who looks after the log made of a look: fine, or asked about.
create table room.look_review (
  line uuid primary key references room.audit (id),
  outcome text not null check (outcome in ('fine', 'asked')),
  by_account uuid not null references room.account (id),
  at timestamptz not null,
  -- Sealed with the key of who wrote it.
  note bytea
);
alter table room.look_review enable row level security;

-- The smallest id that a line of this moment can have: ids begin with their time, so that a period is a piece of the primary key.
create function room.id_from(at timestamptz) returns uuid
  language sql stable
  return rpad(lpad(to_hex(greatest(floor(extract(epoch from at) * 1000), 0)::bigint), 12, '0'), 32, '0')::uuid;

-- The lines that somebody may read. `part`: 'looks at me' (a client or related person, of their own account, and not their own lines),
-- 'history' (all that happened in the account of a client whom I treat), 'own looks' (a professional, their own), 'all' (the
-- application manager). A sign-in that failed is nobody's look.
create function room.readable_lines(part text, about uuid, since timestamptz, until timestamptz) returns setof room.audit
  language sql stable
begin atomic
  select a.* from room.audit a
    where part = 'looks at me' and a.client = room.me() and a.at >= since and a.at < until and a.account <> room.me()
      and exists (select from room.account mine where mine.id = room.me() and mine.kind <> 'professional')
  union all
  select a.* from room.audit a
    where part = 'looks at me' and a.object = room.me() and a.object_kind = 'account' and a.client is null
      and a.at >= since and a.at < until and a.account <> room.me()
      and exists (select from room.account mine where mine.id = room.me() and mine.kind <> 'professional')
  union all
  select a.* from room.audit a
    where part = 'history' and a.client = about and a.at >= since and a.at < until
      -- That a client looked who looked is theirs alone.
      and not (a.client = a.account and a.action in ('who looked read', 'who looked copied'))
      and exists (select from room.relation r where r.client = about and r.professional = room.me() and r.kind = 'therapist'
        and room.in_force(r.ended_at, r.ends_at))
  union all
  select a.* from room.audit a
    where part = 'own looks' and a.account = room.me() and a.at >= since and a.at < until
      and (a.client is not null or a.object_kind = 'conversation')
      and exists (select from room.account mine where mine.id = room.me() and mine.kind = 'professional')
  union all
  select a.* from room.audit a
    where part = 'all' and room.i_am('application manager') and a.id >= room.id_from(since) and a.id < room.id_from(until);
end;

-- The day of a moment where the practice is.
create function room.day_of(at timestamptz) returns date
  language sql stable
begin atomic
  select (at at time zone coalesce((select s.value #>> '{}' from room.setting s where s.name = 'timeZone'), 'UTC'))::date;
end;

-- What is read, newest first: what the same person did in the same way on one day is one look, with its first and last time.
-- Names are those of professionals, and of nobody else. `before`: the last line of the page before.
create function room.read_log(part text, about uuid, since timestamptz, until timestamptz, who uuid, before uuid, most integer)
  returns table (line uuid, first_at timestamptz, last_at timestamptz, times integer, action text, allowed boolean, basis text,
    account uuid, kind text, roles text[], name bytea, client uuid, object_kind text, motivation uuid, reason bytea, emergency boolean)
  language sql stable security definer set search_path = ''
as $$
  with looks as (
    select (array_agg(l.id order by l.at desc, l.id desc))[1] as line, min(l.at) as first_at, max(l.at) as last_at, count(*)::integer as times,
      l.action, l.allowed, l.basis, l.account, l.client, l.object_kind, l.motivation, l.emergency
    from room.readable_lines(part, about, since, until) l
    where who is null or l.account = who
    group by room.day_of(l.at), l.action, l.allowed, l.basis, l.account, l.client, l.object_kind, l.motivation, l.emergency),
  page as (
    select k.* from looks k
    where before is null or (k.last_at, k.line) < (select b.at, b.id from room.audit b where b.id = before)
    order by k.last_at desc, k.line desc limit most)
  select p.line, p.first_at, p.last_at, p.times, p.action, p.allowed, p.basis, p.account, a.kind, l.roles, n.sealed, p.client,
    p.object_kind, p.motivation, m.sealed, p.emergency
  from page p
  join room.audit l on l.id = p.line
  left join room.account a on a.id = p.account
  left join room.account_name n on n.account = p.account and n.kind = 'professional'
  left join room.motivation m on m.id = p.motivation and m.account = p.account
  order by p.last_at desc, p.line desc
$$;

-- Who stands in it, to choose from.
create function room.people_in_log(part text, about uuid, since timestamptz, until timestamptz)
  returns table (account uuid, kind text, roles text[], name bytea, looked boolean)
  language sql stable security definer set search_path = ''
as $$
  select w.account, a.kind, l.roles, n.sealed, w.looked
  from (select l.account, (array_agg(l.id order by l.at desc, l.id desc))[1] as line, bool_or(l.allowed) as looked
    from room.readable_lines(part, about, since, until) l where l.account is not null group by l.account) as w
  join room.audit l on l.id = w.line
  join room.account a on a.id = l.account
  left join room.account_name n on n.account = l.account and n.kind = 'professional'
$$;

-- Line by line, oldest first, for a copy of the log. `after`: the last line of the copy before.
create function room.copy_log(part text, since timestamptz, until timestamptz, after uuid, most integer)
  returns table (id uuid, at timestamptz, action text, allowed boolean, basis text, rule text, account uuid, roles text[], session uuid,
    on_behalf_of uuid, access_point bytea, object_kind text, object uuid, client uuid, emergency boolean, found integer, motivation uuid, fields text[],
    name bytea, reason bytea)
  language sql stable security definer set search_path = ''
as $$
  select l.id, l.at, l.action, l.allowed, l.basis, l.rule, l.account, l.roles, l.session, l.on_behalf_of, l.access_point, l.object_kind,
    l.object, l.client, l.emergency, l.found, l.motivation, l.fields, n.sealed, m.sealed
  from (select * from room.readable_lines(part, null, since, until) l where after is null or l.id > after order by l.id limit most) as l
  left join room.account_name n on n.account = l.account and n.kind = 'professional'
  left join room.motivation m on m.id = l.motivation and m.account = l.account
  where part in ('looks at me', 'all')
  order by l.id
$$;

-- What somebody who looks after the log may ask about: one row for each professional, client and day, with what stood between the two at
-- that time. Names come sealed, to be compared and never shown: only professionals are named.
create function room.looks_to_review(since timestamptz, until timestamptz, most integer)
  returns table (line uuid, first_at timestamptz, last_at timestamptz, times integer, actions text[], allowed boolean, bases text[],
    account uuid, roles text[], client uuid, name bytea, client_name bytea, related boolean, in_touch boolean, by_role boolean,
    clients_that_day integer, motivation uuid, reason bytea, emergency boolean, outcome text, reviewed_at timestamptz)
  language sql stable security definer set search_path = ''
as $$
  with lines as (
    select l.id, l.at, l.action, l.allowed, l.basis, l.account, l.roles, l.motivation, l.emergency, c.id as client, room.day_of(l.at) as day
    from room.readable_lines('all', null, since, until) l
    join room.account p on p.id = l.account and p.kind = 'professional'
    join room.account c on c.kind = 'client' and c.id = coalesce(l.client, case when l.object_kind = 'account' then l.object end)),
  looks as (
    select (array_agg(l.id order by l.at desc, l.id desc))[1] as line, min(l.at) as first_at, max(l.at) as last_at, count(*)::integer as times,
      array_agg(distinct l.action) as actions, bool_or(l.allowed) as allowed, array_agg(distinct l.basis) as bases, l.account, l.client, l.day,
      (array_agg(l.motivation order by l.at desc) filter (where l.motivation is not null))[1] as motivation,
      bool_or(l.emergency) as emergency, bool_and(l.basis in ('secretary', 'service employee')) as by_role
    from lines l group by l.account, l.client, l.day)
  select k.line, k.first_at, k.last_at, k.times, k.actions, k.allowed, k.bases, k.account, l.roles, k.client, n.sealed, o.sealed,
    exists (select from room.relation r where r.client = k.client and r.professional = k.account and r.began_at <= k.last_at
      and (r.ended_at is null or r.ended_at > k.first_at) and (r.ends_at is null or r.ends_at > k.first_at)),
    exists (select from room.relation r where r.client = k.client and r.professional = k.account
        and r.began_at between k.last_at - interval '90 days' and k.last_at)
      or exists (select from room.participant his join room.participant theirs on theirs.conversation = his.conversation
        join room.conversation c on c.id = his.conversation
        where his.account = k.account and theirs.account = k.client and c.started_at <= k.last_at and c.last_at >= k.last_at - interval '90 days')
      or exists (select from room.tool t where t.owner = k.client and (t.guided_by = k.account or t.prepared_by = k.account)
        and t.prepared_at <= k.last_at and t.changed_at >= k.last_at - interval '90 days'),
    k.by_role, (count(*) over (partition by k.account, k.day))::integer, k.motivation, m.sealed, k.emergency, v.outcome, v.at
  from looks k
  join room.audit l on l.id = k.line
  join room.account_name n on n.account = k.account
  join room.account_name o on o.account = k.client
  left join room.motivation m on m.id = k.motivation and m.account = k.account
  left join room.look_review v on v.line = k.line
  order by k.last_at desc, k.line desc limit most
$$;

-- For the door: is there such a look, for whoever may judge it?
create function room.is_look(wanted uuid) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select room.i_am('application manager') and exists (
    select from room.audit l join room.account p on p.id = l.account and p.kind = 'professional'
    join room.account c on c.kind = 'client' and c.id = coalesce(l.client, case when l.object_kind = 'account' then l.object end)
    where l.id = wanted)
$$;

-- The last word counts.
create function room.judge_look(of_line uuid, new_outcome text, new_note bytea, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not room.is_look(of_line) then
    raise exception 'judges no look' using errcode = 'insufficient_privilege';
  end if;
  insert into room.look_review (line, outcome, by_account, at, note) values (of_line, new_outcome, room.me(), judge_look.at, new_note)
    on conflict (line) do update set outcome = excluded.outcome, by_account = excluded.by_account, at = excluded.at, note = excluded.note;
end $$;

revoke execute on all functions in schema room from public;
grant execute on function room.id_from(timestamptz), room.read_log(text, uuid, timestamptz, timestamptz, uuid, uuid, integer),
  room.people_in_log(text, uuid, timestamptz, timestamptz), room.copy_log(text, timestamptz, timestamptz, uuid, integer),
  room.looks_to_review(timestamptz, timestamptz, integer), room.is_look(uuid), room.judge_look(uuid, text, bytea, timestamptz) to :serving;
