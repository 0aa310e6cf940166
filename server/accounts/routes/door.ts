import type { Call } from '../../call.ts'
import { Refused } from '../../errors.ts'
import type { Routes } from '../../http.ts'
import { hashPassword, isEasyToGuess } from '../../passwords.ts'
import { findLink, findNewAddress, openLink } from '../access/links.ts'
import { openOwnAccount } from '../access/own.ts'
import { askPresentPassword, forgetWrongOnes, openAddressChange, openPasswordChange } from '../access/password.ts'
import { openRequest, passwordMatches } from '../access/sign-in.ts'
import { openMySessions, openSessionsToEnd } from '../access/sessions.ts'
import { askMyAddress, confirmAddress } from '../changes/address.ts'
import { changeMyPassword, leastLength, setPasswordByLink, unblock } from '../changes/passwords.ts'
import { endMySessions, hashToken } from '../changes/sessions.ts'
import { markPrivacySeen } from '../changes/settings.ts'
import { newAddressOf, ownWords } from '../views/links.ts'
import { seeMe } from '../views/own.ts'
import { seeMySessions } from '../views/sessions.ts'

type DoorRoutes = Routes<
  | 'askNewPassword'
  | 'seeLink'
  | 'setPasswordByLink'
  | 'unblock'
  | 'confirmAddress'
  | 'changeMyPassword'
  | 'changeMyAddress'
  | 'listMySessions'
  | 'endMySession'
  | 'endMyOtherSessions'
  | 'seePrivacyStatement'
>

/** Links from letters, passwords, where one is signed in. */
export const doorRoutes: DoorRoutes = {
  // Known, unknown, deactivated, blocked: one answer, the same statements, no hash. The letter goes out later.
  askNewPassword: async (call, { takes }) => {
    await call.house.limits.countSignIn(call.from, takes.address)
    await call.asNobody().visit((visit) => openRequest(visit, takes.address))
  },

  seeLink: async (call, { takes }) => {
    await countLink(call, takes.token)
    return await call.asNobody().visit(async (visit) => {
      const { purpose, works, active, second_step } = await findLink(visit, takes.token)
      const address = await newAddressOf(visit, await findNewAddress(visit, takes.token))
      return { purpose: works && active ? purpose : null, leastLength: leastLength(second_step), address }
    })
  },

  // Whoever has no working link learns nothing about passwords and costs no hash.
  setPasswordByLink: async (call, { takes: { token, password } }) => {
    await countLink(call, token)
    const nobody = call.asNobody()
    const found = await nobody.visitWithoutLine(async (visit) => {
      const link = await findLink(visit, token)
      return { ...link, words: await ownWords(visit, link) }
    })
    const sets = found.purpose === 'welcome' || found.purpose === 'new password'
    const works = sets && found.works && found.active
    if (works) refuseWeak(password, { least: leastLength(found.second_step), own: found.words })
    const hash = works ? await hashPassword(password) : ''
    await nobody.visit(async (visit) => setPasswordByLink(visit, await openLink(visit, token, 'password'), hash))
  },

  unblock: async (call, { takes }) => {
    await countLink(call, takes.token)
    await call.asNobody().visit(async (visit) => unblock(visit, await openLink(visit, takes.token, 'unblock')))
  },

  confirmAddress: async (call, { takes }) => {
    await countLink(call, takes.token)
    await call.asNobody().visit(async (visit) => confirmAddress(visit, await openLink(visit, takes.token, 'address')))
  },

  changeMyPassword: async (call, { takes: { present, password } }) => {
    const known = await typedAgain(call, present)
    if (known.matches !== null) refuseWeak(password, { least: leastLength(known.second_step), own: known.words })
    const hash = known.matches === null ? '' : await hashPassword(password)
    await call.visit(async (visit) =>
      changeMyPassword(visit, await openPasswordChange(visit, known.matches), { hash, device: call.device }),
    )
  },

  changeMyAddress: async (call, { takes: { address, present } }) => {
    const { matches } = await typedAgain(call, present)
    await call.visit(async (visit) => askMyAddress(visit, await openAddressChange(visit, matches), address))
  },

  listMySessions: (call) => call.visit(async (visit) => seeMySessions(await openMySessions(visit))),

  endMySession: (call, { where }) =>
    call.visit(async (visit) => endMySessions(visit, await openSessionsToEnd(visit, where.id))),

  endMyOtherSessions: (call) => call.visit(async (visit) => endMySessions(visit, await openSessionsToEnd(visit, null))),

  seePrivacyStatement: (call) =>
    call.visit(async (visit) => seeMe(visit, await markPrivacySeen(visit, await openOwnAccount(visit)))),
}

/** A link is not guessed, but whoever tries is slowed down like at the door. */
async function countLink(call: Call, token: string): Promise<void> {
  await call.house.limits.countSignIn(call.from, hashToken(token).toString('base64'))
}

/** One's present password, typed again: counted first, compared between two visits, since a transaction never spans a hash. */
async function typedAgain(call: Call, present: string) {
  const found = await call.visitWithoutLine(async (visit) => {
    const asked = await askPresentPassword(visit)
    const { id } = visit.account
    await call.house.limits.countSignIn(call.from, id)
    return { ...asked, words: await ownWords(visit, { ...asked, account: id }) }
  })
  if (found.ended) throw new Refused('signed-out')
  const matches = (await passwordMatches(found.hash, present)) ? found.hash : null
  if (matches !== null) await call.visitWithoutLine(forgetWrongOnes)
  return { matches, words: found.words, second_step: found.second_step }
}

/** A sentence at the field for what is too short here or easy to guess. */
function refuseWeak(password: string, { least, own }: { least: number; own: string[] }): void {
  const chosen = password.normalize('NFC')
  if ([...chosen].length < least) throw weak('too-short')
  if (isEasyToGuess(chosen, own)) throw weak('known-bad')
}

function weak(code: 'too-short' | 'known-bad'): Refused {
  return new Refused('wrong-fields', { fields: [{ field: 'password', code }] })
}
