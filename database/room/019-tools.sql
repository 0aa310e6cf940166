-- What is written in a tool: title and questions, answers, what was sent, feedback. All of it is sealed with its owner's own key.
-- Who may arrange a tool sees room.tool (kind and dates), never these tables.

-- Feedback lies ready, and its owner has not gone on yet.
alter table room.tool add column feedback_at timestamptz;

create table room.tool_content (
  tool uuid primary key references room.tool (id),
  owner uuid not null references room.account (id),
  title bytea not null,
  body bytea not null
);

-- Answers as they are typed. Nobody but their owner reads them before they are sent.
create table room.tool_answer (
  tool uuid not null references room.tool (id),
  question uuid not null,
  owner uuid not null references room.account (id),
  saved_at timestamptz not null,
  sealed bytea not null,
  primary key (tool, question)
);

-- Answers as they were sent, each time.
create table room.tool_sent (
  id uuid primary key,
  tool uuid not null references room.tool (id),
  owner uuid not null references room.account (id),
  client_key uuid not null,
  at timestamptz not null,
  sealed bytea not null,
  unique (tool, client_key)
);
create index tool_sent_tool on room.tool_sent (tool, at desc);

-- What the guide said about it: once for each time.
create table room.tool_feedback (
  sent uuid primary key references room.tool_sent (id),
  tool uuid not null references room.tool (id),
  owner uuid not null references room.account (id),
  given_by uuid not null references room.account (id),
  at timestamptz not null,
  sealed bytea not null
);
create index tool_feedback_tool on room.tool_feedback (tool);

alter table room.tool_content enable row level security;
alter table room.tool_answer enable row level security;
alter table room.tool_sent enable row level security;
alter table room.tool_feedback enable row level security;

grant select on room.tool, room.tool_content, room.tool_answer, room.tool_sent, room.tool_feedback to :serving;
create policy own on room.tool for select to :serving using (
  owner = (select room.me()) or (select room.i_am('secretary')) or owner in (select room.my_files()));
create policy own on room.tool_content for select to :serving using (owner = (select room.me()) or owner in (select room.my_files()));
create policy own on room.tool_answer for select to :serving using (owner = (select room.me()));
create policy own on room.tool_sent for select to :serving using (owner = (select room.me()) or owner in (select room.my_files()));
create policy own on room.tool_feedback for select to :serving using (owner = (select room.me()) or owner in (select room.my_files()));

alter table room.outbox drop constraint outbox_kind_check;
alter table room.outbox add constraint outbox_kind_check check (kind in (
  'new message', 'welcome', 'new password', 'unblock', 'confirm address', 'address changed', 'address left', 'password changed',
  'two-step changed', 'new task', 'relate request', 'relate answer'));

-- Whether I treat this client now.
create function room.treats(of_client uuid) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select exists (select from room.relation r where r.client = of_client and r.professional = room.me() and r.kind = 'therapist'
    and room.in_force(r.ended_at, r.ends_at))
$$;

-- How I stand to a client's file, for its door: not there and not mine are the same. `motivation`: of temporary access.
create function room.file_standing(wanted uuid, hold boolean) returns table (client uuid, relation text, motivation uuid)
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  theirs text;
  reason uuid;
begin
  select r.kind into theirs from room.relation r
    where r.client = wanted and r.professional = room.me() and room.in_force(r.ended_at, r.ends_at) order by r.kind = 'therapist' desc limit 1;
  select t.motivation into reason from room.temporary_access t
    where t.client = wanted and t.account = room.me() and t.ended_at is null and t.ends_at > room.now() limit 1;
  if theirs is null and reason is null and not room.i_am('secretary')
     or not exists (select from room.account a where a.id = wanted and a.kind = 'client') then
    return query select null::uuid, null, null::uuid;
    return;
  end if;
  if hold then
    perform 1 from room.relation r where r.client = wanted and r.professional = room.me() and room.in_force(r.ended_at, r.ends_at) for share;
  end if;
  return query select wanted, theirs, case when theirs is null then reason end;
end $$;

-- The same for one tool: one row always. What is to be changed is held, with the relation it rests on.
create function room.tool_facts(wanted uuid, hold boolean) returns table (tool uuid, owner uuid, kind text, guided_by uuid,
    prepared_at timestamptz, started_at timestamptz, waits_since timestamptz, feedback_at timestamptz, done_at timestamptz,
    archived_at timestamptz, relation text, motivation uuid)
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  of_owner uuid := (select t.owner from room.tool t where t.id = wanted);
  stands record;
begin
  select f.client, f.relation, f.motivation into stands from room.file_standing(of_owner, hold) f;
  if of_owner is null or of_owner is distinct from room.me() and stands.relation is null and stands.motivation is null then
    return query select null::uuid, null::uuid, null, null::uuid, null::timestamptz, null::timestamptz, null::timestamptz, null::timestamptz,
      null::timestamptz, null::timestamptz, null, null::uuid;
    return;
  end if;
  if hold then perform 1 from room.tool t where t.id = wanted for update; end if;
  return query select t.id, t.owner, t.kind, t.guided_by, t.prepared_at, t.started_at, t.waits_since, t.feedback_at, t.done_at, t.archived_at,
    stands.relation, stands.motivation from room.tool t where t.id = wanted;
end $$;

-- Who can guide this client's tools: the therapists related now. For who treats the client.
create function room.guides_of(of_client uuid) returns setof uuid
  language sql stable security definer set search_path = ''
as $$
  select distinct r.professional from room.relation r
  where r.client = of_client and r.kind = 'therapist' and room.in_force(r.ended_at, r.ends_at) and room.treats(of_client)
    and not exists (select from room.deactivation d where d.account = r.professional)
$$;

-- Names in a tool that I may read: who guides it, and whoever gave feedback, gone since or not.
create function room.people_of_tool(wanted uuid) returns table (account uuid, sealed bytea)
  language sql stable security definer set search_path = ''
as $$
  select n.account, n.sealed from room.tool t join room.account_name n on n.account = t.guided_by
    or n.account in (select f.given_by from room.tool_feedback f where f.tool = t.id)
  where t.id = wanted and (t.owner = room.me() or t.owner in (select room.my_files()))
$$;

-- How many people are close to a client: for who reads the file, the number and nothing else.
create function room.close_to(of_client uuid) returns integer
  language sql stable security definer set search_path = ''
as $$
  select count(distinct p.person)::integer from room.related_person p
  where p.client = of_client and p.ended_at is null and of_client in (select room.my_files())
$$;

revoke execute on all functions in schema room from public;
grant execute on function room.treats(uuid), room.file_standing(uuid, boolean), room.tool_facts(uuid, boolean), room.guides_of(uuid),
  room.people_of_tool(uuid), room.close_to(uuid) to :serving;
