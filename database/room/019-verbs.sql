-- What is done with tools: preparing, guiding, answering, sending, feedback, putting away.

-- A tool changed: its owner and whoever has the file open look again; so do those for whom something is to be done.
create function room.tell_tool(of_client uuid, at timestamptz) returns jsonb
  language sql volatile security definer set search_path = ''
as $$
  with concerned as (
    select of_client as account
    union select r.professional from room.relation r where r.client = of_client and room.in_force(r.ended_at, r.ends_at)
    union select t.account from room.temporary_access t where t.client = of_client and t.ended_at is null and t.ends_at > at),
  all_of_them as (select array_agg(account) as accounts from concerned)
  select jsonb_build_object('file', room.announce_to(accounts, at, 'file', of_client), 'tasks', room.announce_to(accounts, at, 'tasks', null))
  from all_of_them
$$;

-- Nobody comes here without a door; this is the wall behind it.
create function room.wall_of_tools(open boolean) returns void
  language plpgsql immutable security definer set search_path = ''
as $$ begin if open is not true then raise exception 'not with this tool' using errcode = 'insufficient_privilege'; end if; end $$;

-- Prepared by who treats the client; guided by somebody who does, or by nobody.
create function room.prepare_tool(new_id uuid, of_client uuid, of_kind text, guide uuid, key uuid, new_title bytea, new_body bytea, at timestamptz)
  returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform room.wall_of_tools(room.treats(of_client) and (guide is null or guide in (select room.guides_of(of_client))));
  insert into room.tool (id, owner, kind, guided_by, prepared_by, prepared_at, client_key, changed_at)
    values (new_id, of_client, of_kind, guide, room.me(), at, key, at);
  insert into room.tool_content (tool, owner, title, body) values (new_id, of_client, new_title, new_body);
  perform room.write_letter(of_client, 'new task', at);
  return room.tell_tool(of_client, at);
end $$;

-- Other words, as long as nothing was begun.
create function room.change_tool(wanted uuid, new_title bytea, new_body bytea, at timestamptz) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  of_owner uuid := (select t.owner from room.tool t where t.id = wanted and t.started_at is null and t.done_at is null);
begin
  perform room.wall_of_tools(room.treats(of_owner));
  update room.tool_content c set title = new_title, body = new_body where c.tool = wanted;
  update room.tool t set changed_at = at where t.id = wanted;
  return room.tell_tool(of_owner, at);
end $$;

-- Who guides it from now on; answers that wait, wait for them.
create function room.guide_tool(wanted uuid, guide uuid, at timestamptz) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  of_owner uuid := (select t.owner from room.tool t where t.id = wanted);
begin
  perform room.wall_of_tools(room.treats(of_owner) and (guide is null or guide in (select room.guides_of(of_owner))));
  update room.tool t set guided_by = guide, lost_guide_at = null, changed_at = at where t.id = wanted;
  return room.tell_tool(of_owner, at);
end $$;

-- Gone for good, as long as nothing was begun.
create function room.take_away_tool(wanted uuid, at timestamptz) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  of_owner uuid := (select t.owner from room.tool t where t.id = wanted and t.started_at is null and t.done_at is null);
begin
  perform room.wall_of_tools(room.treats(of_owner));
  delete from room.tool_content c where c.tool = wanted;
  delete from room.tool t where t.id = wanted;
  return room.tell_tool(of_owner, at);
end $$;

-- An answer, as far as it is typed; the last one holds. Answers that lie with a guide are not changed under their eyes.
create function room.save_answer(wanted uuid, of_question uuid, new_sealed bytea, at timestamptz) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  before room.tool;
begin
  select * into before from room.tool t where t.id = wanted for update;
  perform room.wall_of_tools(before.owner = room.me() and before.done_at is null and before.feedback_at is null
    and (before.waits_since is null or before.guided_by is null));
  insert into room.tool_answer (tool, question, owner, saved_at, sealed) values (wanted, of_question, room.me(), at, new_sealed)
    on conflict (tool, question) do update set saved_at = excluded.saved_at, sealed = excluded.sealed;
  if before.started_at is not null and before.waits_since is null then return '{}'; end if;
  update room.tool t set started_at = coalesce(t.started_at, at), waits_since = null, changed_at = at where t.id = wanted;
  return room.tell_tool(before.owner, at);
end $$;

-- Sent to the guide: once, from however many tabs.
create function room.send_answers(wanted uuid, new_sent uuid, key uuid, new_sealed bytea, at timestamptz) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  before room.tool;
begin
  select * into before from room.tool t where t.id = wanted for update;
  perform room.wall_of_tools(before.owner = room.me() and before.done_at is null and before.guided_by is not null and before.waits_since is null);
  insert into room.tool_sent (id, tool, owner, client_key, at, sealed) values (new_sent, wanted, room.me(), key, at, new_sealed);
  update room.tool t set started_at = coalesce(t.started_at, at), waits_since = at, feedback_at = null, changed_at = at where t.id = wanted;
  perform room.write_letter(before.guided_by, 'new task', at);
  return room.tell_tool(before.owner, at);
end $$;

-- Feedback of the guide on what was sent; with that on the newest the tool goes back to its owner.
create function room.give_feedback(of_sent uuid, new_sealed bytea, at timestamptz) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  wanted uuid := (select s.tool from room.tool_sent s where s.id = of_sent);
  before room.tool;
begin
  select * into before from room.tool t where t.id = wanted for update;
  perform room.wall_of_tools(before.guided_by = room.me() and room.treats(before.owner));
  insert into room.tool_feedback (sent, tool, owner, given_by, at, sealed) values (of_sent, wanted, before.owner, room.me(), at, new_sealed);
  if of_sent = (select s.id from room.tool_sent s where s.tool = wanted order by s.at desc, s.id desc limit 1) and before.done_at is null then
    update room.tool t set waits_since = null, feedback_at = at, changed_at = at where t.id = wanted;
  end if;
  return room.tell_tool(before.owner, at);
end $$;

-- What its owner does with a whole tool: go on, done, put away, take back.
create function room.move_tool(wanted uuid, move text, at timestamptz) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  before room.tool;
begin
  select * into before from room.tool t where t.id = wanted for update;
  perform room.wall_of_tools(before.owner = room.me());
  update room.tool t set
    feedback_at = case when move in ('go on', 'done') then null else t.feedback_at end,
    started_at = case when move in ('go on', 'done') then coalesce(t.started_at, at) else t.started_at end,
    done_at = case move when 'go on' then null when 'done' then at else t.done_at end,
    waits_since = case when move in ('go on', 'done') then null else t.waits_since end,
    archived_at = case move when 'archive' then at when 'restore' then null else t.archived_at end,
    changed_at = at
  where t.id = wanted;
  return room.tell_tool(before.owner, at);
end $$;

-- As before, but what waited for a guide who is gone is open again for its owner, who reads so, instead of being over.
create or replace function room.pass_tools(of_client uuid, of_guide uuid, wanted uuid[], to_guide uuid, at timestamptz, unseen boolean) returns integer
  language sql volatile security definer set search_path = ''
as $$
  with passed as (
    update room.tool t set guided_by = to_guide, changed_at = at, lost_guide_at = case when to_guide is null and unseen then at end
    where t.owner = of_client and t.guided_by = of_guide and (wanted is null or t.id = any (wanted))
    returning 1)
  select count(*)::integer from passed
$$;

revoke execute on all functions in schema room from public;
grant execute on function room.prepare_tool(uuid, uuid, text, uuid, uuid, bytea, bytea, timestamptz),
  room.change_tool(uuid, bytea, bytea, timestamptz), room.guide_tool(uuid, uuid, timestamptz), room.take_away_tool(uuid, timestamptz),
  room.save_answer(uuid, uuid, bytea, timestamptz), room.send_answers(uuid, uuid, uuid, bytea, timestamptz),
  room.give_feedback(uuid, bytea, timestamptz), room.move_tool(uuid, text, timestamptz) to :serving;
