import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { test } from '../../people/test.ts'

test('a message travels from client to therapist, who hears of it and reads it', async ({ as }) => {
  const [noor, daan] = await as('Noor', 'Daan')
  const conversation = await noor.start('Daan', { text: 'I slept badly', subject: 'Sleep' })
  const ear = await daan.listen()
  await noor.post(conversation, 'Again')
  await ear.hears({ what: 'conversation', conversation })
  expect(await daan.reads(conversation)).toEqual(['I slept badly', 'Again'])
})

test('nobody else reads it: everybody who is not in it gets what an unknown id gets, and leaves a line', async ({
  as,
  room,
}) => {
  const [noor] = await as('Noor')
  const conversation = await noor.start('Daan', { text: 'For Daan alone' })
  for (const person of await as('Eva', 'Tom', 'Sanne', 'Karim', 'Ruth', 'Lies', 'Milan')) {
    const foreign = await person.try('readConversation', { where: { id: conversation } })
    const unknown = await person.try('readConversation', { where: { id: randomUUID() } })
    expect(foreign.status).toBe(404)
    expect(foreign.text).toBe(unknown.text)
  }
  const lines = await room.query<{ account: string }>(
    'select account from room.audit where object = $1 and not allowed',
    [conversation],
  )
  expect(new Set(lines.map((line) => line.account)).size).toBe(7)
})
