-- Asking the client (TRF-10): somebody asks, the client says yes or no, and nothing is open before.

-- Whether somebody can be related to clients as this: an active professional of the group (CAS-18). For other functions only.
create function room.relatable(who uuid, of_kind text) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select exists (select from room.account a join room.account_group g on g.account = a.id and g.name = of_kind
    where a.id = who and a.kind = 'professional' and not exists (select from room.deactivation d where d.account = a.id))
$$;

-- Whether a request can still be said yes to: nobody ended it, whom it is for can be related and is not yet, and whoever asked could
-- still ask. One that does not stand is open to nobody; the house ends it. For other functions only.
create function room.request_stands(wanted uuid) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select exists (
    select from room.relate_request q
    where q.id = wanted and q.ended_at is null and room.relatable(q.professional, q.kind)
      and coalesce((q.plan ->> 'until')::timestamptz > room.now(), true)
      and not exists (select from room.deactivation d where d.account = q.asked_by)
      and (q.asked_by = q.professional
        or exists (select from room.account_group g where g.account = q.asked_by and g.name = 'secretary')
        or exists (select from room.relation r where r.client = q.client and r.professional = q.asked_by and r.kind = 'therapist'
          and room.in_force(r.ended_at, r.ends_at)))
      and not exists (select from room.relation r where r.client = q.client and r.professional = q.professional and r.kind = q.kind
        and room.in_force(r.ended_at, r.ends_at)))
$$;

-- Everybody with this client's account open in their work: the related professionals and whoever asked. For other functions only.
create function room.file_keepers(of_client uuid, besides uuid) returns uuid[]
  language sql stable security definer set search_path = ''
as $$
  select array_agg(distinct who) from (
    select r.professional as who from room.relation r where r.client = of_client and room.in_force(r.ended_at, r.ends_at)
    union select besides) as keepers where who is not null
$$;

-- Whether I, not related, may ask a client myself: I look outside with a reason that holds, and the practice has clients asked (CAS-12, CAS-13).
create function room.may_ask_outside(reason uuid) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select room.reason_holds(reason) and room.looks_outside() and (room.switched_on('relateRequests') or room.outside_setting() = 'ask')
$$;

-- What decides whether I may ask this client for that professional. Nothing is known of a client who is not mine to ask. `sent`: a
-- request of this id is there already, for the same two or for others.
create function room.asking_facts(of_client uuid, of_professional uuid, of_kind text, reason uuid, request uuid)
  returns table (client uuid, active boolean, relation text, outside boolean, own_reason boolean, eligible boolean, related boolean, asked boolean, sent text)
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  theirs text;
  may_outside boolean := of_professional = room.me() and room.may_ask_outside(reason);
begin
  select r.kind into theirs from room.relation r
    where r.client = of_client and r.professional = room.me() and room.in_force(r.ended_at, r.ends_at) order by r.kind = 'therapist' desc limit 1;
  if theirs is null and not room.i_am('secretary') and not may_outside
     or not exists (select from room.account a where a.id = of_client and a.kind = 'client') then
    return query select null::uuid, false, null, false, false, false, false, false, null;
    return;
  end if;
  -- Whoever asks, takes back or answers about this client waits here, one after the other.
  perform from room.account_setting s where s.account = of_client for update;
  return query select of_client, not exists (select from room.deactivation d where d.account = of_client), theirs, may_outside,
    room.reason_holds(reason),
    room.relatable(of_professional, of_kind),
    exists (select from room.relation r where r.client = of_client and r.professional = of_professional and r.kind = of_kind
      and room.in_force(r.ended_at, r.ends_at)),
    exists (select from room.relate_request q where q.client = of_client and q.professional = of_professional and room.request_stands(q.id)),
    (select case when q.client = of_client and q.professional = of_professional then 'same' else 'other' end
      from room.relate_request q where q.id = request);
end $$;

-- A reason typed for one request: it opens no searching.
create function room.give_request_reason(new_id uuid, reason bytea, at timestamptz) returns void
  language sql volatile security definer set search_path = ''
as $$ insert into room.motivation (id, account, at, ends_at, ended_at, sealed) select new_id, room.me(), at, at, at, reason where room.me() is not null $$;

-- What was asked about a client whose account I keep: what waits for an answer, and the last refusals (TRF-17).
create function room.relate_requests_of(of_client uuid)
  returns table (id uuid, professional uuid, kind text, asked_by uuid, asked_at timestamptz, ended_at timestamptz, outcome text, mine boolean)
  language sql stable security definer set search_path = ''
as $$
  select q.id, q.professional, q.kind, q.asked_by, q.asked_at, q.ended_at, q.outcome, q.asked_by = room.me()
  from room.relate_request q
  where q.client = of_client
    and (room.i_am('secretary') or of_client in (select room.my_files()))
    and (room.request_stands(q.id) or (q.outcome = 'rejected'
      and not exists (select from room.relate_request l where l.client = q.client and l.professional = q.professional and l.asked_at > q.asked_at)
      and not exists (select from room.relation r where r.client = q.client and r.professional = q.professional and r.kind = q.kind
        and room.in_force(r.ended_at, r.ends_at))))
  order by q.asked_at desc limit 50
$$;

-- What waits for my answer, or for an answer to me.
create function room.my_relate_requests()
  returns table (id uuid, client uuid, professional uuid, kind text, asked_by uuid, asked_at timestamptz, name bytea)
  language sql stable security definer set search_path = ''
as $$
  select q.id, q.client, q.professional, q.kind, q.asked_by, q.asked_at, n.sealed
  from room.relate_request q join room.account_name n on n.account = q.professional
  where (q.client = room.me() or q.asked_by = room.me()) and q.ended_at is null and room.request_stands(q.id)
  order by q.asked_at desc limit 50
$$;

-- What decides what I may do with one request. Always one row; of a request that is not mine nothing is known.
create function room.request_facts(wanted uuid, hold boolean)
  returns table (request uuid, client uuid, asked_by uuid, stands boolean, outcome text)
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  about uuid := (select q.client from room.relate_request q where q.id = wanted
    and (q.client = room.me() or q.asked_by = room.me() or room.i_am('secretary')));
begin
  if hold and about is not null then perform from room.account_setting s where s.account = about for update; end if;
  return query select q.id, q.client, q.asked_by, coalesce(room.request_stands(q.id), false), q.outcome
    from (select 1) as always left join room.relate_request q on q.id = wanted and q.client = about;
end $$;

-- A request as the client reads it: who asks, for whom, why in their words, and how much there is to see.
create function room.request_shown(wanted uuid)
  returns table (kind text, asked_at timestamptz, ended_at timestamptz, professional uuid, professional_name bytea, asked_by uuid, asked_by_name bytea,
    motivation uuid, reason bytea, leaver uuid, leaver_name bytea, tools integer)
  language sql stable security definer set search_path = ''
as $$
  select q.kind, q.asked_at, q.ended_at, q.professional, p.sealed, q.asked_by, a.sealed, q.motivation, m.sealed, l.account, l.sealed,
    (select count(*)::integer from room.tool t where t.owner = q.client)
  from room.relate_request q
  join room.account_name p on p.account = q.professional
  join room.account_name a on a.account = q.asked_by
  join room.motivation m on m.id = q.motivation
  left join room.account_name l on (q.plan ->> 'break')::boolean and l.account = coalesce((q.plan ->> 'from')::uuid, q.asked_by)
  where q.id = wanted and q.client = room.me()
$$;

-- Takes a request back (TRF-13): whoever asked, or a secretary. What was not mailed yet is not mailed.
create function room.cancel_relate_request(wanted uuid, at timestamptz) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  of_client uuid;
  asker uuid;
begin
  update room.relate_request q set ended_at = at, ended_by = room.me(), outcome = 'cancelled'
    where q.id = wanted and q.ended_at is null and (q.asked_by = room.me() or room.i_am('secretary'))
    returning q.client, q.asked_by into of_client, asker;
  if of_client is null then raise exception 'takes nothing back' using errcode = 'insufficient_privilege'; end if;
  update room.outbox o set state = 'not needed', ended_at = at
    where o.account = of_client and o.kind = 'relate request' and o.state = 'waiting' and o.taken_until is null
      and not exists (select from room.relate_request q where q.client = of_client and q.ended_at is null);
  return jsonb_build_object(
    'tasks', room.announce_to(array[of_client], at, 'tasks', null),
    'file', room.announce_to(room.file_keepers(of_client, asker), at, 'file', of_client));
end $$;

-- The client's answer (TRF-14). Yes relates, and carries out what was planned with it; no opens nothing. Whoever would be related is
-- told by mail that there is an answer, and so is a therapist who asked (TRF-16); the secretary sees it where they asked (TRF-17).
create function room.answer_relate_request(wanted uuid, said text, at timestamptz) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  asked room.relate_request;
  done jsonb := '{}';
  told jsonb;
begin
  perform from room.account_setting s where s.account = room.me() for update;
  select * into asked from room.relate_request q where q.id = wanted and q.client = room.me() and room.request_stands(q.id) for update;
  if asked.id is null or said not in ('accept', 'reject') then raise exception 'answers nothing' using errcode = 'insufficient_privilege'; end if;
  update room.relate_request q set ended_at = at, ended_by = room.me(), outcome = case said when 'accept' then 'accepted' else 'rejected' end
    where q.id = wanted;
  if said = 'accept' then
    perform room.make_relation(asked.client, asked.professional, asked.kind, at, (asked.plan ->> 'until')::timestamptz,
      (asked.plan ->> 'standsInFor')::uuid, asked.asked_by);
    if asked.plan is not null then
      perform room.pass_tools(asked.client, coalesce((asked.plan ->> 'from')::uuid, asked.asked_by),
        array(select jsonb_array_elements_text(asked.plan -> 'unguided'))::uuid[], null, at, false);
      done := room.hand_over(asked.client, coalesce((asked.plan ->> 'from')::uuid, asked.asked_by), asked.professional, asked.plan, at);
    end if;
  end if;
  perform room.write_letter(who, 'relate answer', at) from (select asked.professional as who union select asked.asked_by
    where exists (select from room.account_group g where g.account = asked.asked_by and g.name = 'therapist')) as mailed;
  if said = 'accept' then
    told := room.tell_of_relation(asked.client, array[asked.professional, asked.asked_by], at);
    -- What was handed over tells of itself; nobody minds hearing it twice.
    return jsonb_build_object('tasks', told -> 'tasks' || coalesce(done -> 'tasks', '[]'), 'file', told -> 'file' || coalesce(done -> 'file', '[]'),
      'conversations', told -> 'conversations' || coalesce(done -> 'conversations', '[]'));
  end if;
  return jsonb_build_object(
    'tasks', room.announce_to(array[asked.client], at, 'tasks', null),
    'file', room.announce_to(room.file_keepers(asked.client, asked.asked_by), at, 'file', asked.client));
end $$;

-- Ends what nobody can say yes to any more, so that it does not come back with whoever comes back. Gives back whom it was a task of.
-- For the house itself.
create function room.lapse_requests(at timestamptz) returns jsonb
  language sql volatile security definer set search_path = ''
as $$
  with lapsed as (
    update room.relate_request q set ended_at = at, outcome = 'lapsed'
      where room.me() is null and q.ended_at is null and not room.request_stands(q.id) returning q.client)
  select room.announce_to((select array_agg(l.client) from lapsed l), at, 'tasks', null)
$$;

-- What there is to do for me: of a client worksheets and requests to decide on, of a professional answers that wait for feedback. A request
-- that nobody can say yes to any more is no task.
create or replace function room.my_tasks() returns table (what text, id uuid, client uuid, tool_kind text, state text, since timestamptz,
    title bytea, person uuid, person_name bytea)
  language sql stable security definer set search_path = ''
as $$
  select 'tool', t.id, t.owner, t.kind, case when t.feedback_at is not null then 'feedback' when t.started_at is not null then 'started' else 'prepared' end,
    coalesce(t.feedback_at, t.started_at, t.prepared_at), c.title, null::uuid, null::bytea
  from room.tool t join room.tool_content c on c.tool = t.id
  where t.owner = room.me() and t.done_at is null and t.archived_at is null and (t.waits_since is null or t.guided_by is null)
  union all
  select 'relate request', q.id, q.client, null, 'open', q.asked_at, null, q.professional, n.sealed
  from room.relate_request q join room.account_name n on n.account = q.professional
  where q.client = room.me() and q.ended_at is null and room.request_stands(q.id)
  union all
  select 'feedback', t.id, t.owner, t.kind, 'waiting', t.waits_since, null, t.owner, n.sealed
  from room.tool t join room.account_name n on n.account = t.owner
  where t.guided_by = room.me() and t.waits_since is not null and room.treats(t.owner)
$$;

revoke execute on all functions in schema room from public;
grant execute on function room.may_ask_outside(uuid), room.asking_facts(uuid, uuid, text, uuid, uuid),
  room.give_request_reason(uuid, bytea, timestamptz), room.relate_requests_of(uuid), room.my_relate_requests(), room.request_facts(uuid, boolean), room.request_shown(uuid),
  room.cancel_relate_request(uuid, timestamptz), room.answer_relate_request(uuid, text, timestamptz), room.my_tasks(), room.lapse_requests(timestamptz)
  to :serving;
