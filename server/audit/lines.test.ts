import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { contract, type EndpointName } from '../../contract/index.ts'
import type { Endpoint } from '../../contract/endpoint.ts'
import { allowedClients } from '../../checks/trials/clients.ts'
import { allowedTools } from '../../checks/trials/tools.ts'
import { allowedOutside } from '../../checks/trials/outside.ts'
import { allowedRequests } from '../../checks/trials/requests.ts'
import { allowedLooks } from '../../checks/trials/looks.ts'
import { allowedRelations } from '../../checks/trials/relations.ts'
import { allowedPractice } from '../../checks/trials/practice.ts'
import { cast, type CastName } from '../../people/cast.ts'
import { figure } from '../../people/figure.ts'
import { Person, signIn } from '../../people/person.ts'
import { expectProblem } from '../../people/problem.ts'
import { castPassword, type Room } from '../../people/room.ts'
import { twoStepLines } from '../../people/two-step-lines.ts'
import { linesOf } from '../../people/lines.ts'
import { linkFor } from '../../people/links.ts'
import { test } from '../../people/test.ts'
import { addressToken } from '../accounts/access/sign-in.ts'
import { worldOf } from '../../people/world.ts'

/** The name of every endpoint that leaves an event. */
type Leaving = {
  [N in EndpointName]: (typeof contract)[N]['leaves'] extends string ? N : never
}[EndpointName]

/** A line as it should be: what happened, on which basis, by whom, about what. */
type Wanted = { basis: string; by?: CastName; about: [kind: string, id: string | null] }
type Call = (given: { room: Room; noor: Person; id: string }) => Promise<{ status: number }>

const words = () => ({ text: 'Hello', clientKey: randomUUID() })
const where = (id: string) => ({ where: { id } })

/** A PNG of one red pixel. */
const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='
const colleague = (address: string) => ({
  first: 'Anna',
  infix: '',
  last: address,
  address: `${address}@linde.example`,
  identifier: '',
  description: '',
  labels: [],
  groups: ['therapist'],
})
const karimIn = (room: Room) => signIn(room, cast.Karim.address, castPassword)
const byKarim =
  (about: (room: Room) => string | null, kind = 'account') =>
  (room: Room) => ({
    basis: 'application manager',
    by: 'Karim' as const,
    about: [kind, about(room)] as [string, string | null],
  })
/** Whoever it is, it is somebody. */
const somebody = () => expect.any(String) as string

const byTheManager = {
  seeProfessional: [
    async ({ room }) => (await karimIn(room)).try('seeProfessional', where(room.ids.Ruth)),
    (room) => ({ basis: 'colleagues', by: 'Karim', about: ['account', room.ids.Ruth] }),
  ],
  addProfessional: [
    async ({ room }) =>
      (await karimIn(room)).try('addProfessional', { takes: { ...colleague('anna'), active: false } }),
    byKarim(somebody),
  ],
  changeProfessional: [
    async ({ room }) =>
      (await karimIn(room)).try('changeProfessional', {
        ...where(room.ids.Ruth),
        takes: { ...colleague('ruth'), groups: ['supervisor'] },
      }),
    byKarim((room) => room.ids.Ruth),
  ],
  deactivateProfessional: [
    async ({ room }) => (await karimIn(room)).try('deactivateProfessional', { ...where(room.ids.Ruth), takes: {} }),
    byKarim((room) => room.ids.Ruth),
  ],
  activateProfessional: [
    async ({ room }) => (await karimIn(room)).try('activateProfessional', where(room.ids.Ruth)),
    byKarim((room) => room.ids.Ruth),
  ],
  welcomeProfessional: [
    async ({ room }) => {
      await room.query(`insert into room.setting (name, value) values ('professionalLimit', '6')`)
      const karim = await karimIn(room)
      const { id } = await karim.ask('addProfessional', {
        takes: { ...colleague('bo'), active: true, groups: ['therapist'] },
      })
      return await karim.try('welcomeProfessional', where(id))
    },
    byKarim(somebody),
  ],
  importProfessionals: [
    async ({ room }) => {
      const text = 'e-mail;voornaam;achternaam;rol\nx@linde.example;X;Y;behandelaar'
      const takes = { text, seen: ['over the limit'], clientKey: randomUUID() }
      return await (await karimIn(room)).try('importProfessionals', { takes })
    },
    byKarim(() => null, 'accounts'),
  ],
} satisfies Partial<Record<Leaving, [Call, (room: Room, id: string) => Wanted]>>

/** What is allowed to Noor (for letters to Karim), and the line it leaves; another endpoint that leaves one does not compile without. */
const allowed: Record<Exclude<Leaving, 'setUp'>, [Call, (room: Room, id: string) => Wanted]> = {
  signIn: [
    ({ room }) => nobodyAt(room, cast.Noor.address, castPassword),
    (room) => ({ basis: 'own address and password', by: 'Noor', about: ['account', room.ids.Noor] }),
  ],
  askNewPassword: [
    ({ room }) => new Person(room, '').try('askNewPassword', { takes: { address: cast.Noor.address } }),
    (room) => ({ basis: 'link to own address', about: ['account', room.ids.Noor] }),
  ],
  setPasswordByLink: [
    async ({ room }) =>
      new Person(room, '').try('setPasswordByLink', {
        takes: { token: await linkFor(room, { to: room.ids.Noor, for: 'welcome' }), password: castPassword },
      }),
    (room) => ({ basis: 'link to own address', about: ['account', room.ids.Noor] }),
  ],
  unblock: [
    async ({ room }) =>
      new Person(room, '').try('unblock', {
        takes: { token: await linkFor(room, { to: room.ids.Noor, for: 'unblock' }) },
      }),
    (room) => ({ basis: 'link to own address', about: ['account', room.ids.Noor] }),
  ],
  confirmAddress: [
    async ({ room, noor }) => {
      const address = `${randomUUID()}@linde.example`
      await noor.ask('changeMyAddress', { takes: { address, present: castPassword } })
      const token = await linkFor(room, { to: room.ids.Noor, for: 'confirm address' })
      const answer = await new Person(room, '').try('confirmAddress', { takes: { token } })
      await takeBack(room)
      return answer
    },
    (room) => ({ basis: 'link to own address', about: ['account', room.ids.Noor] }),
  ],
  changeMyPassword: [
    ({ noor }) => noor.try('changeMyPassword', { takes: { present: castPassword, password: castPassword } }),
    (room) => ({ basis: 'own account and present password', by: 'Noor', about: ['account', room.ids.Noor] }),
  ],
  changeMyAddress: [
    ({ noor }) => noor.try('changeMyAddress', { takes: { address: 'noor@elsewhere.example', present: castPassword } }),
    (room) => ({ basis: 'own account and present password', by: 'Noor', about: ['account', room.ids.Noor] }),
  ],
  endMySession: [
    async ({ noor }) => {
      const { sessions } = await noor.ask('listMySessions')
      return noor.try('endMySession', where(sessions.find(({ thisOne }) => thisOne)?.id ?? ''))
    },
    () => ({ basis: 'own account', by: 'Noor', about: ['session', 'own'] }),
  ],
  endMyOtherSessions: [
    ({ noor }) => noor.try('endMyOtherSessions'),
    (room) => ({ basis: 'own account', by: 'Noor', about: ['account', room.ids.Noor] }),
  ],
  seePrivacyStatement: [
    ({ noor }) => noor.try('seePrivacyStatement'),
    (room) => ({ basis: 'own account', by: 'Noor', about: ['account', room.ids.Noor] }),
  ],
  signOut: [({ noor }) => noor.try('signOut'), () => ({ basis: 'own session', by: 'Noor', about: ['session', 'own'] })],
  changeMySettings: [
    ({ noor }) => noor.try('changeMySettings', { takes: { theme: 'dark' } }),
    (room) => ({ basis: 'own account', by: 'Noor', about: ['account', room.ids.Noor] }),
  ],
  ...twoStepLines,
  startConversation: [
    ({ noor, room }) => noor.try('startConversation', { takes: { ...words(), contacts: [room.ids.Daan] } }),
    () => ({ basis: 'treatment relation', by: 'Noor', about: ['conversation', somebody()] }),
  ],
  readConversation: [
    ({ noor, id }) => noor.try('readConversation', where(id)),
    (_, id) => ({ basis: 'participant', by: 'Noor', about: ['conversation', id] }),
  ],
  readMessages: [
    ({ noor, id }) => noor.try('readMessages', where(id.toUpperCase())),
    (_, id) => ({ basis: 'participant', by: 'Noor', about: ['conversation', id] }),
  ],
  postMessage: [
    ({ noor, id }) => noor.try('postMessage', { ...where(id.toUpperCase()), takes: words() }),
    (_, id) => ({ basis: 'participant', by: 'Noor', about: ['conversation', id] }),
  ],
  markRead: [
    ({ noor, id }) => noor.try('markRead', { ...where(id), takes: { position: 1 } }),
    (_, id) => ({ basis: 'participant', by: 'Noor', about: ['conversation', id] }),
  ],
  listFailedLetters: [
    async ({ room }) => (await signIn(room, cast.Karim.address, castPassword)).try('listFailedLetters'),
    () => ({ basis: 'application manager', by: 'Karim', about: ['letters', null] }),
  ],
  ...allowedClients,
  ...allowedTools,
  ...allowedOutside,
  ...allowedRequests,
  ...allowedRelations,
  ...byTheManager,
  ...allowedPractice,
  ...allowedLooks,
  changeProfile: [
    ({ noor }) => noor.try('changeProfile', { takes: { phone: '06 12345678' } }),
    (room) => ({ basis: 'own account', by: 'Noor', about: ['account', room.ids.Noor] }),
  ],
  changeAbsence: [
    async ({ room }) =>
      (await signIn(room, cast.Daan.address, castPassword)).try('changeAbsence', { takes: { absence: null } }),
    (room) => ({ basis: 'own account', by: 'Daan', about: ['account', room.ids.Daan] }),
  ],
  setPicture: [
    ({ noor }) => noor.try('setPicture', { takes: { picture: onePixel } }),
    (room) => ({ basis: 'own account', by: 'Noor', about: ['account', room.ids.Noor] }),
  ],
  removePicture: [
    ({ noor }) => noor.try('removePicture'),
    (room) => ({ basis: 'own account', by: 'Noor', about: ['account', room.ids.Noor] }),
  ],
}

describe('T46 every call that is allowed leaves one line', () => {
  test.for(Object.entries(allowed))('%s', async ([name, [call, wantedOf]], { as, room }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const id = await daan.start('Noor')
    const { action, rule } = eventOf(name as Leaving)
    const lines = (await linesOf(room, () => call({ room, noor, id }))).filter((line) => line.action === action)
    const { basis, by, about } = wantedOf(room, id)
    const session = by ? (lines[0]?.session ?? 'none') : null
    const object = about[1] === 'own' ? session : about[1]
    expect(lines).toMatchObject([
      { action, rule, basis, allowed: true, account: by ? room.ids[by] : null, session, object_kind: about[0], object },
    ])
    expect(lines[0]?.roles).toEqual(by ? [cast[by].kind, ...cast[by].groups] : ['nobody'])
    if (session !== null) expect(await sessionsOf(room, by ?? 'Noor')).toContain(session)
  })

  test('the figure: so many endpoints leave one', () => {
    const leaving = Object.values(contract).filter(({ leaves }) => typeof leaves === 'string')
    expect(leaving).toHaveLength(Object.keys(allowed).length + 1)
    figure('T46', `${leaving.length} endpoints that leave an event, each shown to leave exactly one line`)
  })
})

test('T46 an error leaves a line as well, and nothing else', async ({ as, room }) => {
  const [noor, daan] = await as('Noor', 'Daan')
  const id = await daan.start('Noor')
  const before = await worldOf(room)
  await room.query('alter table room.message_text add constraint planted check (false) not valid')
  const lines = await linesOf(room, async () => {
    expectProblem(await noor.try('postMessage', { ...where(id), takes: words() }), 'went-wrong')
  })
  await room.query('alter table room.message_text drop constraint planted')
  expect(lines).toMatchObject([{ action: 'message posted', allowed: false, basis: 'went wrong', object: id }])
  expect(await worldOf(room)).toEqual(before)
  await noor.post(id, 'Now it works')
})

/** Noor's address of the cast again. */
async function takeBack(room: Room): Promise<void> {
  await room.query('update room.account_address set token = $2 where account = $1', [
    room.ids.Noor,
    addressToken(room.practice, cast.Noor.address),
  ])
}

function nobodyAt(room: Room, address: string, password: string) {
  return new Person(room, '').try('signIn', { takes: { address, password } })
}

function eventOf(name: Leaving): { action: string; rule: string } {
  const { leaves, asks }: Endpoint = contract[name]
  return { action: typeof leaves === 'string' ? leaves : '', rule: asks }
}

async function sessionsOf(room: Room, name: CastName): Promise<string[]> {
  const rows = await room.query<{ id: string }>('select id from room.session where account = $1', [room.ids[name]])
  return rows.map((row) => row.id)
}
