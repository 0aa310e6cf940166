import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { watchVisits } from '../../checks/bench/round-trips.ts'
import { prepared, sentBy, worksheet } from '../../checks/trials/tools.ts'
import type { Person } from '../../people/person.ts'
import { expectProblem } from '../../people/problem.ts'
import { test } from '../../people/test.ts'

const secret = 'I slept badly, and told nobody.'

function save(noor: Person, { id, question }: { id: string; question: string }, value = secret) {
  return noor.try('saveAnswer', { where: { id }, takes: { question, value } })
}

function send(noor: Person, id: string, clientKey: string = randomUUID()) {
  return noor.try('sendAnswers', { where: { id }, takes: { clientKey } })
}

test('TLS-4 yes: answers are seen by their owner alone until they are sent, then by who works with the client', async ({
  as,
  room,
}) => {
  const [noor, daan, ruth, sanne, eva, lies] = await as('Noor', 'Daan', 'Ruth', 'Sanne', 'Eva', 'Lies')
  const tool = await prepared(room)
  const where = { id: tool.id }
  expect((await save(noor, tool)).status).toBe(200)
  expect((await noor.ask('seeTool', { where })).answers.map(({ value }) => value)).toEqual([secret])
  for (const one of [daan, ruth]) {
    const { text, body } = await one.try('seeTool', { where })
    expect(text).not.toContain(secret)
    expect(body).toMatchObject({ state: 'started', answers: [], sent: [] })
  }
  for (const one of [sanne, eva, lies]) expect((await one.try('seeTool', { where })).status).toBe(404)
  expect((await send(noor, tool.id)).status).toBe(204)
  for (const one of [daan, ruth])
    expect((await one.ask('seeTool', { where })).sent[0]?.answers).toEqual([{ question: tool.question, value: secret }])
  for (const one of [sanne, eva, lies]) expect((await one.try('seeTool', { where })).status).toBe(404)
})

test('TLS-2 yes: the secretary sees kind and dates, and no word', async ({ as, room }) => {
  const [sanne] = await as('Sanne')
  const { id } = await sentBy(room)
  const { tools, relatedPersons, guides } = await sanne.ask('listTools', { where: { id: room.ids.Noor } })
  expect(tools.find((tool) => tool.id === id)).toMatchObject({ kind: 'worksheet', title: null, state: 'waiting' })
  expect([relatedPersons, guides]).toEqual([null, []])
})

test('TLS-5 yes: feedback goes back to the client, who goes on for another round and is done', async ({ as, room }) => {
  const [noor, daan] = await as('Noor', 'Daan')
  const { id, question, sent } = await sentBy(room)
  const where = { id }
  const state = async () => (await noor.ask('seeTool', { where })).state
  await daan.ask('giveFeedback', { where, takes: { sent, text: 'What helped you then?' } })
  expect(await state()).toBe('feedback')
  expect((await noor.ask('seeTool', { where })).sent[0]?.feedback).toMatchObject({
    by: 'Daan Visser',
    text: 'What helped you then?',
  })
  expectProblem(await save(noor, { id, question }), 'go-on-first')
  await noor.ask('moveTool', { where, takes: { to: 'go on' } })
  expect((await save(noor, { id, question }, 'A walk.')).status).toBe(200)
  expect((await send(noor, id)).status).toBe(204)
  expect((await noor.ask('seeTool', { where })).sent).toHaveLength(2)
  expectProblem(await noor.try('moveTool', { where, takes: { to: 'done' } }), 'lies-with-guide')
  const [newest] = (await daan.ask('seeTool', { where })).sent
  await daan.ask('giveFeedback', { where, takes: { sent: newest?.id ?? '', text: 'Good.' } })
  await noor.ask('moveTool', { where, takes: { to: 'done' } })
  expect(await state()).toBe('done')
})

test('TLS-5 no: feedback twice, by a supervisor, by a colleague who does not guide, by a guide who is not related any more', async ({
  as,
  room,
}) => {
  const [daan, ruth, eva] = await as('Daan', 'Ruth', 'Eva')
  const { id, sent } = await sentBy(room)
  const give = (one: Person, text: string) => one.try('giveFeedback', { where: { id }, takes: { sent, text } })
  for (const one of [ruth, eva]) expect((await give(one, 'Hello')).status).toBe(404)
  await room.query(
    `insert into room.relation (id, client, professional, kind, began_at) values ($1, $2, $3, 'therapist', now())`,
    [randomUUID(), room.ids.Noor, room.ids.Eva],
  )
  expect((await give(eva, 'Hello')).status).toBe(404)
  expect((await give(daan, 'Hello')).status).toBe(204)
  expect((await give(daan, 'Hello')).status).toBe(204)
  expectProblem(await give(daan, 'Other words'), 'feedback-given')
  await room.query('update room.relation set ended_at = now() where professional = $1 and client = $2', [
    room.ids.Daan,
    room.ids.Noor,
  ])
  for (const answer of [await give(daan, 'Hello'), await daan.try('seeTool', { where: { id } })])
    expect(answer.status).toBe(404)
  await room.query('update room.relation set ended_at = null where professional = $1 and client = $2', [
    room.ids.Daan,
    room.ids.Noor,
  ])
  await room.query('delete from room.relation where professional = $1 and client = $2', [room.ids.Eva, room.ids.Noor])
})

test('TLS-4 no: nothing is sent twice from two tabs, and nothing changes while it lies with the guide', async ({
  as,
  room,
}) => {
  const [noor] = await as('Noor')
  const tool = await prepared(room)
  expectProblem(await send(noor, tool.id), 'nothing-answered')
  await save(noor, tool)
  const answers = await Promise.all([send(noor, tool.id), send(noor, tool.id)])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409])
  const again = randomUUID()
  expectProblem(await send(noor, tool.id, again), 'lies-with-guide')
  expectProblem(await save(noor, tool, 'Later'), 'lies-with-guide')
  expect(await room.query('select from room.tool_sent where tool = $1', [tool.id])).toHaveLength(1)
})

test('TLS-4 yes: sending again with the same key after a lost answer is one sending', async ({ as, room }) => {
  const [noor] = await as('Noor')
  const tool = await prepared(room)
  await save(noor, tool)
  const key = randomUUID()
  const answers = [await send(noor, tool.id, key), await send(noor, tool.id, key)]
  expect(answers.map(({ status }) => status)).toEqual([204, 204])
  expect(await room.query('select from room.tool_sent where tool = $1', [tool.id])).toHaveLength(1)
})

test('TLS-1 yes: without a guide nothing is sent; with one later it is', async ({ as, room }) => {
  const [noor, daan] = await as('Noor', 'Daan')
  const tool = await prepared(room, null)
  await save(noor, tool)
  expectProblem(await send(noor, tool.id), 'nobody-guides')
  await daan.ask('guideTool', { where: { id: tool.id }, takes: { guidedBy: room.ids.Daan } })
  expect((await send(noor, tool.id)).status).toBe(204)
  await daan.ask('guideTool', { where: { id: tool.id }, takes: { guidedBy: null } })
  const opened = await noor.ask('seeTool', { where: { id: tool.id } })
  expect(opened).toMatchObject({ state: 'started', openAgain: true, guided: false, guide: null })
  expect((await save(noor, tool, 'On my own')).status).toBe(200)
  await noor.ask('moveTool', { where: { id: tool.id }, takes: { to: 'done' } })
  expect(await noor.ask('seeTool', { where: { id: tool.id } })).toMatchObject({ state: 'done', openAgain: false })
})

test('TLS-1 no: nobody guides who does not treat the client, and what is begun stays as it is', async ({
  as,
  room,
}) => {
  const [noor, daan] = await as('Noor', 'Daan')
  const where = { id: room.ids.Noor }
  for (const guide of [room.ids.Eva, room.ids.Ruth, room.ids.Noor, randomUUID()])
    expectProblem(await daan.try('prepareTool', { where, takes: worksheet({ guidedBy: guide }) }), 'wrong-fields')
  const tool = await prepared(room)
  const { guidedBy: _, clientKey: __, ...words } = worksheet({ title: 'Another title' })
  await daan.try('changeTool', { where: { id: tool.id }, takes: words })
  const changed = await daan.ask('seeTool', { where: { id: tool.id } })
  expect(changed.title).toBe('Another title')
  await save(noor, { id: tool.id, question: changed.questions[0]?.id ?? '' })
  for (const answer of [
    await daan.try('changeTool', { where: { id: tool.id }, takes: words }),
    await daan.try('takeAwayTool', { where: { id: tool.id } }),
  ])
    expectProblem(answer, 'tool-begun')
  const other = await prepared(room)
  await daan.ask('takeAwayTool', { where: { id: other.id } })
  expect((await noor.try('seeTool', { where: { id: other.id } })).status).toBe(404)
})

test('the same preparation sent again is one worksheet, and its words are unreadable in the database', async ({
  as,
  room,
}) => {
  const [daan] = await as('Daan')
  const takes = worksheet({ title: 'A title nobody else reads' })
  const again = () => daan.try('prepareTool', { where: { id: room.ids.Noor }, takes })
  const [first, second] = [await again(), await again()]
  expect(first.body).toEqual(second.body)
  const [row] = await room.query<{ all: string }>(
    `select encode(title, 'escape') || encode(body, 'escape') as all from room.tool_content where tool = $1`,
    [(first.body as { id: string }).id],
  )
  expect(row?.all).not.toMatch(/nobody else|What happened/)
})

test('a foreign id, another client’s question and somebody else’s sending are nothing', async ({ as, room }) => {
  const [noor, tom, daan] = await as('Noor', 'Tom', 'Daan')
  const one = await sentBy(room)
  const other = await prepared(room)
  for (const id of [one.id, randomUUID()]) expect((await save(tom, { ...one, id })).status).toBe(404)
  expectProblem(await save(noor, { id: other.id, question: one.question }), 'wrong-fields')
  const planted = await daan.try('giveFeedback', { where: { id: other.id }, takes: { sent: one.sent, text: 'Hello' } })
  expectProblem(planted, 'wrong-fields')
})

test('whoever has it open hears of it, each prepared, sent or answered thing is mailed once, and each look names the client', async ({
  as,
  room,
}) => {
  const [noor, daan] = await as('Noor', 'Daan')
  await room.query(`delete from room.outbox where kind = 'new task'`)
  const ear = await daan.listen()
  const { id } = await sentBy(room)
  await ear.hears({ what: 'file' })
  await ear.hears({ what: 'tasks' })
  const letters = await room.query<{ account: string }>(`select account from room.outbox where kind = 'new task'`)
  expect(letters.map(({ account }) => account).toSorted()).toEqual([room.ids.Noor, room.ids.Daan].toSorted())
  await noor.ask('moveTool', { where: { id }, takes: { to: 'archive' } })
  await noor.ask('moveTool', { where: { id }, takes: { to: 'restore' } })
  const about = await room.query<{ action: string; client: string }>(
    'select action, client from room.audit where object = $1',
    [id],
  )
  expect(about.every(({ client }) => client === room.ids.Noor)).toBe(true)
  expect(about.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['answer saved', 'answers sent', 'tool read', 'tool moved']),
  )
})

test('two hundred worksheets open in two round trips and one statement for the list', async ({ as, room }) => {
  const [daan] = await as('Daan')
  const { id } = await prepared(room)
  await room.query(
    `with more as (insert into room.tool (id, owner, kind, prepared_by, prepared_at, client_key, changed_at)
       select gen_random_uuid(), owner, kind, prepared_by, prepared_at, gen_random_uuid(), changed_at
       from room.tool, generate_series(1, 200) where id = $1 returning id, owner)
     insert into room.tool_content (tool, owner, title, body) select more.id, more.owner, c.title, c.body
     from more, room.tool_content c where c.tool = $1`,
    [id],
  )
  await daan.ask('listTools', { where: { id: room.ids.Noor } })
  const { visits } = await watchVisits(() => daan.ask('listTools', { where: { id: room.ids.Noor } }))
  const visit = visits.find(({ signedIn }) => signedIn)
  expect(visit?.roundTrips).toBe(2)
  expect(visit?.sent.filter(({ text }) => text.includes('from room.tool t'))).toHaveLength(1)
})
