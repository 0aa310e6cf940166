import { randomBytes, randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { mac } from './crypto.ts'
import type { Practice } from './database.ts'

/** RFC 6238 as every authenticator app knows it: six digits, half a minute, SHA-1; a clock may be one step off either way. */
const period = 30
const skew = 1

/** A new secret of 160 bits, in base32. */
export function newSecret(): string {
  return new Secret({ buffer: new Uint8Array(randomBytes(20)).buffer }).base32
}

/** What the QR code says: the secret, and what the app calls it. */
export function appAddress(secret: string, { practice, address }: { practice: string; address: string }): string {
  return new TOTP({ issuer: practice, label: address, secret, period }).toString()
}

/** The time step whose code this is, within one step of now; null = none. */
export function stepOf(secret: string, typed: string, now: Date): number | null {
  const token = typed.replaceAll(/[\s-]/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const timestamp = now.getTime()
  const delta = TOTP.validate({ secret: Secret.fromBase32(secret), token, period, timestamp, window: skew })
  return delta === null ? null : TOTP.counter({ period, timestamp }) + delta
}

/** How many recovery codes there are (SEC-9). */
const recoveryCodes = 6
/** Without letters and digits that look alike; 50 bits in ten of them. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Six new recovery codes, as people read them: two groups of five. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodes }, () => `${someLetters()}-${someLetters()}`)
}

function someLetters(): string {
  return Array.from({ length: 5 }, () => letters.charAt(randomInt(letters.length))).join('')
}

/** How a recovery code is kept: keyed, so that whoever has the database alone cannot try them. */
export function recoveryHash(practice: Practice, account: string, typed: string): Buffer {
  return mac(practice.keys.search, `recovery code ${account} ${typed.replaceAll(/[\s-]/g, '').toUpperCase()}`)
}
