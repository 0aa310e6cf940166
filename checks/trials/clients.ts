import { randomUUID } from 'node:crypto'
import type { FieldProblemCode } from '../../contract/problems.ts'
import { cast, type CastName } from '../../people/cast.ts'
import { type Person, signIn } from '../../people/person.ts'
import { castPassword, type Room } from '../../people/room.ts'

/** What a therapist types who adds somebody new. */
export function clientForm(more: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...details, address: `new-${randomUUID()}@linde.example`, language: null, clientKey: randomUUID(), ...more }
}

const details = {
  gender: 'female',
  first: 'Anna',
  infix: 'van den',
  last: 'Berg',
  birthDate: '1990-05-17',
  phone: null,
  identifier: null,
  bsn: null,
  labels: [],
}

/** A body that would be taken, for each endpoint about clients that takes one. */
export const clientBodies = {
  searchClients: () => ({ state: 'both' }),
  addClient: () => clientForm(),
  changeClient: () => details,
  correctClientAddress: () => ({ address: 'right@linde.example' }),
  proposeClientAddress: () => ({ address: 'other@linde.example' }),
  agreeToClientAddress: () => ({ address: 'other@linde.example' }),
}

/** Those that write and take none. */
export const bareClients = {
  deactivateClient: () => null,
  reactivateClient: () => null,
  welcomeClient: () => null,
  stopClientAddress: () => null,
  stopMyAddressChange: () => null,
}

type Wrong = readonly [unknown, FieldProblemCode]

const address: Wrong[] = [
  [null, 'wrong-form'],
  ['', 'empty'],
  ['two words@linde.example', 'not-an-address'],
  ['a@linde.example\r\nBcc: b@linde.example', 'not-an-address'],
  ['a@linde.example, b@linde.example', 'not-an-address'],
  [`${'a'.repeat(241)}@linde.example`, 'too-long'],
]
const names: Wrong[] = [
  [null, 'wrong-form'],
  ['a\u0000', 'not-text'],
  ['\u200b', 'empty'],
  ['=1+1', 'like-a-formula'],
  ['x'.repeat(101), 'name-too-long'],
]
const birthDate: Wrong[] = [
  [19900517, 'wrong-form'],
  ['17-05-1990', 'not-a-date'],
  ['1990-02-31', 'no-such-day'],
  ['1990-13-01', 'no-such-day'],
  ['1899-12-31', 'before-1900'],
]
const wrongDetails: Record<string, Wrong[]> = {
  gender: [[null, 'wrong-form']],
  first: names,
  last: names,
  birthDate,
  phone: [
    ['call me', 'not-a-phone'],
    ['12', 'not-a-phone'],
  ],
  bsn: [
    ['123456789', 'not-a-bsn'],
    ['000000000', 'not-a-bsn'],
  ],
  identifier: [
    ['', 'empty'],
    ['x'.repeat(51), 'too-long'],
  ],
  labels: [['acute', 'wrong-form']],
}

/** What each field refuses, and how. */
export const wrongClients = {
  searchClients: { birthDate, state: [['all', 'wrong-form']] as Wrong[] },
  addClient: { ...wrongDetails, address, clientKey: [['x', 'wrong-form']] as Wrong[] },
  changeClient: wrongDetails,
  correctClientAddress: { address },
  proposeClientAddress: { address },
  agreeToClientAddress: { address },
}

type Wanted = { basis: string; by: CastName; about: [kind: string, id: string | null] }
type Trial = [call: (given: { room: Room }) => Promise<{ status: number }>, line: (room: Room) => Wanted]

/** The client that a trial has just made. */
let made = ''

/** What is allowed to the cast, and the line it leaves. */
export const allowedClients = {
  searchClients: trial(
    'Daan',
    (daan) => daan.try('searchClients', { takes: { name: 'noor' } }),
    () => ({
      basis: 'own caseload',
      about: ['clients', null],
    }),
  ),
  addClient: trial(
    'Daan',
    (daan) => daan.try('addClient', { takes: clientForm() }),
    () => ({
      basis: 'therapist',
      about: ['account', null],
    }),
  ),
  seeClient: trial('Daan', (daan, { ids }) => daan.try('seeClient', { where: { id: ids.Noor } }), ofNoor),
  changeClient: trial(
    'Sanne',
    (sanne, { ids }) => sanne.try('changeClient', { where: { id: ids.Noor }, takes: details }),
    (room) => ({
      ...ofNoor(room),
      basis: 'secretary',
    }),
  ),
  deactivateClient: trial('Eva', (eva, { ids }) => eva.try('deactivateClient', { where: { id: ids.Tom } }), ofTom),
  reactivateClient: trial('Eva', (eva, { ids }) => eva.try('reactivateClient', { where: { id: ids.Tom } }), ofTom),
  welcomeClient: trial('Daan', async (daan) => daan.try('welcomeClient', { where: { id: await make(daan) } }), ofMade),
  correctClientAddress: trial(
    'Daan',
    async (daan) =>
      daan.try('correctClientAddress', {
        where: { id: await make(daan) },
        takes: { address: `${randomUUID()}@linde.example` },
      }),
    ofMade,
  ),
  proposeClientAddress: trial('Eva', (eva, room) => propose(eva, room), ofTom),
  agreeToClientAddress: trial(
    'Sanne',
    async (sanne, room) => {
      const eva = await signIn(room, cast.Eva.address, castPassword)
      await eva.ask('stopClientAddress', { where: { id: room.ids.Tom } })
      await propose(eva, room)
      return await sanne.try('agreeToClientAddress', {
        where: { id: room.ids.Tom },
        takes: { address: 'other@linde.example' },
      })
    },
    (room) => ({ ...ofTom(room), basis: 'secretary' }),
  ),
  stopMyAddressChange: trial('Tom', (tom) => tom.try('stopMyAddressChange'), itself('Tom')),
  stopClientAddress: trial('Eva', (eva, { ids }) => eva.try('stopClientAddress', { where: { id: ids.Tom } }), ofTom),
}

function trial(
  by: CastName,
  act: (person: Person, room: Room) => Promise<{ status: number }>,
  line: (room: Room) => Omit<Wanted, 'by'>,
): Trial {
  return [
    async ({ room }) => act(await signIn(room, cast[by].address, castPassword), room),
    (room) => ({ by, ...line(room) }),
  ]
}

function ofNoor({ ids }: Room): Omit<Wanted, 'by'> {
  return { basis: 'treatment relation', about: ['account', ids.Noor] }
}

function ofTom({ ids }: Room): Omit<Wanted, 'by'> {
  return { basis: 'treatment relation', about: ['account', ids.Tom] }
}

function itself(name: CastName) {
  return ({ ids }: Room): Omit<Wanted, 'by'> => ({ basis: 'own account', about: ['account', ids[name]] })
}

function ofMade(): Omit<Wanted, 'by'> {
  return { basis: 'treatment relation', about: ['account', made] }
}

async function make(person: Person): Promise<string> {
  const answer = await person.try('addClient', { takes: clientForm() })
  made = (answer.body as { id: string }).id
  return made
}

function propose(person: Person, { ids }: Room) {
  return person.try('proposeClientAddress', { where: { id: ids.Tom }, takes: { address: 'other@linde.example' } })
}
