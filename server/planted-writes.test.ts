import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { colleague } from '../checks/trials/bodies.ts'
import { bareClients, clientBodies } from '../checks/trials/clients.ts'
import { bareTools, toolBodies } from '../checks/trials/tools.ts'
import { bareOutside, outsideBodies } from '../checks/trials/outside.ts'
import { bareRequests, requestBodies } from '../checks/trials/requests.ts'
import { lookBodies } from '../checks/trials/looks.ts'
import { relationBodies } from '../checks/trials/relations.ts'
import { isFullProof } from '../checks/chance.ts'
import { contract, type EndpointName } from '../contract/index.ts'
import type { Endpoint } from '../contract/endpoint.ts'
import { cast } from '../people/cast.ts'
import { figure } from '../people/figure.ts'
import { linesOf } from '../people/lines.ts'
import { type Person, signIn } from '../people/person.ts'
import { expectWrongFields } from '../people/problem.ts'
import { castPassword, type Room } from '../people/room.ts'
import { passkeyBody } from '../people/second-step.ts'
import { test as base } from '../people/test.ts'
import { worldOf } from '../people/world.ts'

/** Two conversations that have nothing to do with each other, and every id in the one of Tom and Eva. */
const test = base.extend('scene', { scope: 'file' }, async ({ room }) => {
  const people = await Promise.all(
    (['Noor', 'Tom', 'Eva'] as const).map((name) => signIn(room, cast[name].address, castPassword)),
  )
  const [noor, tom, eva] = people as [Person, Person, Person]
  const own = await noor.start('Daan', { text: 'Of Noor' })
  const key = randomUUID()
  const foreign = await tom.start('Eva', { text: 'Of Tom' })
  const message = await eva.post(foreign, 'Of Eva', key)
  const [session] = await room.query<{ id: string }>('select id from room.session where account = $1', [room.ids.Tom])
  const { participants } = await tom.ask('readConversation', { where: { id: foreign } })
  const ids = { account: room.ids.Tom, conversation: foreign, message: message.id, session: session?.id ?? '', key }
  return { noor, tom, eva, own, others: { ...ids, participant: participants[0]?.id ?? '' } }
})

type Writing = Exclude<
  { [N in EndpointName]: (typeof contract)[N]['method'] extends 'GET' ? never : N }[EndpointName],
  'setUp' | 'signIn' | 'askNewPassword' | 'seeLink' | 'setPasswordByLink' | 'unblock' | 'confirmAddress' | 'register'
>

/** What Noor may well send, for each writing endpoint; another one does not compile without its own. */
const own: Record<Writing, (room: Room) => Record<string, unknown> | null> = {
  signOut: () => null,
  beHere: () => null,
  takeSecondStep: () => ({ answer: { code: '123456' } }),
  askPasskeyAtDoor: () => null,
  confirmMyself: () => ({ password: castPassword }),
  askPasskeyAgain: () => null,
  beginAuthenticator: () => null,
  finishAuthenticator: () => ({ code: '123456' }),
  makeRecoveryCodes: () => null,
  beginPasskey: () => null,
  addPasskey: () => ({ ...passkeyBody }),
  removePasskey: () => null,
  switchOffSecondStep: () => null,
  resetSecondStep: () => null,
  changeMySettings: () => ({ theme: 'dark' }),
  startConversation: (room) => ({ contacts: [room.ids.Daan], text: 'Hello', clientKey: randomUUID() }),
  postMessage: () => ({ text: 'Hello', clientKey: randomUUID() }),
  markRead: () => ({ position: 1 }),
  changeMyPassword: () => ({ present: castPassword, password: 'another kettle by the window' }),
  changeMyAddress: () => ({ address: 'elsewhere@linde.example', present: castPassword }),
  endMySession: () => null,
  endMyOtherSessions: () => null,
  seePrivacyStatement: () => null,
  ...clientBodies,
  ...bareClients,
  ...toolBodies,
  ...bareTools,
  ...outsideBodies,
  ...bareOutside,
  ...requestBodies,
  ...bareRequests,
  ...lookBodies,
  ...relationBodies,
  addProfessional: () => ({ ...colleague, active: true }),
  changeProfessional: () => colleague,
  deactivateProfessional: () => ({ evenLast: true }),
  activateProfessional: () => null,
  welcomeProfessional: () => null,
  previewImport: () => ({ text: 'e-mail' }),
  importProfessionals: () => ({ text: 'e-mail', seen: [], clientKey: randomUUID() }),
  changeProfile: () => ({ phone: '020 123 45 67' }),
  changeAbsence: () => ({ absence: null }),
  setPicture: () => ({ picture: '' }),
  removePicture: () => null,
  changeSettings: () => ({ footer: 'Hello' }),
  acceptRegistration: () => null,
  declineRegistration: () => null,
}
const writing = Object.keys(own) as Writing[]

/** Fields in which somebody else could be named. */
const people = ['account', 'accountId', 'author', 'authorId', 'participant', 'sender', 'from', 'by', 'owner', 'as']
const things = [
  'conversation',
  'conversationId',
  'id',
  'session',
  'message',
  'addressee',
  'practice',
  'where',
  'asksFor',
]
const standing = ['onBehalfOf', 'administrator', 'kind', 'groups', 'role', 'at', 'sentAt', 'position', 'readUpTo']
const fields = [...people, ...things, ...standing]

/** With some eighty endpoints the gate takes one form for each field, in turn; the proof takes them all. */
function someOf(forms: readonly unknown[], turn: number): readonly unknown[] {
  return isFullProof ? forms : [forms[turn % forms.length]]
}

describe('T4 a field that names somebody else', () => {
  test('is refused in the body of every writing endpoint, and nothing changes', { timeout: 600_000 }, async ({
    room,
    scene,
  }) => {
    const { account, participant, conversation } = scene.others
    const before = await worldOf(room)
    let count = 0
    for (const name of writing)
      for (const field of fields.filter((one) => !(one in (own[name](room) ?? {}))))
        for (const value of someOf([account, participant, conversation, [account], { id: account }], count)) {
          const answer = await send(scene.noor, name, { id: scene.own, body: { ...own[name](room), [field]: value } })
          if (own[name](room)) expectWrongFields(answer, { [field]: 'unknown' })
          else expectWrongFields(answer, { '': 'unknown' })
          count += 1
        }
    expect(await worldOf(room)).toEqual(before)
    figure('T4', `${count} planted fields in ${writing.length} writing endpoints, each refused`)
  })

  test('in the question or in a header is not listened to: what happens is one’s own doing', async ({
    room,
    scene,
  }) => {
    const { noor, others } = scene
    const query = new URLSearchParams(fields.map((field) => [field, others.account])).toString()
    const names = [
      'x-account',
      'x-user',
      'x-forwarded-user',
      'x-original-url',
      'x-rewrite-url',
      'x-http-method-override',
    ]
    const headers = Object.fromEntries(names.map((name) => [name, others.account]))
    const answer = await noor.request('POST', `/api/conversations/${scene.own}/messages?${query}`, {
      headers,
      body: JSON.stringify({ text: 'Still of Noor', clientKey: randomUUID() }),
    })
    expect(answer.status).toBe(200)
    const { participants } = await noor.ask('readConversation', { where: { id: scene.own } })
    const me = participants.find(({ naming }) => naming === 'you')
    expect(answer.body).toMatchObject({ author: me?.id })
    const [row] = await room.query<{ account: string }>(
      'select p.account from room.message m join room.participant p on p.id = m.author where m.id = $1',
      [(answer.body as { id: string }).id],
    )
    expect(row?.account).toBe(room.ids.Noor)
  })
})

describe('an id that belongs to somebody else', () => {
  test('as the conversation: refused as unknown, nothing changes, and a line says that a door was asked', async ({
    room,
    scene,
  }) => {
    const before = await worldOf(room)
    for (const name of ['postMessage', 'markRead'] as const)
      for (const id of Object.values(scene.others)) {
        const lines = await linesOf(room, async () => {
          expect((await send(scene.noor, name, { id, body: own[name](room) })).status).toBe(404)
        })
        const { asks, leaves } = contract[name]
        const line = { action: leaves, rule: asks, allowed: false, account: room.ids.Noor, object: id }
        expect(lines).toMatchObject([line])
      }
    expect(await worldOf(room)).toEqual(before)
  })

  test('as the contact: refused as unknown, nothing changes, and a line says that a door was asked', async ({
    room,
    scene,
  }) => {
    const before = await worldOf(room)
    for (const id of [...Object.values(scene.others), room.ids.Eva, room.ids.Ruth, room.ids.Noor, scene.own]) {
      const body = { ...own.startConversation(room), contacts: [id] }
      const lines = await linesOf(room, async () => {
        expect((await send(scene.noor, 'startConversation', { body })).status).toBe(404)
      })
      expect(lines).toMatchObject([
        { action: 'conversation started', allowed: false, account: room.ids.Noor, object: id },
      ])
    }
    expect(await worldOf(room)).toEqual(before)
  })

  test('as the client key: it neither finds nor changes what was sent under it', async ({ room, scene }) => {
    const { noor, tom, others } = scene
    const theirs = () => tom.reads(others.conversation)
    const before = await theirs()
    expect(before).toEqual(['Of Tom', 'Of Eva'])
    const body = { text: 'Of Eva', clientKey: others.key }
    expect((await send(noor, 'postMessage', { id: others.conversation, body })).status).toBe(404)
    const mine = await noor.post(scene.own, 'Of Noor under a key of Eva', others.key)
    expect(mine.id).not.toBe(others.message)
    const toTom = await tom.post(others.conversation, 'Of Tom under a key of Eva', others.key)
    expect(toTom).toMatchObject({ position: 3 })
    const started = await send(noor, 'startConversation', {
      body: { ...own.startConversation(room), clientKey: others.key },
    })
    expect(started.body).not.toEqual({ id: others.conversation })
    expect(await theirs()).toEqual([...before, 'Of Tom under a key of Eva'])
  })
})

test('a message is always of who sends it: Noor cannot speak in the name of Daan in their own conversation', async ({
  room,
  scene,
}) => {
  const { participants } = await scene.noor.ask('readConversation', { where: { id: scene.own } })
  const daan = participants.find(({ naming }) => naming !== 'you')?.id
  const before = await worldOf(room)
  for (const field of ['author', 'participant', 'id']) {
    const body = { ...own.postMessage(room), [field]: daan }
    expectWrongFields(await send(scene.noor, 'postMessage', { id: scene.own, body }), { [field]: 'unknown' })
  }
  expect(await worldOf(room)).toEqual(before)
})

function send(person: Person, name: Writing, { id = '', body }: { id?: string; body: object | null }) {
  const { method, path }: Endpoint = contract[name]
  return person.request(
    method,
    `/api${path.replace(/:id|:professional/g, id)}`,
    body ? { body: JSON.stringify(body) } : {},
  )
}
