import type { Answer, Person } from '../../people/person.ts'
import { allowOutside, plantReason, reasonBody, takeBackOutside } from '../../people/outside.ts'
import type { Piece } from './pieces.ts'
import type { Scene } from './scene.ts'

const columns =
  'self client otherclient lies milan therapist othertherapist supervisor secretary manager analyst officer employee former inactive unknown'
const clients = ['client', 'otherclient', 'former', 'inactive']

/** For therapists the cells about clients, as `client otherclient former inactive`; for everybody else nothing. */
function forTherapists(therapist: string, other: string): string {
  const spell = (role: string, cells: string[]) =>
    `${role}   ${columns
      .split(' ')
      .map((column) => cells[clients.indexOf(column)] ?? (role === 'nobody' ? 'out' : '-'))
      .join(' ')}`
  const nobodyElse = [
    'client',
    'other client',
    'related person, by client',
    'related person, by therapist',
    'supervisor',
    'secretary',
    'application manager',
    'data analyst',
    'data officer',
    'service employee',
  ]
  return [
    columns,
    spell('nobody', ['out', 'out', 'out', 'out']),
    spell('therapist', therapist.split(' ')),
    spell('other therapist', other.split(' ')),
    ...nobodyElse.map((role) => spell(role, ['-', '-', '-', '-'])),
  ].join('\n')
}

/** Everything is allowed, with a reason of one's own: what then divides people is their group, and their own caseload. */
async function looking({ room }: Scene, person: Person, act: (motivation: string) => Promise<Answer>): Promise<Answer> {
  await allowOutside(room, { outside: 'relate', temporaryAccess: true })
  const me = (await person.try('seeMe')).body as { id?: string }
  const answer = await act(await plantReason(room, me.id ?? '00000000-0000-4000-8000-000000000000'))
  if (answer.status < 300) await room.query('delete from room.temporary_access')
  await allowOutside(room, {})
  return answer
}

/** Looking outside the own caseload, and the log of it. */
export const outsidePiece: Piece = {
  // CAS-4 to CAS-6: therapists, where the practice has switched it on; a reason also the secretary. LOG-1: the application manager.
  own: `
               nobody client otherclient lies milan therapist othertherapist supervisor secretary manager analyst officer employee
seeOutside     out    -      -           -    -     yes       yes            -          -         -       -       -       -
giveReason     out    -      -           -    -     yes       yes            -          yes       -       -       -       -
searchOutside  out    -      -           -    -     yes       yes            -          -         -       -       -       -
seeOutsideLog  out    -      -           -    -     -         -              -          -         yes     -       -       -`,
  ownCalls: {
    seeOutside: ({ person }) => person.try('seeOutside'),
    giveReason: ({ person, scene }) => looking(scene, person, () => person.try('giveReason', { takes: reasonBody() })),
    searchOutside: ({ person, scene }) =>
      looking(scene, person, (motivation) => person.try('searchOutside', { takes: { motivation, name: 'noor' } })),
    seeOutsideLog: ({ person }) => person.try('seeOutsideLog'),
  },
  person: {
    // CAS-5: any client, one's own too.
    openOutside: forTherapists('yes yes yes yes', 'yes yes yes yes'),
    // CAS-11, CAS-13: who is related already has nothing to gain.
    relateMyself: forTherapists('already yes yes already', 'yes already yes already'),
    beginTemporaryAccess: forTherapists('already yes yes already', 'yes already yes already'),
    // CAS-14: nobody here has any, but for the while of this call.
    endTemporaryAccess: forTherapists('- yes yes -', 'yes - yes -'),
  },
  personCalls: {
    openOutside: (person, id, scene) =>
      looking(scene, person, (motivation) => person.try('openOutside', { where: { id }, takes: { motivation } })),
    relateMyself: (person, id, scene) =>
      looking(scene, person, async (motivation) => {
        const answer = await person.try('relateMyself', { where: { id }, takes: { motivation } })
        const me = (await person.try('seeMe')).body as { id?: string }
        if (answer.status === 204) await takeBackOutside(scene.room, id, me.id ?? '')
        return answer
      }),
    beginTemporaryAccess: (person, id, scene) =>
      looking(scene, person, (motivation) =>
        person.try('beginTemporaryAccess', { where: { id }, takes: { motivation } }),
      ),
    endTemporaryAccess: (person, id, scene) =>
      looking(scene, person, async (motivation) => {
        await person.try('beginTemporaryAccess', { where: { id }, takes: { motivation } })
        return await person.try('endTemporaryAccess', { where: { id } })
      }),
  },
}
