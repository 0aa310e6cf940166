/** A statement that is prepared once per connection. */
export type Statement = { name: string; text: string }

/**
 * Who a session cookie belongs to; used inside the others. It lives as long as the practice has set, is renewed once a minute (`stale`), and
 * opens nothing where the practice requires a second step that is not set up: any server of such a practice asks these.
 */
const me = `me as (
  select s.id as session, s.account, a.kind, t.language, s.seen_at < $2::timestamptz - interval '1 minute' as stale,
    array(select g.name from room.account_group g where g.account = s.account order by g.name) as groups
  from room.session s join room.account a on a.id = s.account join room.account_setting t on t.account = s.account
  left join room.setting idle on idle.name = 'sessionMinutes'
  left join room.setting step on step.name = case a.kind when 'professional' then 'twoStepProfessionals' else 'twoStepClients' end
  where s.token_hash = $1 and s.ended_at is null and s.ends_at > $2
    and s.seen_at > $2 - make_interval(mins => coalesce((idle.value #>> '{}')::integer, 60))
    and not exists (select 1 from room.deactivation d where d.account = s.account)
    and not (coalesce(step.value #>> '{}', '') = 'required'
      and not exists (select 1 from room.authenticator x where x.account = s.account)
      and not exists (select 1 from room.passkey x where x.account = s.account)))`

export const renew: Statement = { name: 'renew', text: 'update room.session set seen_at = $2 where id = $1' }

export const enter: Statement = { name: 'enter', text: `with ${me} select * from me` }

/** The session, the membership and the relation it rests on, held; and whether this was sent before. */
export const hold: Statement = {
  name: 'hold',
  text: `with ${me},
    mine as (
      select p.id from me join room.participant p on p.conversation = $3 and p.account = me.account
      join room.span s on s.participant = p.id and s.until_position is null and s.why = 'takes part' for share of s),
    other as (select p.account from mine join room.participant p on p.conversation = $3 and p.id <> mine.id),
    related as (
      select r.id from me cross join other join room.relation r on r.ended_at is null
        and r.professional = case when me.kind = 'professional' then me.account else other.account end
        and r.client = case when me.kind = 'professional' then other.account else me.account end for share of r)
    select me.*, mine.id as participant, (select count(*) from other) = 1 as of_two, exists (select 1 from related) as in_touch,
      (select m.id from room.message m where m.author = mine.id and m.client_key = $4) as sent_already
    from me left join mine on true`,
}

/** The message, its words, the read mark, who is told and whom to look at for mail: one statement. */
export const write: Statement = {
  name: 'write',
  text: `with
    counted as (
      update room.conversation set last_position = last_position + 1, last_at = greatest(last_at, $2)
      where id = $1 returning last_position as position),
    written as (
      insert into room.message (id, conversation, position, author, sent_at, client_key)
      select $3, $1, position, $4, $2, $5 from counted),
    worded as (insert into room.message_text (conversation, position, sealed) select $1, position, $6 from counted),
    marked as (
      insert into room.read_mark (participant, position) select $4, position from counted
      where position = 1 + coalesce((select r.position from room.read_mark r where r.participant = $4), 0)
      on conflict (participant) do update set position = excluded.position),
    there as (
      select p.account, p.id from room.participant p
      join room.span s on s.participant = p.id and s.until_position is null and s.why = 'takes part' where p.conversation = $1),
    noticed as (
      insert into room.mail_notice (account, since, due_at)
      select there.account, $2, $2 from there join room.account_setting s on s.account = there.account and s.mails <> 'never'
      where there.id <> $4 order by there.account
      on conflict (account) do update set due_at = least(room.mail_notice.due_at, excluded.due_at)),
    told as (insert into room.event (at, addressee, what, subject) select $2, account, 'conversation', $1 from there returning id, addressee)
    select position, (select jsonb_agg(jsonb_build_array(id, addressee)) from told) as told from counted`,
}

export const audit: Statement = {
  name: 'audit',
  text: `insert into room.audit (id, at, action, allowed, basis, rule, account, roles, session, access_point, object_kind, object, mac)
    values ($1, $2, $3, true, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
}

/** The session, the membership with what may be read, the read mark, and whether the two are still in touch. */
export const standing: Statement = {
  name: 'standing',
  text: `with ${me}
    select me.*, p.id as participant, coalesce(r.position, 0) as mark, c.last_position,
      (select range_agg(int8range(s.from_position, s.until_position, case when s.until_position is null then '[)' else '[]' end))::text
        from room.span s where s.participant = p.id) as spans,
      exists (select 1 from room.span s where s.participant = p.id and s.until_position is null and s.why = 'takes part') as takes_part,
      exists (select 1 from room.participant o join room.relation r on r.ended_at is null
          and r.professional = case when me.kind = 'professional' then me.account else o.account end
          and r.client = case when me.kind = 'professional' then o.account else me.account end
        where o.conversation = $3 and o.id <> p.id) as in_touch
    from me join room.participant p on p.conversation = $3 and p.account = me.account
    join room.conversation c on c.id = p.conversation
    left join room.read_mark r on r.participant = p.id`,
}

/** Somebody who takes part, with what a reader is shown of them: name, absence, since when there is which picture. */
const person = `p.id as participant, p.conversation, p.account, p.kind, p.administrator,
    exists (select 1 from room.span s where s.participant = p.id and s.ended_at is null and s.why = 'takes part') as present,
    array(select g.name from room.account_group g where g.account = p.account order by g.name) as groups,
    n.sealed as name, k.sealed as nickname, h.seen_at, i.at as picture_at,
    f.away_until::text as away_until, f.away_text, f.away_from <= current_date and (f.away_until is null or f.away_until >= current_date) as away`
const personJoins = `left join room.account_picture i on i.account = p.account
    left join room.account_profile f on f.account = p.account
    left join room.account_name n on n.account = p.account
    left join room.nickname k on k.participant = p.id
    left join room.presence h on h.account = p.account`

/** The reader knows this person by a treatment relation. */
const related = (reader: string) => `exists (select 1 from room.relation r where r.ended_at is null
        and ((r.professional = ${reader} and r.client = p.account) or (r.client = ${reader} and r.professional = p.account))) as contact`

export const participants: Statement = {
  name: 'participants',
  text: `select ${person}, ${related('$2')}
    from room.participant p ${personJoins} where p.conversation = $1 order by p.administrator desc, p.id`,
}

export const head: Statement = {
  name: 'head',
  text: `select s.author, s.sealed, (select count(*)::int from (
        select 1 from room.message m where m.conversation = $1 and m.position > $2 and m.author <> $3 and m.position <@ $4::int8multirange limit 100) x) as unread
    from (select 1) as always left join room.conversation_subject s on s.conversation = $1`,
}

export const newest: Statement = {
  name: 'newest',
  text: `select m.id, m.position, m.author, m.sent_at, t.sealed
    from room.message m left join room.message_text t on t.conversation = m.conversation and t.position = m.position
    where m.conversation = $1 and m.position <@ $2::int8multirange order by m.position desc limit 51`,
}

/** The newest conversations of $1 with everybody in them, the last author and what is unread. */
export const list: Statement = {
  name: 'list',
  text: `with page as (
      select p.conversation, p.id as mine, c.last_at, c.last_position, coalesce(r.position, 0) as mark
      from room.participant p join room.conversation c on c.id = p.conversation
      join room.span s on s.participant = p.id and s.until_position is null and s.why = 'takes part'
      left join room.read_mark r on r.participant = p.id
      where p.account = $1 order by c.last_at desc limit 51)
    select page.mine, page.last_at, m.author as last_author, u.sealed as subject, u.author as subject_author, ${person}, ${related('$1')},
      case when page.mark >= page.last_position then 0 else (select count(*)::int from (
        select 1 from room.message m where m.conversation = page.conversation and m.position > page.mark and m.author <> page.mine limit 100) x) end as unread
    from page join room.participant p on p.conversation = page.conversation ${personJoins}
    join room.message m on m.conversation = page.conversation and m.position = page.last_position
    left join room.conversation_subject u on u.conversation = page.conversation
    order by page.last_at desc, page.conversation, p.id`,
}

export const unreadInAll: Statement = {
  name: 'unread in all',
  text: `select count(*)::int as unread from (
    select 1 from room.participant p join room.conversation c on c.id = p.conversation
    left join room.read_mark r on r.participant = p.id
    join room.message m on m.conversation = p.conversation and m.position > coalesce(r.position, 0) and m.author <> p.id
    where p.account = $1 and c.last_position > coalesce(r.position, 0) limit 100) x`,
}

/** Clients by the beginnings of two parts of their names. */
export const find: Statement = {
  name: 'find',
  text: `select a.id as account, n.sealed as name, d.sealed as address, true as active
    from room.search_token t
    join room.search_token o on o.field = 'name' and o.token = $2 and o.account = t.account
    join room.account a on a.id = t.account and a.kind = 'client'
    join room.account_name n on n.account = a.id
    join room.account_address d on d.account = a.id
    where t.field = 'name' and t.token = $1 and not exists (select 1 from room.deactivation e where e.account = a.id) limit 201`,
}

/** The session, how whoever asks stands to a client, and what has become of the client's account. */
export const standingWith: Statement = {
  name: 'standing with',
  text: `with ${me}
    select me.*, a.id as client, r.kind as relation, t.ends_at as temporary_until,
      not exists (select 1 from room.deactivation d where d.account = a.id) as active,
      exists (select 1 from room.account_password p where p.account = a.id)
        or exists (select 1 from room.session s where s.account = a.id) as used,
      c.sealed as new_address, c.due_at, coalesce(o.ended_at, o.created_at) as welcome_at
    from me join room.account a on a.id = $3 and a.kind = 'client'
    left join lateral (
      select x.kind from room.relation x where x.professional = me.account and x.client = a.id and x.ended_at is null
        and (x.ends_at is null or x.ends_at > $2) order by x.kind = 'therapist' desc limit 1) as r on true
    left join room.temporary_access t on t.account = me.account and t.client = a.id and t.ended_at is null and t.ends_at > $2
    left join room.address_proposal c on c.account = a.id
    left join lateral (
      select x.ended_at, x.created_at from room.outbox x where x.account = a.id and x.kind = 'welcome'
      order by x.state = 'waiting' desc, x.created_at desc limit 1) as o on true`,
}

/** Everything that is sealed of one client. */
export const file: Statement = {
  name: 'file',
  text: `select n.sealed as name, a.sealed as address, d.sealed as details, l.sealed as labels from room.account_name n
    left join room.account_address a on a.account = n.account
    left join room.account_detail d on d.account = n.account
    left join room.account_label l on l.account = n.account where n.account = $1`,
}

/** The own clients who are active. */
export const caseload: Statement = {
  name: 'caseload',
  text: `select mine.client as account, n.sealed as name, a.sealed as address, true as active
    from (select distinct r.client from room.relation r
      where r.professional = $1 and r.ended_at is null and (r.ends_at is null or r.ends_at > $2)) as mine
    join room.account_name n on n.account = mine.client
    join room.account_address a on a.account = mine.client
    where not exists (select 1 from room.deactivation d where d.account = mine.client) limit 201`,
}

/** To the other processes of the same installation: what was told here. */
export const hint: Statement = {
  name: 'hint',
  text: `select pg_notify('bare_live', payload) from unnest($1::text[]) as p (payload)`,
}

export const credentials: Statement = {
  name: 'credentials',
  text: `select a.account, c.kind, p.hash, n.sealed as name, t.language, t.enter_sends, t.theme, t.mails, t.quiet_from, t.quiet_until,
      array(select g.name from room.account_group g where g.account = a.account order by g.name) as groups
    from room.account_address a join room.account c on c.id = a.account join room.account_password p on p.account = a.account
    join room.account_name n on n.account = a.account join room.account_setting t on t.account = a.account
    where a.token = $1 and not exists (select 1 from room.deactivation d where d.account = a.account)`,
}

export const beginSession: Statement = {
  name: 'begin session',
  text: 'insert into room.session (id, token_hash, account, began_at, seen_at, ends_at) values ($1, $2, $3, $4, $4, $5)',
}

/** The machine's plain limit. */
export const plainInsert: Statement = {
  name: 'plain insert',
  text: 'insert into plain.message (id, conversation, position, sealed) values ($1, $2, $3, $4)',
}
export const plainRead: Statement = {
  name: 'plain read',
  text: 'select position, sealed from room.message_text where conversation = $1 order by position desc limit 50',
}
export const plainFile: Statement = {
  name: 'plain file',
  text: 'select sealed from room.account_detail where account = $1',
}
export const plainFind: Statement = {
  name: 'plain find',
  text: `select account from room.search_token where field = 'name' and token = $1 limit 10`,
}
