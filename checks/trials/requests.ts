import { randomUUID } from 'node:crypto'
import { cast, type CastName } from '../../people/cast.ts'
import { type Person, signIn } from '../../people/person.ts'
import { castPassword, type Room } from '../../people/room.ts'
import { blank, idLike, notText, wrongForms, wrongType } from './wrong.ts'

/** A reason that somebody might type. */
export const reason = 'Daan is away for three weeks, and I will take over until then.'

/** What somebody sends who asks a client for a professional. */
export function asking(
  { ids }: Room,
  [client, professional]: [CastName, CastName],
  more: Record<string, unknown> = {},
) {
  const who = { client: ids[client], professional: ids[professional], kind: 'therapist' as const }
  return Object.assign({ ...who, motivation: reason, clientKey: randomUUID() }, more)
}

/** What the practice has chosen about asking clients, past its screens; left out = off. */
export async function setAsking(
  room: Room,
  settings: { relateRequests?: boolean; outside?: string; temporaryAccess?: boolean },
): Promise<void> {
  await room.query(`delete from room.setting where name in ('relateRequests', 'outside', 'temporaryAccess')`)
  for (const [name, value] of Object.entries(settings))
    await room.query('insert into room.setting (name, value) values ($1, $2)', [name, JSON.stringify(value)])
}

/** About one thing, by its number. */
export const where = (id: string) => ({ where: { id } })
/** The client's answer to one request. */
export const answering = (id: string, said: 'accept' | 'reject') => ({ ...where(id), takes: { answer: said } })

/** Nobody was asked anything, everybody is related as at first, and the switch is on. */
export async function beginAsking(room: Room): Promise<void> {
  await room.query('delete from room.relate_request')
  await room.query('delete from room.relation where client = $1 and professional <> $2', [room.ids.Tom, room.ids.Eva])
  await room.query('delete from room.deactivation')
  await setAsking(room, { relateRequests: true })
}

/** Asks, and gives back the number of the request. */
export async function ask(person: Person, room: Room, who: [CastName, CastName]): Promise<string> {
  return (await person.ask('askToRelate', { takes: asking(room, who) })).id
}

/** Whose file somebody finds among their own. */
export async function caseload(person: Person): Promise<string[]> {
  return (await person.ask('listClients')).clients.map(({ id }) => id)
}

/** A body that would be taken, for each endpoint about requests that takes one. */
export const requestBodies = {
  askToRelate: (room: Room) => asking(room, ['Noor', 'Eva']),
  answerRelateRequest: () => ({ answer: 'reject' }),
}

/** Those that write and take none. */
export const bareRequests = { cancelRelateRequest: () => null }

/** What each field refuses, and how. */
export const wrongRequests = {
  askToRelate: {
    client: idLike,
    professional: idLike,
    kind: wrongForms(null, 'friend', '', 0),
    motivation: [
      ...wrongType.slice(1),
      ...notText,
      ...blank,
      ['x'.repeat(40), 'not-a-sentence'] as const,
      ['too short', 'motivation-too-short'] as const,
      ['a word or two '.repeat(800), 'too-long'] as const,
    ],
    motivationId: idLike,
    clientKey: idLike,
  },
  answerRelateRequest: { answer: wrongForms(null, 'yes', '', 0, []) },
}

type Wanted = { basis: string; by: CastName; about: [kind: string, id: string | null] }
type Trial = [call: (given: { room: Room }) => Promise<{ status: number }>, line: (room: Room) => Wanted]

/** The request that a trial has just made. */
let made = ''

/** What is allowed to the cast, and the line it leaves. */
export const allowedRequests = {
  askToRelate: trial(
    'Sanne',
    async (sanne, room) => sanne.try('askToRelate', { takes: asking(room, ['Tom', 'Daan']) }),
    ({ ids }) => ({ basis: 'secretary', about: ['account', ids.Tom] }),
  ),
  listRelateRequests: trial(
    'Sanne',
    (sanne, { ids }) => sanne.try('listRelateRequests', { where: { id: ids.Tom } }),
    ({ ids }) => ({ basis: 'secretary', about: ['account', ids.Tom] }),
  ),
  cancelRelateRequest: trial(
    'Sanne',
    async (sanne, room) => sanne.try('cancelRelateRequest', { where: { id: await make(sanne, room) } }),
    () => ({ basis: 'own request', about: ['relate request', made] }),
  ),
  answerRelateRequest: trial(
    'Tom',
    async (tom, room) => {
      const id = await make(await signIn(room, cast.Sanne.address, castPassword), room)
      return await tom.try('answerRelateRequest', { where: { id }, takes: { answer: 'reject' } })
    },
    () => ({ basis: 'rejected by the client', about: ['relate request', made] }),
  ),
}

function trial(
  by: CastName,
  act: (person: Person, room: Room) => Promise<{ status: number }>,
  line: (room: Room) => Omit<Wanted, 'by'>,
): Trial {
  return [
    async ({ room }) => {
      await room.query('delete from room.relate_request')
      await setAsking(room, { relateRequests: true })
      const answer = await act(await signIn(room, cast[by].address, castPassword), room)
      await setAsking(room, {})
      return answer
    },
    (room) => ({ by, ...line(room) }),
  ]
}

async function make(person: Person, room: Room): Promise<string> {
  made = (await person.ask('askToRelate', { takes: asking(room, ['Tom', 'Daan']) })).id
  return made
}
