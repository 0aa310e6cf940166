import type { Person } from '../../people/person.ts'
import { clientForm } from '../trials/clients.ts'
import type { Piece } from './pieces.ts'
import { type Scene, session } from './scene.ts'

const columns =
  'self client otherclient lies milan therapist othertherapist supervisor secretary manager analyst officer employee former inactive unknown'

/** A table of which only the cells about clients differ: they are given as `client otherclient former inactive`. */
function aboutClients(cells: Record<string, string>): string {
  const rows = Object.entries(cells).map(([role, words]) => {
    const [client, other, former, inactive] = words.split(' ')
    const all = columns
      .split(' ')
      .map((column) => ({ client, otherclient: other, former, inactive })[column] ?? (role === 'nobody' ? 'out' : '-'))
    return `${role}   ${all.join(' ')}`
  })
  return [columns, ...rows].join('\n')
}

const nobodyElse = {
  nobody: 'out out out out',
  client: '- - - -',
  'other client': '- - - -',
  'related person, by client': '- - - -',
  'related person, by therapist': '- - - -',
}

/** Every professional of the scene has a treatment relation with the inactive client; it counts for who is in the group therapist. */
export function table(yes: string, more: Record<string, string> = {}): string {
  const nothing = '- - - -'
  return aboutClients({
    ...nobodyElse,
    therapist: `${yes} - - ${yes}`,
    'other therapist': `- ${yes} - ${yes}`,
    supervisor: nothing,
    secretary: `${yes} ${yes} ${yes} ${yes}`,
    'application manager': nothing,
    'data analyst': nothing,
    'data officer': nothing,
    'service employee': nothing,
    ...more,
  })
}

const employeeToo = (yes: string) => ({ 'service employee': `${yes} ${yes} ${yes} ${yes}` })

/** Clients: who finds them, opens them, and keeps them right. `used`: nobody mends an address that somebody signs in with. */
export const clientPiece: Piece = {
  own: `
               nobody client otherclient lies milan therapist othertherapist supervisor secretary manager analyst officer employee
listClients    out    -      -           -    -     yes       yes            yes        yes       -       -       -       yes
searchClients  out    -      -           -    -     yes       yes            yes        yes       -       -       -       yes
seeClientForm  out    -      -           -    -     yes       yes            -          yes       -       -       -       -
addClient      out    -      -           -    -     yes       yes            -          yes       -       -       -       -
seeMyDetails         out yes yes - - - - - - - - - -
stopMyAddressChange  out yes yes - - - - - - - - - -`,
  ownCalls: {
    listClients: ({ person }) => person.try('listClients'),
    searchClients: ({ person }) => person.try('searchClients', { takes: { name: 'noor' } }),
    seeClientForm: ({ person }) => person.try('seeClientForm'),
    seeMyDetails: ({ person }) => person.try('seeMyDetails'),
    stopMyAddressChange: ({ person }) => person.try('stopMyAddressChange'),
    addClient: ({ person }) => person.try('addClient', { takes: clientForm() }),
  },
  person: {
    seeClient: table('yes', { supervisor: 'yes - - -', ...employeeToo('yes') }),
    changeClient: table('yes'),
    deactivateClient: table('yes'),
    reactivateClient: table('yes'),
    welcomeClient: table('used', employeeToo('used')),
    correctClientAddress: table('used'),
    proposeClientAddress: table('yes'),
    // Somebody else of the other kind of role has proposed it, where there is somebody.
    agreeToClientAddress: table('yes', { secretary: 'yes yes - yes' }),
    stopClientAddress: table('yes'),
  },
  personCalls: {
    seeClient: (person, id) => person.try('seeClient', { where: { id } }),
    changeClient: async (person, id) => {
      const { status, body } = await person.try('seeClient', { where: { id } })
      const { details } = body as { details?: object }
      const name = { ...(body as { name?: object }).name }
      const { address: _, language: __, clientKey: ___, ...form } = clientForm()
      return await person.try('changeClient', {
        where: { id },
        takes: {
          ...form,
          ...(status === 200 && {
            ...details,
            ...Object.fromEntries(Object.entries(name).filter(([, part]) => part !== '')),
          }),
          birthDate: '1990-05-17',
        },
      })
    },
    deactivateClient: (person, id, scene) =>
      puttingBack(scene, id, () => person.try('deactivateClient', { where: { id } })),
    reactivateClient: (person, id, scene) =>
      puttingBack(scene, id, () => person.try('reactivateClient', { where: { id } })),
    welcomeClient: (person, id) => person.try('welcomeClient', { where: { id } }),
    correctClientAddress: (person, id) => person.try('correctClientAddress', { where: { id }, takes: other }),
    proposeClientAddress: async (person, id, { room }) => {
      const answer = await person.try('proposeClientAddress', { where: { id }, takes: other })
      await room.query('delete from room.address_proposal')
      return answer
    },
    agreeToClientAddress: async (person, id, scene) => {
      await proposeFor(scene, id, person)
      const answer = await person.try('agreeToClientAddress', { where: { id }, takes: other })
      await scene.room.query('delete from room.address_proposal')
      return answer
    },
    stopClientAddress: (person, id) => person.try('stopClientAddress', { where: { id } }),
  },
}

const other = { address: 'another@linde.example' }

/** Active or not, it is so again afterwards. */
async function puttingBack<T>({ room }: Scene, id: string, act: () => Promise<T>): Promise<T> {
  const before = await room.query('select account, at from room.deactivation where account = $1', [id])
  const answer = await act()
  if (before.length === 0) await room.query('delete from room.deactivation where account = $1', [id])
  else await room.query('insert into room.deactivation (account, at) values ($1, now()) on conflict do nothing', [id])
  return answer
}

/** The secretary proposes it to everybody, and to the secretary one of the client's therapists. */
async function proposeFor({ room, players }: Scene, id: string, person: Person): Promise<void> {
  const [client] = await room.query(`select from room.account where id = $1 and kind = 'client'`, [id])
  if (!client) return
  const me = (await person.try('seeMe')).body as { groups?: string[] }
  for (const role of ['secretary', 'therapist', 'other therapist'] as const) {
    const player = players.get(role)
    if (!player || (me.groups?.includes('secretary') && role === 'secretary')) continue
    await (await session(room, player, 'open')).try('proposeClientAddress', { where: { id }, takes: other })
  }
}
