import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { contract, type EndpointName } from '../contract/index.ts'
import type { Endpoint } from '../contract/endpoint.ts'
import { figure } from '../people/figure.ts'
import { linesOf } from '../people/lines.ts'
import type { Answer } from '../people/person.ts'
import { test } from '../people/test.ts'
import { callOwn, callPerson, conversationCalls } from './matrix/calls.ts'
import { type Player, type Scene, session, setScene } from './matrix/scene.ts'

test('SEC-9 required: who has not set two-step sign-in up sees themselves, sets it up or signs out; every other endpoint there is stays closed', async ({
  room,
}) => {
  const scene = await setScene(room)
  await room.query(`insert into room.setting (name, value) values ('twoStepProfessionals', '"required"')`)
  const daan = scene.players.get('therapist') as Player
  const noor = await session(room, scene.players.get('client') as Player, 'open')
  expect(await noor.ask('seeMe')).toMatchObject({ setUpFirst: false })
  const person = await session(room, daan, 'open')
  expect(await person.ask('seeMe')).toMatchObject({ setUpFirst: true })
  const closed = (Object.keys(contract) as EndpointName[]).filter((name) => isClosed(contract[name]))
  for (const name of closed) {
    const answer = await call(name, { scene, person, player: daan })
    const { status, body } = answer ?? { status: 0, body: null }
    expect([name, status, (body as { code?: string } | null)?.code]).toEqual([name, 403, 'set-up-first'])
  }
  expect((await person.request('GET', '/api/live')).body).toMatchObject({ code: 'set-up-first' })
  expect((await person.request('GET', '/api/live')).status).toBe(403)
  for (const name of ['seeMe', 'seeSecondStep', 'beginAuthenticator', 'beginPasskey', 'signOut'] as const)
    expect([name, (await person.try(name)).status]).toEqual([name, name === 'signOut' ? 204 : 200])
  figure('SEC-9', `${closed.length} endpoints and the live channel closed to who has to set up two-step sign-in first`)
})

test('SEC-9 the refusal leaves its line', async ({ room, as }) => {
  const [eva] = await as('Eva')
  const lines = await linesOf(room, () => eva.try('changeMySettings', { takes: { theme: 'dark' } }))
  expect(lines).toMatchObject([{ action: 'settings changed', rule: 'SEC-9', allowed: false, account: room.ids.Eva }])
})

function isClosed({ visitor, beforeSetUp }: Endpoint): boolean {
  return visitor === 'signed in' && !beforeSetUp
}

/** As the matrix calls it: with whatever a right call holds. */
async function call(
  name: EndpointName,
  { scene, person, player }: { scene: Scene; person: Awaited<ReturnType<typeof session>>; player: Player },
): Promise<Answer | undefined> {
  // The matrix makes the things it names first, by other endpoints or past them.
  const { where, takes }: Endpoint = contract[name]
  if (where && !takes && Object.keys(where.shape).join() === 'id')
    return await person.try(name, { where: { id: randomUUID() } })
  return (
    (await callOwn(name, { person, player, scene })) ??
    (await callPerson(name, { person, account: player.account, scene })) ??
    (await conversationCalls[name]?.(person, randomUUID()))
  )
}
