-- The verbs that rest on a switch hold the switches first; what changes switches, groups or accounts ends looks with them.

-- Puts down why somebody looks. Sent again it is the same reason, and lasts as long as it did. Gives back until when.
create or replace function room.give_reason(new_id uuid, words bytea, minutes integer) returns timestamptz
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform room.hold_switches();
  if not (room.looks_outside() or room.i_am('secretary')) then
    raise exception 'gives no reason' using errcode = 'insufficient_privilege';
  end if;
  insert into room.motivation (id, account, at, ends_at, sealed)
    values (new_id, room.me(), room.now(), room.now() + make_interval(mins => least(minutes, 30)), words) on conflict (id) do nothing;
  return (select m.ends_at from room.motivation m where m.id = new_id and m.account = room.me());
end $$;

-- Opens a file for reading, for a while (CAS-13); where it is open already it stays so as long as it was. Gives back until when.
create or replace function room.begin_temporary_access(new_id uuid, wanted uuid, reason uuid)
  returns table (ends timestamptz, told jsonb)
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform room.hold_switches();
  if not (room.looks_outside() and room.switched_on('temporaryAccess') and room.reason_holds(reason)
      and exists (select from room.account a where a.id = wanted and a.kind = 'client')) or wanted in (select room.my_clients()) then
    raise exception 'opens no file' using errcode = 'insufficient_privilege';
  end if;
  update room.temporary_access t set ended_at = room.now() where t.account = room.me() and t.client = wanted and t.ended_at is null
    and not room.lasts(t.began_at, t.ends_at, t.ended_at);
  insert into room.temporary_access (id, account, client, motivation, began_at, ends_at)
    values (new_id, room.me(), wanted, reason, room.now(), room.now() + make_interval(mins => coalesce(
      (select s.value::text::integer from room.setting s where s.name = 'temporaryAccessMinutes'), 60)))
    on conflict (account, client) where ended_at is null do nothing;
  return query select t.ends_at, room.announce_to(array[room.me()], room.now(), 'file', wanted)
    from room.temporary_access t where t.account = room.me() and t.client = wanted and t.ended_at is null;
end $$;

-- Relates the visiting account itself (CAS-11), where the practice allows that and nobody has to be asked.
create or replace function room.relate_myself(wanted uuid, reason uuid) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform room.hold_switches();
  if not (room.looks_outside() and room.outside_setting() = 'relate' and not room.switched_on('relateRequests') and room.reason_holds(reason)
      and exists (select from room.account a where a.id = wanted and a.kind = 'client')) then
    raise exception 'relates nobody' using errcode = 'insufficient_privilege';
  end if;
  perform room.make_relation(wanted, room.me(), 'therapist', room.now(), null, null, room.me());
  -- From now on it is read by the relation.
  perform room.end_temporary_access(wanted);
  return room.announce_to(array[room.me(), wanted], room.now(), 'file', wanted);
end $$;

-- Relates a colleague (CAS-15, CAS-18): a related therapist or the secretary, where the client is not to be asked first.
create or replace function room.relate(of_client uuid, of_professional uuid, of_kind text, ends timestamptz, for_whom uuid, key uuid, at timestamptz) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform room.hold_switches();
  perform room.wall_of_relations(room.keeps_client(of_client) and room.can_work(of_professional, of_kind) and not room.switched_on('relateRequests')
    and (for_whom is null or room.relation_with(of_client, for_whom) = 'therapist'));
  perform room.make_relation(of_client, of_professional, of_kind, at, ends, for_whom, room.me());
  insert into room.relation_step values (room.me(), key, of_client, of_professional, 'related', at);
  return room.tell_of_relation(of_client, array[of_professional, for_whom, room.me()], at);
end $$;

-- Everything in one go (TRF-1): relates the colleague where that is not so yet, and carries out the plan. `plan` also names what is left
-- without support: {"tools": [ids], "unguided": [ids], "conversations": [ids], "break": bool}.
create or replace function room.hand_over_own(of_client uuid, to_professional uuid, plan jsonb, ends timestamptz, key uuid, at timestamptz) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  me uuid := room.me();
begin
  perform room.hold_switches();
  perform room.wall_of_relations(room.treats(of_client) and to_professional <> me and room.can_work(to_professional, 'therapist')
    and (not room.switched_on('relateRequests') or room.relation_with(of_client, to_professional) = 'therapist'));
  if room.relation_with(of_client, to_professional) is distinct from 'therapist' then
    perform room.make_relation(of_client, to_professional, 'therapist', at, ends, case when ends is not null then me end, me);
  end if;
  perform room.pass_tools(of_client, me, array(select jsonb_array_elements_text(plan -> 'unguided'))::uuid[], null, at, false);
  insert into room.relation_step values (me, key, of_client, to_professional, 'handed over', at);
  return room.hand_over(of_client, me, to_professional, plan, at);
end $$;

-- Asks the client (TRF-11, TRF-12); with a plan the hand-over is carried out with their yes. The second wall stands inside. Gives back
-- what the live channel is to tell: {"tasks": [[event, addressee], …], "file": […]}.
create or replace function room.ask_to_relate(new_id uuid, of_client uuid, of_professional uuid, of_kind text, asked_motivation uuid, with_plan jsonb, at timestamptz)
  returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  related boolean := room.treats(of_client);
begin
  perform room.hold_switches();
  perform from room.account_setting s where s.account = of_client for update;
  if not coalesce(
      (((room.i_am('secretary') or (related and of_professional <> room.me())) and room.switched_on('relateRequests'))
        or (of_professional = room.me() and with_plan is null and room.may_ask_outside(asked_motivation)))
      and (with_plan is null or of_kind = 'therapist')
      and exists (select from room.account a where a.id = of_client and a.kind = 'client'
        and not exists (select from room.deactivation d where d.account = a.id))
      and exists (select from room.motivation m where m.id = asked_motivation and m.account = room.me() and (m.at = ask_to_relate.at or room.reason_holds(m.id)))
      and room.relatable(of_professional, of_kind), false) then
    raise exception 'asks nobody' using errcode = 'insufficient_privilege';
  end if;
  update room.relate_request q set ended_at = at, outcome = 'lapsed'
    where q.client = of_client and q.professional = of_professional and q.ended_at is null and not room.request_stands(q.id);
  insert into room.relate_request (id, client, professional, kind, asked_by, asked_at, motivation, plan)
    values (new_id, of_client, of_professional, of_kind, room.me(), at, asked_motivation, with_plan);
  perform room.write_letter(of_client, 'relate request', at);
  return jsonb_build_object(
    'tasks', room.announce_to(array[of_client], at, 'tasks', null),
    'file', room.announce_to(room.file_keepers(of_client, room.me()), at, 'file', of_client));
end $$;

create or replace function room.deactivate(of_account uuid, at timestamptz)
  returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  of_kind text := (select a.kind from room.account a where a.id = of_account);
begin
  perform room.hold_count();
  if not coalesce(case of_kind
      when 'client' then room.i_am('secretary') or room.treats(of_account)
      when 'professional' then room.i_am('application manager') and exists (
        select from room.account_group g where g.name = 'application manager' and g.account <> of_account
          and not exists (select from room.deactivation d where d.account = g.account))
    end, false) then
    raise exception 'deactivates nobody' using errcode = 'insufficient_privilege';
  end if;
  insert into room.deactivation (account, at, by_account) values (of_account, at, room.me()) on conflict do nothing;
  perform room.end_looks(of_account, at);
  update room.link l set ended_at = at where l.account = of_account and l.ended_at is null;
  return room.end_sessions(of_account, null, at);
end $$;

-- {"me": [[event, addressee], …], "files": [[client, told], …]}: whoever loses files with the group hears it at once.
drop function room.set_groups(uuid, text[], timestamptz);
create function room.set_groups(of_account uuid, wanted text[], at timestamptz) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  rows_told jsonb;
begin
  perform room.hold_count();
  perform room.must_manage(of_account);
  if 'application manager' <> all (wanted) and not exists (
      select from room.account_group g where g.name = 'application manager' and g.account <> of_account
        and not exists (select from room.deactivation d where d.account = g.account)) then
    raise exception 'the last application manager' using errcode = 'insufficient_privilege';
  end if;
  delete from room.account_group g where g.account = of_account and g.name <> all (wanted);
  insert into room.account_group (account, name, given_at, given_by)
    select of_account, w, at, room.me() from unnest(wanted) as w on conflict do nothing;
  with told as (insert into room.event (at, addressee, what, subject) values (at, of_account, 'me', null) returning id, addressee)
  select jsonb_agg(jsonb_build_array(told.id, told.addressee)) into rows_told from told;
  return jsonb_build_object('me', rows_told, 'files', room.end_looks(of_account, at));
end $$;

-- Gives back whose looks ended with it: [[client, told], …].
drop function room.change_settings(jsonb);
-- The same as before, with what the practice says about looking outside. Nobody relates themselves where the client has to be asked.
create function room.change_settings(given jsonb) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not room.i_am('application manager') then
    raise exception 'sets nothing' using errcode = 'insufficient_privilege';
  end if;
  if exists (select from jsonb_object_keys(given) as k (name) where k.name not in (
      'name', 'longName', 'deskAddress', 'deskPhone', 'deskHours', 'innerDesk', 'footer', 'language', 'timeZone', 'twoStepProfessionals',
      'twoStepClients', 'sessionMinutes', 'clientFields', 'identifierAcross', 'registration', 'outside', 'temporaryAccess',
      'temporaryAccessMinutes', 'relateRequests')) then
    raise exception 'not a setting' using errcode = 'insufficient_privilege';
  end if;
  -- Two who save at once: the second sees what the first chose.
  perform pg_catalog.pg_advisory_xact_lock(7017);
  insert into room.setting (name, value) select e.key, e.value from jsonb_each(given) as e where e.value <> 'null'::jsonb
    on conflict (name) do update set value = excluded.value;
  delete from room.setting s using jsonb_each(given) as e where s.name = e.key and e.value = 'null'::jsonb;
  if room.outside_setting() = 'relate' and room.switched_on('relateRequests') then
    raise exception 'relating oneself and asking the client exclude each other' using errcode = 'AL001';
  end if;
  return room.end_looks(null, room.now());
end $$;

revoke execute on all functions in schema room from public;
grant execute on function room.set_groups(uuid, text[], timestamptz), room.change_settings(jsonb),
  room.give_reason(uuid, bytea, integer),
  room.begin_temporary_access(uuid, uuid, uuid),
  room.relate_myself(uuid, uuid),
  room.relate(uuid, uuid, text, timestamptz, uuid, uuid, timestamptz),
  room.hand_over_own(uuid, uuid, jsonb, timestamptz, uuid, timestamptz),
  room.ask_to_relate(uuid, uuid, uuid, text, uuid, jsonb, timestamptz) to :serving;
