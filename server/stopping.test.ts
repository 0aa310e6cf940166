import { once } from 'node:events'
import net from 'node:net'
import { expect } from 'vitest'
import { isHeldUp } from '../people/held-up.ts'
import { asOwnerOf } from '../people/owner.ts'
import { Person } from '../people/person.ts'
import { openSecondHouse } from '../people/second-house.ts'
import { test } from '../people/test.ts'

test('a server stops at once, though browsers listen and hold connections on which they never asked anything', async ({
  as,
  room,
}) => {
  const [noor] = await as('Noor')
  const { second, close } = await openSecondHouse(room)
  const { hostname, port } = new URL(second.address)
  const silent = net.connect({ host: hostname, port: Number(port) })
  await once(silent, 'connect')
  const there = new Person(second, noor.cookie)
  const ear = await there.listen()
  const gone = once(silent, 'close')
  const began = performance.now()
  await close()
  expect(performance.now() - began).toBeLessThan(5000)
  await Promise.all([ear.ended, gone])
})

test('what is being done when it stops is finished and answered first', async ({ as, room }) => {
  const [noor] = await as('Noor')
  const id = await noor.start('Daan')
  const { second, close } = await openSecondHouse(room)
  const there = new Person(second, noor.cookie)
  await asOwnerOf(room, 'room', async (owner) => {
    await owner.query('begin')
    await owner.query('select from room.conversation where id = $1 for update', [id])
    const posting = there.post(id, 'Just in time')
    expect(await isHeldUp(owner, posting)).toBe(true)
    const closing = close()
    await refuses(second.address)
    // A while in which nothing may be cut off.
    for (const until = performance.now() + 300; performance.now() < until; ) await owner.query('select 1')
    await owner.query('commit')
    expect(await posting).toMatchObject({ text: 'Just in time' })
    await closing
  })
  expect(await noor.reads(id)).toEqual(['Hello', 'Just in time'])
})

/** Resolves when nobody answers there any more. */
async function refuses(address: string): Promise<void> {
  for (;;) {
    const status = await fetch(`${address}/health`).then(
      (response) => response.status,
      () => null,
    )
    if (status !== 200) return
  }
}
