import { randomBytes } from 'node:crypto'
import type { PasskeyAnswer } from '../contract/accounts/second-step.ts'

/** Where a practice's pages are, as passkeys know it. `site`: the host name they are bound to. */
export type Site = { origin: string; site: string }

/** EdDSA, ES256, RS256. */
const algorithms = [-8, -7, -257]

/** How long a question can be answered, ms. */
export const questionFor = 5 * 60_000

/** A passkey as it is kept. */
export type KnownPasskey = { id: string; credential: string; counter: number; transports: string[]; publicKey: string }

/** Something that nobody can have signed before. */
export function newChallenge(): string {
  return randomBytes(32).toString('base64url')
}

/** The site of a practice whose pages are at this address. */
export function siteAt(origin: string): Site {
  return { origin, site: new URL(origin).hostname }
}

/** Which of the known passkeys signed the question, and its new counter; null = none, or not this question, or not for this site. */
export async function whoAnswered(
  { origin, site }: Site,
  known: readonly KnownPasskey[],
  { challenge, answer }: { challenge: string; answer: PasskeyAnswer },
): Promise<{ id: string; counter: number } | null> {
  const passkey = known.find(({ credential }) => credential === answer.credential)
  if (!passkey) return null
  try {
    const { verifyAuthenticationResponse } = await passkeyPackage()
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        id: answer.credential,
        rawId: answer.credential,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          authenticatorData: answer.authenticatorData,
          clientDataJSON: answer.clientData,
          signature: answer.signature,
        },
      },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: site,
      requireUserVerification: false,
      credential: {
        id: passkey.credential,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64')),
        counter: passkey.counter,
      },
    })
    return verified ? { id: passkey.id, counter: authenticationInfo.newCounter } : null
  } catch {
    // Whatever does not verify throws: another challenge, another site, an old counter, bytes that mean nothing.
    return null
  }
}

/** Loaded where the first passkey is used: a server whose people have none starts without it. */
function passkeyPackage() {
  return import('@simplewebauthn/server')
}

/** A passkey to be, as a browser gave it. */
export type GivenPasskey = { credential: string; clientData: string; attestation: string }

/** What is kept of a new passkey; null = it does not answer the question that was asked here. */
export async function newPasskey(
  { origin, site }: Site,
  { challenge, given }: { challenge: string; given: GivenPasskey },
): Promise<{ credential: string; publicKey: Buffer; counter: number } | null> {
  try {
    const { verifyRegistrationResponse } = await passkeyPackage()
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        id: given.credential,
        rawId: given.credential,
        type: 'public-key',
        clientExtensionResults: {},
        response: { clientDataJSON: given.clientData, attestationObject: given.attestation },
      },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: site,
      requireUserVerification: false,
      supportedAlgorithmIDs: algorithms,
    })
    if (!verified || !registrationInfo) return null
    const { id, publicKey, counter } = registrationInfo.credential
    return { credential: id, publicKey: Buffer.from(publicKey), counter }
  } catch {
    return null
  }
}
