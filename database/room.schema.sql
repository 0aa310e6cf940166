-- The room as it is today: what database/room/*.sql comes to. Printed, for review; change the migrations, not this.
-- Print it anew: node_modules/.bin/node checks/print-schema.ts

create table room.account (
  id uuid not null,
  kind text not null,
  created_at timestamp with time zone not null,
  constraint account_pkey PRIMARY KEY (id),
  constraint account_kind_check CHECK ((kind = ANY (ARRAY['client'::text, 'professional'::text, 'related person'::text])))
);
grant select on room.account to :serving;
create policy known on room.account for select to :serving
  using (((id = ( SELECT room.me() AS me)) OR (kind = ANY (( SELECT room.known_kinds() AS known_kinds)::text[])) OR (id IN ( SELECT room.related_contacts() AS related_contacts)) OR ((kind = 'professional'::text) AND (id IN ( SELECT room.met_professionals() AS met_professionals)))));

create table room.account_address (
  account uuid not null,
  sealed bytea not null,
  token bytea not null,
  constraint account_address_pkey PRIMARY KEY (account),
  constraint account_address_token_key UNIQUE (token),
  constraint account_address_account_fkey FOREIGN KEY (account) REFERENCES room.account(id)
);
grant select on room.account_address to :serving;
create policy own on room.account_address for select to :serving
  using ((account = ( SELECT room.me() AS me)));

create table room.account_group (
  account uuid not null,
  name text not null,
  given_at timestamp with time zone not null,
  given_by uuid,
  constraint account_group_pkey PRIMARY KEY (account, name),
  constraint account_group_account_fkey FOREIGN KEY (account) REFERENCES room.account(id),
  constraint account_group_given_by_fkey FOREIGN KEY (given_by) REFERENCES room.account(id),
  constraint account_group_name_check CHECK ((name = ANY (ARRAY['therapist'::text, 'supervisor'::text, 'secretary'::text, 'application manager'::text, 'data analyst'::text, 'data officer'::text, 'service employee'::text])))
);
grant select on room.account_group to :serving;
create policy known on room.account_group for select to :serving
  using (((account = ( SELECT room.me() AS me)) OR ('professional'::text = ANY (( SELECT room.known_kinds() AS known_kinds)::text[])) OR (account IN ( SELECT room.related_contacts() AS related_contacts)) OR (account IN ( SELECT room.met_professionals() AS met_professionals))));

create table room.account_name (
  account uuid not null,
  kind text not null,
  sealed bytea not null,
  constraint account_name_pkey PRIMARY KEY (account),
  constraint account_name_account_fkey FOREIGN KEY (account) REFERENCES room.account(id)
);
grant select on room.account_name to :serving;
create policy known on room.account_name for select to :serving
  using (((account = ( SELECT room.me() AS me)) OR (kind = ANY (( SELECT room.known_kinds() AS known_kinds)::text[])) OR (account IN ( SELECT room.related_contacts() AS related_contacts)) OR ((kind = 'professional'::text) AND (account IN ( SELECT room.met_professionals() AS met_professionals)))));

create table room.account_password (
  account uuid not null,
  hash text not null,
  changed_at timestamp with time zone not null,
  constraint account_password_pkey PRIMARY KEY (account),
  constraint account_password_account_fkey FOREIGN KEY (account) REFERENCES room.account(id)
);

create table room.account_setting (
  account uuid not null,
  language text not null,
  enter_sends boolean not null default false,
  theme text not null default 'device'::text,
  mails text not null default 'at once'::text,
  quiet_from smallint,
  quiet_until smallint,
  constraint account_setting_pkey PRIMARY KEY (account),
  constraint account_setting_account_fkey FOREIGN KEY (account) REFERENCES room.account(id),
  constraint account_setting_language_check CHECK ((language = ANY (ARRAY['nl'::text, 'en'::text]))),
  constraint account_setting_mails_check CHECK ((mails = ANY (ARRAY['at once'::text, 'hourly'::text, 'daily'::text, 'weekly'::text, 'never'::text]))),
  constraint account_setting_quiet_from_check CHECK (((quiet_from >= 0) AND (quiet_from <= 1439))),
  constraint account_setting_quiet_until_check CHECK (((quiet_until >= 0) AND (quiet_until <= 1439))),
  constraint account_setting_theme_check CHECK ((theme = ANY (ARRAY['device'::text, 'light'::text, 'dark'::text]))),
  constraint quiet_both CHECK (((quiet_from IS NULL) = (quiet_until IS NULL)))
);
grant select, update (language, enter_sends, theme, mails, quiet_from, quiet_until) on room.account_setting to :serving;
create policy own_read on room.account_setting for select to :serving
  using ((account = ( SELECT room.me() AS me)));
create policy own_write on room.account_setting for update to :serving
  using ((account = ( SELECT room.me() AS me)));

create table room.audit (
  id uuid not null,
  tx xid8 not null default pg_current_xact_id(),
  at timestamp with time zone not null,
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
  constraint audit_pkey PRIMARY KEY (id)
);
CREATE INDEX audit_account ON room.audit USING btree (account, at);
CREATE INDEX audit_client ON room.audit USING btree (client, at);
CREATE INDEX audit_object ON room.audit USING btree (object, at);
CREATE INDEX audit_tx ON room.audit USING btree (tx);
grant insert on room.audit to :serving;
create policy writing on room.audit for insert to :serving
  with check ((NOT (account IS DISTINCT FROM ( SELECT room.me() AS me))));

create table room.conversation (
  id uuid not null,
  started_at timestamp with time zone not null,
  last_position bigint not null default 0,
  last_at timestamp with time zone not null,
  constraint conversation_pkey PRIMARY KEY (id)
);
grant select, update (last_position, last_at) on room.conversation to :serving;
create policy taking_part on room.conversation for select to :serving
  using (((id = ( SELECT room.entered() AS entered)) AND (( SELECT room.writes_as() AS writes_as) IS NOT NULL)));
create policy writing on room.conversation for update to :serving
  using (((id = ( SELECT room.entered() AS entered)) AND (( SELECT room.writes_as() AS writes_as) IS NOT NULL)));

create table room.conversation_subject (
  conversation uuid not null,
  author uuid not null,
  sealed bytea not null,
  constraint conversation_subject_pkey PRIMARY KEY (conversation),
  constraint conversation_subject_author_fkey FOREIGN KEY (author) REFERENCES room.participant(id),
  constraint conversation_subject_conversation_fkey FOREIGN KEY (conversation) REFERENCES room.conversation(id)
);
grant insert, select on room.conversation_subject to :serving;
create policy starting on room.conversation_subject for insert to :serving
  with check (((conversation = ( SELECT room.entered() AS entered)) AND (author = ( SELECT room.writes_as() AS writes_as))));
create policy taking_part on room.conversation_subject for select to :serving
  using (((conversation = ( SELECT room.entered() AS entered)) OR (conversation IN ( SELECT room.my_conversations() AS my_conversations))));

create table room.deactivation (
  account uuid not null,
  at timestamp with time zone not null,
  by_account uuid,
  constraint deactivation_pkey PRIMARY KEY (account),
  constraint deactivation_account_fkey FOREIGN KEY (account) REFERENCES room.account(id),
  constraint deactivation_by_account_fkey FOREIGN KEY (by_account) REFERENCES room.account(id)
);

create table room.event (
  id bigint not null generated always as identity,
  tx xid8 not null default pg_current_xact_id(),
  at timestamp with time zone not null,
  addressee uuid not null,
  what text not null,
  subject uuid,
  constraint event_pkey PRIMARY KEY (id),
  constraint event_addressee_fkey FOREIGN KEY (addressee) REFERENCES room.account(id),
  constraint event_what_check CHECK ((what = ANY (ARRAY['conversation'::text, 'me'::text, 'signed out'::text])))
);
CREATE INDEX event_addressee ON room.event USING btree (addressee, tx);
CREATE INDEX event_at ON room.event USING btree (at);
grant select on room.event to :serving;
create policy own on room.event for select to :serving
  using ((addressee = ( SELECT room.me() AS me)));

create table room.mail_notice (
  account uuid not null,
  since timestamp with time zone not null,
  due_at timestamp with time zone not null,
  constraint mail_notice_pkey PRIMARY KEY (account),
  constraint mail_notice_account_fkey FOREIGN KEY (account) REFERENCES room.account(id)
);
CREATE INDEX mail_notice_due ON room.mail_notice USING btree (due_at);

create table room.message (
  id uuid not null,
  conversation uuid not null,
  "position" bigint not null,
  author uuid not null,
  sent_at timestamp with time zone not null,
  client_key uuid not null,
  constraint message_pkey PRIMARY KEY (id),
  constraint message_author_client_key_key UNIQUE (author, client_key),
  constraint message_conversation_position_key UNIQUE (conversation, "position"),
  constraint message_author_fkey FOREIGN KEY (author) REFERENCES room.participant(id),
  constraint message_conversation_fkey FOREIGN KEY (conversation) REFERENCES room.conversation(id)
);
grant insert, select on room.message to :serving;
create policy own_span on room.message for select to :serving
  using (((conversation = ( SELECT room.entered() AS entered)) AND ("position" <@ ( SELECT room.entered_span() AS entered_span))));
create policy writing on room.message for insert to :serving
  with check (((conversation = ( SELECT room.entered() AS entered)) AND (author = ( SELECT room.writes_as() AS writes_as))));

create table room.message_text (
  conversation uuid not null,
  "position" bigint not null,
  sealed bytea not null,
  constraint message_text_pkey PRIMARY KEY (conversation, "position"),
  constraint message_text_conversation_position_fkey FOREIGN KEY (conversation, "position") REFERENCES room.message(conversation, "position")
);
grant insert, select on room.message_text to :serving;
create policy own_span on room.message_text for select to :serving
  using (((conversation = ( SELECT room.entered() AS entered)) AND ("position" <@ ( SELECT room.entered_span() AS entered_span))));
create policy writing on room.message_text for insert to :serving
  with check (((conversation = ( SELECT room.entered() AS entered)) AND (( SELECT room.writes_as() AS writes_as) IS NOT NULL)));

create table room.nickname (
  participant uuid not null,
  conversation uuid not null,
  sealed bytea not null,
  constraint nickname_pkey PRIMARY KEY (participant),
  constraint nickname_conversation_fkey FOREIGN KEY (conversation) REFERENCES room.conversation(id),
  constraint nickname_participant_fkey FOREIGN KEY (participant) REFERENCES room.participant(id)
);
grant select on room.nickname to :serving;
create policy taking_part on room.nickname for select to :serving
  using (((conversation = ( SELECT room.entered() AS entered)) OR (conversation IN ( SELECT room.my_conversations() AS my_conversations))));

create table room.outbox (
  id uuid not null,
  account uuid not null,
  kind text not null,
  created_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  attempts integer not null default 0,
  taken_until timestamp with time zone,
  state text not null default 'waiting'::text,
  reason text,
  ended_at timestamp with time zone,
  constraint outbox_pkey PRIMARY KEY (id),
  constraint outbox_account_fkey FOREIGN KEY (account) REFERENCES room.account(id),
  constraint outbox_kind_check CHECK ((kind = 'new message'::text)),
  constraint outbox_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'not needed'::text, 'bounced'::text, 'dead'::text])))
);
CREATE INDEX outbox_due ON room.outbox USING btree (due_at) WHERE (state = 'waiting'::text);
CREATE INDEX outbox_failed ON room.outbox USING btree (ended_at DESC) WHERE (state = ANY (ARRAY['bounced'::text, 'dead'::text]));
CREATE UNIQUE INDEX outbox_one_waiting ON room.outbox USING btree (account, kind) WHERE (state = 'waiting'::text);

create table room.participant (
  id uuid not null,
  conversation uuid not null,
  account uuid not null,
  kind text not null,
  administrator boolean not null default false,
  constraint participant_pkey PRIMARY KEY (id),
  constraint participant_conversation_account_key UNIQUE (conversation, account),
  constraint participant_account_fkey FOREIGN KEY (account) REFERENCES room.account(id),
  constraint participant_conversation_fkey FOREIGN KEY (conversation) REFERENCES room.conversation(id)
);
CREATE INDEX participant_account ON room.participant USING btree (account);
CREATE UNIQUE INDEX participant_administrator ON room.participant USING btree (conversation) WHERE administrator;
grant select on room.participant to :serving;
create policy taking_part on room.participant for select to :serving
  using (((conversation = ( SELECT room.entered() AS entered)) OR (conversation IN ( SELECT room.my_conversations() AS my_conversations))));

create table room.presence (
  account uuid not null,
  seen_at timestamp with time zone not null,
  constraint presence_pkey PRIMARY KEY (account),
  constraint presence_account_fkey FOREIGN KEY (account) REFERENCES room.account(id)
);
grant select on room.presence to :serving;
create policy contacts on room.presence for select to :serving
  using (((account = ( SELECT room.me() AS me)) OR (account IN ( SELECT room.related_contacts() AS related_contacts)) OR (EXISTS ( SELECT 1
   FROM room.account a
  WHERE ((a.id = presence.account) AND (a.kind = ANY (( SELECT room.known_kinds() AS known_kinds)::text[])))))));

create table room.read_mark (
  participant uuid not null,
  "position" bigint not null,
  constraint read_mark_pkey PRIMARY KEY (participant),
  constraint read_mark_participant_fkey FOREIGN KEY (participant) REFERENCES room.participant(id)
);
grant insert, select, update on room.read_mark to :serving;
create policy own on room.read_mark for all to :serving
  using ((participant = ( SELECT room.entered_as() AS entered_as)))
  with check ((participant = ( SELECT room.entered_as() AS entered_as)));

create table room.related_person (
  id uuid not null,
  client uuid not null,
  person uuid not null,
  invited_by uuid not null,
  began_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint related_person_pkey PRIMARY KEY (id),
  constraint related_person_client_fkey FOREIGN KEY (client) REFERENCES room.account(id),
  constraint related_person_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES room.account(id),
  constraint related_person_person_fkey FOREIGN KEY (person) REFERENCES room.account(id)
);
CREATE INDEX related_person_client ON room.related_person USING btree (client) WHERE (ended_at IS NULL);
CREATE INDEX related_person_inviter ON room.related_person USING btree (invited_by) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX related_person_now ON room.related_person USING btree (person, client, invited_by) WHERE (ended_at IS NULL);

create table room.relation (
  id uuid not null,
  client uuid not null,
  professional uuid not null,
  kind text not null,
  began_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint relation_pkey PRIMARY KEY (id),
  constraint relation_client_fkey FOREIGN KEY (client) REFERENCES room.account(id),
  constraint relation_professional_fkey FOREIGN KEY (professional) REFERENCES room.account(id),
  constraint relation_kind_check CHECK ((kind = ANY (ARRAY['therapist'::text, 'supervisor'::text])))
);
CREATE INDEX relation_client ON room.relation USING btree (client) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX relation_now ON room.relation USING btree (professional, client, kind) WHERE (ended_at IS NULL);

create table room.seal (
  "position" bigint not null,
  line uuid not null,
  hash bytea not null,
  sealed_at timestamp with time zone not null,
  constraint seal_pkey PRIMARY KEY ("position"),
  constraint seal_line_key UNIQUE (line),
  constraint seal_line_fkey FOREIGN KEY (line) REFERENCES room.audit(id)
);

create table room.seal_state (
  only_row boolean not null default true,
  "position" bigint not null,
  hash bytea not null,
  sealed_before xid8 not null,
  constraint seal_state_pkey PRIMARY KEY (only_row),
  constraint seal_state_only_row_check CHECK (only_row)
);

create table room.search_token (
  field text not null,
  token bytea not null,
  account uuid not null,
  constraint search_token_pkey PRIMARY KEY (field, token, account),
  constraint search_token_account_fkey FOREIGN KEY (account) REFERENCES room.account(id),
  constraint search_token_field_check CHECK ((field = ANY (ARRAY['name'::text, 'address'::text, 'id'::text, 'birth date'::text])))
);
CREATE INDEX search_token_account ON room.search_token USING btree (account);

create table room.session (
  id uuid not null,
  token_hash bytea not null,
  account uuid not null,
  began_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint session_pkey PRIMARY KEY (id),
  constraint session_token_hash_key UNIQUE (token_hash),
  constraint session_account_fkey FOREIGN KEY (account) REFERENCES room.account(id)
);
CREATE INDEX session_account ON room.session USING btree (account) WHERE (ended_at IS NULL);

create table room.setting (
  name text not null,
  value jsonb not null,
  constraint setting_pkey PRIMARY KEY (name)
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
  began_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint span_pkey PRIMARY KEY (id),
  constraint span_participant_fkey FOREIGN KEY (participant) REFERENCES room.participant(id),
  constraint span_check CHECK ((((until_position IS NULL) = (ended_at IS NULL)) OR (why = 'granted'::text))),
  constraint span_check1 CHECK ((until_position >= (from_position - 1))),
  constraint span_why_check CHECK ((why = ANY (ARRAY['takes part'::text, 'granted'::text])))
);
CREATE UNIQUE INDEX span_open ON room.span USING btree (participant) WHERE ((until_position IS NULL) AND (why = 'takes part'::text));
CREATE INDEX span_participant ON room.span USING btree (participant);
grant select (id, participant, why, ended_at) on room.span to :serving;
create policy same_conversation on room.span for select to :serving
  using (((participant IN ( SELECT p.id
   FROM room.participant p
  WHERE (p.conversation = ( SELECT room.entered() AS entered)))) OR (participant IN ( SELECT p.id
   FROM room.participant p))));

-- Functions: signatures, and who may run them. Their words stand in database/room/*.sql.

function room.acquainted(a uuid, b uuid) returns boolean
  sql stable security definer set search_path=""
  run by functions only;

function room.add_seals(lines jsonb, at timestamp with time zone, surely_before xid8) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.announce_conversation(at timestamp with time zone) returns jsonb
  sql volatile security definer set search_path=""
  run by :serving;

function room.announce_myself(at timestamp with time zone, about text, subject uuid) returns jsonb
  sql volatile security definer set search_path=""
  run by :serving;

function room.be_here(at timestamp with time zone) returns boolean
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.begin_session(for_account uuid, new_id uuid, token bytea, at timestamp with time zone, ends timestamp with time zone) returns void
  sql volatile security definer set search_path=""
  run by :serving;

function room.chain_head() returns TABLE("position" bigint, hash bytea)
  sql stable security definer set search_path=""
  run by :serving;

function room.contact_facts(other uuid, hold boolean) returns TABLE(kind text, active boolean, relation text, related_by text, invited_by_this_professional boolean)
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.conversation_facts(wanted uuid, hold boolean, key uuid) returns TABLE(ever_took_part boolean, takes_part boolean, in_touch boolean, participant uuid, read_up_to bigint, sent_already uuid)
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.conversation_list(before timestamp with time zone, only_unread boolean, most integer) returns TABLE(conversation uuid, mine uuid, last_at timestamp with time zone, last_author uuid, unread integer)
  sql stable security definer set search_path=""
  run by :serving;

function room.credentials(address_token bytea) returns TABLE(account uuid, hash text, active boolean)
  sql stable security definer set search_path=""
  run by :serving;

function room.due_notices(at timestamp with time zone, most integer) returns TABLE(account uuid, since timestamp with time zone, active boolean, seen_at timestamp with time zone, mails text, quiet_from smallint, quiet_until smallint, unread boolean)
  sql volatile security definer set search_path=""
  run by :serving;

function room.end_session(at timestamp with time zone) returns void
  sql volatile security definer set search_path=""
  run by :serving;

function room.enter(token bytea, at timestamp with time zone, idle interval, renew boolean) returns TABLE(account uuid, session uuid, kind text, groups text[], language text, enter_sends boolean, theme text, mails text, quiet_from smallint, quiet_until smallint)
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

function room.failed_letters(most integer) returns TABLE(id uuid, account uuid, account_kind text, kind text, state text, reason text, attempts integer, created_at timestamp with time zone, ended_at timestamp with time zone)
  sql stable security definer set search_path=""
  run by :serving;

function room.find_known(tokens bytea[], most integer) returns SETOF uuid
  sql stable security definer set search_path=""
  run by :serving;

function room.forget_events(before timestamp with time zone) returns void
  sql volatile security definer set search_path=""
  run by :serving;

function room.has_unread(wanted uuid, since timestamp with time zone) returns boolean
  sql stable security definer set search_path=""
  run by functions only;

function room.known_kinds() returns text[]
  sql stable security definer set search_path=""
  run by :serving;

function room.live_round(tokens bytea[], accounts uuid[], at timestamp with time zone, idle interval, since xid8) returns TABLE(alive bytea[], events jsonb, surely_before text)
  sql volatile security definer set search_path=""
  run by :serving;

function room.me() returns uuid
  sql stable security invoker set search_path=""
  run by :serving;

function room.met_professionals() returns SETOF uuid
  sql stable security definer set search_path=""
  run by :serving;

function room.my_conversations() returns SETOF uuid
  sql stable security definer set search_path=""
  run by :serving;

function room.next_mail_due() returns timestamp with time zone
  sql stable security definer set search_path=""
  run by :serving;

function room.related_contacts() returns SETOF uuid
  sql stable security definer set search_path=""
  run by :serving;

function room.settle_letter(letter uuid, outcome text, why text, again_at timestamp with time zone, at timestamp with time zone) returns void
  sql volatile security definer set search_path=""
  run by :serving;

function room.settle_notice(of_account uuid, letter uuid, again_at timestamp with time zone, at timestamp with time zone) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.start_conversation(new_id uuid, my_id uuid, other uuid, other_id uuid, at timestamp with time zone) returns void
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.take_letters(at timestamp with time zone, until timestamp with time zone, most integer) returns TABLE(id uuid, account uuid, kind text, attempts integer, created_at timestamp with time zone, wanted boolean, language text, name bytea, address bytea)
  sql volatile security definer set search_path=""
  run by :serving;

function room.unread(wanted uuid, as_participant uuid, mark bigint, most integer) returns integer
  sql stable security definer set search_path=""
  run by :serving;

function room.unread_in_all(most integer) returns integer
  sql stable security definer set search_path=""
  run by :serving;

function room.unsealed(most integer) returns TABLE(line uuid, mac bytea, last_hash bytea, surely_before xid8)
  plpgsql volatile security definer set search_path=""
  run by :serving;

function room.who_knows_me() returns SETOF uuid
  sql stable security definer set search_path=""
  run by :serving;

function room.writes_as() returns uuid
  sql stable security definer set search_path=""
  run by :serving;
