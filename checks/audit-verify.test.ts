import type pg from 'pg'
import { expect } from 'vitest'
import { test } from '../people/test.ts'
import { sealLines } from '../server/audit/due.ts'
import { figure } from '../people/figure.ts'
import type { Room } from '../people/room.ts'
import { byItself, makeVisit } from '../server/visit.ts'
import { auditKeyOf, type Log, verifyLog } from './audit-verify.ts'

/** How many random tamperings: T47 asks for a thousand, the gate does some. */
const times = process.env.ALCOVE_PROOF === 'full' ? 1000 : 40

/** Everything a forger with all rights in the database can do; whatever it is, somebody who reads along finds it. */
const tamperings = [
  `update room.audit set basis = basis || 'x' where id = (select id from room.audit order by random() limit 1)`,
  `update room.audit set allowed = not allowed where id = (select id from room.audit order by random() limit 1)`,
  `update room.audit set at = at - interval '1 minute' where id = (select id from room.audit order by random() limit 1)`,
  `update room.audit set emergency = not emergency where id = (select id from room.audit order by random() limit 1)`,
  `update room.audit set client = gen_random_uuid() where id = (select id from room.audit order by random() limit 1)`,
  `update room.audit set motivation = gen_random_uuid() where id = (select id from room.audit order by random() limit 1)`,
  `update room.audit set motivation = null where motivation is not null`,
  `update room.audit set fields = array['name'] where id = (select id from room.audit order by random() limit 1)`,
  `update room.audit set on_behalf_of = account where account is not null`,
  `with gone as (delete from room.seal where position = (select position from room.seal order by random() limit 1) returning line) delete from room.audit using gone where id = gone.line`,
  `update room.seal s set hash = o.hash from room.seal o where (s.position, o.position) in ((1, 2), (2, 1))`,
  `insert into room.audit select gen_random_uuid(), tx, at, action, allowed, basis, account, roles, session, on_behalf_of, access_point, object_kind, object, client, emergency, found, rule, mac from room.audit limit 1`,
  `with gone as (delete from room.seal where position > (select max(position) - 3 from room.seal) returning line) delete from room.audit using gone where id = gone.line`,
  `update room.seal set hash = sha256(hash) where position = (select max(position) from room.seal)`,
]

test('T47 the log is whole after honest use, and every tampering by a superuser of the database is found', {
  timeout: 1_800_000,
}, async ({ as, room }) => {
  const [noor, eva] = await as('Noor', 'Eva')
  const conversation = await noor.start('Daan')
  await Promise.all(Array.from({ length: 20 }, (_, index) => noor.post(conversation, `Line ${index}`)))
  await eva.try('readConversation', { where: { id: conversation } })
  await givenReason(room)
  while ((await sealLines(room.practice, room.clock.now())) > 0);
  const log = await logOf(room)
  expect((await verifyLog(log)).wrong).toEqual([])
  let found = 0
  for (let time = 0; time < times; time += 1) {
    await log.room.query('begin')
    await log.room.query('set local session_replication_role = replica')
    const changed = await log.room.query(tamperings[time % tamperings.length] ?? '')
    expect(changed.rowCount).toBeGreaterThan(0)
    if ((await verifyLog(log)).wrong.length > 0) found += 1
    await log.room.query('rollback')
  }
  expect(found).toBe(times)
  figure('T47', `${times} tamperings, ${found} found`)
})

/** A line that names a typed reason and the fields that were sought, as the server writes them. */
async function givenReason({ practice, ids, clock }: Room): Promise<void> {
  await makeVisit(
    { ...byItself(practice, clock.now()), leaves: { action: 'planted search', rule: 'CAS-5' } },
    (visit) => {
      visit.note(
        { may: true, basis: 'typed reason' },
        { kind: 'clients', id: null, client: ids.Noor, motivation: ids.Tom },
      )
      for (const line of visit.lines) line.fields = ['name', 'birthDate']
      return Promise.resolve()
    },
  )
}

async function logOf(room: Room): Promise<Log & { room: pg.Client }> {
  const { databases, config } = room.running.house
  const [wrapped] = (
    await databases.keys.query<{ wrapped: Buffer }>('select wrapped from keys.practice_key where practice = $1', [
      room.practice.id,
    ])
  ).rows
  if (!wrapped) throw new Error('no practice key')
  const [head] = await room.query<{ position: number; hash: Buffer }>(
    'select position, hash from room.seal order by position desc limit 1',
  )
  if (!head) throw new Error('nothing sealed')
  const auditKey = auditKeyOf(config.masterKey.export(), room.practice.id, wrapped.wrapped)
  const client = await room.connect()
  return { room: client, auditKey, heads: [{ position: head.position, hash: head.hash.toString('hex') }] }
}
