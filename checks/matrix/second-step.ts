import { randomUUID } from 'node:crypto'
import { castPassword } from '../../people/room.ts'
import { confirmed, passkeyBody } from '../../people/second-step.ts'
import type { Piece } from './pieces.ts'
import type { Scene } from './scene.ts'

/** Two-step sign-in: everybody's own, and whose one resets (SEC-12). Nobody of the scene has one, so that everybody signs in as before. */
export const secondStepPiece: Piece = {
  own: `
                      nobody client otherclient lies milan therapist othertherapist supervisor secretary manager analyst officer employee
takeSecondStep        nostep nostep nostep nostep nostep nostep nostep nostep nostep nostep nostep nostep nostep
askPasskeyAtDoor      nostep nostep nostep nostep nostep nostep nostep nostep nostep nostep nostep nostep nostep
seeSecondStep         out    yes    yes         yes  yes   yes       yes            yes        yes       yes     yes     yes     yes
confirmMyself         out    yes    yes         yes  yes   yes       yes            yes        yes       yes     yes     yes     yes
askPasskeyAgain       out    yes    yes         yes  yes   yes       yes            yes        yes       yes     yes     yes     yes
beginAuthenticator    out    yes    yes         yes  yes   yes       yes            yes        yes       yes     yes     yes     yes
finishAuthenticator   out    badcode  badcode       badcode badcode badcode    badcode          badcode      badcode     badcode   badcode   badcode   badcode
makeRecoveryCodes     out    yes    yes         yes  yes   yes       yes            yes        yes       yes     yes     yes     yes
beginPasskey          out    yes    yes         yes  yes   yes       yes            yes        yes       yes     yes     yes     yes
addPasskey            out    unadded unadded unadded unadded unadded unadded unadded unadded unadded unadded unadded unadded
switchOffSecondStep   out    unsure unsure unsure unsure unsure unsure unsure unsure unsure unsure unsure unsure`,
  ownCalls: {
    takeSecondStep: ({ person }) => person.try('takeSecondStep', { takes: { answer: { code: '123456' } } }),
    askPasskeyAtDoor: ({ person }) => person.try('askPasskeyAtDoor'),
    seeSecondStep: ({ person }) => person.try('seeSecondStep'),
    // The others come after it: its five minutes hold for them.
    confirmMyself: ({ person }) => person.try('confirmMyself', { takes: { password: castPassword } }),
    askPasskeyAgain: ({ person }) => person.try('askPasskeyAgain'),
    beginAuthenticator: ({ person }) => person.try('beginAuthenticator'),
    finishAuthenticator: ({ person }) => person.try('finishAuthenticator', { takes: { code: 'abcdef' } }),
    makeRecoveryCodes: ({ person }) => person.try('makeRecoveryCodes'),
    beginPasskey: ({ person }) => person.try('beginPasskey'),
    addPasskey: ({ person }) => person.try('addPasskey', { takes: passkeyBody }),
    switchOffSecondStep: ({ person }) => person.try('switchOffSecondStep'),
  },
  person: {
    // Whose passkey it is: one's own and nobody else's.
    removePasskey: `
                               self client otherclient lies milan therapist othertherapist supervisor secretary manager analyst officer employee former inactive unknown
nobody                         out  out    out         out  out   out       out            out        out       out     out     out     out      out    out      out
client                         yes  yes    -           -    -     -         -              -          -         -       -       -       -        -      -        -
other client                   yes  -      yes         -    -     -         -              -          -         -       -       -       -        -      -        -
related person, by client      yes  -      -           yes  -     -         -              -          -         -       -       -       -        -      -        -
related person, by therapist   yes  -      -           -    yes   -         -              -          -         -       -       -       -        -      -        -
therapist                      yes  -      -           -    -     yes       -              -          -         -       -       -       -        -      -        -
other therapist                yes  -      -           -    -     -         yes            -          -         -       -       -       -        -      -        -
supervisor                     yes  -      -           -    -     -         -              yes        -         -       -       -       -        -      -        -
secretary                      yes  -      -           -    -     -         -              -          yes       -       -       -       -        -      -        -
application manager            yes  -      -           -    -     -         -              -          -         yes     -       -       -        -      -        -
data analyst                   yes  -      -           -    -     -         -              -          -         -       yes     -       -        -      -        -
data officer                   yes  -      -           -    -     -         -              -          -         -       -       yes     -        -      -        -
service employee               yes  -      -           -    -     -         -              -          -         -       -       -       yes      -      -        -`,
    // SEC-12. Every professional of the scene is related to the inactive client; it counts for who is in the group therapist.
    resetSecondStep: `
                               self client otherclient lies milan therapist othertherapist supervisor secretary manager analyst officer employee former inactive unknown
nobody                         out  out    out         out  out   out       out            out        out       out     out     out     out      out    out      out
client                         -    -      -           -    -     -         -              -          -         -       -       -       -        -      -        -
other client                   -    -      -           -    -     -         -              -          -         -       -       -       -        -      -        -
related person, by client      -    -      -           -    -     -         -              -          -         -       -       -       -        -      -        -
related person, by therapist   -    -      -           -    -     -         -              -          -         -       -       -       -        -      -        -
therapist                      -    yes    -           -    -     -         -              -          -         -       -       -       -        -      yes      -
other therapist                -    -      yes         -    -     -         -              -          -         -       -       -       -        -      yes      -
supervisor                     -    -      -           -    -     -         -              -          -         -       -       -       -        -      -        -
secretary                      -    -      -           -    -     -         -              -          -         -       -       -       -        -      -        -
application manager            -    -      -           -    -     yes       yes            yes        yes       -       yes     yes     yes      -      -        -
data analyst                   -    -      -           -    -     -         -              -          -         -       -       -       -        -      -        -
data officer                   -    -      -           -    -     -         -              -          -         -       -       -       -        -      -        -
service employee               -    yes    yes         yes  yes   -         -              -          -         -       -       -       -        yes    yes      -`,
  },
  personCalls: {
    removePasskey: async (person, account, scene) => {
      if (person.cookie) await confirmed(scene.room, person)
      const answer = await person.try('removePasskey', { where: { id: await plantPasskey(scene, account) } })
      await scene.room.query('delete from room.passkey where account = $1', [account])
      return answer
    },
    // There is nothing to reset, so nothing changes and nobody is out.
    resetSecondStep: (person, account) => person.try('resetSecondStep', { where: { id: account } }),
  },
}

/** A passkey of this account, where there is such an account. Gives back its id, or one that nobody has. */
async function plantPasskey({ room }: Scene, account: string): Promise<string> {
  const id = randomUUID()
  await room.query(
    `insert into room.passkey (id, account, credential, public_key, counter, transports, sealed, added_at)
     select $1::uuid, a.id, $1::uuid::text, '', 0, '{}', '', now() from room.account a where a.id = $2`,
    [id, account],
  )
  return id
}
