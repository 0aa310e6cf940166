import { randomUUID } from 'node:crypto'
import type { Answer, Person } from '../../people/person.ts'
import { seal } from '../../server/crypto.ts'
import { ownFile } from '../../server/keys.ts'
import { versionOf } from '../../server/shown.ts'
import type { Piece } from './pieces.ts'
import { reactivate, type Scene } from './scene.ts'

/** Colleagues, what only the application manager does with their accounts, and one's own profile. */
export const professionals: Piece = {
  // ORD-7, ACC-12, ACC-19: the list is for professionals, adding for the application manager. PRF-2, PRF-4: one's own.
  own: `
                    nobody client otherclient lies milan therapist othertherapist supervisor secretary manager analyst officer employee
listProfessionals   out    -      -           -    -     yes       yes            yes        yes       yes     yes     yes     yes
addProfessional     out    -      -           -    -     -         -              -          -         yes     -       -       -
previewImport       out    -      -           -    -     -         -              -          -         yes     -       -       -
importProfessionals out    -      -           -    -     -         -              -          -         yes     -       -       -
seeProfile          out    yes    yes         yes  yes   yes       yes            yes        yes       yes     yes     yes     yes
changeProfile       out    yes    yes         yes  yes   yes       yes            yes        yes       yes     yes     yes     yes
changeAbsence       out    -      -           -    -     yes       yes            yes        yes       yes     yes     yes     yes
setPicture          out    yes    yes         yes  yes   yes       yes            yes        yes       yes     yes     yes     yes
removePicture       out    yes    yes         yes  yes   yes       yes            yes        yes       yes     yes     yes     yes`,
  ownCalls: {
    listProfessionals: ({ person }) => person.try('listProfessionals'),
    addProfessional: ({ person }) => person.try('addProfessional', { takes: { ...colleague(), active: false } }),
    previewImport: ({ person }) => person.try('previewImport', { takes: { text: list } }),
    importProfessionals: ({ person }) =>
      person.try('importProfessionals', { takes: { text: list, seen: ['over the limit'], clientKey: randomUUID() } }),
    seeProfile: ({ person }) => person.try('seeProfile'),
    changeProfile: ({ person }) => person.try('changeProfile', { takes: { visible: true } }),
    changeAbsence: ({ person }) => person.try('changeAbsence', { takes: { absence: null } }),
    setPicture: ({ person }) => person.try('setPicture', { takes: { picture: onePixel } }),
    removePicture: ({ person }) => person.try('removePicture'),
  },
  person: {
    // ACC-3, ORD-7: professionals see professionals.
    seeProfessional: `
                               self client otherclient lies milan therapist othertherapist supervisor secretary manager analyst officer employee former inactive unknown
nobody                         out  out    out         out  out   out       out            out        out       out     out     out     out      out    out      out
client                         -    -      -           -    -     -         -              -          -         -       -       -       -        -      -        -
other client                   -    -      -           -    -     -         -              -          -         -       -       -       -        -      -        -
related person, by client      -    -      -           -    -     -         -              -          -         -       -       -       -        -      -        -
related person, by therapist   -    -      -           -    -     -         -              -          -         -       -       -       -        -      -        -
therapist                      yes  -      -           -    -     yes       yes            yes        yes       yes     yes     yes     yes      -      -        -
other therapist                yes  -      -           -    -     yes       yes            yes        yes       yes     yes     yes     yes      -      -        -
supervisor                     yes  -      -           -    -     yes       yes            yes        yes       yes     yes     yes     yes      -      -        -
secretary                      yes  -      -           -    -     yes       yes            yes        yes       yes     yes     yes     yes      -      -        -
application manager            yes  -      -           -    -     yes       yes            yes        yes       yes     yes     yes     yes      -      -        -
data analyst                   yes  -      -           -    -     yes       yes            yes        yes       yes     yes     yes     yes      -      -        -
data officer                   yes  -      -           -    -     yes       yes            yes        yes       yes     yes     yes     yes      -      -        -
service employee               yes  -      -           -    -     yes       yes            yes        yes       yes     yes     yes     yes      -      -        -`,
    // ACC-17: the application manager only, the own account included.
    changeProfessional: managing('yes'),
    // ACC-15, ORD-15: the same; the last application manager stays.
    deactivateProfessional: managing('last'),
    // ORD-5: of an active one nothing changes.
    activateProfessional: managing('yes'),
    // ACC-13: to whoever has no password yet.
    welcomeProfessional: managing('yes'),
    // PRF-5: one's own picture and those of contacts, deactivated or not.
    seePicture: `
                               self client otherclient lies milan therapist othertherapist supervisor secretary manager analyst officer employee former inactive unknown
nobody                         out  out    out         out  out   out       out            out        out       out     out     out     out      out    out      out
client                         yes  yes    -           yes  yes   yes       -              -          -         -       -       -       -        -      yes      -
other client                   yes  -      yes         -    -     -         yes            -          -         -       -       -       -        -      yes      -
related person, by client      yes  yes    -           yes  -     -         -              -          -         -       -       -       -        -      yes      -
related person, by therapist   yes  yes    -           -    yes   yes       -              -          -         -       -       -       -        -      yes      -
therapist                      yes  yes    -           -    yes   yes       yes            yes        yes       yes     yes     yes     yes      -      yes      -
other therapist                yes  -      yes         -    -     yes       yes            yes        yes       yes     yes     yes     yes      -      yes      -
supervisor                     yes  -      -           -    -     yes       yes            yes        yes       yes     yes     yes     yes      -      yes      -
secretary                      yes  yes    yes         -    -     yes       yes            yes        yes       yes     yes     yes     yes      yes    yes      -
application manager            yes  -      -           -    -     yes       yes            yes        yes       yes     yes     yes     yes      -      yes      -
data analyst                   yes  -      -           -    -     yes       yes            yes        yes       yes     yes     yes     yes      -      yes      -
data officer                   yes  -      -           -    -     yes       yes            yes        yes       yes     yes     yes     yes      -      yes      -
service employee               yes  -      -           -    -     yes       yes            yes        yes       yes     yes     yes     yes      -      yes      -`,
  },
  personCalls: {
    seeProfessional: (person, id) => person.try('seeProfessional', { where: { id } }),
    changeProfessional: async (person, id, scene) =>
      person.try('changeProfessional', { where: { id }, takes: await asNow(scene, id) }),
    deactivateProfessional: async (person, id, scene) => {
      const answer = await person.try('deactivateProfessional', { where: { id }, takes: { evenLast: true } })
      if (answer.status === 204) await reactivate(scene.room, id)
      return answer
    },
    activateProfessional: (person, id) => person.try('activateProfessional', { where: { id } }),
    welcomeProfessional: withoutPassword((person, id) => person.try('welcomeProfessional', { where: { id } })),
    seePicture: async (person, id, scene) =>
      person.try('seePicture', { where: { id, version: await givePicture(scene, id) } }),
  },
}

/** What only the application manager does with professionals; `self`: with their own account. */
function managing(self: 'yes' | 'last'): string {
  const columns =
    'self client otherclient lies milan therapist othertherapist supervisor secretary manager analyst officer employee former inactive unknown'
  const others = ['client', 'other client', 'related person, by client', 'related person, by therapist']
  const staff = [
    'therapist',
    'other therapist',
    'supervisor',
    'secretary',
    'data analyst',
    'data officer',
    'service employee',
  ]
  const nothing = [...others, ...staff].map((role) => `${role}   - - - - - - - - - - - - - - - -`)
  const manager = `application manager   ${self} - - - - yes yes yes yes ${self} yes yes yes - - -`
  return [
    '',
    columns,
    'nobody   out out out out out out out out out out out out out out out out',
    ...nothing,
    manager,
  ].join('\n')
}

const list = 'e-mail;voornaam;achternaam;rol\nnew@linde.example;New;Colleague;therapist'
/** A PNG of one pixel. */
const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='

function colleague() {
  const once = randomUUID()
  const name = { first: 'Anna', infix: '', last: once }
  return {
    ...name,
    address: `${once}@linde.example`,
    identifier: '',
    description: '',
    labels: [],
    groups: ['therapist'],
  }
}

/** The address and groups somebody has, so that a change of the rest leaves the world as it was. */
async function asNow({ room, players }: Scene, id: string) {
  const groups = await room.query<{ name: string }>('select name from room.account_group where account = $1', [id])
  const player = [...players.values()].find(({ account }) => account === id)
  return {
    ...colleague(),
    ...(player && { address: player.address }),
    ...(groups.length > 0 && { groups: groups.map(({ name }) => name) }),
    evenIfAlike: true,
  }
}

/** As somebody who never chose one; afterwards it is there again. */
function withoutPassword(call: (person: Person, id: string) => Promise<Answer>) {
  return async (person: Person, id: string, { room }: Scene): Promise<Answer> => {
    const [row] = await room.query<{ hash: string }>(
      'delete from room.account_password where account = $1 returning hash',
      [id],
    )
    const answer = await call(person, id)
    if (row)
      await room.query('insert into room.account_password (account, hash, changed_at) values ($1, $2, now())', [
        id,
        row.hash,
      ])
    return answer
  }
}

/** Everybody has a picture, where there is an account. Gives back its version. */
async function givePicture({ room }: Scene, id: string): Promise<string> {
  const at = new Date(1_700_000_000_000)
  const key = await room.practice.keys.take({ owner: id, scope: ownFile })
  await room.query(
    `insert into room.account_picture (account, kind, sealed, at) select a.id, a.kind, $2, $3 from room.account a where a.id = $1
     on conflict (account) do update set sealed = excluded.sealed, at = excluded.at`,
    [id, seal(key, { owner: id, row: id }, Buffer.from('a picture')), at],
  )
  return versionOf(at)
}
