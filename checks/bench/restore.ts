import type pg from 'pg'

/** Remembers how far every conversation is, so that a round can be undone; and makes the table of the plain limit. */
export async function prepareRestore(client: pg.Client): Promise<void> {
  await client.query(`
    create schema plain;
    create table plain.message (id uuid primary key, conversation uuid not null, position bigint not null, sealed bytea not null);
    create table plain.was as select id, last_position, last_at from room.conversation;
    alter table plain.was add primary key (id);
    create table plain.mark as select * from room.read_mark;
    alter table plain.mark add primary key (participant)`)
}

/**
 * Takes away what a round of sending left, so that the next begins with the same number of messages. Lines of the log and their seals
 * stay: they are never taken away.
 */
export async function restore(client: pg.Client): Promise<void> {
  const grown = `room.conversation c join plain.was w on w.id = c.id and c.last_position > w.last_position`
  for (const table of ['message_text', 'message'])
    await client.query(`delete from room.${table} t using (select c.id, w.last_position from ${grown}) g
      where t.conversation = g.id and t.position > g.last_position`)
  await client.query(`update room.read_mark r set position = m.position from plain.mark m
    where m.participant = r.participant and m.position < r.position`)
  await client.query(`update room.conversation c set last_position = w.last_position, last_at = w.last_at from plain.was w
    where w.id = c.id and c.last_position > w.last_position`)
  await client.query('delete from room.mail_notice')
  await client.query('delete from room.outbox')
  await client.query('truncate room.event, plain.message')
  await client.query(
    'vacuum room.message, room.message_text, room.read_mark, room.conversation, room.mail_notice, room.outbox',
  )
}

/** Resolves when everything that was sent is sealed: what follows a send is not to fall into the next measurement. */
export async function untilSealed(client: pg.Client, limit = 20_000): Promise<void> {
  const until = performance.now() + limit
  for (;;) {
    // Ids begin with their time: looking at the newest is enough.
    const { rows } = await client.query<{ open: boolean }>(
      'select exists (select from (select id from room.audit order by tx desc limit 5000) a where not exists (select from room.seal s where s.line = a.id)) as open',
    )
    if (!rows[0]?.open || performance.now() > until) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
