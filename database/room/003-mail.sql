-- Mail. A notice says "look whether this person is to be mailed, at this moment"; the outbox holds what is to be sent.
-- Neither holds words or addresses: a letter is written when it is sent, from who the person is then.

alter table room.account_setting
  add column mails text not null default 'at once' check (mails in ('at once', 'hourly', 'daily', 'weekly', 'never')),
  -- Minutes after midnight in the practice's time zone; both or neither.
  add column quiet_from smallint check (quiet_from between 0 and 1439),
  add column quiet_until smallint check (quiet_until between 0 and 1439),
  add constraint quiet_both check ((quiet_from is null) = (quiet_until is null));

create table room.mail_notice (
  account uuid primary key references room.account (id),
  -- When the first message it is about was sent.
  since timestamptz not null,
  due_at timestamptz not null
);
create index mail_notice_due on room.mail_notice (due_at);

create table room.outbox (
  id uuid primary key,
  account uuid not null references room.account (id),
  kind text not null check (kind in ('new message')),
  created_at timestamptz not null,
  due_at timestamptz not null,
  attempts integer not null default 0,
  -- Somebody is sending it until then; a process that died lets go by itself.
  taken_until timestamptz,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'not needed', 'bounced', 'dead')),
  -- Why the last try failed: a class of failure and an SMTP code, never a text of a server.
  reason text,
  ended_at timestamptz
);
create index outbox_due on room.outbox (due_at) where state = 'waiting';
create index outbox_failed on room.outbox (ended_at desc) where state in ('bounced', 'dead');
-- At most one letter of a kind waits for a person: what comes meanwhile is told by the same one.
create unique index outbox_one_waiting on room.outbox (account, kind) where state = 'waiting';

alter table room.mail_notice enable row level security;
alter table room.outbox enable row level security;

-- Is there a message of somebody else, sent since then, that this person may read and has not read?
create function room.has_unread(wanted uuid, since timestamptz) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select exists (
    select 1
    from room.participant p
    join room.conversation c on c.id = p.conversation and c.last_at >= since
    join room.span s on s.participant = p.id
    left join room.read_mark r on r.participant = p.id
    join room.message m on m.conversation = p.conversation and m.author <> p.id and m.position > coalesce(r.position, 0)
      and m.position >= s.from_position and (s.until_position is null or m.position <= s.until_position) and m.sent_at >= since
    where p.account = wanted)
$$;

-- The functions below are for the house itself: they answer only where nobody is signed in.

-- What decides whether and when to mail. Locks what it gives, so that two processes never take the same.
create function room.due_notices(at timestamptz, most integer)
  returns table (account uuid, since timestamptz, active boolean, seen_at timestamptz, mails text, quiet_from smallint, quiet_until smallint, unread boolean)
  language sql volatile security definer set search_path = ''
as $$
  select n.account, n.since, not exists (select 1 from room.deactivation d where d.account = n.account), p.seen_at,
    s.mails, s.quiet_from, s.quiet_until, room.has_unread(n.account, n.since)
  from (select * from room.mail_notice where due_at <= at and room.me() is null order by due_at limit most for update skip locked) n
  join room.account_setting s on s.account = n.account
  left join room.presence p on p.account = n.account
$$;

-- What came of a notice: mailed now, looked at again later, or dropped (both null).
create function room.settle_notice(of_account uuid, letter uuid, again_at timestamptz, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if room.me() is not null then return; end if;
  if again_at is not null then
    update room.mail_notice set due_at = again_at where account = of_account;
    return;
  end if;
  if letter is not null then
    insert into room.outbox (id, account, kind, created_at, due_at)
      select letter, n.account, 'new message', n.since, at from room.mail_notice n where n.account = of_account
      on conflict do nothing;
  end if;
  delete from room.mail_notice where account = of_account;
end $$;

-- Takes letters that are due: nobody else gets them until `until`.
create function room.take_letters(at timestamptz, until timestamptz, most integer)
  returns table (id uuid, account uuid, kind text, attempts integer, created_at timestamptz, wanted boolean, language text, name bytea, address bytea)
  language sql volatile security definer set search_path = ''
as $$
  with taken as (
    update room.outbox o set taken_until = until, attempts = o.attempts + 1
    where room.me() is null and o.id in (
      select w.id from room.outbox w where w.state = 'waiting' and w.due_at <= at and (w.taken_until is null or w.taken_until <= at)
      order by w.due_at limit most for update skip locked)
    returning o.*)
  select t.id, t.account, t.kind, t.attempts, t.created_at,
    -- Read meanwhile, left, removed, deactivated: no letter.
    not exists (select 1 from room.deactivation d where d.account = t.account) and room.has_unread(t.account, t.created_at),
    coalesce(s.language, (select value #>> '{}' from room.setting where name = 'language'), 'nl'), n.sealed, a.sealed
  from taken t
  join room.account_setting s on s.account = t.account
  join room.account_name n on n.account = t.account
  join room.account_address a on a.account = t.account
$$;

create function room.settle_letter(letter uuid, outcome text, why text, again_at timestamptz, at timestamptz) returns void
  language sql volatile security definer set search_path = ''
as $$
  update room.outbox set
    state = outcome, reason = why, taken_until = null,
    due_at = coalesce(again_at, due_at),
    ended_at = case when outcome = 'waiting' then null else at end
  where id = letter and state = 'waiting' and room.me() is null
$$;

-- When the next notice or letter is due; null = nothing waits.
create function room.next_mail_due() returns timestamptz
  language sql stable security definer set search_path = ''
as $$
  select min(due) from (
    select min(due_at) as due from room.mail_notice
    union all
    select min(greatest(due_at, coalesce(taken_until, due_at))) from room.outbox where state = 'waiting') as w
  where room.me() is null
$$;

-- For the application manager: what could not be delivered, without content; the person by number.
create function room.failed_letters(most integer)
  returns table (id uuid, account uuid, account_kind text, kind text, state text, reason text, attempts integer, created_at timestamptz, ended_at timestamptz)
  language sql stable security definer set search_path = ''
as $$
  select o.id, o.account, a.kind, o.kind, o.state, o.reason, o.attempts, o.created_at, o.ended_at
  from room.outbox o join room.account a on a.id = o.account
  where o.state in ('bounced', 'dead')
    and exists (select 1 from room.account_group g where g.account = room.me() and g.name = 'application manager')
  order by o.ended_at desc limit most
$$;
