import { randomUUID } from 'node:crypto'
import type { Person } from '../../people/person.ts'
import { handing, relating } from '../trials/relations.ts'
import { table } from './clients.ts'
import type { Piece } from './pieces.ts'

/** Who works with a client. `again`, `untreated`: the door let in, and then what was sent did not fit what is there. */
export const relationPiece: Piece = {
  own: `
                      nobody client otherclient lies milan therapist othertherapist supervisor secretary manager analyst officer employee
listWithoutTherapist  out    -      -           -    -     -         -              -          yes       -       -       -       -`,
  ownCalls: { listWithoutTherapist: ({ person }) => person.try('listWithoutTherapist') },
  person: {
    seeProfessionals: table('yes', { supervisor: 'yes - - -' }),
    seeRelatable: table('yes'),
    relateProfessional: table('yes'),
    // By the secretary anybody's; a therapist's own.
    transferTools: table('untreated'),
    endRelation: table('again', { secretary: '- - - again' }),
    seeHandOver: table('yes', { secretary: '- - - -' }),
    handOver: table('again', { secretary: '- - - -' }),
  },
  personCalls: {
    seeProfessionals: (person, id) => person.try('seeProfessionals', { where: { id } }),
    seeRelatable: (person, id) => person.try('seeRelatable', { where: { id } }),
    relateProfessional: async (person, id, { room, formerTherapist }) => {
      const who = formerTherapist.account
      const answer = await person.try('relateProfessional', { where: { id }, takes: relating(who) })
      await room.query('delete from room.relation_step')
      await room.query('delete from room.relation where client = $1 and professional = $2 and ended_at is null', [
        id,
        who,
      ])
      return answer
    },
    transferTools: async (person, id, { formerTherapist }) => {
      const takes = { to: formerTherapist.account, tools: [randomUUID()], clientKey: randomUUID() }
      return await person.try('transferTools', { where: { id, professional: await idOf(person) }, takes })
    },
    endRelation: async (person, id) => {
      const takes = { unguided: [randomUUID()] }
      return await person.try('endRelation', { where: { id, professional: await idOf(person) }, takes })
    },
    seeHandOver: (person, id) => person.try('seeHandOver', { where: { id } }),
    handOver: (person, id, { formerTherapist }) => {
      const takes = handing(formerTherapist.account, { tools: [{ tool: randomUUID(), goesTo: 'colleague' }] })
      return person.try('handOver', { where: { id }, takes })
    },
  },
}

async function idOf(person: Person): Promise<string> {
  return ((await person.try('seeMe')).body as { id?: string }).id ?? randomUUID()
}
