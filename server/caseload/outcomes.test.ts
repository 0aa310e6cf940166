import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, expect } from 'vitest'
import { clientForm } from '../../checks/trials/clients.ts'
import {
  answering,
  ask,
  asking,
  beginAsking,
  caseload,
  reason,
  setAsking,
  where,
} from '../../checks/trials/requests.ts'
import { prepared } from '../../checks/trials/tools.ts'
import { PostOffice } from '../../people/post-office.ts'
import { expectProblem } from '../../people/problem.ts'
import type { Room } from '../../people/room.ts'
import { test as roomTest } from '../../people/test.ts'

const post = new PostOffice()
await post.open()
afterAll(() => post.close())
beforeEach(() => void (post.taken.length = 0))
const test = roomTest.override('settings', { environment: { ALCOVE_SMTP_URL: post.url } })

/** Whom the letters went to, sorted, once everything that waits is sent. */
async function mailedTo(room: Room): Promise<string[]> {
  await room.running.house.outbox.work(room.practice)
  const to = post.taken.map((letter) => /^To: (\S+)@/m.exec(letter)?.[1] ?? '')
  return to.toSorted((a, b) => a.localeCompare(b))
}

/** What the log says of handing over: nothing was, before the client's yes. */
async function linesOfHandingOver(room: Room): Promise<string[]> {
  const lines = await room.query<{ action: string; allowed: boolean }>(
    `select action, allowed from room.audit where rule = 'TRF-1' order by at, id`,
  )
  return lines.map(({ action, allowed }) => (allowed ? action : 'refused'))
}

/** Daan's choices: one worksheet goes to Eva, the other to nobody, the conversation to Eva, and Daan stops. */
function toEva({ ids }: Room, { tools, conversation }: { tools: string[]; conversation: string }) {
  return {
    to: ids.Eva,
    until: null,
    tools: tools.map((tool, index) => ({ tool, goesTo: index === 0 ? ('colleague' as const) : ('unguided' as const) })),
    conversations: [conversation],
    breakRelation: true,
    message: reason,
    clientKey: randomUUID(),
  }
}

test('TRF-14 TRF-16 mail 8 goes to the client and mail 9 to the professional, with no name but the reader’s own; the secretary gets none', async ({
  as,
  room,
}) => {
  await beginAsking(room)
  const [sanne, tom] = await as('Sanne', 'Tom')
  // Wanting no mails is about messages: a task comes all the same.
  await tom.ask('changeMySettings', { takes: { mails: 'never' } })
  const id = await ask(sanne, room, ['Tom', 'Daan'])
  expect(await mailedTo(room)).toEqual(['tom'])
  await tom.ask('answerRelateRequest', answering(id, 'accept'))
  expect(await mailedTo(room)).toEqual(['daan', 'tom'])
  for (const letter of post.taken) {
    expect(letter).toContain(`${room.address}/`)
    expect(letter).not.toContain(id)
    expect(letter).not.toContain(reason)
    expect(letter).not.toMatch(/Hughes|Visser|Sanne|Wit|therap|behandel|cli[eë]nt|accept|dossier|file/i)
  }
  expect(post.taken.find((letter) => letter.includes('tom@'))).toContain('There is a question for you')
  expect(post.taken.find((letter) => letter.includes('daan@'))).toContain('Er is antwoord gegeven op een verzoek.')
})

test('TRF-16 a refusal is mailed to the professional and to the therapist who asked; what was taken back before it was sent is not mailed', async ({
  as,
  room,
}) => {
  await beginAsking(room)
  const [eva, tom] = await as('Eva', 'Tom')
  await eva.ask('cancelRelateRequest', where(await ask(eva, room, ['Tom', 'Daan'])))
  await room.query(`delete from room.outbox where state <> 'waiting'`)
  const before = post.taken.length
  const id = await ask(eva, room, ['Tom', 'Daan'])
  await mailedTo(room)
  expect(post.taken.length - before).toBeLessThanOrEqual(1)
  post.taken.length = 0
  await tom.ask('answerRelateRequest', answering(id, 'reject'))
  expect(await mailedTo(room)).toEqual(['daan', 'eva'])
})

test('TRF-10 a hand-over that waits for the client is carried out with their yes, and not before: tools move, the one who leaves stops', async ({
  as,
  room,
}) => {
  await beginAsking(room)
  const [daan, noor, eva] = await as('Daan', 'Noor', 'Eva')
  const conversation = await daan.start('Noor', { text: 'Before' })
  const tools = [(await prepared(room)).id, (await prepared(room)).id]
  const takes = toEva(room, { tools, conversation })
  const sent = { where: { id: room.ids.Noor }, takes }
  expect([await daan.ask('handOver', sent), await daan.ask('handOver', sent)]).toEqual([
    { asked: true },
    { asked: true },
  ])
  expectProblem(await daan.try('handOver', { ...sent, takes: { ...takes, clientKey: randomUUID() } }), 'request-waits')
  expect(await linesOfHandingOver(room)).toEqual(['relate request sent', 'relate request sent', 'refused'])
  const id = (await noor.ask('listMyRelateRequests')).requests[0]?.id ?? ''
  const guides = async () => {
    const rows = await room.query<{ id: string; guided_by: string | null }>('select id, guided_by from room.tool')
    return tools.map((tool) => rows.find((row) => row.id === tool)?.guided_by ?? null)
  }
  expect(await guides()).toEqual([room.ids.Daan, room.ids.Daan])
  expect(await noor.ask('seeRelateRequest', where(id))).toMatchObject({ leaver: 'Daan Visser', worksheets: 2 })
  expect(await caseload(eva)).not.toContain(room.ids.Noor)
  const [stays, leaves, reads] = await Promise.all([eva.listen(), daan.listen(), noor.listen()])
  await noor.ask('answerRelateRequest', answering(id, 'accept'))
  await stays.hears({ what: 'file', client: room.ids.Noor })
  await leaves.hears({ what: 'file', client: room.ids.Noor })
  await reads.hears({ what: 'conversation', conversation })
  // The other goes on without support, as was chosen.
  expect(await guides()).toEqual([room.ids.Eva, null])
  expect(await caseload(eva)).toContain(room.ids.Noor)
  expect(await caseload(daan)).not.toContain(room.ids.Noor)
  // Eva takes part from the next message on.
  await noor.post(conversation, 'After')
  expect(await eva.reads(conversation)).toEqual(['After'])
  expect(await daan.reads(conversation)).toEqual(['Before'])
})

test('what nobody can say yes to any more is ended by the house, the client’s task goes, and it does not come back with who comes back', async ({
  as,
  room,
}) => {
  await beginAsking(room)
  const [sanne, tom] = await as('Sanne', 'Tom')
  const id = await ask(sanne, room, ['Tom', 'Daan'])
  const ear = await tom.listen()
  await room.query('insert into room.deactivation (account, at) values ($1, now())', [room.ids.Daan])
  await room.running.house.outbox.work(room.practice)
  await ear.hears({ what: 'tasks' })
  await room.query('delete from room.deactivation')
  expect((await tom.ask('listMyRelateRequests')).requests).toEqual([])
  expect((await tom.ask('seeRelateRequest', where(id))).state).toBe('lapsed')
  expect((await tom.try('answerRelateRequest', answering(id, 'accept'))).status).toBe(409)
  expect((await tom.try('answerRelateRequest', answering(randomUUID(), 'accept'))).status).toBe(404)
})

test('TRF-10 ACC-10 while clients are asked first, nobody is related by any other way than their yes, except by adding the client', async ({
  as,
  room,
}) => {
  await beginAsking(room)
  await setAsking(room, { relateRequests: true, outside: 'relate', temporaryAccess: true })
  const [sanne, eva, daan] = await as('Sanne', 'Eva', 'Daan')
  const relations = () =>
    room.query('select client, professional from room.relation where ended_at is null order by began_at, id')
  const before = await relations()
  const tom = where(room.ids.Tom)
  const takes = { professional: room.ids.Daan, kind: 'therapist', until: null, standsInFor: null, motivation: null }
  for (const [person, until] of [
    [sanne, null],
    [eva, null],
    [eva, '2030-01-01'],
  ] as const) {
    const sent = { ...tom, takes: { ...takes, until, clientKey: randomUUID() } }
    expectProblem(await person.try('relateProfessional', sent), 'ask-the-client')
  }
  const { id: motivation } = await daan.ask('giveReason', { takes: { motivation: reason, clientKey: randomUUID() } })
  expect((await daan.try('relateMyself', { ...tom, takes: { motivation } })).status).toBeGreaterThanOrEqual(400)
  await daan.ask('beginTemporaryAccess', { ...tom, takes: { motivation } })
  await daan.ask('askToRelate', {
    takes: asking(room, ['Tom', 'Daan'], { motivation: null, motivationId: motivation }),
  })
  expect(await relations()).toEqual(before)
  const added = await daan.ask('addClient', { takes: clientForm() as never })
  expect(await relations()).toEqual([...before, { client: added.id, professional: room.ids.Daan }])
  await setAsking(room, {})
})
