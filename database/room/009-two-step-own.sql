-- Two-step sign-in: what who is signed in sees and changes of their own, and how others reset it.

-- Was the password given again in this session within five minutes (SEC-11)? Who must set it up first has just given it at the door.
create function room.gave_password(at timestamptz) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select exists (select from room.confirmation c where c.session = room.my_session() and c.password_at > at - interval '5 minutes')
    or (room.must_set_up() and exists (select from room.session s where s.id = room.my_session() and s.began_at > at - interval '10 minutes'))
$$;

-- And the second step (SEC-10)?
create function room.gave_step(at timestamptz) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select exists (select from room.confirmation c where c.session = room.my_session() and c.step_at > at - interval '5 minutes')
$$;

-- For the change of one's own password (SEC-10): whether a second step is on and was not given again in time.
create function room.step_is_wanted(at timestamptz) returns boolean
  language sql stable security definer set search_path = ''
as $$ select room.has_second_step(room.me()) and not room.gave_step(at) $$;

-- A moment as answers spell it.
create function room.as_moment(at timestamptz) returns text
  language sql stable security definer set search_path = ''
as $$ select to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

-- What a door to one's own two-step sign-in has to know, and what its owner sees of it.
create function room.my_second_step(at timestamptz)
  returns table (policy text, since text, coming bytea, codes integer, passkeys jsonb, password_given boolean, step_given boolean)
  language sql stable security definer set search_path = ''
as $$
  select room.second_step_policy(a.kind),
    (select room.as_moment(t.since) from room.authenticator t where t.account = a.id),
    (select t.sealed from room.authenticator_to_be t where t.account = a.id and t.made_at > at - interval '1 hour'),
    (select count(*)::integer from room.recovery_code r where r.account = a.id and r.used_at is null),
    (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'credential', p.credential, 'transports', p.transports,
      'sealed', encode(p.sealed, 'base64'), 'addedAt', room.as_moment(p.added_at), 'usedAt', room.as_moment(p.used_at))
      order by p.added_at, p.id), '[]'::jsonb)
      from room.passkey p where p.account = a.id),
    room.gave_password(at), room.gave_step(at)
  from room.account a where a.id = room.me()
$$;

-- What the visiting account's own password and second step are compared with when they are asked again.
create function room.my_proofs()
  returns table (hash text, password_waits_until timestamptz, sealed bytea, used_step bigint, unused bytea[], passkeys jsonb, waits_until timestamptz)
  language sql volatile security definer set search_path = ''
as $$
  select (select p.hash from room.account_password p where p.account = room.me()),
    (select t.waits_until from room.second_step_tries t where t.account = room.me() and t.what = 'password'),
    s.sealed, s.used_step, s.unused, s.passkeys, s.waits_until
  from room.second_step_of(room.me()) s where room.me() is not null
$$;

-- Wrong when asked again: 'password' or 'step'.
create function room.wrong_proof(of_what text, at timestamptz) returns void
  language sql volatile security definer set search_path = ''
as $$ select room.count_wrong(room.me(), of_what, at) where room.me() is not null $$;

-- The password was right, and where something is given the second step too. False: that was used already, and nothing is confirmed.
create function room.confirm_myself(at timestamptz, step bigint, recovery bytea, key uuid, count bigint) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  with_step boolean := step is not null or recovery is not null or key is not null;
begin
  if with_step and not room.use_second_step(room.me(), at, step, recovery, key, count) then return false; end if;
  delete from room.second_step_tries t where t.account = room.me() and t.what = 'password';
  insert into room.confirmation as c (session, password_at, step_at) values (room.my_session(), at, case when with_step then at end)
    on conflict (session) do update set password_at = at, step_at = coalesce(excluded.step_at, c.step_at);
  return true;
end $$;

-- The second wall of every change below: the password was given again, and what takes something away asks the second step too.
create function room.hold_second_step(at timestamptz, takes_away boolean) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform from room.account a where a.id = room.me() for no key update;
  if room.me() is null or not room.gave_password(at) or (takes_away and not room.gave_step(at)) then
    raise exception 'not confirmed' using errcode = 'insufficient_privilege';
  end if;
  -- Given at the door: it holds on once there is nothing left that must be set up.
  if room.must_set_up() then
    insert into room.confirmation (session, password_at) values (room.my_session(), at)
      on conflict (session) do update set password_at = excluded.password_at;
  end if;
end $$;

create function room.begin_authenticator(new_sealed bytea, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform room.hold_second_step(at, false);
  insert into room.authenticator_to_be (account, sealed, made_at) values (room.me(), new_sealed, at)
    on conflict (account) do update set sealed = excluded.sealed, made_at = excluded.made_at;
end $$;

-- Its first code was right: it takes the place of the one before, which asks more than a new one.
create function room.finish_authenticator(at timestamptz, step bigint) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform room.hold_second_step(at, exists (select from room.authenticator a where a.account = room.me()));
  insert into room.authenticator (account, sealed, since, used_step)
    select t.account, t.sealed, at, step from room.authenticator_to_be t where t.account = room.me() and t.made_at > at - interval '1 hour'
    on conflict (account) do update set sealed = excluded.sealed, since = excluded.since, used_step = excluded.used_step;
  delete from room.authenticator_to_be t where t.account = room.me();
  perform room.write_letter(room.me(), 'two-step changed', at);
end $$;

-- New recovery codes end the ones before.
create function room.keep_recovery_codes(hashes bytea[], at timestamptz) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform room.hold_second_step(at, false);
  delete from room.recovery_code r where r.account = room.me();
  insert into room.recovery_code (account, hash, made_at) select room.me(), h, at from unnest(hashes) as h;
  perform room.write_letter(room.me(), 'two-step changed', at);
end $$;

-- False: this passkey is known already.
create function room.add_passkey(new_id uuid, new_credential text, new_key bytea, count bigint, new_transports text[], new_sealed bytea, at timestamptz)
  returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform room.hold_second_step(at, false);
  insert into room.passkey (id, account, credential, public_key, counter, transports, sealed, added_at)
    values (new_id, room.me(), new_credential, new_key, count, new_transports, new_sealed, at) on conflict (credential) do nothing;
  if not found then return false; end if;
  perform room.write_letter(room.me(), 'two-step changed', at);
  return true;
end $$;

create function room.remove_passkey(key uuid, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform room.hold_second_step(at, true);
  delete from room.passkey p where p.id = key and p.account = room.me();
  -- Recovery codes stand in for a second step; without one there is nothing to stand in for.
  delete from room.recovery_code r where r.account = room.me() and not room.has_second_step(room.me());
  perform room.write_letter(room.me(), 'two-step changed', at);
end $$;

-- Everything that belongs to the second step of an account. For the functions below, never for the serving role itself.
create function room.clear_second_step(of_account uuid, at timestamptz) returns void
  language sql volatile security definer set search_path = ''
as $$
  delete from room.authenticator a where a.account = of_account;
  delete from room.authenticator_to_be a where a.account = of_account;
  delete from room.recovery_code r where r.account = of_account;
  delete from room.passkey p where p.account = of_account;
  delete from room.half_open h where h.account = of_account;
  delete from room.second_step_tries t where t.account = of_account;
  select room.write_letter(of_account, 'two-step changed', at);
$$;

create function room.switch_off_second_step(at timestamptz) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform room.hold_second_step(at, true);
  perform room.clear_second_step(room.me(), at);
end $$;

-- For the door of a reset (SEC-12): who it is about, and whether the visiting account treats them. Always one row.
create function room.reset_facts(of_account uuid) returns table (kind text, self boolean, treats boolean, has_step boolean)
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform from room.relation r where r.client = of_account and r.professional = room.me() and r.ended_at is null for share;
  return query select (select a.kind from room.account a where a.id = of_account), of_account = room.me(),
    exists (select from room.relation r where r.client = of_account and r.professional = room.me()
      and r.kind = 'therapist' and r.ended_at is null),
    room.has_second_step(of_account);
end $$;

-- Phone and codes are lost: whoever may, clears it, and its owner is out everywhere. Gives back [[event, addressee, session], …].
create function room.reset_second_step(of_account uuid, at timestamptz) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not coalesce((select case f.kind
      when 'client' then f.treats or room.i_am('service employee')
      when 'related person' then room.i_am('service employee')
      when 'professional' then room.i_am('application manager') and not f.self
    end from room.reset_facts(of_account) f), false) then
    raise exception 'resets nobody' using errcode = 'insufficient_privilege';
  end if;
  perform room.clear_second_step(of_account, at);
  return room.end_sessions(of_account, null, at);
end $$;

revoke execute on all functions in schema room from public;
grant execute on function room.my_second_step(timestamptz), room.step_is_wanted(timestamptz), room.my_proofs(), room.wrong_proof(text, timestamptz),
  room.confirm_myself(timestamptz, bigint, bytea, uuid, bigint), room.begin_authenticator(bytea, timestamptz),
  room.finish_authenticator(timestamptz, bigint), room.keep_recovery_codes(bytea[], timestamptz),
  room.add_passkey(uuid, text, bytea, bigint, text[], bytea, timestamptz), room.remove_passkey(uuid, timestamptz),
  room.switch_off_second_step(timestamptz), room.reset_facts(uuid), room.reset_second_step(uuid, timestamptz)
  to :serving;
