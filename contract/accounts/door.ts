import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { address, chosenPassword, id, linkToken, moment, newAddress, password } from '../fields.ts'
import { me } from '../accounts.ts'

/** What a link from a letter is for. */
export const linkPurpose = z.enum(['welcome', 'new password', 'unblock', 'confirm address'])

/** Browsers and systems by the names people call them; null = none of these. */
export const browsers = ['Chrome', 'Edge', 'Firefox', 'Opera', 'Safari', 'Samsung Internet'] as const
export const systems = ['Android', 'ChromeOS', 'iPad', 'iPhone', 'Linux', 'Mac', 'Windows'] as const

export const askNewPassword = endpoint({
  method: 'POST',
  path: '/new-password',
  asks: 'SEC-8',
  leaves: 'new password asked',
  visitor: 'anybody',
  takes: z.strictObject({ address }),
})

/** Looking uses nothing up: mail scanners may look as often as they like. */
export const seeLink = endpoint({
  method: 'POST',
  path: '/link',
  asks: 'SEC-8',
  leaves: { none: 'says only whether a link works, to whoever holds it' },
  visitor: 'anybody',
  takes: z.strictObject({ token: linkToken }),
  gives: z.strictObject({
    /** null: it does not work, or never did. */
    purpose: linkPurpose.nullable(),
    /** The shortest password that may be chosen with it, in characters. */
    leastLength: z.int(),
    /** The new address that it would confirm; null = it confirms none. */
    address: z.string().nullable(),
  }),
})

export const setPasswordByLink = endpoint({
  method: 'POST',
  path: '/link/password',
  asks: 'SEC-8',
  leaves: 'password set by link',
  visitor: 'anybody',
  takes: z.strictObject({ token: linkToken, password: chosenPassword }),
})

export const unblock = endpoint({
  method: 'POST',
  path: '/link/unblock',
  asks: 'SEC-6',
  leaves: 'account unblocked',
  visitor: 'anybody',
  takes: z.strictObject({ token: linkToken }),
})

export const confirmAddress = endpoint({
  method: 'POST',
  path: '/link/address',
  asks: 'SEC-8',
  leaves: 'address changed',
  visitor: 'anybody',
  takes: z.strictObject({ token: linkToken }),
})

export const changeMyPassword = endpoint({
  method: 'POST',
  path: '/me/password',
  asks: 'SEC-7',
  leaves: 'password changed',
  visitor: 'signed in',
  takes: z.strictObject({ present: password, password: chosenPassword }),
})

export const changeMyAddress = endpoint({
  method: 'POST',
  path: '/me/address',
  asks: 'ACC-17',
  leaves: 'new address asked',
  visitor: 'signed in',
  takes: z.strictObject({ address: newAddress, present: password }),
})

export const listMySessions = endpoint({
  method: 'GET',
  path: '/me/sessions',
  asks: 'SEC-15',
  leaves: { none: 'own list' },
  visitor: 'signed in',
  gives: z.strictObject({
    sessions: z.array(
      z.strictObject({
        id,
        browser: z.enum(browsers).nullable(),
        system: z.enum(systems).nullable(),
        beganAt: moment,
        seenAt: moment,
        /** The one that asks. */
        thisOne: z.boolean(),
      }),
    ),
  }),
})

export const endMySession = endpoint({
  method: 'DELETE',
  path: '/me/sessions/:id',
  asks: 'SEC-15',
  leaves: 'session ended',
  visitor: 'signed in',
  where: z.strictObject({ id }),
})

export const endMyOtherSessions = endpoint({
  method: 'DELETE',
  path: '/me/sessions',
  asks: 'SEC-15',
  leaves: 'other sessions ended',
  visitor: 'signed in',
})

export const seePrivacyStatement = endpoint({
  method: 'POST',
  path: '/me/privacy',
  asks: 'SEC-17',
  leaves: 'privacy statement seen',
  visitor: 'signed in',
  gives: me,
})
