import { linkFor } from '../../people/links.ts'
import { castPassword } from '../../people/room.ts'
import type { Piece } from './pieces.ts'
import { session } from './scene.ts'

/**
 * Coming in and staying in. Asking for a new password, looking at a link and using one need nobody signed in: what counts is the link, and
 * here it is one that was never sent. ACC-17: professionals do not change their own address. SEC-15: one's own sessions.
 */
export const door: Piece = {
  own: `
                       nobody client otherclient lies  milan therapist othertherapist supervisor secretary manager analyst officer employee
askNewPassword         yes    yes    yes         yes   yes   yes       yes            yes        yes       yes     yes     yes     yes
seeLink                yes    yes    yes         yes   yes   yes       yes            yes        yes       yes     yes     yes     yes
setPasswordByLink      spent  spent  spent       spent spent spent     spent          spent      spent     spent   spent   spent   spent
unblock                spent  spent  spent       spent spent spent     spent          spent      spent     spent   spent   spent   spent
confirmAddress         spent  spent  spent       spent spent spent     spent          spent      spent     spent   spent   spent   spent
changeMyPassword       out    yes    yes         yes   yes   yes       yes            yes        yes       yes     yes     yes     yes
changeMyAddress        out    yes    yes         yes   yes   -         -              -          -         -       -       -       -
listMySessions         out    yes    yes         yes   yes   yes       yes            yes        yes       yes     yes     yes     yes
endMyOtherSessions     out    yes    yes         yes   yes   yes       yes            yes        yes       yes     yes     yes     yes
seePrivacyStatement    out    yes    yes         yes   yes   yes       yes            yes        yes       yes     yes     yes     yes`,
  ownCalls: {
    askNewPassword: ({ person, player }) =>
      person.try('askNewPassword', { takes: { address: player?.address ?? 'nobody@linde.example' } }),
    seeLink: ({ person }) => person.try('seeLink', { takes: { token: neverSent } }),
    setPasswordByLink: ({ person }) =>
      person.try('setPasswordByLink', { takes: { token: neverSent, password: castPassword } }),
    // For unblocking only, and the other way round: a link is for one thing.
    unblock: async ({ person, player, scene }) =>
      person.try('unblock', {
        takes: { token: player ? await linkFor(scene.room, { to: player.account, for: 'welcome' }) : neverSent },
      }),
    confirmAddress: async ({ person, player, scene }) =>
      person.try('confirmAddress', {
        takes: { token: player ? await linkFor(scene.room, { to: player.account, for: 'unblock' }) : neverSent },
      }),
    changeMyPassword: ({ person }) =>
      person.try('changeMyPassword', { takes: { present: castPassword, password: castPassword } }),
    changeMyAddress: ({ person }) =>
      person.try('changeMyAddress', { takes: { address: 'elsewhere@linde.example', present: castPassword } }),
    listMySessions: ({ person }) => person.try('listMySessions'),
    endMyOtherSessions: ({ person }) => person.try('endMyOtherSessions'),
    seePrivacyStatement: ({ person }) => person.try('seePrivacyStatement'),
  },
  person: {
    // A session of the person in the column.
    endMySession: `
                               self client otherclient lies milan therapist othertherapist supervisor secretary manager analyst officer employee unknown
nobody                         out  out    out         out  out   out       out            out        out       out     out     out     out      out
client                         yes  yes    -           -    -     -         -              -          -         -       -       -       -        -
other client                   yes  -      yes         -    -     -         -              -          -         -       -       -       -        -
related person, by client      yes  -      -           yes  -     -         -              -          -         -       -       -       -        -
related person, by therapist   yes  -      -           -    yes   -         -              -          -         -       -       -       -        -
therapist                      yes  -      -           -    -     yes       -              -          -         -       -       -       -        -
other therapist                yes  -      -           -    -     -         yes            -          -         -       -       -       -        -
supervisor                     yes  -      -           -    -     -         -              yes        -         -       -       -       -        -
secretary                      yes  -      -           -    -     -         -              -          yes       -       -       -       -        -
application manager            yes  -      -           -    -     -         -              -          -         yes     -       -       -        -
data analyst                   yes  -      -           -    -     -         -              -          -         -       yes     -       -        -
data officer                   yes  -      -           -    -     -         -              -          -         -       -       yes     -        -
service employee               yes  -      -           -    -     -         -              -          -         -       -       -       yes      -`,
  },
  personCalls: {
    endMySession: async (person, account, { room, players }) => {
      const player = [...players.values()].find((one) => one.account === account)
      if (!player) return await person.try('endMySession', { where: { id: account } })
      const { sessions } = await (await session(room, player, 'open')).ask('listMySessions')
      const id = sessions.find(({ thisOne }) => thisOne)?.id ?? ''
      return await person.try('endMySession', { where: { id } })
    },
  },
}

const neverSent = 'k'.repeat(32)
