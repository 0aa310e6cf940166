-- Conversations. Arrangement (who, when, which position) and content (subject, words) are tables apart.

create table room.conversation (
  id uuid primary key,
  started_at timestamptz not null,
  -- 1 is the first message. Counting under the row's lock keeps positions without gaps and in the order of commit.
  last_position bigint not null default 0,
  last_at timestamptz not null
);

-- Who takes or took part. The id is that of the membership: it says nothing in any other conversation.
create table room.participant (
  id uuid primary key,
  conversation uuid not null references room.conversation (id),
  account uuid not null references room.account (id),
  kind text not null,
  administrator boolean not null default false,
  unique (conversation, account)
);
-- Each conversation has one administrator (CNV-9): never two, whoever races.
create unique index participant_administrator on room.participant (conversation) where administrator;
create index participant_account on room.participant (account);

-- Membership is a set of intervals of positions: a joiner sees what comes from then on, a leaver what was until then;
-- joining again opens a new one; a grant (REL-8) is one too, and gives reading only.
create table room.span (
  id uuid primary key,
  participant uuid not null references room.participant (id),
  why text not null check (why in ('takes part', 'granted')),
  from_position bigint not null,
  until_position bigint,
  began_at timestamptz not null,
  ended_at timestamptz,
  check ((until_position is null) = (ended_at is null) or why = 'granted'),
  -- Who joins and leaves before anybody writes has an empty one: until is then one less than from.
  check (until_position >= from_position - 1)
);
create index span_participant on room.span (participant);
create unique index span_open on room.span (participant) where until_position is null and why = 'takes part';

create table room.message (
  id uuid primary key,
  conversation uuid not null references room.conversation (id),
  position bigint not null,
  author uuid not null references room.participant (id),
  sent_at timestamptz not null,
  client_key uuid not null,
  unique (conversation, position),
  unique (author, client_key)
);

-- The words, apart: a removed message loses its row here and keeps who and when above.
create table room.message_text (
  conversation uuid not null,
  position bigint not null,
  sealed bytea not null,
  primary key (conversation, position),
  foreign key (conversation, position) references room.message (conversation, position)
);

create table room.conversation_subject (
  conversation uuid primary key references room.conversation (id),
  -- Whose key seals it: who wrote it.
  author uuid not null references room.participant (id),
  sealed bytea not null
);

-- Pairwise names (CNV-18): one nickname per participant per conversation, linking nothing across conversations.
create table room.nickname (
  participant uuid primary key references room.participant (id),
  conversation uuid not null references room.conversation (id),
  sealed bytea not null
);

create table room.read_mark (
  participant uuid primary key references room.participant (id),
  position bigint not null
);

-- What the live channel tells: ids only, one row per addressee, addressed at commit to those who are members at that moment.
-- tx: rows become visible in the order of commit, not of id; replay starts at the oldest transaction that could still have been open.
create table room.event (
  id bigint generated always as identity primary key,
  tx xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  addressee uuid not null references room.account (id),
  what text not null check (what in ('conversation', 'me', 'signed out')),
  subject uuid
);
create index event_addressee on room.event (addressee, tx);
create index event_at on room.event (at);
