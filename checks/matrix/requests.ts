import { randomUUID } from 'node:crypto'
import type { Answer, Person } from '../../people/person.ts'
import { reason, setAsking } from '../trials/requests.ts'
import type { Piece } from './pieces.ts'
import type { Scene } from './scene.ts'

const columns =
  'self client otherclient lies milan therapist othertherapist supervisor secretary manager analyst officer employee former inactive unknown'

/** A table of which only the cells about clients differ: they are given as `client otherclient former inactive`. */
function aboutClients(cells: Record<string, string>): string {
  const rows = Object.entries({ ...nobody, ...cells }).map(([role, words]) => {
    const [client, other, former, inactive] = words.split(' ')
    const all = columns
      .split(' ')
      .map((column) => ({ client, otherclient: other, former, inactive })[column] ?? (role === 'nobody' ? 'out' : '-'))
    return `${role}   ${all.join(' ')}`
  })
  return [columns, ...rows].join('\n')
}

const nobody = {
  nobody: 'out out out out',
  client: '- - - -',
  'other client': '- - - -',
  'related person, by client': '- - - -',
  'related person, by therapist': '- - - -',
}

/** Every professional of the scene has a treatment relation with the inactive client; it counts for who is in the group therapist. */
const byRelation = (yes: string) => ({
  therapist: `${yes} - - ${yes}`,
  'other therapist': `- ${yes} - ${yes}`,
  supervisor: '- - - -',
  secretary: `${yes} ${yes} ${yes} ${yes}`,
  'application manager': '- - - -',
  'data analyst': '- - - -',
  'data officer': '- - - -',
  'service employee': '- - - -',
})

/** In column `client` a request to the reader where the reader is a client, to Noor for everybody else. */
function aboutOneRequest(yes: string[]): string {
  const all = ['client', 'other client', 'related person, by client', 'related person, by therapist']
  const staff = ['therapist', 'other therapist', 'supervisor', 'secretary', 'application manager']
  const roles = [...all, ...staff, 'data analyst', 'data officer', 'service employee']
  const rows = roles.map((role) => `${role}   ${yes.includes(role) ? 'yes' : '-'} -`)
  return ['client unknown', 'nobody   out out', ...rows].join('\n')
}

/** Asking a client: who asks, who sees it, who takes it back, who answers. */
export const requestPiece: Piece = {
  // TSK-1: whoever can be asked, or can have asked.
  own: `
                       nobody client otherclient lies milan therapist othertherapist supervisor secretary manager analyst officer employee
listMyRelateRequests   out    yes    yes         -    -     yes       yes            yes        yes       yes     yes     yes     yes`,
  ownCalls: { listMyRelateRequests: ({ person }) => person.try('listMyRelateRequests') },
  person: {
    // TRF-11, for the formerly related therapist, who is an active colleague of all. The inactive client cannot answer.
    askToRelate: aboutClients(asked()),
    // TRF-17.
    listRelateRequests: aboutClients({ ...byRelation('yes'), supervisor: 'yes - - -' }),
    // TRF-13: asked by Daan; he takes it back, and the secretary.
    cancelRelateRequest: aboutOneRequest(['therapist', 'secretary']),
    // TRF-15 and TRF-14: Noor is asked.
    seeRelateRequest: aboutOneRequest(['client']),
    answerRelateRequest: aboutOneRequest(['client']),
  },
  personCalls: {
    askToRelate: askFor,
    listRelateRequests: (person, id) => person.try('listRelateRequests', { where: { id } }),
    cancelRelateRequest: (person, account, scene) =>
      withRequest(scene, account, (id) => person.try('cancelRelateRequest', { where: { id } })),
    seeRelateRequest: (person, account, scene) =>
      withRequest(scene, account, (id) => person.try('seeRelateRequest', { where: { id } })),
    answerRelateRequest: (person, account, scene) =>
      withRequest(scene, account, (id) =>
        person.try('answerRelateRequest', { where: { id }, takes: { answer: 'reject' } }),
      ),
  },
}

function asked(): Record<string, string> {
  const all = byRelation('yes')
  return Object.fromEntries(Object.entries(all).map(([role, words]) => [role, words.replace(/yes$/, 'inactive')]))
}

/** Asks, with the switch on; nothing of it stays. */
async function askFor(person: Person, client: string, { room, formerTherapist }: Scene): Promise<Answer> {
  await setAsking(room, { relateRequests: true })
  const takes = { client, professional: formerTherapist.account, kind: 'therapist', motivation: reason }
  const answer = await person.try('askToRelate', { takes: { ...takes, clientKey: randomUUID() } })
  await room.query('delete from room.relate_request')
  await setAsking(room, {})
  return answer
}

/** Daan has asked Noor for the formerly related therapist; about an account that is not hers there is no request. */
async function withRequest(
  { room, players, formerTherapist }: Scene,
  account: string,
  act: (id: string) => Promise<Answer>,
): Promise<Answer> {
  const [noor, daan] = [players.get('client')?.account, players.get('therapist')?.account]
  if (account !== noor) return await act(account)
  const [id, motivation] = [randomUUID(), randomUUID()]
  await room.query(
    `insert into room.motivation (id, account, at, ends_at, sealed) values ($1, $2, now(), now(), '\\x00')`,
    [motivation, daan],
  )
  await room.query(
    `insert into room.relate_request (id, client, professional, kind, asked_by, asked_at, motivation)
     values ($1, $2, $3, 'therapist', $4, now(), $5)`,
    [id, noor, formerTherapist.account, daan, motivation],
  )
  const answer = await act(id)
  await room.query('delete from room.relate_request')
  return answer
}
