import { newcomer, signUp } from '../../people/registering.ts'
import type { Piece } from './pieces.ts'

const waiting = `
                               client unknown
nobody                         out    out
client                         -      -
other client                   -      -
related person, by client      -      -
related person, by therapist   -      -
therapist                      -      -
other therapist                -      -
supervisor                     -      -
secretary                      yes    -
application manager            -      -
data analyst                   -      -
data officer                   -      -
service employee               -      -`

/** What the practice sets, and who signs up by themselves. */
export const practicePiece: Piece = {
  // PLT-2: the application manager. REG-1: nobody here has opened it. REG-5: the secretary.
  own: `
                  nobody client otherclient lies milan therapist othertherapist supervisor secretary manager analyst officer employee
seeSettings       out    -      -           -    -     -         -              -          -         yes     -       -       -
changeSettings    out    -      -           -    -     -         -              -          -         yes     -       -       -
seeInnerDesk      out    yes    yes         yes  yes   yes       yes            yes        yes       yes     yes     yes     yes
register          -      -      -           -    -     -         -              -          -         -       -       -       -
listRegistrations out    -      -           -    -     -         -              -          yes       -       -       -       -`,
  ownCalls: {
    seeSettings: ({ person }) => person.try('seeSettings'),
    changeSettings: ({ person }) => person.try('changeSettings', { takes: { footer: 'Beside the church' } }),
    seeInnerDesk: ({ person }) => person.try('seeInnerDesk'),
    register: async ({ person, scene }) => {
      await scene.room.query(`delete from room.setting where name = 'registration'`)
      return await person.try('register', { takes: { person: newcomer() } })
    },
    listRegistrations: ({ person }) => person.try('listRegistrations'),
  },
  // REG-5. In column `client` somebody who waits.
  person: { acceptRegistration: waiting, declineRegistration: waiting },
  personCalls: {
    acceptRegistration: async (person, account, { room, players }) =>
      person.try('acceptRegistration', {
        where: { id: account === players.get('client')?.account ? await signUp(room) : account },
      }),
    declineRegistration: async (person, account, { room, players }) =>
      person.try('declineRegistration', {
        where: { id: account === players.get('client')?.account ? await signUp(room) : account },
      }),
  },
}
