import { randomUUID } from 'node:crypto'
import type { FieldProblemCode } from '../../contract/problems.ts'
import { cast, type CastName } from '../../people/cast.ts'
import { type Person, signIn } from '../../people/person.ts'
import { castPassword, type Room } from '../../people/room.ts'
import { clientForm } from './clients.ts'
import { idLike, typed, wrongForms } from './wrong.ts'

/** A body that would be taken, for each endpoint about who works with a client that takes one. */
export const relationBodies = {
  relateProfessional: ({ ids }: Room) => relating(ids.Eva),
  transferTools: ({ ids }: Room) => ({ to: ids.Eva, tools: [randomUUID()], clientKey: randomUUID() }),
  endRelation: () => ({ unguided: [] }),
  handOver: ({ ids }: Room) => handing(ids.Eva),
}

/** Relates somebody as a therapist, for good. */
export function relating(professional: string, more: Record<string, unknown> = {}) {
  const usual = { kind: 'therapist', until: null, standsInFor: null, motivation: null }
  return { professional, ...usual, clientKey: randomUUID(), ...more }
}

/** Hands over to somebody, and leaves. */
export function handing(to: string, more: Record<string, unknown> = {}) {
  const usual = { until: null, tools: [], conversations: [], breakRelation: true, message: null }
  return { to, ...usual, clientKey: randomUUID(), ...more }
}

const days: (readonly [unknown, FieldProblemCode])[] = wrongForms(
  'tomorrow',
  20261122,
  '2026-02-30',
  '22-11-2026',
  '',
  {},
)
const someIds: (readonly [unknown, FieldProblemCode])[] = wrongForms(null, 'x', {}, '')

/** What each field refuses, and how. */
export const wrongRelations = {
  relateProfessional: {
    professional: idLike,
    kind: wrongForms(null, 'secretary', '', 0),
    until: days,
    standsInFor: wrongForms('x', 0, {}),
    motivation: [
      ['help', 'motivation-too-short'] as const,
      ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'not-a-sentence'] as const,
    ],
    clientKey: idLike,
  },
  transferTools: { to: idLike, tools: [...someIds, [[], 'choose-one'] as const], clientKey: idLike },
  endRelation: { unguided: someIds },
  handOver: {
    to: idLike,
    until: days,
    tools: someIds,
    conversations: someIds,
    breakRelation: wrongForms(null, 'true', 0),
    message: typed(10_000).filter(([value]) => value !== null),
    clientKey: idLike,
  },
}

type Wanted = { basis: string; by: CastName; about: [kind: string, id: string | null] }
type Trial = [call: (given: { room: Room }) => Promise<{ status: number }>, line: (room: Room) => Wanted]

/** The client that a trial has just made. */
let made = ''

/** What is allowed to the cast, and the line it leaves. */
export const allowedRelations = {
  seeProfessionals: byDaan((daan, { ids }) => daan.try('seeProfessionals', { where: { id: ids.Noor } }), ofNoor),
  seeRelatable: byDaan((daan, { ids }) => daan.try('seeRelatable', { where: { id: ids.Noor } }), ofNoor),
  relateProfessional: byDaan(async (daan, room) => relateEva(daan, room, await make(daan)), ofMade),
  transferTools: byDaan(async (daan, room) => {
    const id = await make(daan)
    await relateEva(daan, room, id)
    const takes = { to: room.ids.Eva, tools: [await guidedTool(room, id, room.ids.Daan)], clientKey: randomUUID() }
    return await daan.try('transferTools', { where: { id, professional: room.ids.Daan }, takes })
  }, ofMade),
  endRelation: byDaan(async (daan, room) => {
    const where = { id: await make(daan), professional: room.ids.Daan }
    return await daan.try('endRelation', { where, takes: { unguided: [] } })
  }, ofMade),
  seeHandOver: byDaan((daan, { ids }) => daan.try('seeHandOver', { where: { id: ids.Noor } }), ofNoor),
  handOver: byDaan(
    async (daan, { ids }) => daan.try('handOver', { where: { id: await make(daan) }, takes: handing(ids.Eva) }),
    ofMade,
  ),
  listWithoutTherapist: [
    async ({ room }: { room: Room }) =>
      (await signIn(room, cast.Sanne.address, castPassword)).try('listWithoutTherapist'),
    () => ({ basis: 'secretary', by: 'Sanne', about: ['clients', null] }),
  ] as Trial,
}

/** Something that somebody guides for a client, as it stands in the database. */
export async function guidedTool(room: Room, client: string, guide: string): Promise<string> {
  const id = randomUUID()
  await room.query(
    `insert into room.tool (id, owner, kind, guided_by, prepared_by, prepared_at, client_key, changed_at)
     values ($1, $2, 'worksheet', $3, $3, now(), $1, now())`,
    [id, client, guide],
  )
  return id
}

function byDaan(
  act: (daan: Person, room: Room) => Promise<{ status: number }>,
  line: (room: Room) => Omit<Wanted, 'by'>,
): Trial {
  return [
    async ({ room }) => act(await signIn(room, cast.Daan.address, castPassword), room),
    (room) => ({ by: 'Daan', ...line(room) }),
  ]
}

function ofNoor({ ids }: Room): Omit<Wanted, 'by'> {
  return { basis: 'treatment relation', about: ['account', ids.Noor] }
}

function ofMade(): Omit<Wanted, 'by'> {
  return { basis: 'treatment relation', about: ['account', made] }
}

async function make(person: Person): Promise<string> {
  const answer = await person.try('addClient', { takes: clientForm() })
  made = (answer.body as { id: string }).id
  return made
}

function relateEva(daan: Person, { ids }: Room, id: string) {
  return daan.try('relateProfessional', { where: { id }, takes: relating(ids.Eva) })
}
