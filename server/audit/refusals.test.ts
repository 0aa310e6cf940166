import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { contract, type EndpointName } from '../../contract/index.ts'
import type { Endpoint } from '../../contract/endpoint.ts'
import { cast } from '../../people/cast.ts'
import { linesOf } from '../../people/lines.ts'
import { Person } from '../../people/person.ts'
import { castPassword, type Room } from '../../people/room.ts'
import { test } from '../../people/test.ts'
import { addressToken } from '../accounts/access/sign-in.ts'

/** The name of every endpoint that leaves an event. */
type Leaving = {
  [N in EndpointName]: (typeof contract)[N]['leaves'] extends string ? N : never
}[EndpointName]
type Call = (given: { room: Room; noor: Person; id: string }) => Promise<{ status: number }>

const words = () => ({ text: 'Hello', clientKey: randomUUID() })
const where = (id: string) => ({ where: { id } })

/** What is refused, with the reason that stands in the line: what each endpoint may say no to. */
const refused: [Leaving, Call, { status: number; basis: string; about: string }][] = [
  [
    'signIn',
    ({ room }) => nobodyAt(room, cast.Noor.address, 'wrong'),
    no(401, 'address and password do not match', 'account'),
  ],
  [
    'signIn',
    ({ room }) => nobodyAt(room, 'nobody@linde.example', 'wrong'),
    no(401, 'address and password do not match', 'account'),
  ],
  [
    'signIn',
    async ({ room }) => {
      await room.query('insert into room.wrong_password values ($1, 10, now(), now())', [
        addressToken(room.practice, cast.Noor.address),
      ])
      const answer = await nobodyAt(room, cast.Noor.address, castPassword)
      await room.query('delete from room.wrong_password')
      return answer
    },
    no(401, 'blocked for devices it does not know', 'account'),
  ],
  [
    'setPasswordByLink',
    ({ room }) =>
      new Person(room, '').try('setPasswordByLink', { takes: { token: 'k'.repeat(32), password: castPassword } }),
    no(404, 'no working link', 'account'),
  ],
  [
    'changeMyPassword',
    ({ noor }) => noor.try('changeMyPassword', { takes: { present: 'wrong', password: castPassword } }),
    no(400, 'not the present password', 'account'),
  ],
  [
    'endMySession',
    ({ noor }) => noor.try('endMySession', where(randomUUID())),
    no(404, 'no session of one’s own', 'session'),
  ],
  ['setUp', ({ room }) => setUp(room), no(404, 'no working set-up link', 'practice')],
  [
    'startConversation',
    ({ noor, room }) => noor.try('startConversation', { takes: { ...words(), contacts: [room.ids.Tom] } }),
    no(404, 'not a contact', 'account'),
  ],
  [
    'startConversation',
    ({ noor }) => noor.try('startConversation', { takes: { ...words(), contacts: [randomUUID()] } }),
    no(404, 'no such account', 'account'),
  ],
  [
    'readConversation',
    ({ noor }) => noor.try('readConversation', where(randomUUID())),
    no(404, 'not a participant', 'conversation'),
  ],
  [
    'readMessages',
    ({ noor }) => noor.try('readMessages', where(randomUUID().toUpperCase())),
    no(404, 'not a participant', 'conversation'),
  ],
  [
    'postMessage',
    ({ noor }) => noor.try('postMessage', { ...where(randomUUID()), takes: words() }),
    no(404, 'not a participant', 'conversation'),
  ],
  [
    'postMessage',
    ({ noor, id, room }) => afterLeaving(room, id, () => noor.try('postMessage', { ...where(id), takes: words() })),
    no(409, 'left', 'conversation'),
  ],
  [
    'postMessage',
    ({ noor, id }) => twice((text) => noor.try('postMessage', { ...where(id), takes: { ...fixed, text } })),
    no(409, 'key-used', 'conversation'),
  ],
  [
    'startConversation',
    ({ noor, room }) =>
      twice((text) => noor.try('startConversation', { takes: { ...fixed, text, contacts: [room.ids.Daan] } })),
    no(409, 'key-used', 'account'),
  ],
  [
    'markRead',
    ({ noor }) => noor.try('markRead', { ...where(randomUUID()), takes: { position: 1 } }),
    no(404, 'not a participant', 'conversation'),
  ],
  ['listFailedLetters', ({ noor }) => noor.try('listFailedLetters'), no(404, 'not the application manager', 'letters')],
  [
    'seeProfessional',
    ({ noor, room }) => noor.try('seeProfessional', where(room.ids.Daan)),
    no(404, 'not among professionals', 'account'),
  ],
  [
    'deactivateProfessional',
    ({ noor, room }) => noor.try('deactivateProfessional', { ...where(room.ids.Daan), takes: {} }),
    no(404, 'not the application manager', 'account'),
  ],
  [
    'changeProfile',
    ({ noor }) => noor.try('changeProfile', { takes: { description: 'x' } }),
    no(404, 'not one’s own to change', 'account'),
  ],
  [
    'changeAbsence',
    ({ noor }) => noor.try('changeAbsence', { takes: { absence: null } }),
    no(404, 'not a professional', 'account'),
  ],
]

describe('T46 every call that is refused leaves one line too, with the reason', () => {
  test.for(refused)('%s', async ([name, call, { status, basis, about }], { as, room }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const id = await daan.start('Noor')
    let answered = 0
    const lines = await linesOf(room, async () => (answered = (await call({ room, noor, id })).status))
    expect(answered).toBe(status)
    const { action, rule } = eventOf(name)
    const account = contract[name].visitor === 'signed in' ? room.ids.Noor : null
    expect(lines.filter((line) => !line.allowed)).toMatchObject([{ action, rule, basis, account, object_kind: about }])
  })
})

function no(status: number, basis: string, about: string) {
  return { status, basis, about }
}

/** The same key with two texts: the second is refused. */
async function twice(send: (text: string) => Promise<{ status: number }>): Promise<{ status: number }> {
  fixed.clientKey = randomUUID()
  await send('One')
  return await send('Another')
}
const fixed = { clientKey: '' }

async function afterLeaving<T>(room: Room, id: string, act: () => Promise<T>): Promise<T> {
  await room.query(
    `update room.span set ended_at = now(), until_position = 1
     where participant = (select p.id from room.participant p where p.conversation = $1 and p.account = $2)`,
    [id, room.ids.Noor],
  )
  return await act()
}

function nobodyAt(room: Room, address: string, password: string) {
  return new Person(room, '').try('signIn', { takes: { address, password } })
}

function setUp(room: Room) {
  const desk = { name: 'Room', deskAddress: 'desk@room.example', deskPhone: null }
  const practice = { ...desk, language: 'nl', timeZone: 'Europe/Amsterdam' }
  const person = { first: 'A', infix: null, last: 'B', address: 'a@room.example', password: 'green kettle harbour 71' }
  return new Person(room, '').try('setUp', { takes: { token: 'no such link', practice, person } })
}

function eventOf(name: Leaving): { action: string; rule: string } {
  const { leaves, asks }: Endpoint = contract[name]
  return { action: typeof leaves === 'string' ? leaves : '', rule: asks }
}
