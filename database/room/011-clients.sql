-- Clients: found, opened, kept right. What changes their addresses stands in 012.

-- The newest first, where nothing is sought.
create index account_client on room.account (created_at desc, id) where kind = 'client';
create index deactivation_at on room.deactivation (at desc);

-- An address that is to change (decision "Address changes"): one proposes it, another of the other kind of role agrees, and
-- then it waits for three days. One at a time for each account.
create table room.address_proposal (
  account uuid primary key references room.account (id),
  sealed bytea not null,
  token bytea not null,
  -- The address it is to replace: if that has changed in another way, nothing comes of it.
  instead_of bytea not null,
  proposed_by uuid not null references room.account (id), proposed_at timestamptz not null,
  -- Somebody may be both, and still two people are needed.
  as_secretary boolean not null, as_therapist boolean not null,
  confirmed_by uuid references room.account (id), confirmed_at timestamptz,
  due_at timestamptz,
  -- The letter to the new address: the old one gets its own by the outbox. null = sent, or not to be sent yet.
  tell_at timestamptz, tell_attempts integer not null default 0,
  check ((confirmed_at is null) = (due_at is null)), check (as_secretary or as_therapist)
);
alter table room.address_proposal enable row level security;

-- What somebody may do with a client's account, besides looking: by the office, or by a treatment relation.
create function room.keeps_client(wanted uuid) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select exists (select from room.account a where a.id = wanted and a.kind = 'client') and (
    room.i_am('secretary') or exists (select from room.relation r
      where r.client = wanted and r.professional = room.me() and r.kind = 'therapist' and r.ended_at is null))
$$;

-- Somebody has got in here, or is about to: then the address is theirs.
create function room.was_used(wanted uuid) returns boolean
  language sql stable security definer set search_path = ''
as $$ select exists (select from room.account_password p where p.account = wanted)
    or exists (select from room.session s where s.account = wanted) $$;

-- Whom the visiting account finds (CAS-1, CAS-2): the own caseload, or with `everybody` all whom a secretary or a service employee may find.
-- Each of the tokens must be there; the rarest leads. Where even that one is common (single letters), the sets are laid over each other
-- instead of asking for each account. state: 'active', 'inactive' or 'both'.
create function room.find_clients(everybody boolean, fields text[], tokens bytea[], state text, most integer)
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

-- What the rules on one client ask. One row, always: for an unknown id, and for somebody who is no client, everything in it is "no".
-- hold: keep the relation, the details and a change of address as they are until this transaction ends.
create function room.client_facts(wanted uuid, hold boolean)
  returns table (client uuid, active boolean, relation text, used boolean, welcome text, welcome_at timestamptz,
                 new_address bytea, proposed_by uuid, as_secretary boolean, as_therapist boolean, due_at timestamptz)
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  theirs text;
begin
  select r.kind into theirs from room.relation r
    where r.client = wanted and r.professional = room.me() and r.ended_at is null order by r.kind = 'therapist' desc limit 1;
  if theirs is null and not room.i_am('secretary') and not room.i_am('service employee')
     or not exists (select from room.account a where a.id = wanted and a.kind = 'client') then
    -- Not there and not mine cost the same: nothing more is looked at.
    return query select null::uuid, false, null, false, null, null::timestamptz, null::bytea, null::uuid, false, false, null::timestamptz;
    return;
  end if;
  if hold then
    perform 1 from room.relation r where r.client = wanted and r.professional = room.me() and r.ended_at is null for share;
    -- Whoever changes this client waits here, one after the other.
    perform 1 from room.account_setting s where s.account = wanted for update;
  end if;
  return query select wanted, not exists (select from room.deactivation d where d.account = wanted), theirs, room.was_used(wanted),
    letter.state, coalesce(letter.ended_at, letter.created_at), c.sealed, c.proposed_by, coalesce(c.as_secretary, false),
    coalesce(c.as_therapist, false), c.due_at
  from (select 1) as always
  left join room.address_proposal c on c.account = wanted
  left join lateral (select o.state, o.ended_at, o.created_at from room.outbox o where o.account = wanted and o.kind = 'welcome'
    order by o.state = 'waiting' desc, o.created_at desc limit 1) as letter on true;
end $$;
create index outbox_welcome on room.outbox (account) where kind = 'welcome';

-- Before an account is made or an address changed (ACC-1, ACC-7): who has this address or ID already. Asked by those only who may make
-- accounts. across: one ID for clients and professionals together (ACC-8).
create function room.taken(address_token bytea, identifier bytea, across boolean)
  returns table (address uuid, identifier_of uuid)
  language sql stable security definer set search_path = ''
as $$
  select (select a.account from room.account_address a where a.token = address_token),
    (select i.account from room.account_identifier i where i.token = identifier and (across or i.kind = 'client')
      order by i.kind = 'client' desc limit 1)
  where room.i_am('therapist') or room.i_am('secretary')
$$;

-- Puts down anew what is known of a client, and how they are found by it.
create function room.change_client(of_account uuid, at timestamptz, name bytea, detail bytea, label bytea, identifier bytea,
    fields text[], tokens bytea[]) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not room.keeps_client(of_account) then
    raise exception 'keeps no client' using errcode = 'insufficient_privilege';
  end if;
  update room.account_name n set sealed = name where n.account = of_account;
  insert into room.account_detail (account, kind, sealed, changed_at) values (of_account, 'client', detail, at)
    on conflict (account) do update set sealed = excluded.sealed, changed_at = excluded.changed_at;
  delete from room.account_label l where l.account = of_account and label is null;
  insert into room.account_label (account, kind, sealed) select of_account, 'client', label where label is not null
    on conflict (account) do update set sealed = excluded.sealed;
  delete from room.account_identifier i where i.account = of_account and i.token is distinct from identifier;
  insert into room.account_identifier (account, kind, token) select of_account, 'client', identifier where identifier is not null
    on conflict (account) do nothing;
  delete from room.search_token t where t.account = of_account and t.field <> 'address';
  insert into room.search_token (field, token, account)
    select w.field, w.token, of_account from unnest(fields, tokens) as w (field, token) where w.field <> 'address' on conflict do nothing;
end $$;

-- A letter of welcome once more (ACC-13): earlier links end, what waits goes now. Not where somebody has got in already.
create function room.welcome_again(of_account uuid, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not (room.keeps_client(of_account) or (room.i_am('service employee')
      and exists (select from room.account a where a.id = of_account and a.kind = 'client'))) or room.was_used(of_account) then
    raise exception 'welcomes nobody' using errcode = 'insufficient_privilege';
  end if;
  update room.link l set ended_at = at where l.account = of_account and l.ended_at is null;
  update room.outbox o set due_at = at where o.account = of_account and o.kind = 'welcome' and o.state = 'waiting';
  perform room.write_letter(of_account, 'welcome', at);
end $$;

-- One's own details: a client keeps their own phone number, the house the rest. The row waits for who else writes in it.
create function room.hold_my_details() returns void
  language sql volatile security definer set search_path = '' as $$ select from room.account_setting s where s.account = room.me() for update $$;
create function room.change_my_details(detail bytea, at timestamptz) returns void
  language sql volatile security definer set search_path = '' as $$ update room.account_detail d set sealed = detail, changed_at = at where d.account = room.me() and d.kind = 'client' $$;

revoke execute on all functions in schema room from public;
grant execute on function room.find_clients(boolean, text[], bytea[], text, integer), room.client_facts(uuid, boolean),
  room.taken(bytea, bytea, boolean), room.change_client(uuid, timestamptz, bytea, bytea, bytea, bytea, text[], bytea[]),
  room.welcome_again(uuid, timestamptz), room.hold_my_details(), room.change_my_details(bytea, timestamptz)
  to :serving;
