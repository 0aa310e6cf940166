import { expect } from 'vitest'
import { prepared, sentBy } from '../../checks/trials/tools.ts'
import { test } from '../../people/test.ts'

test('TSK-2 yes: a worksheet is a task of its owner until it is sent, then of the guide until there is feedback, then of the owner again until it is done', async ({
  as,
  room,
}) => {
  const [noor, daan] = await as('Noor', 'Daan')
  const open = async () => ({
    noor: (await noor.ask('listTasks')).tasks.map(({ id, state }) => [id, state]),
    daan: (await daan.ask('listTasks')).tasks.map(({ id, person }) => [id, person?.name]),
  })
  const { id, sent } = await sentBy(room)
  expect(await open()).toEqual({ noor: [], daan: [[id, 'Noor Bakker']] })
  await daan.ask('giveFeedback', { where: { id }, takes: { sent, text: 'Well done' } })
  expect(await open()).toEqual({ noor: [[id, 'feedback']], daan: [] })
  await noor.ask('moveTool', { where: { id }, takes: { to: 'done' } })
  expect(await open()).toEqual({ noor: [], daan: [] })
  const next = await prepared(room)
  expect(await open()).toEqual({ noor: [[next.id, 'prepared']], daan: [] })
  await daan.ask('takeAwayTool', { where: { id: next.id } })
  expect(await open()).toEqual({ noor: [], daan: [] })
})

const ids = (tasks: { id: string }[]) => tasks.map(({ id }) => id)

test('TSK-3 yes: in the account stand the client’s tasks and one’s own for this client; a supervisor has none of their own', async ({
  as,
  room,
}) => {
  const [daan, ruth] = await as('Daan', 'Ruth')
  const [one, other] = [await prepared(room), await sentBy(room)]
  const where = { id: room.ids.Noor }
  const seen = await daan.ask('listClientTasks', { where })
  expect([ids(seen.client), ids(seen.mine)]).toEqual([[one.id], [other.id]])
  const read = await ruth.ask('listClientTasks', { where })
  expect([ids(read.client), ids(read.mine)]).toEqual([[one.id], []])
})

test('TSK-2 no: related persons have no list, and whoever lost the client has no task for them', async ({
  as,
  room,
}) => {
  const [lies, daan, noor] = await as('Lies', 'Daan', 'Noor')
  expect((await lies.try('listTasks')).status).toBe(404)
  const { id } = await sentBy(room)
  expect((await daan.ask('listTasks')).tasks.map((task) => task.id)).toContain(id)
  await room.query(`select set_config('alcove.now', now()::text, false), room.end_relation($1, $2, now(), $1)`, [
    room.ids.Noor,
    room.ids.Daan,
  ])
  expect((await daan.ask('listTasks')).tasks).toEqual([])
  // Nobody reads along any more: what waited is open again for its owner, who is told so.
  expect(await noor.ask('seeTool', { where: { id } })).toMatchObject({ state: 'started', openAgain: true, guide: null })
  expect((await noor.ask('listTasks')).tasks.map((task) => task.id)).toContain(id)
})
