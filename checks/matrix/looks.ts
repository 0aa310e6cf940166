import { castPassword } from '../../people/room.ts'
import type { Piece } from './pieces.ts'
import type { Scene } from './scene.ts'

const columns =
  'self client otherclient lies milan therapist othertherapist supervisor secretary manager analyst officer employee former inactive unknown'

/** LOG-5: whose client it is reads the history. The therapists of the scene treat the inactive client too. */
const history = table({
  therapist: { client: 'yes', inactive: 'yes' },
  'other therapist': { otherclient: 'yes', inactive: 'yes' },
})

/** SEC-18. In column `client` a look at that client. */
const judging = table({ 'application manager': { client: 'yes' } })

function table(cells: Record<string, Record<string, string>>): string {
  const named = [
    'client',
    'other client',
    'related person, by client',
    'related person, by therapist',
    'therapist',
    'other therapist',
    'supervisor',
    'secretary',
    'application manager',
    'data analyst',
    'data officer',
    'service employee',
  ].map((role) => {
    const words = columns.split(' ').map((column) => cells[role]?.[column] ?? '-')
    return `${role}   ${words.join(' ')}`
  })
  return [columns, `nobody   ${columns.replaceAll(/\S+/g, 'out')}`, ...named].join('\n')
}

/** The log that people read. `copyLog`: within five minutes of giving the password again, as everybody of the scene just did. */
export const looksPiece: Piece = {
  own: `
                   nobody client otherclient lies milan therapist othertherapist supervisor secretary manager analyst officer employee
seeWhoLooked       out    yes    yes         yes  yes   -         -              -          -         -       -       -       -
copyWhoLooked      out    yes    yes         yes  yes   -         -              -          -         -       -       -       -
seeOwnLooks        out    -      -           -    -     yes       yes            yes        yes       yes     yes     yes     yes
listLooksToReview  out    -      -           -    -     -         -              -          -         yes     -       -       -
copyLog            out    -      -           -    -     -         -              -          -         yes     -       -       -`,
  ownCalls: {
    seeWhoLooked: ({ person }) => person.try('seeWhoLooked'),
    copyWhoLooked: ({ person }) => person.try('copyWhoLooked'),
    seeOwnLooks: ({ person }) => person.try('seeOwnLooks'),
    listLooksToReview: ({ person }) => person.try('listLooksToReview'),
    copyLog: async ({ person }) => {
      await person.try('confirmMyself', { takes: { password: castPassword } })
      return await person.try('copyLog')
    },
  },
  person: { seeHistory: history, judgeLook: judging },
  personCalls: {
    seeHistory: (person, id) => person.try('seeHistory', { where: { id } }),
    judgeLook: async (person, account, scene) =>
      person.try('judgeLook', { where: { id: await lookAt(scene, account) }, takes: { outcome: 'fine' } }),
  },
}

/** A look at the client of column `client`; of anybody else the id of their account, which is none. */
async function lookAt({ room, players }: Scene, account: string): Promise<string> {
  if (account !== players.get('client')?.account) return account
  const therapist = players.get('therapist')?.account
  const rows = await room.query<{ id: string }>(
    `insert into room.audit (id, at, action, allowed, basis, account, roles, object_kind, object, client, rule, mac)
     values (gen_random_uuid(), now(), 'client details read', true, 'treatment relation', $1, '{professional,therapist}', 'account', $2, $2, 'CAS-1', '\\x00')
     returning id`,
    [therapist, account],
  )
  return rows[0]?.id ?? ''
}
