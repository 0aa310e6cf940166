-- Who is related now: a relation can end by the clock, and temporary access opens a file for reading for a while.

-- What time it is in this visit. Outside of one nothing that ends by the clock is open.
create function room.now() returns timestamptz
  language sql stable
  return nullif(current_setting('alcove.now', true), '')::timestamptz;

-- Whether a relation is in force: not ended by anybody, nor by the clock. Everything that asks who is related asks this.
create function room.in_force(ended timestamptz, ends timestamptz) returns boolean
  language sql stable
  return ended is null and (ends is null or ends > room.now());

-- Whose file I may read now: by a relation in force, or by temporary access.
create function room.my_files() returns setof uuid
  language sql stable security definer set search_path = ''
as $$
  select r.client from room.relation r where r.professional = room.me() and room.in_force(r.ended_at, r.ends_at)
  union select t.client from room.temporary_access t where t.account = room.me() and t.ended_at is null and t.ends_at > room.now()
$$;

alter policy files on room.account using (
  kind = 'client' and ((select room.i_am('service employee')) or id in (select room.my_files())));
alter policy files on room.account_name using (
  kind = 'client' and ((select room.i_am('service employee')) or account in (select room.my_files())));
alter policy files on room.account_address using (
  exists (select from room.account a where a.id = account and (
    (a.kind = 'client' and ((select room.i_am('secretary')) or (select room.i_am('service employee')) or a.id in (select room.my_files())))
    or (a.kind = 'professional' and (select room.i_am('application manager'))))));
alter policy details on room.account_detail using (
  account = (select room.me())
  or (kind = 'client' and ((select room.i_am('secretary')) or account in (select room.my_files())))
  or (kind = 'professional' and (select room.i_am('application manager'))));
alter policy labels on room.account_label using (
  (kind = 'client' and ((select room.i_am('secretary')) or account in (select room.my_files())))
  or (kind = 'professional' and (account = (select room.me()) or (select room.i_am('application manager')))));

-- The same functions as before; they ask for relations in force.

create or replace function room.ties_with(other uuid) returns setof uuid
  language sql stable
begin atomic
  select r.id from room.relation r
    where r.professional = room.me() and r.client = other and r.kind = 'therapist' and room.in_force(r.ended_at, r.ends_at)
  union all select r.id from room.relation r
    where r.professional = other and r.client = room.me() and r.kind = 'therapist' and room.in_force(r.ended_at, r.ends_at)
  union all select p.id from room.related_person p
    where p.person = other and (p.client = room.me() or p.invited_by = room.me()) and p.ended_at is null
  union all select p.id from room.related_person p
    where p.person = room.me() and (p.client = other or p.invited_by = other) and p.ended_at is null;
end;

create or replace function room.acquainted(a uuid, b uuid)
  returns boolean
  language sql stable security definer set search_path = ''
as $$
  select a <> b and exists (
    select 1 from room.account x join room.account y on y.id = b
    where x.id = a and (
      (x.kind = 'professional' and y.kind = 'professional')
      or (x.kind = 'professional' and y.kind = 'client' and exists (
            select 1 from room.account_group g where g.account = a and g.name = 'secretary'))
      or exists (select 1 from room.relation r where room.in_force(r.ended_at, r.ends_at) and r.kind = 'therapist'
            and ((r.professional = a and r.client = b) or (r.professional = b and r.client = a)))
      or exists (select 1 from room.related_person p where p.ended_at is null and (
            (p.person = b and (p.client = a or p.invited_by = a)) or (p.person = a and (p.client = b or p.invited_by = b))))
    )
  )
$$;

create or replace function room.contact_facts(other uuid, hold boolean)
  returns table (kind text, active boolean, relation text, related_by text, invited_by_this_professional boolean)
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if hold then perform room.hold_ties(other); end if;
  return query select a.kind,
    not exists (select 1 from room.deactivation d where d.account = a.id),
    (select r.kind from room.relation r where room.in_force(r.ended_at, r.ends_at)
      and ((r.professional = room.me() and r.client = other) or (r.professional = other and r.client = room.me()))
      order by r.kind = 'therapist' desc limit 1),
    (select case when p.invited_by = p.client then 'client' else 'professional' end from room.related_person p where p.ended_at is null
      and ((p.person = other and p.client = room.me()) or (p.person = room.me() and p.client = other))
      order by p.invited_by = p.client desc limit 1),
    exists (select 1 from room.related_person p where p.ended_at is null and p.invited_by <> p.client
      and ((p.person = other and p.invited_by = room.me()) or (p.person = room.me() and p.invited_by = other)))
  from room.account a where a.id = other and room.me() is not null;
end $$;

create or replace function room.facts_about(others uuid[])
  returns table (account uuid, kind text, active boolean, relation text, related_by text, invited_by_this_professional boolean)
  language sql stable security definer set search_path = '' rows 10
as $$
  select a.id, a.kind, d.account is null, related.kind, tied.by, coalesce(tied.invited_by_professional, false)
  from unnest(others) as other (id)
  cross join lateral (select a.id, a.kind from room.account a where a.id = other.id and room.me() is not null offset 0) as a
  left join lateral (select d.account from room.deactivation d where d.account = a.id offset 0) as d on true
  left join lateral (
    select r.kind from (
      select r.kind from room.relation r where room.in_force(r.ended_at, r.ends_at) and r.professional = room.me() and r.client = a.id
      union all
      select r.kind from room.relation r where room.in_force(r.ended_at, r.ends_at) and r.professional = a.id and r.client = room.me()) as r
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

create or replace function room.hold_ties(other uuid)
  returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform 1 from room.relation r where room.in_force(r.ended_at, r.ends_at)
    and ((r.professional = room.me() and r.client = other) or (r.professional = other and r.client = room.me())) for share;
  perform 1 from room.related_person p where p.ended_at is null
    and ((p.person = other and (p.client = room.me() or p.invited_by = room.me()))
      or (p.person = room.me() and (p.client = other or p.invited_by = other))) for share;
end $$;

create or replace function room.propose_address(of_account uuid, new_sealed bytea, new_token bytea, at timestamptz)
  returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not room.keeps_client(of_account) then
    raise exception 'proposes no address' using errcode = 'insufficient_privilege';
  end if;
  insert into room.address_proposal (account, sealed, token, instead_of, proposed_by, proposed_at, as_secretary, as_therapist)
    select of_account, new_sealed, new_token, (select a.token from room.account_address a where a.account = of_account), room.me(), at, room.i_am('secretary'), exists (select from room.relation r
      where r.client = of_account and r.professional = room.me() and r.kind = 'therapist' and room.in_force(r.ended_at, r.ends_at));
end $$;

create or replace function room.reactivate(of_account uuid)
  returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  of_kind text := (select a.kind from room.account a where a.id = of_account);
begin
  perform room.hold_count();
  if not coalesce(case of_kind
      when 'client' then room.i_am('secretary') or exists (select from room.relation r
        where r.client = of_account and r.professional = room.me() and r.kind = 'therapist' and room.in_force(r.ended_at, r.ends_at))
      when 'professional' then room.i_am('application manager') and (select p.active < p.most from room.professionals() p)
    end, false) then
    raise exception 'reactivates nobody' using errcode = 'insufficient_privilege';
  end if;
  delete from room.deactivation d where d.account = of_account;
end $$;

create or replace function room.related_contacts()
  returns setof uuid
  language sql stable security definer set search_path = ''
as $$
  select r.client from room.relation r where r.professional = room.me() and r.kind = 'therapist' and room.in_force(r.ended_at, r.ends_at)
  union select r.professional from room.relation r where r.client = room.me() and r.kind = 'therapist' and room.in_force(r.ended_at, r.ends_at)
  union select p.person from room.related_person p where (p.client = room.me() or p.invited_by = room.me()) and p.ended_at is null
  union select p.client from room.related_person p where p.person = room.me() and p.ended_at is null
  union select p.invited_by from room.related_person p where p.person = room.me() and p.ended_at is null
$$;

revoke execute on all functions in schema room from public;
grant execute on function room.now(), room.in_force(timestamptz, timestamptz), room.my_files() to :serving;
