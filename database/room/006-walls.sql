-- The second wall: the serving role owns nothing and sees only the rows the visiting account may see.
-- Each membership question is an uncorrelated sub-select, so that it is asked once per statement (read the plan: InitPlan is good).
-- What is in sight stands first: it answers for the rows of a page, and the long lists behind it are then never made.

alter table room.setting enable row level security;
alter table room.account enable row level security;
alter table room.deactivation enable row level security;
alter table room.account_group enable row level security;
alter table room.account_name enable row level security;
alter table room.account_address enable row level security;
alter table room.account_password enable row level security;
alter table room.account_setting enable row level security;
alter table room.search_token enable row level security;
alter table room.session enable row level security;
alter table room.presence enable row level security;
alter table room.relation enable row level security;
alter table room.related_person enable row level security;
alter table room.conversation enable row level security;
alter table room.participant enable row level security;
alter table room.span enable row level security;
alter table room.message enable row level security;
alter table room.message_text enable row level security;
alter table room.conversation_subject enable row level security;
alter table room.nickname enable row level security;
alter table room.read_mark enable row level security;
alter table room.event enable row level security;
alter table room.audit enable row level security;
alter table room.seal enable row level security;
alter table room.seal_state enable row level security;

-- What a practice says of itself is on every page (PLT-1).
grant select on room.setting to :serving;
create policy public_facts on room.setting for select to :serving using (true);

-- People one knows: oneself, colleagues, one's relations, professionals met in a conversation.
grant select on room.account, room.account_group, room.account_name to :serving;
create policy known on room.account for select to :serving using (
  id = (select room.me()) or kind = any ((select room.known_kinds())::text[])
  or id = any ((select room.contacts_in_sight())::uuid[])
  or id in (select room.related_contacts()) or (kind = 'professional' and id in (select room.met_professionals())));
create policy known on room.account_name for select to :serving using (
  account = (select room.me()) or kind = any ((select room.known_kinds())::text[])
  or account = any ((select room.contacts_in_sight())::uuid[])
  or account in (select room.related_contacts()) or (kind = 'professional' and account in (select room.met_professionals())));
create policy known on room.account_group for select to :serving using (
  account = (select room.me()) or 'professional' = any ((select room.known_kinds())::text[])
  or account = any ((select room.contacts_in_sight())::uuid[])
  or account in (select room.related_contacts()) or account in (select room.met_professionals()));

-- One's own address and settings. Whoever else may see an address comes with the clients' details.
grant select on room.account_address to :serving;
create policy own on room.account_address for select to :serving using (account = (select room.me()));
grant select on room.account_setting to :serving;
grant update (language, enter_sends, theme, mails, quiet_from, quiet_until) on room.account_setting to :serving;
create policy own_read on room.account_setting for select to :serving using (account = (select room.me()));
create policy own_write on room.account_setting for update to :serving using (account = (select room.me()));

-- Online is for contacts only (CNV-26): a professional met in a conversation is not one.
grant select on room.presence to :serving;
create policy contacts on room.presence for select to :serving using (
  account = (select room.me()) or account = any ((select room.contacts_in_sight())::uuid[]) or account in (select room.related_contacts())
  or exists (select 1 from room.account a where a.id = account and a.kind = any ((select room.known_kinds())::text[])));

grant select on room.conversation, room.participant, room.conversation_subject, room.nickname to :serving;
grant update (last_position, last_at) on room.conversation to :serving;
-- How far a conversation has come is for those who take part in it now: who left hears nothing more.
create policy taking_part on room.conversation for select to :serving
  using (id = room.named() and (select room.writes_as()) is not null);
create policy writing on room.conversation for update to :serving
  using (id = room.named() and (select room.writes_as()) is not null);
create policy taking_part on room.participant for select to :serving
  using (conversation = any ((select room.in_sight())::uuid[]) or conversation in (select room.my_conversations()));
create policy taking_part on room.nickname for select to :serving
  using (conversation = any ((select room.in_sight())::uuid[]) or conversation in (select room.my_conversations()));
create policy taking_part on room.conversation_subject for select to :serving
  using (conversation = any ((select room.in_sight())::uuid[]) or conversation in (select room.my_conversations()));
grant insert on room.conversation_subject to :serving;
create policy starting on room.conversation_subject for insert to :serving
  with check (conversation = room.named() and author = (select room.writes_as()));

-- Whether somebody still takes part is shown to those in the same conversation; positions of others are not theirs to know,
-- so the column grant leaves them out.
grant select (id, participant, why, ended_at) on room.span to :serving;
create policy same_conversation on room.span for select to :serving using (
  participant in (select p.id from room.participant p where p.conversation = any ((select room.in_sight())::uuid[]))
  or participant in (select p.id from room.participant p));

-- The span, and as whom one writes, are those of the named conversation, and nobody's where the account is not in it.
grant select, insert on room.message, room.message_text to :serving;
create policy own_span on room.message for select to :serving using (
  conversation = room.named() and position <@ (select room.entered_span()));
create policy writing on room.message for insert to :serving
  with check (conversation = room.named() and author = (select room.writes_as()));
create policy own_span on room.message_text for select to :serving using (
  conversation = room.named() and position <@ (select room.entered_span()));
create policy writing on room.message_text for insert to :serving
  with check (conversation = room.named() and (select room.writes_as()) is not null);

grant select, insert, update on room.read_mark to :serving;
create policy own on room.read_mark for all to :serving
  using (participant = (select room.entered_as())) with check (participant = (select room.entered_as()));

grant select on room.event to :serving;
create policy own on room.event for select to :serving using (addressee = (select room.me()));

-- The log is written, never read or changed, by the serving role.
grant insert on room.audit to :serving;
create policy writing on room.audit for insert to :serving with check (account is not distinct from (select room.me()));

revoke execute on all functions in schema room from public;
grant execute on all functions in schema room to :serving;
-- About others only functions ask: who knows whom, who has something unread.
revoke execute on function room.acquainted(uuid, uuid), room.ties_with(uuid), room.hold_ties(uuid), room.has_unread(uuid, timestamptz) from :serving;
