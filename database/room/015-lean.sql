-- The same questions in fewer statements: what each visit asks, what a read and a send ask, and a search among the clients.

-- How long a session lives without a sign of its person: as set, within 5 minutes and 4 hours; 60 minutes where nothing is set.
create function room.idle_from(setting jsonb) returns interval
  language sql immutable
  return make_interval(mins => case when jsonb_typeof(setting) = 'number'
    then least(greatest((setting #>> '{}')::numeric::integer, 5), 240) else 60 end);

create or replace function room.idle() returns interval
  language sql stable security definer set search_path = ''
as $$
  select room.idle_from((select s.value from room.setting s where s.name = 'sessionMinutes'))
$$;

drop function room.enter(bytea, timestamptz, interval, boolean);
-- The beginning of every visit. Says who acts and when; no row = this token opens nothing.
-- renew: the person did something (what a page asks by itself never counts as activity). idle: null = as the practice has set it.
-- Whether two-step sign-in must be set up first (SEC-9) comes along: see room.must_set_up.
create function room.enter(token bytea, at timestamptz, idle interval, renew boolean)
  returns table (account uuid, session uuid, kind text, groups text[], language text, enter_sends boolean, theme text, mails text,
    quiet_from smallint, quiet_until smallint, ends_at timestamptz, idle_minutes integer, privacy_seen boolean, set_up_first boolean)
  language plpgsql volatile security definer set search_path = '' rows 1
as $$
declare
  seen timestamptz;
  lives interval;
  said text;
begin
  select s.account, s.id, s.seen_at, s.ends_at, a.kind, array(select g.name from room.account_group g where g.account = s.account order by g.name),
      p.language, p.enter_sends, p.theme, p.mails, p.quiet_from, p.quiet_until, p.privacy_seen_at is not null,
      coalesce(enter.idle, room.idle_from(m.value)),
      case when t.value #>> '{}' = 'required' then not room.has_second_step(s.account) else false end
    into account, session, seen, ends_at, kind, groups, language, enter_sends, theme, mails, quiet_from, quiet_until, privacy_seen, lives, set_up_first
    from room.session s
    join room.account a on a.id = s.account
    join room.account_setting p on p.account = s.account
    left join room.setting m on m.name = 'sessionMinutes'
    left join room.setting t on t.name = case a.kind when 'professional' then 'twoStepProfessionals' else 'twoStepClients' end
    where s.token_hash = enter.token and s.ended_at is null and s.ends_at > enter.at
      and not exists (select from room.deactivation d where d.account = s.account);
  -- Too long without a sign: as if it were not there.
  if seen <= at - lives then account := null; session := null; end if;
  said := set_config('alcove.account', coalesce(account::text, ''), true) || set_config('alcove.session', coalesce(session::text, ''), true)
    || set_config('alcove.conversation', '', true) || set_config('alcove.in_sight', '', true) || set_config('alcove.now', at::text, true);
  if account is null then return; end if;
  idle_minutes := (extract(epoch from lives) / 60)::integer;
  if renew and seen < at - interval '1 minute' then
    update room.session s set seen_at = at where s.id = session;
  end if;
  return next;
end $$;

-- What the rules on one conversation ask. One row, always: for an unknown id everything in it is "no".
-- hold: keep the membership and the relation it rests on as they are until this transaction ends.
create or replace function room.conversation_facts(wanted uuid, hold boolean, key uuid)
  returns table (ever_took_part boolean, takes_part boolean, in_touch boolean, participant uuid,
                 read_up_to bigint, sent_already uuid)
  language plpgsql volatile security definer set search_path = '' rows 1
as $$
declare
  me uuid := room.me();
  others uuid[];
  said text := set_config('alcove.conversation', wanted::text, true) || set_config('alcove.in_sight', wanted::text, true);
begin
  select p.id, array(select o.account from room.participant o where o.conversation = wanted and o.account <> me)
    into participant, others
    from room.participant p where p.conversation = wanted and p.account = me;
  ever_took_part := participant is not null;
  if not ever_took_part then
    -- Not there and not mine cost the same: nothing more is looked at.
    takes_part := false; in_touch := true; read_up_to := 0;
    return next;
    return;
  end if;
  if hold then
    perform from room.span s where s.participant = conversation_facts.participant and s.until_position is null for share;
    if cardinality(others) = 1 then perform room.hold_ties(others[1]); end if;
  end if;
  select exists (select from room.span s where s.participant = mine.id and s.until_position is null and s.why = 'takes part'),
      cardinality(others) <> 1 or exists (select from room.ties_with(others[1]))
        or room.acquainted(me, others[1]) or room.acquainted(others[1], me),
      coalesce((select r.position from room.read_mark r where r.participant = mine.id), 0),
      case when key is not null then (select m.id from room.message m where m.author = mine.id and m.client_key = key) end
    into takes_part, in_touch, read_up_to, sent_already
    from (select participant) as mine (id);
  return next;
end $$;

-- A message, its words, the writer's own read mark, the events and the looks whether to mail: one statement, in the named conversation and as
-- whom the account takes part in it. The second wall stands inside: whoever does not take part in it now writes nothing.
-- Gives back [[event, addressee], …] for the streams of this process.
create function room.write_message(new_id uuid, key uuid, words bytea, at timestamptz) returns table ("position" bigint, told jsonb)
  language plpgsql volatile security definer set search_path = '' rows 1
as $$
declare
  me uuid := room.me();
  wanted uuid := room.named();
  writer uuid := room.writes_as();
begin
  if writer is null then
    raise exception 'takes no part' using errcode = 'insufficient_privilege';
  end if;
  with counted as (
    update room.conversation c set last_position = c.last_position + 1, last_at = greatest(c.last_at, at)
    where c.id = wanted returning c.last_position as position),
  written as (
    insert into room.message (id, conversation, position, author, sent_at, client_key)
    select new_id, wanted, counted.position, writer, at, key from counted),
  worded as (insert into room.message_text (conversation, position, sealed) select wanted, counted.position, words from counted),
  -- Whoever had read everything has now read their own words too; unread ones above them stay unread.
  marked as (
    insert into room.read_mark (participant, position) select writer, counted.position from counted
    where counted.position = 1 + coalesce((select r.position from room.read_mark r where r.participant = writer), 0)
    on conflict (participant) do update set position = excluded.position),
  there as (
    select p.account
    from counted cross join room.participant p join room.span s on s.participant = p.id and s.until_position is null and s.why = 'takes part'
    where p.conversation = wanted),
  noticed as (
    -- In the order of accounts: two writers to the same people wait for each other, never around each other.
    insert into room.mail_notice (account, since, due_at)
    select there.account, at, at from there join room.account_setting s on s.account = there.account and s.mails <> 'never'
    where there.account <> me order by there.account
    on conflict (account) do update set due_at = least(room.mail_notice.due_at, excluded.due_at)),
  events as (
    insert into room.event (at, addressee, what, subject) select write_message.at, there.account, 'conversation', wanted from there
    returning id, addressee)
  select counted.position, (select jsonb_agg(jsonb_build_array(events.id, events.addressee)) from events) into position, told from counted;
  return next;
end $$;
drop function if exists room.announce_conversation(timestamptz);

-- What may be read of the named conversation: asked once, not for each row.
alter policy own_span on room.message using (conversation = (select room.named()) and position <@ (select room.entered_span()));
alter policy own_span on room.message_text using (conversation = (select room.named()) and position <@ (select room.entered_span()));

drop function room.people_in(uuid[]);
-- Everybody in these conversations, as far as they are or were one's own: arrangement, and what they show of themselves to this reader. The
-- second wall stands inside (see the policies named known): names and absences of oneself, contacts and professionals; pictures and the last
-- sign of life of oneself and contacts; nicknames to everybody in the conversation.
create function room.people_in(conversations uuid[])
  returns table (participant uuid, conversation uuid, account uuid, kind text, administrator boolean, present boolean, groups text[],
    contact boolean, seen_at timestamptz, name bytea, nickname bytea, description bytea, away boolean, away_until text, away_text bytea,
    picture_at timestamptz)
  language sql stable security definer set search_path = '' rows 100
as $$
  select p.id, p.conversation, p.account, p.kind, p.administrator, takes_part.id is not null, belongs.groups, known.contact, here.seen_at,
    named.sealed, called.sealed, profile.sealed, profile.away, profile.away_until, profile.away_text, picture.at
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
    select p.account = room.me() as self,
      p.account <> room.me() and (tie.id is not null or p.kind = any ((select room.known_kinds())::text[])) as contact offset 0) as known
  left join lateral (
    select h.seen_at from room.presence h
    where h.account = p.account and ((known.contact and not h.hidden) or known.self) offset 0) as here on true
  left join lateral (
    select n.sealed from room.account_name n
    where n.account = p.account and (known.self or known.contact or p.kind = 'professional') offset 0) as named on true
  left join lateral (select k.sealed from room.nickname k where k.participant = p.id offset 0) as called on true
  left join lateral (
    select f.sealed, f.away_text, f.away_until::text as away_until,
      f.away_from <= (select room.today()) and (f.away_until is null or f.away_until >= (select room.today())) as away
    from room.account_profile f
    where f.account = p.account and (known.self or known.contact or p.kind = 'professional') offset 0) as profile on true
  left join lateral (
    select i.at from room.account_picture i where i.account = p.account and (known.self or known.contact) offset 0) as picture on true
$$;

drop function room.find_clients(boolean, text[], bytea[], text, integer);
revoke execute on all functions in schema room from public;
grant execute on function room.enter(bytea, timestamptz, interval, boolean), room.people_in(uuid[]),
  room.write_message(uuid, uuid, bytea, timestamptz) to :serving;
