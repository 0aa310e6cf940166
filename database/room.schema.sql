-- The room as it is today: what database/room/*.sql comes to. Printed, for review; change the migrations, not this.
-- Print it anew: node_modules/.bin/node checks/print-schema.ts

create table room.account (
  id uuid not null,
  kind text not null,
  created_at timestamptz not null,
  constraint account_pkey primary key (id),
  constraint account_kind_check check (kind = any (array['client', 'professional', 'related person']))
);
create index account_client on room.account (created_at desc, id) where (kind = 'client');
create index account_professional on room.account (id) where (kind = 'professional');
grant select on room.account to :serving;
create policy files on room.account for select to :serving
  using ((kind = 'client') and ((select room.i_am('service employee') as i_am) or (id in (select room.my_files()))));
create policy known on room.account for select to :serving
  using ((id = (select room.me())) or (kind = any ((select room.known_kinds())::text[])) or (id = any ((select room.contacts_in_sight())::uuid[])) or (id in (select room.related_contacts())) or ((kind = 'professional') and (id in (select room.met_professionals()))));

create table room.account_address (
  account uuid not null,
  sealed bytea not null,
  token bytea not null,
  constraint account_address_pkey primary key (account),
  constraint account_address_token_key unique (token),
  constraint account_address_account_fkey foreign key (account) references room.account(id)
);
grant select on room.account_address to :serving;
create policy files on room.account_address for select to :serving
  using (exists (select from room.account a where ((a.id = account_address.account) and (((a.kind = 'client') and ((select room.i_am('secretary') as i_am) or (select room.i_am('service employee') as i_am) or (a.id in (select room.my_files())))) or ((a.kind = 'professional') and (select room.i_am('application manager') as i_am))))));
create policy own on room.account_address for select to :serving
  using (account = (select room.me()));

create table room.account_detail (
  account uuid not null,
  kind text not null,
  sealed bytea not null,
  changed_at timestamptz not null,
  constraint account_detail_pkey primary key (account),
  constraint account_detail_account_fkey foreign key (account) references room.account(id)
);
grant select on room.account_detail to :serving;
create policy details on room.account_detail for select to :serving
  using ((account = (select room.me())) or ((kind = 'client') and ((select room.i_am('secretary') as i_am) or (account in (select room.my_files())))) or ((kind = 'professional') and (select room.i_am('application manager') as i_am)));

create table room.account_group (
  account uuid not null,
  name text not null,
  given_at timestamptz not null,
  given_by uuid,
  constraint account_group_pkey primary key (account, name),
  constraint account_group_account_fkey foreign key (account) references room.account(id),
  constraint account_group_given_by_fkey foreign key (given_by) references room.account(id),
  constraint account_group_name_check check (name = any (array['therapist', 'supervisor', 'secretary', 'application manager', 'data analyst', 'data officer', 'service employee']))
);
grant select on room.account_group to :serving;
create policy known on room.account_group for select to :serving
  using ((account = (select room.me())) or ('professional' = any ((select room.known_kinds())::text[])) or (account = any ((select room.contacts_in_sight())::uuid[])) or (account in (select room.related_contacts())) or (account in (select room.met_professionals())));

create table room.account_identifier (
  account uuid not null,
  kind text not null,
  token bytea not null,
  constraint account_identifier_pkey primary key (account),
  constraint account_identifier_account_fkey foreign key (account) references room.account(id)
);
create unique index account_identifier_once on room.account_identifier (kind, token);

create table room.account_label (
  account uuid not null,
  kind text not null,
  sealed bytea not null,
  constraint account_label_pkey primary key (account),
  constraint account_label_account_fkey foreign key (account) references room.account(id)
);
grant select on room.account_label to :serving;
create policy labels on room.account_label for select to :serving
  using (((kind = 'client') and ((select room.i_am('secretary') as i_am) or (account in (select room.my_files())))) or ((kind = 'professional') and ((account = (select room.me())) or (select room.i_am('application manager') as i_am))));

create table room.account_name (
  account uuid not null,
  kind text not null,
  sealed bytea not null,
  constraint account_name_pkey primary key (account),
  constraint account_name_account_fkey foreign key (account) references room.account(id)
);
grant select on room.account_name to :serving;
create policy files on room.account_name for select to :serving
  using ((kind = 'client') and ((select room.i_am('service employee') as i_am) or (account in (select room.my_files()))));
create policy known on room.account_name for select to :serving
  using ((account = (select room.me())) or (kind = any ((select room.known_kinds())::text[])) or (account = any ((select room.contacts_in_sight())::uuid[])) or (account in (select room.related_contacts())) or ((kind = 'professional') and (account in (select room.met_professionals()))));

create table room.account_password (
  account uuid not null,
  hash text not null,
  changed_at timestamptz not null,
  constraint account_password_pkey primary key (account),
  constraint account_password_account_fkey foreign key (account) references room.account(id)
);

create table room.account_picture (
  account uuid not null,
  kind text not null,
  sealed bytea not null,
  at timestamptz not null,
  constraint account_picture_pkey primary key (account),
  constraint account_picture_account_fkey foreign key (account) references room.account(id)
);
grant select on room.account_picture to :serving;
create policy known on room.account_picture for select to :serving
  using ((account = (select room.me())) or (kind = any ((select room.known_kinds())::text[])) or (account = any ((select room.contacts_in_sight())::uuid[])) or (account in (select room.related_contacts())));

create table room.account_profile (
  account uuid not null,
  kind text not null,
  sealed bytea,
  away_from date,
  away_until date,
  visible boolean not null default true,
  away_text bytea,
  constraint account_profile_pkey primary key (account),
  constraint account_profile_account_fkey foreign key (account) references room.account(id),
  constraint account_profile_check check ((away_until is null) or (away_from is not null))
);
grant select on room.account_profile to :serving;
create policy known on room.account_profile for select to :serving
  using ((account = (select room.me())) or (kind = any ((select room.known_kinds())::text[])) or (account = any ((select room.contacts_in_sight())::uuid[])) or (account in (select room.related_contacts())) or ((kind = 'professional') and (account in (select room.met_professionals()))));

create table room.account_setting (
  account uuid not null,
  language text,
  enter_sends boolean not null default false,
  theme text not null default 'device',
  mails text not null default 'at once',
  quiet_from smallint,
  quiet_until smallint,
  privacy_seen_at timestamptz,
  constraint account_setting_pkey primary key (account),
  constraint account_setting_account_fkey foreign key (account) references room.account(id),
  constraint account_setting_language_check check (language = any (array['nl', 'en'])),
  constraint account_setting_mails_check check (mails = any (array['at once', 'hourly', 'daily', 'weekly', 'never'])),
  constraint account_setting_quiet_from_check check ((quiet_from >= 0) and (quiet_from <= 1439)),
  constraint account_setting_quiet_until_check check ((quiet_until >= 0) and (quiet_until <= 1439)),
  constraint account_setting_theme_check check (theme = any (array['device', 'light', 'dark'])),
  constraint quiet_both check ((quiet_from is null) = (quiet_until is null))
);
grant select, update (language, enter_sends, theme, mails, quiet_from, quiet_until) on room.account_setting to :serving;
create policy own_read on room.account_setting for select to :serving
  using (account = (select room.me()));
create policy own_write on room.account_setting for update to :serving
  using (account = (select room.me()));

create table room.address_change (
  account uuid not null,
  sealed bytea not null,
  token bytea not null,
  asked_at timestamptz not null,
  constraint address_change_pkey primary key (account),
  constraint address_change_account_fkey foreign key (account) references room.account(id)
);

create table room.address_proposal (
  account uuid not null,
  sealed bytea not null,
  token bytea not null,
  instead_of bytea not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  as_secretary boolean not null,
  as_therapist boolean not null,
  confirmed_by uuid,
  confirmed_at timestamptz,
  due_at timestamptz,
  constraint address_proposal_pkey primary key (account),
  constraint address_proposal_account_fkey foreign key (account) references room.account(id),
  constraint address_proposal_confirmed_by_fkey foreign key (confirmed_by) references room.account(id),
  constraint address_proposal_proposed_by_fkey foreign key (proposed_by) references room.account(id),
  constraint address_proposal_check check ((confirmed_at is null) = (due_at is null)),
  constraint address_proposal_check1 check (as_secretary or as_therapist)
);

create table room.audit (
  id uuid not null,
  tx xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  action text not null,
  allowed boolean not null,
  basis text not null,
  account uuid,
  roles text[] not null,
  session uuid,
  on_behalf_of uuid,
  access_point bytea,
  object_kind text,
  object uuid,
  client uuid,
  emergency boolean not null default false,
  found integer,
  rule text not null,
  mac bytea not null,
  motivation uuid,
  fields text[],
  constraint audit_pkey primary key (id)
);
create index audit_account on room.audit (account, at);
create index audit_client on room.audit (client, at);
create index audit_motivation on room.audit (motivation) where (motivation is not null);
create index audit_object on room.audit (object, at);
create index audit_outside on room.audit (at desc, id desc) where ((motivation is not null) or (object_kind = any (array['outside search', 'outside client'])));
create index audit_tx on room.audit (tx);
grant insert on room.audit to :serving;
create policy writing on room.audit for insert to :serving
  with check (not (account is distinct from (select room.me())));

create table room.authenticator (
  account uuid not null,
  sealed bytea not null,
  since timestamptz not null,
  used_step bigint not null,
  constraint authenticator_pkey primary key (account),
  constraint authenticator_account_fkey foreign key (account) references room.account(id)
);

create table room.authenticator_to_be (
  account uuid not null,
  sealed bytea not null,
  made_at timestamptz not null,
  constraint authenticator_to_be_pkey primary key (account),
  constraint authenticator_to_be_account_fkey foreign key (account) references room.account(id)
);

create table room.confirmation (
  session uuid not null,
  password_at timestamptz,
  step_at timestamptz,
  constraint confirmation_pkey primary key (session),
  constraint confirmation_session_fkey foreign key (session) references room.session(id)
);

create table room.conversation (
  id uuid not null,
  started_at timestamptz not null,
  last_position bigint not null default 0,
  last_at timestamptz not null,
  constraint conversation_pkey primary key (id)
);
grant select, update (last_position, last_at) on room.conversation to :serving;
create policy taking_part on room.conversation for select to :serving
  using ((id = room.named()) and ((select room.writes_as()) is not null));
create policy writing on room.conversation for update to :serving
  using ((id = room.named()) and ((select room.writes_as()) is not null));

create table room.conversation_subject (
  conversation uuid not null,
  author uuid not null,
  sealed bytea not null,
  constraint conversation_subject_pkey primary key (conversation),
  constraint conversation_subject_author_fkey foreign key (author) references room.participant(id),
  constraint conversation_subject_conversation_fkey foreign key (conversation) references room.conversation(id)
);
grant insert, select on room.conversation_subject to :serving;
create policy starting on room.conversation_subject for insert to :serving
  with check ((conversation = room.named()) and (author = (select room.writes_as())));
create policy taking_part on room.conversation_subject for select to :serving
  using ((conversation = any ((select room.in_sight())::uuid[])) or (conversation in (select room.my_conversations())));

create table room.deactivation (
  account uuid not null,
  at timestamptz not null,
  by_account uuid,
  constraint deactivation_pkey primary key (account),
  constraint deactivation_account_fkey foreign key (account) references room.account(id),
  constraint deactivation_by_account_fkey foreign key (by_account) references room.account(id)
);
create index deactivation_at on room.deactivation (at desc);

create table room.event (
  id bigint not null generated always as identity,
  tx xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  addressee uuid not null,
  what text not null,
  subject uuid,
  constraint event_pkey primary key (id),
  constraint event_addressee_fkey foreign key (addressee) references room.account(id),
  constraint event_what_check check (what = any (array['conversation', 'me', 'signed out', 'file', 'tasks']))
);
create index event_addressee on room.event (addressee, tx);
create index event_at on room.event (at);
grant select on room.event to :serving;
create policy own on room.event for select to :serving
  using (addressee = (select room.me()));

create table room.half_open (
  id uuid not null,
  token_hash bytea not null,
  account uuid not null,
  ends_at timestamptz not null,
  wrong smallint not null default 0,
  constraint half_open_pkey primary key (id),
  constraint half_open_token_hash_key unique (token_hash),
  constraint half_open_account_fkey foreign key (account) references room.account(id)
);
create index half_open_account on room.half_open (account);

create table room.known_device (
  token_hash bytea not null,
  account uuid not null,
  seen_at timestamptz not null,
  attempts integer not null,
  constraint known_device_pkey primary key (token_hash, account),
  constraint known_device_account_fkey foreign key (account) references room.account(id)
);
create index known_device_account on room.known_device (account, seen_at);

create table room.link (
  token_hash bytea not null,
  account uuid not null,
  purpose text not null,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  constraint link_pkey primary key (token_hash),
  constraint link_account_fkey foreign key (account) references room.account(id),
  constraint link_purpose_check check (purpose = any (array['welcome', 'new password', 'unblock', 'confirm address']))
);
create index link_account on room.link (account, purpose) where (ended_at is null);

create table room.look_review (
  line uuid not null,
  outcome text not null,
  by_account uuid not null,
  at timestamptz not null,
  note bytea,
  constraint look_review_pkey primary key (line),
  constraint look_review_by_account_fkey foreign key (by_account) references room.account(id),
  constraint look_review_line_fkey foreign key (line) references room.audit(id),
  constraint look_review_outcome_check check (outcome = any (array['fine', 'asked']))
);

create table room.mail_notice (
  account uuid not null,
  since timestamptz not null,
  due_at timestamptz not null,
  constraint mail_notice_pkey primary key (account),
  constraint mail_notice_account_fkey foreign key (account) references room.account(id)
);
create index mail_notice_due on room.mail_notice (due_at);

create table room.message (
  id uuid not null,
  conversation uuid not null,
  position bigint not null,
  author uuid not null,
  sent_at timestamptz not null,
  client_key uuid not null,
  constraint message_pkey primary key (id),
  constraint message_author_client_key_key unique (author, client_key),
  constraint message_conversation_position_key unique (conversation, position),
  constraint message_author_fkey foreign key (author) references room.participant(id),
  constraint message_conversation_fkey foreign key (conversation) references room.conversation(id)
);
grant insert, select on room.message to :serving;
create policy own_span on room.message for select to :serving
  using ((conversation = (select room.named())) and (position <@ (select room.entered_span())));
create policy writing on room.message for insert to :serving
  with check ((conversation = room.named()) and (author = (select room.writes_as())));

create table room.message_text (
  conversation uuid not null,
  position bigint not null,
  sealed bytea not null,
  constraint message_text_pkey primary key (conversation, position),
  constraint message_text_conversation_position_fkey foreign key (conversation, position) references room.message(conversation, position)
);
grant insert, select on room.message_text to :serving;
create policy own_span on room.message_text for select to :serving
  using ((conversation = (select room.named())) and (position <@ (select room.entered_span())));
create policy writing on room.message_text for insert to :serving
  with check ((conversation = room.named()) and ((select room.writes_as()) is not null));

create table room.motivation (
  id uuid not null,
  account uuid not null,
  at timestamptz not null,
  ends_at timestamptz not null,
  sealed bytea not null,
  ended_at timestamptz,
  constraint motivation_pkey primary key (id),
  constraint motivation_account_fkey foreign key (account) references room.account(id)
);
create index motivation_account on room.motivation (account, at desc);
create index motivation_ends on room.motivation (ends_at) where (ended_at is null);

create table room.nickname (
  participant uuid not null,
  conversation uuid not null,
  sealed bytea not null,
  constraint nickname_pkey primary key (participant),
  constraint nickname_conversation_fkey foreign key (conversation) references room.conversation(id),
  constraint nickname_participant_fkey foreign key (participant) references room.participant(id)
);
grant select on room.nickname to :serving;
create policy taking_part on room.nickname for select to :serving
  using ((conversation = any ((select room.in_sight())::uuid[])) or (conversation in (select room.my_conversations())));

create table room.outbox (
  id uuid not null,
  account uuid not null,
  kind text not null,
  created_at timestamptz not null,
  due_at timestamptz not null,
  attempts integer not null default 0,
  taken_until timestamptz,
  state text not null default 'waiting',
  reason text,
  ended_at timestamptz,
  sealed_to bytea,
  constraint outbox_pkey primary key (id),
  constraint outbox_account_fkey foreign key (account) references room.account(id),
  constraint outbox_kind_check check (kind = any (array['new message', 'welcome', 'new password', 'unblock', 'confirm address', 'address to come', 'address changed', 'address left', 'password changed', 'two-step changed', 'new task', 'relate request', 'relate answer'])),
  constraint outbox_state_check check (state = any (array['waiting', 'sent', 'not needed', 'bounced', 'dead']))
);
create index outbox_due on room.outbox (due_at) where (state = 'waiting');
create index outbox_elsewhere on room.outbox (id) where (sealed_to is not null);
create index outbox_failed on room.outbox (ended_at desc) where (state = any (array['bounced', 'dead']));
create unique index outbox_one_waiting on room.outbox (account, kind) where (state = 'waiting');
create index outbox_welcome on room.outbox (account) where (kind = 'welcome');

create table room.participant (
  id uuid not null,
  conversation uuid not null,
  account uuid not null,
  kind text not null,
  administrator boolean not null default false,
  constraint participant_pkey primary key (id),
  constraint participant_conversation_account_key unique (conversation, account),
  constraint participant_account_fkey foreign key (account) references room.account(id),
  constraint participant_conversation_fkey foreign key (conversation) references room.conversation(id)
);
create index participant_account on room.participant (account);
create unique index participant_administrator on room.participant (conversation) where administrator;
grant select on room.participant to :serving;
create policy taking_part on room.participant for select to :serving
  using ((conversation = any ((select room.in_sight())::uuid[])) or (conversation in (select room.my_conversations())));

create table room.passkey (
  id uuid not null,
  account uuid not null,
  credential text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  sealed bytea not null,
  added_at timestamptz not null,
  used_at timestamptz,
  constraint passkey_pkey primary key (id),
  constraint passkey_credential_key unique (credential),
  constraint passkey_account_fkey foreign key (account) references room.account(id)
);
create index passkey_account on room.passkey (account);

create table room.passkey_question (
  holder uuid not null,
  purpose text not null,
  challenge text not null,
  ends_at timestamptz not null,
  constraint passkey_question_pkey primary key (holder, purpose),
  constraint passkey_question_purpose_check check (purpose = any (array['sign in', 'confirm', 'add']))
);

create table room.presence (
  account uuid not null,
  seen_at timestamptz not null,
  hidden boolean not null default false,
  constraint presence_pkey primary key (account),
  constraint presence_account_fkey foreign key (account) references room.account(id)
);
grant select on room.presence to :serving;
create policy contacts on room.presence for select to :serving
  using ((account = (select room.me())) or ((not hidden) and ((account = any ((select room.contacts_in_sight())::uuid[])) or (account in (select room.related_contacts())) or (exists (select 1 from room.account a where ((a.id = presence.account) and (a.kind = any ((select room.known_kinds())::text[]))))))));

create table room.professional_import (
  client_key uuid not null,
  account uuid not null,
  at timestamptz not null,
  added integer not null,
  constraint professional_import_pkey primary key (client_key),
  constraint professional_import_account_fkey foreign key (account) references room.account(id)
);

create table room.read_mark (
  participant uuid not null,
  position bigint not null,
  constraint read_mark_pkey primary key (participant),
  constraint read_mark_participant_fkey foreign key (participant) references room.participant(id)
);
grant insert, select, update on room.read_mark to :serving;
create policy own on room.read_mark for all to :serving
  using (participant = (select room.entered_as()))
  with check (participant = (select room.entered_as()));

create table room.recovery_code (
  account uuid not null,
  hash bytea not null,
  made_at timestamptz not null,
  used_at timestamptz,
  constraint recovery_code_pkey primary key (account, hash),
  constraint recovery_code_account_fkey foreign key (account) references room.account(id)
);

create table room.registration (
  id uuid not null,
  kind text not null,
  at timestamptz not null,
  name bytea not null,
  address bytea not null,
  address_token bytea not null,
  detail bytea not null,
  fields text[] not null,
  tokens bytea[] not null,
  language text not null,
  constraint registration_pkey primary key (id),
  constraint registration_address_token_key unique (address_token),
  constraint registration_kind_check check (kind = any (array['regular', 'anonymous'])),
  constraint registration_language_check check (language = any (array['nl', 'en']))
);
create index registration_at on room.registration (at);
grant select (id, kind, at, name, address, detail) on room.registration to :serving;
create policy secretary on room.registration for select to :serving
  using (select room.i_am('secretary') as i_am);

create table room.relate_request (
  id uuid not null,
  client uuid not null,
  professional uuid not null,
  kind text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  motivation uuid not null,
  plan jsonb,
  ended_at timestamptz,
  ended_by uuid,
  outcome text,
  constraint relate_request_pkey primary key (id),
  constraint relate_request_asked_by_fkey foreign key (asked_by) references room.account(id),
  constraint relate_request_client_fkey foreign key (client) references room.account(id),
  constraint relate_request_ended_by_fkey foreign key (ended_by) references room.account(id),
  constraint relate_request_motivation_fkey foreign key (motivation) references room.motivation(id),
  constraint relate_request_professional_fkey foreign key (professional) references room.account(id),
  constraint relate_request_check check ((ended_at is null) = (outcome is null)),
  constraint relate_request_kind_check check (kind = any (array['therapist', 'supervisor'])),
  constraint relate_request_outcome_check check (outcome = any (array['accepted', 'rejected', 'cancelled', 'lapsed']))
);
create index relate_request_asker on room.relate_request (asked_by, asked_at desc);
create index relate_request_client on room.relate_request (client, asked_at desc);
create unique index relate_request_open on room.relate_request (client, professional) where (ended_at is null);

create table room.related_person (
  id uuid not null,
  client uuid not null,
  person uuid not null,
  invited_by uuid not null,
  began_at timestamptz not null,
  ended_at timestamptz,
  constraint related_person_pkey primary key (id),
  constraint related_person_client_fkey foreign key (client) references room.account(id),
  constraint related_person_invited_by_fkey foreign key (invited_by) references room.account(id),
  constraint related_person_person_fkey foreign key (person) references room.account(id)
);
create index related_person_client on room.related_person (client) where (ended_at is null);
create index related_person_inviter on room.related_person (invited_by) where (ended_at is null);
create unique index related_person_now on room.related_person (person, client, invited_by) where (ended_at is null);

create table room.relation (
  id uuid not null,
  client uuid not null,
  professional uuid not null,
  kind text not null,
  began_at timestamptz not null,
  ended_at timestamptz,
  ends_at timestamptz,
  stands_in_for uuid,
  made_by uuid,
  ended_by uuid,
  constraint relation_pkey primary key (id),
  constraint relation_client_fkey foreign key (client) references room.account(id),
  constraint relation_ended_by_fkey foreign key (ended_by) references room.account(id),
  constraint relation_made_by_fkey foreign key (made_by) references room.account(id),
  constraint relation_professional_fkey foreign key (professional) references room.account(id),
  constraint relation_stands_in_for_fkey foreign key (stands_in_for) references room.account(id),
  constraint relation_kind_check check (kind = any (array['therapist', 'supervisor'])),
  constraint stand_in_ends check ((stands_in_for is null) or (ends_at is not null))
);
create index relation_client on room.relation (client) where (ended_at is null);
create index relation_ends on room.relation (ends_at) where ((ended_at is null) and (ends_at is not null));
create unique index relation_now on room.relation (professional, client, kind) where (ended_at is null);
create index relation_pair on room.relation (client, professional);

create table room.relation_step (
  account uuid not null,
  client_key uuid not null,
  client uuid not null,
  other uuid not null,
  what text not null,
  at timestamptz not null,
  constraint relation_step_pkey primary key (account, client_key),
  constraint relation_step_account_fkey foreign key (account) references room.account(id),
  constraint relation_step_client_fkey foreign key (client) references room.account(id),
  constraint relation_step_other_fkey foreign key (other) references room.account(id),
  constraint relation_step_what_check check (what = any (array['related', 'tools transferred', 'handed over']))
);

create table room.seal (
  position bigint not null,
  line uuid not null,
  hash bytea not null,
  sealed_at timestamptz not null,
  constraint seal_pkey primary key (position),
  constraint seal_line_key unique (line),
  constraint seal_line_fkey foreign key (line) references room.audit(id)
);

create table room.seal_state (
  only_row boolean not null default true,
  position bigint not null,
  hash bytea not null,
  sealed_before xid8 not null,
  constraint seal_state_pkey primary key (only_row),
  constraint seal_state_only_row_check check (only_row)
);

create table room.search_token (
  field text not null,
  token bytea not null,
  account uuid not null,
  constraint search_token_pkey primary key (field, token, account),
  constraint search_token_account_fkey foreign key (account) references room.account(id),
  constraint search_token_field_check check (field = any (array['name', 'address', 'id', 'birth date']))
);
create index search_token_account on room.search_token (account);

create table room.second_step_tries (
  account uuid not null,
  what text not null,
  wrong integer not null,
  waits_until timestamptz,
  constraint second_step_tries_pkey primary key (account, what),
  constraint second_step_tries_account_fkey foreign key (account) references room.account(id),
  constraint second_step_tries_what_check check (what = any (array['step', 'password']))
);

create table room.session (
  id uuid not null,
  token_hash bytea not null,
  account uuid not null,
  began_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  browser text,
  system text,
  wrong smallint,
  constraint session_pkey primary key (id),
  constraint session_token_hash_key unique (token_hash),
  constraint session_account_fkey foreign key (account) references room.account(id)
);
create index session_account on room.session (account) where (ended_at is null);

create table room.setting (
  name text not null,
  value jsonb not null,
  constraint setting_pkey primary key (name)
);
grant select on room.setting to :serving;
create policy public_facts on room.setting for select to :serving
  using (true);

create table room.span (
  id uuid not null,
  participant uuid not null,
  why text not null,
  from_position bigint not null,
  until_position bigint,
  began_at timestamptz not null,
  ended_at timestamptz,
  constraint span_pkey primary key (id),
  constraint span_participant_fkey foreign key (participant) references room.participant(id),
  constraint span_check check (((until_position is null) = (ended_at is null)) or (why = 'granted')),
  constraint span_check1 check (until_position >= (from_position - 1)),
  constraint span_why_check check (why = any (array['takes part', 'granted']))
);
create unique index span_open on room.span (participant) where ((until_position is null) and (why = 'takes part'));
create index span_participant on room.span (participant);
grant select (id, participant, why, ended_at) on room.span to :serving;
create policy same_conversation on room.span for select to :serving
  using ((participant in (select p.id from room.participant p where (p.conversation = any ((select room.in_sight())::uuid[])))) or (participant in (select p.id from room.participant p)));

create table room.temporary_access (
  id uuid not null,
  account uuid not null,
  client uuid not null,
  motivation uuid not null,
  began_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  constraint temporary_access_pkey primary key (id),
  constraint temporary_access_account_fkey foreign key (account) references room.account(id),
  constraint temporary_access_client_fkey foreign key (client) references room.account(id),
  constraint temporary_access_motivation_fkey foreign key (motivation) references room.motivation(id)
);
create index temporary_access_client on room.temporary_access (client, began_at desc);
create index temporary_access_ends on room.temporary_access (ends_at) where (ended_at is null);
create unique index temporary_access_now on room.temporary_access (account, client) where (ended_at is null);

create table room.tool (
  id uuid not null,
  owner uuid not null,
  kind text not null,
  guided_by uuid,
  prepared_by uuid not null,
  prepared_at timestamptz not null,
  client_key uuid not null,
  started_at timestamptz,
  waits_since timestamptz,
  done_at timestamptz,
  archived_at timestamptz,
  changed_at timestamptz not null,
  lost_guide_at timestamptz,
  feedback_at timestamptz,
  constraint tool_pkey primary key (id),
  constraint tool_prepared_by_client_key_key unique (prepared_by, client_key),
  constraint tool_guided_by_fkey foreign key (guided_by) references room.account(id),
  constraint tool_owner_fkey foreign key (owner) references room.account(id),
  constraint tool_prepared_by_fkey foreign key (prepared_by) references room.account(id),
  constraint tool_kind_check check (kind = 'worksheet')
);
create index tool_guided on room.tool (guided_by) where (guided_by is not null);
create index tool_lost on room.tool (lost_guide_at) where ((guided_by is null) and (lost_guide_at is not null));
create index tool_owner on room.tool (owner, changed_at desc);
create index tool_waiting on room.tool (guided_by, waits_since) where (waits_since is not null);
grant select on room.tool to :serving;
create policy own on room.tool for select to :serving
  using ((owner = (select room.me())) or (select room.i_am('secretary') as i_am) or (owner in (select room.my_files())));

create table room.tool_answer (
  tool uuid not null,
  question uuid not null,
  owner uuid not null,
  saved_at timestamptz not null,
  sealed bytea not null,
  constraint tool_answer_pkey primary key (tool, question),
  constraint tool_answer_owner_fkey foreign key (owner) references room.account(id),
  constraint tool_answer_tool_fkey foreign key (tool) references room.tool(id)
);
grant select on room.tool_answer to :serving;
create policy own on room.tool_answer for select to :serving
  using (owner = (select room.me()));

create table room.tool_content (
  tool uuid not null,
  owner uuid not null,
  title bytea not null,
  body bytea not null,
  constraint tool_content_pkey primary key (tool),
  constraint tool_content_owner_fkey foreign key (owner) references room.account(id),
  constraint tool_content_tool_fkey foreign key (tool) references room.tool(id)
);
grant select on room.tool_content to :serving;
create policy own on room.tool_content for select to :serving
  using ((owner = (select room.me())) or (owner in (select room.my_files())));

create table room.tool_feedback (
  sent uuid not null,
  tool uuid not null,
  owner uuid not null,
  given_by uuid not null,
  at timestamptz not null,
  sealed bytea not null,
  constraint tool_feedback_pkey primary key (sent),
  constraint tool_feedback_given_by_fkey foreign key (given_by) references room.account(id),
  constraint tool_feedback_owner_fkey foreign key (owner) references room.account(id),
  constraint tool_feedback_sent_fkey foreign key (sent) references room.tool_sent(id),
  constraint tool_feedback_tool_fkey foreign key (tool) references room.tool(id)
);
create index tool_feedback_tool on room.tool_feedback (tool);
grant select on room.tool_feedback to :serving;
create policy own on room.tool_feedback for select to :serving
  using ((owner = (select room.me())) or (owner in (select room.my_files())));

create table room.tool_sent (
  id uuid not null,
  tool uuid not null,
  owner uuid not null,
  client_key uuid not null,
  at timestamptz not null,
  sealed bytea not null,
  constraint tool_sent_pkey primary key (id),
  constraint tool_sent_tool_client_key_key unique (tool, client_key),
  constraint tool_sent_owner_fkey foreign key (owner) references room.account(id),
  constraint tool_sent_tool_fkey foreign key (tool) references room.tool(id)
);
create index tool_sent_tool on room.tool_sent (tool, at desc);
grant select on room.tool_sent to :serving;
create policy own on room.tool_sent for select to :serving
  using ((owner = (select room.me())) or (owner in (select room.my_files())));

create table room.wrong_password (
  address_token bytea not null,
  attempts integer not null,
  at timestamptz not null,
  blocked_at timestamptz,
  constraint wrong_password_pkey primary key (address_token)
);
create index wrong_password_at on room.wrong_password (at);

-- Functions: signatures, and who may run them. Their words stand in database/room/*.sql.

function room.accept_registration(wanted uuid, at timestamptz) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.acquainted(a uuid, b uuid) returns boolean
  sql stable security definer set search_path=""
  run by functions only;

function room.add_passkey(new_id uuid, new_credential text, new_key bytea, count bigint, new_transports text[], new_sealed bytea, at timestamptz) returns boolean
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.add_seals(lines jsonb, at timestamptz, surely_before xid8) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.address_to_confirm(link_token bytea, at timestamptz) returns table(account uuid, sealed bytea)
  sql stable security definer set search_path=""
  run by :serving;

function room.agree_to_address(of_account uuid, at timestamptz, due timestamptz) returns boolean
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.announce_myself(at timestamptz, about text, subject uuid) returns jsonb
  sql volatile security definer set search_path=""
  run by :serving;

function room.announce_to(addressees uuid[], at timestamptz, of_what text, about uuid) returns jsonb
  sql volatile security definer set search_path=""
  run by functions only;

function room.answer_knock(of_address bytea, device bytea, new_device bytea, came_in boolean, at timestamptz) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.answer_passkey(of_purpose text, at timestamptz) returns text
  sql volatile security definer set search_path=""
  run by :serving;

function room.answer_relate_request(wanted uuid, said text, at timestamptz) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.as_moment(at timestamptz) returns text
  sql stable security definer set search_path=""
  run by functions only;

function room.ask_my_address(new_sealed bytea, new_token bytea, at timestamptz) returns boolean
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.ask_new_password(of_address bytea, at timestamptz) returns table(account uuid, active boolean)
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.ask_passkey(of_purpose text, new_challenge text, ends timestamptz) returns void
  sql volatile security definer set search_path=""
  run by :serving;

function room.ask_passkey_at_door(half uuid, new_challenge text, at timestamptz, ends timestamptz) returns void
  sql volatile security definer set search_path=""
  run by :serving;

function room.ask_to_relate(new_id uuid, of_client uuid, of_professional uuid, of_kind text, asked_motivation uuid, with_plan jsonb, at timestamptz) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.asking_facts(of_client uuid, of_professional uuid, of_kind text, reason uuid, request uuid) returns table(client uuid, active boolean, relation text, outside boolean, own_reason boolean, eligible boolean, related boolean, asked boolean, sent text)
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.be_here(at timestamptz) returns boolean
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.begin_authenticator(new_sealed bytea, at timestamptz) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.begin_half_open(for_account uuid, new_id uuid, token bytea, at timestamptz, ends timestamptz) returns void
  sql volatile security definer set search_path=""
  run by :serving;

function room.begin_session(for_account uuid, new_id uuid, token bytea, at timestamptz, ends timestamptz, in_browser text, on_system text) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.begin_temporary_access(new_id uuid, wanted uuid, reason uuid) returns table(ends timestamptz, told jsonb)
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.break_relation(of_client uuid, of_professional uuid, at timestamptz) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.can_be_related(of_client uuid) returns table(professional uuid, kind text)
  sql stable security definer set search_path=""
  run by :serving;

function room.can_work(who uuid, of_kind text) returns boolean
  sql stable security definer set search_path=""
  run by functions only;

function room.cancel_relate_request(wanted uuid, at timestamptz) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.chain_head() returns table(position bigint, hash bytea)
  sql stable security definer set search_path=""
  run by :serving;

function room.change_client(of_account uuid, at timestamptz, name bytea, detail bytea, label bytea, identifier bytea, fields text[], tokens bytea[]) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.change_my_password(present_hash text, new_hash text, device bytea, at timestamptz) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.change_professional(of_account uuid, at timestamptz, name bytea, detail bytea, label bytea, identifier bytea, fields text[], tokens bytea[]) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.change_professional_address(of_account uuid, at timestamptz, address bytea, address_token bytea) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.change_settings(given jsonb) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.change_tool(wanted uuid, new_title bytea, new_body bytea, at timestamptz) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.clear_second_step(of_account uuid, at timestamptz) returns void
  sql volatile security definer set search_path=""
  run by functions only;

function room.client_facts(wanted uuid, hold boolean) returns table(client uuid, active boolean, relation text, used boolean, welcome text, welcome_at timestamptz, new_address bytea, proposed_by uuid, as_secretary boolean, as_therapist boolean, due_at timestamptz, temporary_until timestamptz, temporary_reason uuid)
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.client_file(wanted uuid) returns table(name bytea, address bytea, details bytea, labels bytea)
  plpgsql stable security definer set search_path=""
  run by :serving;

function room.close_due_relations(of_client uuid, of_professional uuid, at timestamptz) returns uuid[]
  plpgsql volatile security definer set search_path=""
  run by functions only;

function room.close_relations(of_client uuid, of_professional uuid, at timestamptz, by_whom uuid) returns uuid[]
  plpgsql volatile security definer set search_path=""
  run by functions only;

function room.close_to(of_client uuid) returns integer
  sql stable security definer set search_path=""
  run by :serving;

function room.colleagues(tokens bytea[], in_group text, also_inactive boolean, most integer) returns table(account uuid, groups text[], active boolean, welcomed boolean, seen_at timestamptz)
  sql stable security definer set search_path=""
  run by :serving;

function room.confirm_address(link_token bytea, at timestamptz) returns boolean
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.confirm_myself(at timestamptz, step bigint, recovery bytea, key uuid, count bigint) returns boolean
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.contact_facts(other uuid, hold boolean) returns table(kind text, active boolean, relation text, related_by text, invited_by_this_professional boolean)
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.contacts_in_sight() returns uuid[]
  sql stable security definer set search_path=""
  run by :serving;

function room.conversation_facts(wanted uuid, hold boolean, key uuid) returns table(ever_took_part boolean, takes_part boolean, in_touch boolean, participant uuid, read_up_to bigint, sent_already uuid)
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.conversation_list(before timestamptz, only_unread boolean, most integer) returns table(conversation uuid, mine uuid, last_at timestamptz, last_author uuid, unread integer, more boolean)
  sql volatile security definer set search_path=""
  run by :serving;

function room.copy_log(part text, since timestamptz, until timestamptz, after uuid, most integer) returns table(id uuid, at timestamptz, action text, allowed boolean, basis text, rule text, account uuid, roles text[], session uuid, on_behalf_of uuid, access_point bytea, object_kind text, object uuid, client uuid, emergency boolean, found integer, motivation uuid, fields text[], name bytea, reason bytea)
  sql stable security definer set search_path=""
  run by :serving;

function room.correct_address(of_account uuid, new_sealed bytea, new_token bytea, at timestamptz) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.count_wrong(of_account uuid, of_what text, at timestamptz) returns void
  sql volatile security definer set search_path=""
  run by functions only;

function room.create_client(new_id uuid, at timestamptz, name bytea, address bytea, address_token bytea, detail bytea, label bytea, identifier bytea, fields text[], tokens bytea[], in_language text) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.create_professional(new_id uuid, at timestamptz, name bytea, address bytea, address_token bytea, detail bytea, label bytea, identifier bytea, fields text[], tokens bytea[], in_groups text[], is_active boolean) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.credentials(address_token bytea) returns table(account uuid, hash text, active boolean, kind text, groups text[])
  sql stable security definer set search_path=""
  run by :serving;

function room.day_of(at timestamptz) returns date
  sql stable security invoker
  run by functions only;

function room.deactivate(of_account uuid, at timestamptz) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.decline_registration(wanted uuid) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.due_notices(at timestamptz, most integer) returns table(account uuid, since timestamptz, active boolean, seen_at timestamptz, mails text, quiet_from smallint, quiet_until smallint, unread boolean)
  sql volatile security definer set search_path=""
  run by :serving;

function room.end_due_relations(at timestamptz, most integer) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.end_looks(of_account uuid, at timestamptz) returns jsonb
  sql volatile security definer set search_path=""
  run by functions only;

function room.end_my_sessions(wanted uuid, at timestamptz) returns jsonb
  sql volatile security definer set search_path=""
  run by :serving;

function room.end_outside(now_is timestamptz, most integer) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.end_relation(of_client uuid, of_professional uuid, at timestamptz, by_whom uuid) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by functions only;

function room.end_session(at timestamptz) returns void
  sql volatile security definer set search_path=""
  run by :serving;

function room.end_sessions(of_account uuid, but uuid, at timestamptz) returns jsonb
  sql volatile security definer set search_path=""
  run by functions only;

function room.end_temporary_access(wanted uuid) returns jsonb
  sql volatile security definer set search_path=""
  run by :serving;

function room.enter(token bytea, at timestamptz, idle interval, renew boolean) returns table(account uuid, session uuid, kind text, groups text[], language text, enter_sends boolean, theme text, mails text, quiet_from smallint, quiet_until smallint, ends_at timestamptz, idle_minutes integer, privacy_seen boolean, set_up_first boolean)
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.entered() returns uuid
  sql stable security definer set search_path=""
  run by :serving;

function room.entered_as() returns uuid
  sql stable security definer set search_path=""
  run by :serving;

function room.entered_span() returns int8multirange
  sql stable security definer set search_path=""
  run by :serving;

function room.facts_about(others uuid[]) returns table(account uuid, kind text, active boolean, relation text, related_by text, invited_by_this_professional boolean)
  sql stable security definer set search_path=""
  run by :serving;

function room.failed_letters(most integer) returns table(id uuid, account uuid, account_kind text, kind text, state text, reason text, attempts integer, created_at timestamptz, ended_at timestamptz)
  sql stable security definer set search_path=""
  run by :serving;

function room.file_keepers(of_client uuid, besides uuid) returns uuid[]
  sql stable security definer set search_path=""
  run by functions only;

function room.file_standing(wanted uuid, hold boolean) returns table(client uuid, relation text, motivation uuid)
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.find_clients(everybody boolean, fields text[], tokens bytea[], state text, most integer) returns table(account uuid, active boolean, name bytea, address bytea)
  plpgsql stable security definer set search_path=""
  run by :serving;

function room.find_known(tokens bytea[], most integer) returns table(account uuid, groups text[], seen_at timestamptz)
  plpgsql stable security definer set search_path=""
  run by :serving;

function room.find_outside(reason uuid, fields text[], tokens bytea[], state text, most integer) returns table(account uuid, active boolean, name bytea, yours boolean, pending boolean)
  plpgsql stable security definer set search_path=""
  run by :serving;

function room.finish_authenticator(at timestamptz, step bigint) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.finish_half_open(half uuid, at timestamptz, step bigint, recovery bytea, key uuid, count bigint) returns boolean
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.forget_events(before timestamptz) returns void
  sql volatile security definer set search_path=""
  run by :serving;

function room.gave_password(at timestamptz) returns boolean
  sql stable security definer set search_path=""
  run by functions only;

function room.gave_step(at timestamptz) returns boolean
  sql stable security definer set search_path=""
  run by functions only;

function room.give_feedback(of_sent uuid, new_sealed bytea, at timestamptz) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.give_reason(new_id uuid, words bytea, minutes integer) returns timestamptz
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.give_request_reason(new_id uuid, reason bytea, at timestamptz) returns void
  sql volatile security definer set search_path=""
  run by :serving;

function room.guide_tool(wanted uuid, guide uuid, at timestamptz) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.guides_exactly(of_client uuid, of_professional uuid, shown uuid[]) returns boolean
  sql stable security definer set search_path=""
  run by :serving;

function room.guides_of(of_client uuid) returns setof uuid
  sql stable security definer set search_path=""
  run by :serving;

function room.half_open_facts(token bytea, at timestamptz) returns table(half uuid, account uuid, kind text, groups text[], active boolean, sealed bytea, used_step bigint, unused bytea[], passkeys jsonb, waits_until timestamptz, challenge text)
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.hand_conversation(of_conversation uuid, from_professional uuid, to_professional uuid, leaves boolean, at timestamptz) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by functions only;

function room.hand_over(of_client uuid, from_professional uuid, to_professional uuid, plan jsonb, at timestamptz) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by functions only;

function room.hand_over_own(of_client uuid, to_professional uuid, plan jsonb, ends timestamptz, key uuid, at timestamptz) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.has_second_step(of_account uuid) returns boolean
  sql stable security definer set search_path=""
  run by functions only;

function room.has_unread(wanted uuid, since timestamptz) returns boolean
  sql stable security definer set search_path=""
  run by functions only;

function room.hold_client(of_client uuid, of_professional uuid) returns void
  plpgsql volatile security definer set search_path=""
  run by functions only;

function room.hold_count() returns void
  sql volatile security definer set search_path=""
  run by :serving;

function room.hold_own_detail() returns bytea
  sql volatile security definer set search_path=""
  run by :serving;

function room.hold_second_step(at timestamptz, takes_away boolean) returns void
  plpgsql volatile security definer set search_path=""
  run by functions only;

function room.hold_switches() returns void
  sql volatile security definer set search_path=""
  run by functions only;

function room.hold_ties(other uuid) returns void
  plpgsql volatile security definer set search_path=""
  run by functions only;

function room.i_am(wanted text) returns boolean
  sql stable security definer set search_path=""
  run by :serving;

function room.i_have_second_step() returns boolean
  sql stable security definer set search_path=""
  run by :serving;

function room.id_from(at timestamptz) returns uuid
  sql stable security invoker
  run by :serving;

function room.idle() returns interval
  sql stable security definer set search_path=""
  run by functions only;

function room.idle_from(setting jsonb) returns interval
  sql immutable security invoker
  run by functions only;

function room.import_done(key uuid) returns integer
  sql volatile security definer set search_path=""
  run by :serving;

function room.in_force(ended timestamptz, ends timestamptz) returns boolean
  sql stable security invoker
  run by :serving;

function room.in_sight() returns uuid[]
  sql stable security definer set search_path=""
  run by :serving;

function room.is_look(wanted uuid) returns boolean
  sql stable security definer set search_path=""
  run by :serving;

function room.judge_look(of_line uuid, new_outcome text, new_note bytea, at timestamptz) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.keep_import(key uuid, at timestamptz, added integer) returns void
  sql volatile security definer set search_path=""
  run by :serving;

function room.keep_reason(new_id uuid, words bytea, at timestamptz) returns void
  sql volatile security definer set search_path=""
  run by :serving;

function room.keep_recovery_codes(hashes bytea[], at timestamptz) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.keeps_client(wanted uuid) returns boolean
  sql stable security definer set search_path=""
  run by functions only;

function room.knew_password() returns void
  sql volatile security definer set search_path=""
  run by :serving;

function room.knock(of_address bytea, device bytea, at timestamptz) returns table(hash text, blocked boolean)
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.known_kinds() returns text[]
  sql stable security definer set search_path=""
  run by :serving;

function room.lapse_requests(at timestamptz) returns jsonb
  sql volatile security definer set search_path=""
  run by :serving;

function room.lasts(began timestamptz, ends timestamptz, ended timestamptz) returns boolean
  sql stable security invoker
  run by :serving;

function room.led_with(of_client uuid) returns table(conversation uuid, others integer)
  sql stable security definer set search_path=""
  run by :serving;

function room.link_facts(token bytea, at timestamptz, hold boolean) returns table(account uuid, purpose text, works boolean, active boolean, name bytea, address bytea, second_step boolean)
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.link_for_letter(of_account uuid, of_purpose text, token bytea, at timestamptz, ends timestamptz) returns void
  sql volatile security definer set search_path=""
  run by :serving;

function room.live_round(tokens bytea[], accounts uuid[], at timestamptz, idle interval, since xid8) returns table(alive bytea[], events jsonb, surely_before text)
  sql volatile security definer set search_path=""
  run by :serving;

function room.looks_for_a_while() returns table(client uuid, ends_at timestamptz, motivation uuid)
  sql stable security definer set search_path=""
  run by functions only;

function room.looks_outside() returns boolean
  sql stable security definer set search_path=""
  run by functions only;

function room.looks_to_review(since timestamptz, until timestamptz, most integer) returns table(line uuid, first_at timestamptz, last_at timestamptz, times integer, actions text[], allowed boolean, bases text[], account uuid, roles text[], client uuid, name bytea, client_name bytea, related boolean, in_touch boolean, by_role boolean, clients_that_day integer, motivation uuid, reason bytea, emergency boolean, outcome text, reviewed_at timestamptz)
  sql stable security definer set search_path=""
  run by :serving;

function room.make_account(new_id uuid, of_kind text, at timestamptz, name bytea, address bytea, address_token bytea, detail bytea, identifier bytea, fields text[], tokens bytea[], in_language text) returns void
  plpgsql volatile security definer set search_path=""
  run by functions only;

function room.make_relation(of_client uuid, of_professional uuid, of_kind text, at timestamptz, ends timestamptz, for_whom uuid, by_whom uuid) returns void
  plpgsql volatile security definer set search_path=""
  run by functions only;

function room.may_ask_outside(reason uuid) returns boolean
  sql stable security definer set search_path=""
  run by :serving;

function room.me() returns uuid
  sql stable security invoker
  run by :serving;

function room.met_professionals() returns setof uuid
  sql stable security definer set search_path=""
  run by :serving;

function room.move_address(of_account uuid, new_sealed bytea, new_token bytea, at timestamptz) returns void
  sql volatile security definer set search_path=""
  run by functions only;

function room.move_due_addresses(at timestamptz, most integer) returns integer
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.move_tool(wanted uuid, move text, at timestamptz) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.must_manage(of_account uuid) returns void
  plpgsql stable security definer set search_path=""
  run by functions only;

function room.must_set_up() returns boolean
  sql stable security definer set search_path=""
  run by :serving;

function room.my_address_proposal() returns table(sealed bytea, due_at timestamptz)
  sql stable security definer set search_path=""
  run by :serving;

function room.my_clients() returns setof uuid
  sql stable security definer set search_path=""
  run by :serving;

function room.my_conversations() returns setof uuid
  sql stable security definer set search_path=""
  run by :serving;

function room.my_files() returns setof uuid
  sql stable security definer set search_path=""
  run by :serving;

function room.my_proofs() returns table(hash text, password_waits_until timestamptz, sealed bytea, used_step bigint, unused bytea[], passkeys jsonb, waits_until timestamptz)
  sql volatile security definer set search_path=""
  run by :serving;

function room.my_relate_requests() returns table(id uuid, client uuid, professional uuid, kind text, asked_by uuid, asked_at timestamptz, name bytea)
  sql stable security definer set search_path=""
  run by :serving;

function room.my_relation(of_client uuid) returns text
  sql stable security definer set search_path=""
  run by functions only;

function room.my_relations() returns table(client uuid, kind text)
  sql stable security definer set search_path=""
  run by functions only;

function room.my_second_step(at timestamptz) returns table(policy text, since text, coming bytea, codes integer, passkeys jsonb, password_given boolean, step_given boolean)
  sql stable security definer set search_path=""
  run by :serving;

function room.my_session() returns uuid
  sql stable security definer set search_path=""
  run by :serving;

function room.my_sessions(at timestamptz) returns table(id uuid, browser text, system text, began_at timestamptz, seen_at timestamptz, mine boolean)
  sql stable security definer set search_path=""
  run by :serving;

function room.my_tasks() returns table(what text, id uuid, client uuid, tool_kind text, state text, since timestamptz, title bytea, person uuid, person_name bytea)
  sql stable security definer set search_path=""
  run by :serving;

function room.named() returns uuid
  sql stable security invoker
  run by :serving;

function room.next_address_due() returns timestamptz
  sql stable security definer set search_path=""
  run by :serving;

function room.next_mail_due() returns timestamptz
  sql stable security definer set search_path=""
  run by :serving;

function room.next_outside_end() returns timestamptz
  sql stable security definer set search_path=""
  run by :serving;

function room.next_relation_end() returns timestamptz
  sql stable security definer set search_path=""
  run by :serving;

function room.now() returns timestamptz
  sql stable security invoker
  run by :serving;

function room.outside_facts(wanted uuid, reason uuid, hold boolean) returns table(outside text, temporary boolean, minutes integer, requests boolean, held uuid, client uuid, active boolean, relation text, temporary_until timestamptz, pending uuid)
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.outside_log(of_person uuid, from_at timestamptz, until_at timestamptz, before_at timestamptz, before_id uuid, most integer) returns table(id uuid, at timestamptz, action text, allowed boolean, basis text, account uuid, roles text[], client uuid, found integer, fields text[], motivation uuid, sealed bytea, name bytea)
  sql stable security definer set search_path=""
  run by :serving;

function room.outside_lookers() returns table(account uuid, name bytea)
  sql stable security definer set search_path=""
  run by :serving;

function room.outside_setting() returns text
  sql stable security definer set search_path=""
  run by functions only;

function room.pass_tools(of_client uuid, of_guide uuid, wanted uuid[], to_guide uuid, at timestamptz, unseen boolean) returns integer
  sql volatile security definer set search_path=""
  run by functions only;

function room.people_in(conversations uuid[]) returns table(participant uuid, conversation uuid, account uuid, kind text, administrator boolean, present boolean, groups text[], contact boolean, seen_at timestamptz, name bytea, nickname bytea, description bytea, away boolean, away_until text, away_text bytea, picture_at timestamptz)
  sql stable security definer set search_path=""
  run by :serving;

function room.people_in_log(part text, about uuid, since timestamptz, until timestamptz) returns table(account uuid, kind text, roles text[], name bytea, looked boolean)
  sql stable security definer set search_path=""
  run by :serving;

function room.people_of_tool(wanted uuid) returns table(account uuid, sealed bytea)
  sql stable security definer set search_path=""
  run by :serving;

function room.picture_facts(wanted uuid) returns table(known boolean)
  sql stable security definer set search_path=""
  run by :serving;

function room.prepare_tool(new_id uuid, of_client uuid, of_kind text, guide uuid, key uuid, new_title bytea, new_body bytea, at timestamptz) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.present_password(at timestamptz) returns table(hash text, name bytea, address bytea, second_step boolean, ended jsonb)
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.professional_facts(wanted uuid, hold boolean) returns table(found boolean, active boolean, groups text[], welcomed boolean, other_manager boolean, other_secretary boolean, manages boolean, now_active integer, most integer)
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.professionals() returns table(most integer, active integer)
  sql stable security definer set search_path=""
  run by :serving;

function room.propose_address(of_account uuid, new_sealed bytea, new_token bytea, at timestamptz) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.reactivate(of_account uuid) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.read_log(part text, about uuid, since timestamptz, until timestamptz, who uuid, before uuid, most integer) returns table(line uuid, first_at timestamptz, last_at timestamptz, times integer, action text, allowed boolean, basis text, account uuid, kind text, roles text[], name bytea, client uuid, object_kind text, motivation uuid, reason bytea, emergency boolean)
  sql stable security definer set search_path=""
  run by :serving;

function room.readable_lines(part text, about uuid, since timestamptz, until timestamptz) returns setof room.audit
  sql stable security invoker
  run by functions only;

function room.reason_holds(reason uuid) returns boolean
  sql stable security definer set search_path=""
  run by :serving;

function room.register(new_id uuid, wanted text, at timestamptz, name bytea, address bytea, token bytea, detail bytea, fields text[], tokens bytea[], in_language text) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.registers(wanted text) returns boolean
  sql stable security definer set search_path=""
  run by :serving;

function room.registration_waits(wanted uuid) returns boolean
  sql stable security definer set search_path=""
  run by :serving;

function room.relatable(who uuid, of_kind text) returns boolean
  sql stable security definer set search_path=""
  run by functions only;

function room.relate(of_client uuid, of_professional uuid, of_kind text, ends timestamptz, for_whom uuid, key uuid, at timestamptz) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.relate_myself(wanted uuid, reason uuid) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.relate_requests_of(of_client uuid) returns table(id uuid, professional uuid, kind text, asked_by uuid, asked_at timestamptz, ended_at timestamptz, outcome text, mine boolean)
  sql stable security definer set search_path=""
  run by :serving;

function room.related_contacts() returns setof uuid
  sql stable security definer set search_path=""
  run by :serving;

function room.relation_facts(wanted uuid, other uuid, key uuid, hold boolean) returns table(client uuid, active boolean, relation text, reason uuid, requests boolean, done_before text, other_kind text, other_therapist boolean, other_supervisor boolean, other_relation text)
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.relation_with(of_client uuid, of_professional uuid) returns text
  sql stable security definer set search_path=""
  run by functions only;

function room.remove_passkey(key uuid, at timestamptz) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.replace_tokens(of_account uuid, in_fields text[], fields text[], tokens bytea[]) returns void
  sql volatile security definer set search_path=""
  run by functions only;

function room.request_facts(wanted uuid, hold boolean) returns table(request uuid, client uuid, asked_by uuid, stands boolean, outcome text)
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.request_shown(wanted uuid) returns table(kind text, asked_at timestamptz, ended_at timestamptz, professional uuid, professional_name bytea, asked_by uuid, asked_by_name bytea, motivation uuid, reason bytea, leaver uuid, leaver_name bytea, tools integer)
  sql stable security definer set search_path=""
  run by :serving;

function room.request_stands(wanted uuid) returns boolean
  sql stable security definer set search_path=""
  run by functions only;

function room.reset_facts(of_account uuid) returns table(kind text, self boolean, treats boolean, has_step boolean)
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.reset_second_step(of_account uuid, at timestamptz) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.save_answer(wanted uuid, of_question uuid, new_sealed bytea, at timestamptz) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.second_step_of(of_account uuid) returns table(sealed bytea, used_step bigint, unused bytea[], passkeys jsonb, waits_until timestamptz)
  plpgsql volatile security definer set search_path=""
  run by functions only;

function room.second_step_policy(of_kind text) returns text
  sql stable security definer set search_path=""
  run by functions only;

function room.second_steps(of_account uuid) returns table(code boolean, recovery_code boolean, passkey boolean)
  sql stable security definer set search_path=""
  run by :serving;

function room.see_outside(wanted uuid, reason uuid) returns table(name bytea, related jsonb)
  sql stable security definer set search_path=""
  run by :serving;

function room.see_privacy(at timestamptz) returns void
  sql volatile security definer set search_path=""
  run by :serving;

function room.send_answers(wanted uuid, new_sent uuid, key uuid, new_sealed bytea, at timestamptz) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.set_groups(of_account uuid, wanted text[], at timestamptz) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.set_password_by_link(token bytea, new_hash text, at timestamptz) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.settle_letter(letter uuid, outcome text, why text, again_at timestamptz, at timestamptz) returns void
  sql volatile security definer set search_path=""
  run by :serving;

function room.settle_notice(of_account uuid, letter uuid, again_at timestamptz, at timestamptz) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.start_conversation(new_id uuid, my_id uuid, other uuid, other_id uuid, at timestamptz) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.step_is_wanted(at timestamptz) returns boolean
  sql stable security definer set search_path=""
  run by :serving;

function room.stop_address(of_account uuid) returns boolean
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.switch_off_second_step(at timestamptz) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.switched_on(wanted text) returns boolean
  sql stable security definer set search_path=""
  run by :serving;

function room.take_away_tool(wanted uuid, at timestamptz) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.take_letters(at timestamptz, until timestamptz, most integer) returns table(id uuid, account uuid, kind text, attempts integer, created_at timestamptz, wanted boolean, language text, name bytea, address bytea)
  sql volatile security definer set search_path=""
  run by :serving;

function room.taken(address_token bytea, identifier bytea, across boolean) returns table(address uuid, identifier_of uuid)
  sql stable security definer set search_path=""
  run by :serving;

function room.taken_among(addresses bytea[], identifiers bytea[], but uuid) returns table(token bytea, of_kind text)
  sql stable security definer set search_path=""
  run by :serving;

function room.talk_with(other uuid) returns table(conversation uuid, participant uuid)
  sql stable security definer set search_path=""
  run by :serving;

function room.tell_of_relation(of_client uuid, people uuid[], at timestamptz) returns jsonb
  sql volatile security definer set search_path=""
  run by functions only;

function room.tell_tool(of_client uuid, at timestamptz) returns jsonb
  sql volatile security definer set search_path=""
  run by functions only;

function room.ties_with(other uuid) returns setof uuid
  sql stable security invoker
  run by functions only;

function room.today() returns date
  sql stable security definer set search_path=""
  run by :serving;

function room.tool_facts(wanted uuid, hold boolean) returns table(tool uuid, owner uuid, kind text, guided_by uuid, prepared_at timestamptz, started_at timestamptz, waits_since timestamptz, feedback_at timestamptz, done_at timestamptz, archived_at timestamptz, relation text, motivation uuid)
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.transfer_tools(of_client uuid, from_professional uuid, to_professional uuid, wanted uuid[], key uuid, at timestamptz) returns jsonb
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.treats(of_client uuid) returns boolean
  sql stable security definer set search_path=""
  run by :serving;

function room.unblock(token bytea, at timestamptz) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.unread(wanted uuid, as_participant uuid, mark bigint, most integer) returns integer
  sql stable security definer set search_path=""
  run by :serving;

function room.unread_in_all(most integer) returns integer
  sql stable security definer set search_path=""
  run by :serving;

function room.unsealed(most integer) returns table(line uuid, mac bytea, last_hash bytea, surely_before xid8, reached xid8)
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.use_link(token bytea, purposes text[], at timestamptz) returns uuid
  plpgsql volatile security definer set search_path=""
  run by functions only;

function room.use_second_step(of_account uuid, at timestamptz, step bigint, recovery bytea, key uuid, count bigint) returns boolean
  plpgsql volatile security definer set search_path=""
  run by functions only;

function room.wall_of_relations(open boolean) returns void
  plpgsql volatile security definer set search_path=""
  run by functions only;

function room.wall_of_tools(open boolean) returns void
  plpgsql immutable security definer set search_path=""
  run by functions only;

function room.was_used(wanted uuid) returns boolean
  plpgsql stable security definer set search_path=""
  run by functions only;

function room.welcome_again(of_account uuid, at timestamptz) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.who_knows_me() returns setof uuid
  sql stable security definer set search_path=""
  run by :serving;

function room.who_works_with(of_client uuid) returns table(professional uuid, kind text, began_at timestamptz, ends_at timestamptz, stands_in_for uuid, active boolean)
  sql stable security definer set search_path=""
  run by :serving;

function room.without_therapist(most integer) returns table(client uuid, nobody boolean, tools integer)
  sql stable security definer set search_path=""
  run by :serving;

function room.write_description(of_account uuid, words bytea) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.write_letter(of_account uuid, of_kind text, at timestamptz) returns void
  sql volatile security definer set search_path=""
  run by :serving;

function room.write_message(new_id uuid, key uuid, words bytea, at timestamptz) returns table(position bigint, told jsonb)
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.write_own_absence(from_day date, until_day date, words bytea) returns void
  sql volatile security definer set search_path=""
  run by :serving;

function room.write_own_detail(detail bytea, at timestamptz) returns void
  sql volatile security definer set search_path=""
  run by :serving;

function room.write_own_name(name bytea, fields text[], tokens bytea[]) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.write_own_picture(picture bytea, at timestamptz) returns void
  sql volatile security definer set search_path=""
  run by :serving;

function room.write_own_visibility(shown boolean) returns void
  sql volatile security definer set search_path=""
  run by :serving;

function room.writes_as() returns uuid
  sql stable security definer set search_path=""
  run by :serving;

function room.wrong_proof(of_what text, at timestamptz) returns void
  sql volatile security definer set search_path=""
  run by :serving;

function room.wrong_second_step(half uuid, at timestamptz) returns void
  sql volatile security definer set search_path=""
  run by :serving;
