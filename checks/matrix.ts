/**
 * Who may do what: the reviewed file. A person reads it against rules/ and the rulebook; matrix.test.ts calls every cell over
 * HTTP. An endpoint that stands nowhere here fails the build.
 *
 * Each table: a row per role, a column per state. The words:
 */
export const verdicts = {
  yes: { status: [200, 204], code: null, because: 'allowed' },
  // A conversation one took part in: what lies within one's own interval, and nothing of what came after.
  kept: { status: [200, 204], code: null, because: 'was there: own interval only' },
  // Exactly what an id gets that nobody has.
  '-': { status: [404], code: 'not-found', because: 'not theirs' },
  used: { status: [409], code: 'used-before', because: 'somebody signs in with it already' },
  already: { status: [409], code: 'not-allowed-here', because: 'related already' },
  inactive: { status: [409], code: 'not-active', because: 'a deactivated account answers nothing' },
  again: { status: [409], code: 'look-again', because: 'what was sent is not what is there' },
  untreated: { status: [409], code: 'not-their-therapist', because: 'the colleague does not work with the client' },
  closed: { status: [409], code: 'closed', because: 'reads here, does not write any more' },
  out: { status: [401], code: 'signed-out', because: 'not signed in' },
  wrong: { status: [401], code: 'wrong-sign-in', because: 'no account that may sign in' },
  last: { status: [409], code: 'last-manager', because: 'the last application manager stays' },
  nostep: { status: [401], code: 'step-over', because: 'no sign-in waits for a second step' },
  badcode: { status: [400], code: 'wrong-code', because: 'no app shows this code' },
  unadded: { status: [409], code: 'passkey-not-added', because: 'it answers no question' },
  unsure: { status: [403], code: 'confirm-step', because: 'the second step was not given again' },
  over: { status: [404], code: 'link-over', because: 'somebody lives here already: no link sets it up' },
  spent: { status: [404], code: 'link-used', because: 'no link that works for this' },
  // Of the live channel: hears of a new message in the conversation, or does not.
  hears: { status: [200], code: null, because: 'takes part' },
  silence: { status: [200], code: null, because: 'does not take part' },
  // Of lists: the conversation stands in it, or does not.
  listed: { status: [200], code: null, because: 'takes or took part' },
  absent: { status: [200], code: null, because: 'never took part' },
} as const
export type Verdict = keyof typeof verdicts

/** The roles of rulebook section 2, and who of the scene plays them. The relation they are seen from is Noor's with Daan. */
export const roles = [
  'nobody',
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
] as const
export type Role = (typeof roles)[number]

/**
 * Endpoints about oneself or about nobody: a table per state of the session. `active`: signed in. `signed-out`: the cookie of a
 * session that was ended. `too-late`: of one whose time is over. `deactivated`: the account was, while the session was open.
 */
export const ownEndpoints = {
  active: `
                               seePractice setUp signIn signOut seeMe changeMySettings listContacts beHere listConversations listFailedLetters listDemoMail live openapi health ready
nobody                         yes         over  wrong  out     out   out              out          out    out               out               yes          out  yes     yes    yes
client                         yes         over  yes    yes     yes   yes              yes          yes    yes               -                 yes          yes  yes     yes    yes
other client                   yes         over  yes    yes     yes   yes              yes          yes    yes               -                 yes          yes  yes     yes    yes
related person, by client      yes         over  yes    yes     yes   yes              yes          yes    yes               -                 yes          yes  yes     yes    yes
related person, by therapist   yes         over  yes    yes     yes   yes              yes          yes    yes               -                 yes          yes  yes     yes    yes
therapist                      yes         over  yes    yes     yes   yes              yes          yes    yes               -                 yes          yes  yes     yes    yes
other therapist                yes         over  yes    yes     yes   yes              yes          yes    yes               -                 yes          yes  yes     yes    yes
supervisor                     yes         over  yes    yes     yes   yes              yes          yes    yes               -                 yes          yes  yes     yes    yes
secretary                      yes         over  yes    yes     yes   yes              yes          yes    yes               -                 yes          yes  yes     yes    yes
application manager            yes         over  yes    yes     yes   yes              yes          yes    yes               yes               yes          yes  yes     yes    yes
data analyst                   yes         over  yes    yes     yes   yes              yes          yes    yes               -                 yes          yes  yes     yes    yes
data officer                   yes         over  yes    yes     yes   yes              yes          yes    yes               -                 yes          yes  yes     yes    yes
service employee               yes         over  yes    yes     yes   yes              yes          yes    yes               -                 yes          yes  yes     yes    yes`,
  'signed-out': everybody('yes over yes out out out out out out out yes out yes yes yes'),
  'too-late': everybody('yes over yes out out out out out out out yes out yes yes yes'),
  deactivated: everybody('yes over wrong out out out out out out out yes out yes yes yes'),
}

/** The same for all who have an account; nobody has none. In the columns of the table above. */
function everybody(words: string): string {
  return roles.map((role) => (role === 'nobody' ? '' : `${role}   ${words}`)).join('\n')
}

/**
 * Endpoints about one conversation. `never`: one of others. `member`: a group, from its beginning. `leads`: the same, as its
 * administrator. `left`, `removed`: the interval is closed, and others wrote since. `again`: left, missed a message, came back.
 * `granted`: reading only (REL-8). `broken`: a conversation of two whose relation has ended. The last three: a member
 * whose session is none any more.
 */
export const conversationEndpoints = {
  // CNV-12: who takes part reads; who left keeps what was there until then.
  readConversation: `
                               never member leads left removed again granted broken deactivated signed-out too-late
nobody                         out   out    out   out  out     out   out     out    out         out        out
client                         -     yes    yes   kept kept    kept  kept    yes    out         out        out
other client                   -     yes    yes   kept kept    kept  kept    yes    out         out        out
related person, by client      -     yes    yes   kept kept    kept  kept    yes    out         out        out
related person, by therapist   -     yes    yes   kept kept    kept  kept    yes    out         out        out
therapist                      -     yes    yes   kept kept    kept  kept    yes    out         out        out
other therapist                -     yes    yes   kept kept    kept  kept    yes    out         out        out
supervisor                     -     yes    yes   kept kept    kept  kept    yes    out         out        out
secretary                      -     yes    yes   kept kept    kept  kept    yes    out         out        out
application manager            -     yes    yes   kept kept    kept  kept    yes    out         out        out
data analyst                   -     yes    yes   kept kept    kept  kept    yes    out         out        out
data officer                   -     yes    yes   kept kept    kept  kept    yes    out         out        out
service employee               -     yes    yes   kept kept    kept  kept    yes    out         out        out`,
  // CNV-12, the same door.
  readMessages: `
                               never member leads left removed again granted broken deactivated signed-out too-late
nobody                         out   out    out   out  out     out   out     out    out         out        out
client                         -     yes    yes   kept kept    kept  kept    yes    out         out        out
other client                   -     yes    yes   kept kept    kept  kept    yes    out         out        out
related person, by client      -     yes    yes   kept kept    kept  kept    yes    out         out        out
related person, by therapist   -     yes    yes   kept kept    kept  kept    yes    out         out        out
therapist                      -     yes    yes   kept kept    kept  kept    yes    out         out        out
other therapist                -     yes    yes   kept kept    kept  kept    yes    out         out        out
supervisor                     -     yes    yes   kept kept    kept  kept    yes    out         out        out
secretary                      -     yes    yes   kept kept    kept  kept    yes    out         out        out
application manager            -     yes    yes   kept kept    kept  kept    yes    out         out        out
data analyst                   -     yes    yes   kept kept    kept  kept    yes    out         out        out
data officer                   -     yes    yes   kept kept    kept  kept    yes    out         out        out
service employee               -     yes    yes   kept kept    kept  kept    yes    out         out        out`,
  // CNV-1: every participant writes; not who left or only reads; not where the two are no longer in touch. The secretary knows
  // every client and so stays in touch.
  postMessage: `
                               never member leads left   removed again granted broken deactivated signed-out too-late
nobody                         out   out    out   out    out     out   out     out    out         out        out
client                         -     yes    yes   closed closed  yes   closed  closed out         out        out
other client                   -     yes    yes   closed closed  yes   closed  closed out         out        out
related person, by client      -     yes    yes   closed closed  yes   closed  closed out         out        out
related person, by therapist   -     yes    yes   closed closed  yes   closed  closed out         out        out
therapist                      -     yes    yes   closed closed  yes   closed  closed out         out        out
other therapist                -     yes    yes   closed closed  yes   closed  closed out         out        out
supervisor                     -     yes    yes   closed closed  yes   closed  closed out         out        out
secretary                      -     yes    yes   closed closed  yes   closed  yes    out         out        out
application manager            -     yes    yes   closed closed  yes   closed  closed out         out        out
data analyst                   -     yes    yes   closed closed  yes   closed  closed out         out        out
data officer                   -     yes    yes   closed closed  yes   closed  closed out         out        out
service employee               -     yes    yes   closed closed  yes   closed  closed out         out        out`,
  // CNV-6: one's own mark, by whoever takes or took part, never past what one sees.
  markRead: `
                               never member leads left removed again granted broken deactivated signed-out too-late
nobody                         out   out    out   out  out     out   out     out    out         out        out
client                         -     yes    yes   kept kept    yes   kept    yes    out         out        out
other client                   -     yes    yes   kept kept    yes   kept    yes    out         out        out
related person, by client      -     yes    yes   kept kept    yes   kept    yes    out         out        out
related person, by therapist   -     yes    yes   kept kept    yes   kept    yes    out         out        out
therapist                      -     yes    yes   kept kept    yes   kept    yes    out         out        out
other therapist                -     yes    yes   kept kept    yes   kept    yes    out         out        out
supervisor                     -     yes    yes   kept kept    yes   kept    yes    out         out        out
secretary                      -     yes    yes   kept kept    yes   kept    yes    out         out        out
application manager            -     yes    yes   kept kept    yes   kept    yes    out         out        out
data analyst                   -     yes    yes   kept kept    yes   kept    yes    out         out        out
data officer                   -     yes    yes   kept kept    yes   kept    yes    out         out        out
service employee               -     yes    yes   kept kept    yes   kept    yes    out         out        out`,
  // CNV-3: own conversations and no others.
  listConversations: `
                               never  member leads  left   removed again  granted broken deactivated signed-out too-late
nobody                         out    out    out    out    out     out    out     out    out         out        out
client                         absent listed listed listed listed  listed listed  listed out         out        out
other client                   absent listed listed listed listed  listed listed  listed out         out        out
related person, by client      absent listed listed listed listed  listed listed  listed out         out        out
related person, by therapist   absent listed listed listed listed  listed listed  listed out         out        out
therapist                      absent listed listed listed listed  listed listed  listed out         out        out
other therapist                absent listed listed listed listed  listed listed  listed out         out        out
supervisor                     absent listed listed listed listed  listed listed  listed out         out        out
secretary                      absent listed listed listed listed  listed listed  listed out         out        out
application manager            absent listed listed listed listed  listed listed  listed out         out        out
data analyst                   absent listed listed listed listed  listed listed  listed out         out        out
data officer                   absent listed listed listed listed  listed listed  listed out         out        out
service employee               absent listed listed listed listed  listed listed  listed out         out        out`,
  // CNV-12: who left hears nothing more. Somebody who stays writes, and those who take part are told. Where the relation is
  // broken nobody can write any more, so there is nothing to hear; a client can still write to the secretary.
  live: `
                               never   member leads left    removed again granted broken deactivated signed-out too-late
nobody                         out     out    out   out     out     out   out     out    out         out        out
client                         silence hears  hears silence silence hears silence silence out         out        out
other client                   silence hears  hears silence silence hears silence silence out         out        out
related person, by client      silence hears  hears silence silence hears silence silence out         out        out
related person, by therapist   silence hears  hears silence silence hears silence silence out         out        out
therapist                      silence hears  hears silence silence hears silence silence out         out        out
other therapist                silence hears  hears silence silence hears silence silence out         out        out
supervisor                     silence hears  hears silence silence hears silence silence out         out        out
secretary                      silence hears  hears silence silence hears silence hears  out         out        out
application manager            silence hears  hears silence silence hears silence silence out         out        out
data analyst                   silence hears  hears silence silence hears silence silence out         out        out
data officer                   silence hears  hears silence silence hears silence silence out         out        out
service employee               silence hears  hears silence silence hears silence silence out         out        out`,
}

/**
 * Endpoints about one person: CNV-2, whom one may write to first. Columns are people: `client` is Noor, `otherclient` Tom, `lies`
 * and `milan` are close to Noor (invited by her; by Daan), then professionals; `former`: a contact that has ended;
 * `inactive`: a contact whose account is deactivated; `unknown`: an id that nobody has. Contacts are the cells that say yes.
 */
export const personEndpoints = {
  startConversation: `
                               self client otherclient lies milan therapist othertherapist supervisor secretary manager analyst officer employee former inactive unknown
nobody                         out  out    out         out  out   out       out            out        out       out     out     out     out      out    out      out
client                         -    -      -           yes  yes   yes       -              -          -         -       -       -       -        -      -        -
other client                   -    -      -           -    -     -         yes            -          -         -       -       -       -        -      -        -
related person, by client      -    yes    -           -    -     -         -              -          -         -       -       -       -        -      -        -
related person, by therapist   -    yes    -           -    -     yes       -              -          -         -       -       -       -        -      -        -
therapist                      -    yes    -           -    yes   -         yes            yes        yes       yes     yes     yes     yes      -      -        -
other therapist                -    -      yes         -    -     yes       -              yes        yes       yes     yes     yes     yes      -      -        -
supervisor                     -    -      -           -    -     yes       yes            -          yes       yes     yes     yes     yes      -      -        -
secretary                      -    yes    yes         -    -     yes       yes            yes        -         yes     yes     yes     yes      yes    -        -
application manager            -    -      -           -    -     yes       yes            yes        yes       -       yes     yes     yes      -      -        -
data analyst                   -    -      -           -    -     yes       yes            yes        yes       yes     -       yes     yes      -      -        -
data officer                   -    -      -           -    -     yes       yes            yes        yes       yes     yes     -       yes      -      -        -
service employee               -    -      -           -    -     yes       yes            yes        yes       yes     yes     yes     -        -      -        -`,
}
