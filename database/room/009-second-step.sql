-- Two-step sign-in: authenticator apps, recovery codes, passkeys, sign-ins that wait for their second step. The serving role reads and
-- writes none of it itself: everything goes through the functions below.

create table room.authenticator (
  account uuid primary key references room.account (id),
  -- The shared secret, sealed.
  sealed bytea not null,
  since timestamptz not null,
  -- The time step of the last code that worked: a code of this step or an earlier one never works again.
  used_step bigint not null
);

-- One that was shown and waits for its first code.
create table room.authenticator_to_be (
  account uuid primary key references room.account (id),
  sealed bytea not null,
  made_at timestamptz not null
);

-- Keyed hashes; each works once.
create table room.recovery_code (
  account uuid not null references room.account (id),
  hash bytea not null,
  made_at timestamptz not null,
  used_at timestamptz,
  primary key (account, hash)
);

create table room.passkey (
  id uuid primary key,
  account uuid not null references room.account (id),
  -- As the browser names it, base64url.
  credential text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  -- What its owner calls it, sealed.
  sealed bytea not null,
  added_at timestamptz not null,
  used_at timestamptz
);
create index passkey_account on room.passkey (account);

-- The right password was given and the second step is to come: no session yet.
create table room.half_open (
  id uuid primary key,
  token_hash bytea not null unique,
  account uuid not null references room.account (id),
  ends_at timestamptz not null,
  wrong smallint not null default 0
);
create index half_open_account on room.half_open (account);

-- What a passkey has to sign; one use. The holder is a session or a half-open sign-in.
create table room.passkey_question (
  holder uuid not null,
  purpose text not null check (purpose in ('sign in', 'confirm', 'add')),
  challenge text not null,
  ends_at timestamptz not null,
  primary key (holder, purpose)
);

-- Wrong ones in a row. They outlive a sign-in that was given up, so that starting anew wins nothing.
create table room.second_step_tries (
  account uuid not null references room.account (id),
  -- What was wrong: a second step, or the password that is asked again.
  what text not null check (what in ('step', 'password')),
  wrong integer not null,
  waits_until timestamptz,
  primary key (account, what)
);

-- When this session last gave its password again, and its second step.
create table room.confirmation (
  session uuid primary key references room.session (id),
  password_at timestamptz,
  step_at timestamptz
);

alter table room.authenticator enable row level security;
alter table room.authenticator_to_be enable row level security;
alter table room.recovery_code enable row level security;
alter table room.passkey enable row level security;
alter table room.half_open enable row level security;
alter table room.passkey_question enable row level security;
alter table room.second_step_tries enable row level security;
alter table room.confirmation enable row level security;

create function room.my_session() returns uuid
  language sql stable security definer set search_path = ''
as $$ select nullif(current_setting('alcove.session', true), '')::uuid $$;

-- For other functions: whether this account signs in with a second step.
create function room.has_second_step(of_account uuid) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select exists (select from room.authenticator a where a.account = of_account)
    or exists (select from room.passkey p where p.account = of_account)
$$;

-- The same of the visiting account: its passwords may be shorter.
create function room.i_have_second_step() returns boolean
  language sql stable security definer set search_path = ''
as $$ select room.has_second_step(room.me()) $$;

-- SEC-9: off, optional or required, apart for professionals and for clients with those close to them.
create function room.second_step_policy(of_kind text) returns text
  language sql stable security definer set search_path = ''
as $$
  select coalesce((select s.value #>> '{}' from room.setting s
    where s.name = case of_kind when 'professional' then 'twoStepProfessionals' else 'twoStepClients' end), 'optional')
$$;

-- Required, and not set up yet.
create function room.must_set_up() returns boolean
  language sql stable security definer set search_path = ''
as $$
  select exists (select from room.setting s
      where s.name in ('twoStepProfessionals', 'twoStepClients') and s.value #>> '{}' = 'required')
    and coalesce((select room.second_step_policy(a.kind) = 'required' from room.account a where a.id = room.me()), false)
    and not room.has_second_step(room.me())
$$;

-- For signing in: with what the second step can be taken. Always one row, for nobody too.
create function room.second_steps(of_account uuid) returns table (code boolean, recovery_code boolean, passkey boolean)
  language sql stable security definer set search_path = ''
as $$
  select exists (select from room.authenticator a where a.account = of_account),
    room.has_second_step(of_account)
      and exists (select from room.recovery_code r where r.account = of_account and r.used_at is null),
    exists (select from room.passkey p where p.account = of_account)
$$;

-- null account: nothing begins, and the same statement ran.
create function room.begin_half_open(for_account uuid, new_id uuid, token bytea, at timestamptz, ends timestamptz) returns void
  language sql volatile security definer set search_path = ''
as $$
  delete from room.passkey_question q where q.ends_at <= at;
  delete from room.half_open h where h.account = for_account and h.ends_at <= at;
  insert into room.half_open (id, token_hash, account, ends_at) select new_id, token, for_account, ends where for_account is not null;
$$;

-- What a second step is compared with. One row at most; what it depends on is held until the visit ends, so that two at once come after each other.
create function room.second_step_of(of_account uuid) returns table (sealed bytea, used_step bigint, unused bytea[], passkeys jsonb, waits_until timestamptz)
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform from room.account a where a.id = of_account for no key update;
  return query select (select a.sealed from room.authenticator a where a.account = of_account),
    (select a.used_step from room.authenticator a where a.account = of_account),
    (select coalesce(array_agg(r.hash), array[]::bytea[]) from room.recovery_code r where r.account = of_account and r.used_at is null),
    (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'credential', p.credential, 'counter', p.counter,
      'transports', p.transports, 'publicKey', encode(p.public_key, 'base64'))), '[]'::jsonb)
      from room.passkey p where p.account = of_account),
    (select t.waits_until from room.second_step_tries t where t.account = of_account and t.what = 'step');
end $$;

-- The sign-in that this token has half open, with what its second step is compared with. Always one row.
create function room.half_open_facts(token bytea, at timestamptz)
  returns table (half uuid, account uuid, kind text, groups text[], active boolean, sealed bytea, used_step bigint, unused bytea[], passkeys jsonb,
    waits_until timestamptz, challenge text)
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  found_half room.half_open;
begin
  select * into found_half from room.half_open h where h.token_hash = token and h.ends_at > at and h.wrong < 5 for update;
  return query select found_half.id, found_half.account, (select a.kind from room.account a where a.id = found_half.account),
    coalesce((select array_agg(g.name order by g.name) from room.account_group g where g.account = found_half.account), array[]::text[]),
    found_half.id is not null and not exists (select from room.deactivation d where d.account = found_half.account),
    s.sealed, s.used_step, s.unused, s.passkeys, s.waits_until,
    (select q.challenge from room.passkey_question q where q.holder = found_half.id and q.purpose = 'sign in' and q.ends_at > at)
  from room.second_step_of(found_half.account) s;
end $$;

-- One more wrong one. From the tenth in a row on one waits: a minute, then twice as long each time, an hour at most.
create function room.count_wrong(of_account uuid, of_what text, at timestamptz) returns void
  language sql volatile security definer set search_path = ''
as $$
  insert into room.second_step_tries as t (account, what, wrong) values (of_account, of_what, 1)
  on conflict (account, what) do update set wrong = t.wrong + 1,
    waits_until = case when t.wrong >= 9 then at + least(interval '1 hour', interval '1 minute' * power(2, least(t.wrong - 9, 10))) end
$$;

-- A wrong second step at the door. What a passkey was asked is used up by any answer.
create function room.wrong_second_step(half uuid, at timestamptz) returns void
  language sql volatile security definer set search_path = ''
as $$
  select room.count_wrong(h.account, 'step', at) from room.half_open h where h.id = half;
  update room.half_open h set wrong = h.wrong + 1 where h.id = half;
  delete from room.passkey_question q where q.holder = half;
$$;

-- Uses up a code, a recovery code or a passkey's answer. False where it was used already: comparing and setting is one statement.
create function room.use_second_step(of_account uuid, at timestamptz, step bigint, recovery bytea, key uuid, count bigint) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if step is not null then
    update room.authenticator a set used_step = step where a.account = of_account and a.used_step < step;
  elsif recovery is not null then
    update room.recovery_code r set used_at = at where r.account = of_account and r.hash = recovery and r.used_at is null;
  else
    update room.passkey p set counter = count, used_at = at
      where p.account = of_account and p.id = key and (p.counter < count or (p.counter = 0 and count = 0));
  end if;
  if not found then return false; end if;
  delete from room.second_step_tries t where t.account = of_account and t.what = 'step';
  return true;
end $$;

-- The second step of a half-open sign-in was right: it is over, and a session may begin. False: it was used already.
create function room.finish_half_open(half uuid, at timestamptz, step bigint, recovery bytea, key uuid, count bigint) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  of_account uuid;
begin
  delete from room.half_open h where h.id = half and h.ends_at > at and h.wrong < 5 returning h.account into of_account;
  delete from room.passkey_question q where q.holder = half;
  return of_account is not null and room.use_second_step(of_account, at, step, recovery, key, count);
end $$;

-- Ends every session of an account but one, and tells their tabs. Sign-ins that are half done end too: the password they began with may be
-- the one that was lost. Gives back [[event, addressee, session], …].
create function room.end_sessions(of_account uuid, but uuid, at timestamptz) returns jsonb
  language sql volatile security definer set search_path = ''
as $$
  delete from room.half_open h where h.account = of_account;
  with ended as (
    update room.session s set ended_at = at where s.account = of_account and s.ended_at is null and s.id is distinct from but
    returning s.id, s.account),
  told as (
    insert into room.event (at, addressee, what, subject) select at, account, 'signed out', id from ended
    returning id, addressee, subject),
  gone as (delete from room.presence p where p.account = of_account and but is null)
  select coalesce(jsonb_agg(jsonb_build_array(id, addressee, subject)), '[]'::jsonb) from told
$$;

-- What a passkey is asked, by a half-open sign-in.
create function room.ask_passkey_at_door(half uuid, new_challenge text, at timestamptz, ends timestamptz) returns void
  language sql volatile security definer set search_path = ''
as $$
  insert into room.passkey_question (holder, purpose, challenge, ends_at)
  select h.id, 'sign in', new_challenge, ends from room.half_open h where h.id = half and h.ends_at > at and h.wrong < 5
  on conflict (holder, purpose) do update set challenge = excluded.challenge, ends_at = excluded.ends_at
$$;

-- The same by who is signed in, to confirm that it is still them or to add a passkey.
create function room.ask_passkey(of_purpose text, new_challenge text, ends timestamptz) returns void
  language sql volatile security definer set search_path = ''
as $$
  insert into room.passkey_question (holder, purpose, challenge, ends_at)
  select room.my_session(), of_purpose, new_challenge, ends where room.my_session() is not null and of_purpose in ('confirm', 'add')
  on conflict (holder, purpose) do update set challenge = excluded.challenge, ends_at = excluded.ends_at
$$;

-- Gives back what was asked and uses it up.
create function room.answer_passkey(of_purpose text, at timestamptz) returns text
  language sql volatile security definer set search_path = ''
as $$
  with gone as (delete from room.passkey_question q where q.holder = room.my_session() and q.purpose = of_purpose returning q.challenge, q.ends_at)
  select challenge from gone where ends_at > at
$$;

revoke execute on all functions in schema room from public;
grant execute on function room.my_session(), room.i_have_second_step(), room.must_set_up(), room.second_steps(uuid),
  room.begin_half_open(uuid, uuid, bytea, timestamptz, timestamptz), room.half_open_facts(bytea, timestamptz),
  room.wrong_second_step(uuid, timestamptz), room.finish_half_open(uuid, timestamptz, bigint, bytea, uuid, bigint),
  room.ask_passkey_at_door(uuid, text, timestamptz, timestamptz), room.ask_passkey(text, text, timestamptz),
  room.answer_passkey(text, timestamptz)
  to :serving;
