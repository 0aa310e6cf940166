import { z } from 'zod'
import { me } from '../accounts.ts'
import { endpoint } from '../endpoint.ts'
import { id, moment, password, shortText } from '../fields.ts'

/** Bytes as browsers spell them for passkeys. */
function bytes(limit: number) {
  return z
    .string()
    .max(limit, 'too-long')
    .regex(/^[\w-]+$/)
}

/** A code as somebody types it: spaces and hyphens do not matter. */
const typedCode = z
  .string()
  .max(40, 'too-long')
  .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'not-text')
  .refine((text) => text.trim() !== '', 'empty')

/** What a passkey answers to what it was asked, base64url. */
export const passkeyAnswer = z.strictObject({
  credential: bytes(2000),
  authenticatorData: bytes(4000),
  clientData: bytes(4000),
  signature: bytes(4000),
})
export type PasskeyAnswer = z.output<typeof passkeyAnswer>

/** A second step, in one of three ways; exactly one is given. */
export const secondAnswer = z.union([
  z.strictObject({ code: typedCode }),
  z.strictObject({ recoveryCode: typedCode }),
  z.strictObject({ passkey: passkeyAnswer }),
])
export type SecondAnswer = z.output<typeof secondAnswer>

/** How a passkey is reached: as the browser told when it was added. */
const transport = z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'])

/** What a browser asks a passkey to sign. It can be answered once, within five minutes. */
export const passkeyQuestion = z.strictObject({
  challenge: z.string(),
  site: z.string(),
  passkeys: z.array(z.strictObject({ credential: z.string(), transports: z.array(transport) })),
})
export type PasskeyQuestion = z.output<typeof passkeyQuestion>

/** Shown once, or null where those there were still hold. Each works once. */
const recoveryCodes = z.array(z.string()).nullable()

/** One's own two-step sign-in. */
export const secondStep = z.strictObject({
  /** What the practice says (SEC-9). */
  policy: z.enum(['off', 'optional', 'required']),
  /** Since when there is an authenticator app; null = there is none. */
  authenticatorSince: moment.nullable(),
  recoveryCodesLeft: z.int(),
  passkeys: z.array(z.strictObject({ id, name: z.string(), addedAt: moment, usedAt: moment.nullable() })),
})
export type SecondStep = z.output<typeof secondStep>

export const takeSecondStep = endpoint({
  method: 'POST',
  path: '/session/second-step',
  asks: 'SEC-10',
  leaves: 'second step taken',
  visitor: 'anybody',
  takes: z.strictObject({ answer: secondAnswer }),
  gives: me,
})

export const askPasskeyAtDoor = endpoint({
  method: 'POST',
  path: '/session/passkey-question',
  asks: 'SEC-10',
  leaves: { none: 'a question; the answer leaves a line' },
  visitor: 'anybody',
  gives: passkeyQuestion,
})

export const seeSecondStep = endpoint({
  method: 'GET',
  path: '/me/second-step',
  asks: 'PRF-3',
  leaves: { none: 'one looks at oneself' },
  visitor: 'signed in',
  beforeSetUp: true,
  gives: secondStep,
})

export const confirmMyself = endpoint({
  method: 'POST',
  path: '/me/confirmation',
  asks: 'SEC-10',
  leaves: 'confirmed to be oneself',
  visitor: 'signed in',
  beforeSetUp: true,
  /** `answer`: only where the second step is asked again. */
  takes: z.strictObject({ password, answer: secondAnswer.optional() }),
})

export const askPasskeyAgain = endpoint({
  method: 'POST',
  path: '/me/passkey-question',
  asks: 'PRF-3',
  leaves: { none: 'a question; the answer leaves a line' },
  visitor: 'signed in',
  gives: passkeyQuestion,
})

export const beginAuthenticator = endpoint({
  method: 'POST',
  path: '/me/authenticator',
  asks: 'SEC-11',
  leaves: 'authenticator begun',
  visitor: 'signed in',
  beforeSetUp: true,
  /** The secret in base32, and the same with practice and address for the QR code. */
  gives: z.strictObject({ secret: z.string(), address: z.string() }),
})

export const finishAuthenticator = endpoint({
  method: 'PUT',
  path: '/me/authenticator',
  asks: 'SEC-11',
  leaves: 'authenticator set up',
  visitor: 'signed in',
  beforeSetUp: true,
  takes: z.strictObject({ code: typedCode }),
  gives: z.strictObject({ recoveryCodes }),
})

export const makeRecoveryCodes = endpoint({
  method: 'POST',
  path: '/me/recovery-codes',
  asks: 'SEC-11',
  leaves: 'recovery codes made',
  visitor: 'signed in',
  gives: z.strictObject({ recoveryCodes: z.array(z.string()) }),
})

export const beginPasskey = endpoint({
  method: 'POST',
  path: '/me/passkeys/question',
  asks: 'SEC-11',
  leaves: 'passkey begun',
  visitor: 'signed in',
  beforeSetUp: true,
  gives: z.strictObject({
    challenge: z.string(),
    site: z.string(),
    practice: z.string(),
    person: z.strictObject({ id: z.string(), address: z.string() }),
    /** Those there are: one passkey is not added twice. */
    passkeys: passkeyQuestion.shape.passkeys,
  }),
})

export const addPasskey = endpoint({
  method: 'POST',
  path: '/me/passkeys',
  asks: 'SEC-11',
  leaves: 'passkey added',
  visitor: 'signed in',
  beforeSetUp: true,
  takes: z.strictObject({
    name: shortText,
    credential: bytes(2000),
    clientData: bytes(4000),
    attestation: bytes(20_000),
    transports: z.array(transport).max(7),
  }),
  gives: z.strictObject({ recoveryCodes }),
})

export const removePasskey = endpoint({
  method: 'DELETE',
  path: '/me/passkeys/:id',
  asks: 'SEC-11',
  leaves: 'passkey removed',
  visitor: 'signed in',
  where: z.strictObject({ id }),
})

export const switchOffSecondStep = endpoint({
  method: 'DELETE',
  path: '/me/second-step',
  asks: 'SEC-11',
  leaves: 'two-step sign-in switched off',
  visitor: 'signed in',
})

export const resetSecondStep = endpoint({
  method: 'POST',
  path: '/accounts/:id/second-step/reset',
  asks: 'SEC-12',
  leaves: 'two-step sign-in reset',
  visitor: 'signed in',
  where: z.strictObject({ id }),
})
