-- Addresses of clients, which nobody takes over by correcting them.

-- Only for the functions below: from now on this is where somebody signs in.
create function room.move_address(of_account uuid, new_sealed bytea, new_token bytea, at timestamptz) returns void
  language sql volatile security definer set search_path = ''
as $$
  delete from room.wrong_password w where w.address_token in (new_token, (select a.token from room.account_address a where a.account = of_account));
  delete from room.address_change c where c.account = of_account;
  update room.account_address a set sealed = new_sealed, token = new_token where a.account = of_account;
  delete from room.search_token t where t.account = of_account and t.field = 'address';
  insert into room.search_token (field, token, account) values ('address', new_token, of_account) on conflict do nothing;
  -- What was sent to the old address opens nothing any more.
  update room.link l set ended_at = at where l.account = of_account and l.ended_at is null;
$$;

-- An address that nobody has signed in with yet was typed wrong: mended at once, and the letter goes again (ACC-14).
create function room.correct_address(of_account uuid, new_sealed bytea, new_token bytea, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not room.keeps_client(of_account) or room.was_used(of_account) then
    raise exception 'corrects no address' using errcode = 'insufficient_privilege';
  end if;
  perform room.move_address(of_account, new_sealed, new_token, at);
  perform room.welcome_again(of_account, at);
end $$;

-- The first of the two steps: secretary or related therapist.
create function room.propose_address(of_account uuid, new_sealed bytea, new_token bytea, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not room.keeps_client(of_account) then
    raise exception 'proposes no address' using errcode = 'insufficient_privilege';
  end if;
  insert into room.address_proposal (account, sealed, token, instead_of, proposed_by, proposed_at, as_secretary, as_therapist)
    select of_account, new_sealed, new_token, (select a.token from room.account_address a where a.account = of_account), room.me(), at, room.i_am('secretary'), exists (select from room.relation r
      where r.client = of_account and r.professional = room.me() and r.kind = 'therapist' and r.ended_at is null);
end $$;

-- The second step: somebody else, of the other kind of role. From here both addresses know, and three days are left to stop it.
create function room.agree_to_address(of_account uuid, at timestamptz, due timestamptz) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  related boolean := exists (select from room.relation r
    where r.client = of_account and r.professional = room.me() and r.kind = 'therapist' and r.ended_at is null);
begin
  if due < at + interval '72 hours' then raise exception 'too soon' using errcode = 'insufficient_privilege'; end if;
  update room.address_proposal c set confirmed_by = room.me(), confirmed_at = at, due_at = due, tell_at = at
    where c.account = of_account and c.confirmed_at is null and c.proposed_by <> room.me()
      and ((c.as_secretary and related) or (c.as_therapist and room.i_am('secretary')));
  if not found then return false; end if;
  perform room.write_letter(of_account, 'address changed', at);
  return true;
end $$;

-- Until the end of it either of the two kinds of role stops it, and so does the person.
create function room.stop_address(of_account uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not (of_account = room.me() or room.keeps_client(of_account)) then
    raise exception 'stops nothing' using errcode = 'insufficient_privilege';
  end if;
  delete from room.address_proposal c where c.account = of_account;
  return found;
end $$;

-- What waits for oneself.
create function room.my_address_proposal() returns table (sealed bytea, due_at timestamptz)
  language sql stable security definer set search_path = '' as $$ select c.sealed, c.due_at from room.address_proposal c where c.account = room.me() and c.due_at is not null $$;

-- For the house itself, by the clock: changes of address whose time has come. An address that somebody else got meanwhile is left alone.
create function room.move_due_addresses(at timestamptz, most integer) returns integer
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  one room.address_proposal;
  former bytea;
  moved integer := 0;
begin
  if room.me() is not null then return 0; end if;
  for one in select * from room.address_proposal c where c.due_at <= at order by c.due_at limit most for update skip locked loop
    delete from room.address_proposal c where c.account = one.account;
    select a.sealed into former from room.account_address a where a.account = one.account and a.token = one.instead_of;
    if found and not exists (select from room.account_address a where a.token = one.token) then
      perform room.move_address(one.account, one.sealed, one.token, at);
      perform room.write_letter(one.account, 'address changed', at);
      insert into room.outbox (id, account, kind, created_at, due_at, sealed_to)
        values (gen_random_uuid(), one.account, 'address left', at, at, former) on conflict do nothing;
    end if;
    moved := moved + 1;
  end loop;
  return moved;
end $$;

-- Letters to addresses that are to be: nobody else takes them until `until`.
create function room.take_address_news(at timestamptz, until timestamptz, most integer)
  returns table (account uuid, attempts integer, language text, name bytea, address bytea)
  language sql volatile security definer set search_path = ''
as $$
  with taken as (
    update room.address_proposal c set tell_at = until, tell_attempts = c.tell_attempts + 1
    where room.me() is null and c.account in (
      select w.account from room.address_proposal w where w.tell_at <= at order by w.tell_at limit most for update skip locked)
    returning c.*)
  select t.account, t.tell_attempts, coalesce(s.language, (select value #>> '{}' from room.setting where name = 'language'), 'nl'), n.sealed, t.sealed
  from taken t join room.account_setting s on s.account = t.account join room.account_name n on n.account = t.account
$$;
-- again null: it was sent, or never will be.
create function room.settle_address_news(of_account uuid, again timestamptz) returns void
  language sql volatile security definer set search_path = '' as $$ update room.address_proposal c set tell_at = again where c.account = of_account and room.me() is null $$;

create function room.next_address_due() returns timestamptz
  language sql stable security definer set search_path = '' as $$ select min(least(c.due_at, c.tell_at)) from room.address_proposal c where room.me() is null $$;

revoke execute on all functions in schema room from public;
grant execute on function room.correct_address(uuid, bytea, bytea, timestamptz),
  room.propose_address(uuid, bytea, bytea, timestamptz), room.agree_to_address(uuid, timestamptz, timestamptz), room.stop_address(uuid),
  room.my_address_proposal(), room.move_due_addresses(timestamptz, integer), room.take_address_news(timestamptz, timestamptz, integer),
  room.settle_address_news(uuid, timestamptz), room.next_address_due()
  to :serving;
