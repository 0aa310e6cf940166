-- What the serving role may do only through a function: entering, signing in and out, arranging membership, telling the live channel.

-- The beginning of every visit. Says who acts and when; no row = this token opens nothing.
-- renew: the person did something (the live stream never counts as activity).
create function room.enter(token bytea, at timestamptz, idle interval, renew boolean)
  returns table (account uuid, session uuid, kind text, groups text[], language text, enter_sends boolean, theme text, mails text, quiet_from smallint, quiet_until smallint)
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  found_session room.session;
begin
  select * into found_session from room.session s
    where s.token_hash = token and s.ended_at is null and s.ends_at > at and s.seen_at > at - idle
      and not exists (select 1 from room.deactivation d where d.account = s.account);
  perform set_config('alcove.account', coalesce(found_session.account::text, ''), true),
    set_config('alcove.session', coalesce(found_session.id::text, ''), true),
    set_config('alcove.conversation', '', true), set_config('alcove.in_sight', '', true), set_config('alcove.now', at::text, true);
  if found_session.id is null then return; end if;
  if renew and found_session.seen_at < at - interval '1 minute' then
    update room.session s set seen_at = at where s.id = found_session.id;
  end if;
  return query select a.id, found_session.id, a.kind,
    coalesce((select array_agg(g.name order by g.name) from room.account_group g where g.account = a.id), array[]::text[]),
    s.language, s.enter_sends, s.theme, s.mails, s.quiet_from, s.quiet_until
  from room.account a join room.account_setting s on s.account = a.id where a.id = found_session.account;
end $$;

-- For signing in. Always one row, so that a known and an unknown address cost the same.
create function room.credentials(address_token bytea) returns table (account uuid, hash text, active boolean)
  language sql stable security definer set search_path = ''
as $$
  select a.account, p.hash, not exists (select 1 from room.deactivation d where d.account = a.account)
  from (select 1) as always
  left join room.account_address a on a.token = address_token
  left join room.account_password p on p.account = a.account
$$;

-- null account: nothing begins, and the same statement ran.
create function room.begin_session(for_account uuid, new_id uuid, token bytea, at timestamptz, ends timestamptz) returns void
  language sql volatile security definer set search_path = ''
as $$
  insert into room.session (id, token_hash, account, began_at, seen_at, ends_at)
  select new_id, token, for_account, at, at, ends where for_account is not null
$$;

create function room.end_session(at timestamptz) returns void
  language sql volatile security definer set search_path = ''
as $$
  update room.session set ended_at = at
  where id = nullif(current_setting('alcove.session', true), '')::uuid and account = room.me() and ended_at is null;
  delete from room.presence where account = room.me();
$$;

-- A conversation of two begins: the starter is its administrator (CNV-9). The second wall stands inside:
-- whoever is not a contact of the visiting account is never put into a conversation.
create function room.start_conversation(new_id uuid, my_id uuid, other uuid, other_id uuid, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not room.acquainted(room.me(), other) then
    raise exception 'not a contact' using errcode = 'insufficient_privilege';
  end if;
  insert into room.conversation (id, started_at, last_at) values (new_id, at, at);
  insert into room.participant (id, conversation, account, kind, administrator)
    select case when a.id = room.me() then my_id else other_id end, new_id, a.id, a.kind, a.id = room.me()
    from room.account a where a.id in (room.me(), other);
  insert into room.span (id, participant, why, from_position, began_at)
    values (gen_random_uuid(), my_id, 'takes part', 1, at), (gen_random_uuid(), other_id, 'takes part', 1, at);
  perform set_config('alcove.conversation', new_id::text, true), set_config('alcove.in_sight', new_id::text, true);
end $$;

-- Tells everybody who takes part now, in the entered conversation only; for everybody but the writer a look is due whether to mail them.
-- Gives back [[event, addressee], …] for the streams of this process.
create function room.announce_conversation(at timestamptz) returns jsonb
  language sql volatile security definer set search_path = ''
as $$
  with there as (
    select p.account, p.conversation
    from room.participant p join room.span s on s.participant = p.id and s.until_position is null and s.why = 'takes part'
    where p.conversation = room.entered()),
  noticed as (
    -- In the order of accounts: two writers to the same people wait for each other, never around each other.
    insert into room.mail_notice (account, since, due_at)
    select there.account, at, at from there join room.account_setting s on s.account = there.account and s.mails <> 'never'
    where there.account <> room.me() order by there.account
    on conflict (account) do update set due_at = least(room.mail_notice.due_at, excluded.due_at)),
  told as (
    insert into room.event (at, addressee, what, subject)
    select at, account, 'conversation', conversation from there
    returning id, addressee)
  select jsonb_agg(jsonb_build_array(id, addressee)) from told
$$;

-- The same for one's own other tabs: settings changed, a read mark moved, signed out.
create function room.announce_myself(at timestamptz, about text, subject uuid) returns jsonb
  language sql volatile security definer set search_path = ''
as $$
  with told as (
    insert into room.event (at, addressee, what, subject) select at, room.me(), about, subject where room.me() is not null
    returning id, addressee)
  select jsonb_agg(jsonb_build_array(id, addressee)) from told
$$;

-- One round of the live channel: which of these sessions are still alive, what was told since, and how far everything surely is told.
-- Events older than a day are of no use to anybody: a browser that was away longer asks for everything anyway.
-- For the house itself: it answers only where nobody is signed in.
create function room.live_round(tokens bytea[], accounts uuid[], at timestamptz, idle interval, since xid8)
  returns table (alive bytea[], events jsonb, surely_before text)
  language sql volatile security definer set search_path = ''
as $$
  select
    (select coalesce(array_agg(s.token_hash), array[]::bytea[]) from room.session s
      where s.token_hash = any (tokens) and s.ended_at is null and s.ends_at > at and s.seen_at > at - idle
        and room.me() is null and not exists (select 1 from room.deactivation d where d.account = s.account)),
    (select coalesce(jsonb_agg(jsonb_build_array(e.id, e.addressee, e.what, e.subject) order by e.id), '[]'::jsonb) from room.event e
      where e.addressee = any (accounts) and e.tx >= coalesce(since, pg_snapshot_xmin(pg_current_snapshot())) and room.me() is null),
    pg_snapshot_xmin(pg_current_snapshot())::text
$$;

create function room.forget_events(before timestamptz) returns void
  language sql volatile security definer set search_path = ''
as $$ delete from room.event where at < before and room.me() is null $$;

-- Seen now. True when that is news: nothing was heard for three minutes, so contacts are told.
create function room.be_here(at timestamptz) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  before timestamptz;
begin
  select p.seen_at into before from room.presence p where p.account = room.me();
  insert into room.presence (account, seen_at) select room.me(), at where room.me() is not null
    on conflict (account) do update set seen_at = excluded.seen_at;
  return before is null or before < at - interval '3 minutes';
end $$;

-- Who should hear that this account came or went: whoever knows it, small sets by relation and whole kinds by kind.
create function room.who_knows_me() returns setof uuid
  language sql stable security definer set search_path = ''
as $$
  select room.related_contacts()
  union
  select a.id from room.account a join room.account mine on mine.id = room.me()
  where a.kind = 'professional' and a.id <> mine.id and (mine.kind = 'professional'
    or (mine.kind = 'client' and exists (select 1 from room.account_group g where g.account = a.id and g.name = 'secretary')))
$$;
