import type { PasskeyAnswer, PasskeyQuestion } from '../../contract/accounts/second-step.ts'
import type { Given, Sent } from '../../contract/endpoint.ts'
import type { Contract } from '../../contract/index.ts'

/** The browser gave no answer: closed by the person, no such passkey, too late. */
export class NoPasskey extends Error {}

/** Whether this browser knows passkeys at all. */
export function knowsPasskeys(): boolean {
  return typeof PublicKeyCredential === 'function'
}

/** Asks one of the person's passkeys to sign. Throws `NoPasskey`. */
export async function signWithPasskey({ challenge, site, passkeys }: PasskeyQuestion): Promise<PasskeyAnswer> {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  const { id, response } = await startAuthentication({
    optionsJSON: { challenge, rpId: site, allowCredentials: named(passkeys), userVerification: 'preferred' },
  }).catch(noPasskey)
  const { authenticatorData, clientDataJSON, signature } = response
  return { credential: id, authenticatorData, clientData: clientDataJSON, signature }
}

type Wanted = Given<Contract['beginPasskey']>
type Made = Omit<Sent<Contract['addPasskey']>['takes'], 'name'>

/** Makes a new passkey for this practice. Throws `NoPasskey`. */
export async function makePasskey({ challenge, site, practice, person, passkeys }: Wanted): Promise<Made> {
  const { startRegistration } = await import('@simplewebauthn/browser')
  const { id, response } = await startRegistration({
    optionsJSON: {
      challenge,
      rp: { name: practice, id: site },
      user: { id: person.id, name: person.address, displayName: person.address },
      // EdDSA, ES256, RS256: what the server can check.
      pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: 'public-key', alg })),
      excludeCredentials: named(passkeys),
      authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
      attestation: 'none',
    },
  }).catch(noPasskey)
  const { clientDataJSON, attestationObject, transports = [] } = response
  return { credential: id, clientData: clientDataJSON, attestation: attestationObject, transports: known(transports) }
}

function named(passkeys: PasskeyQuestion['passkeys']) {
  return passkeys.map(({ credential, transports }) => ({ id: credential, type: 'public-key' as const, transports }))
}

const ways: Made['transports'] = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']

/** Ways that browsers may invent later are left out. */
function known(transports: readonly string[]): Made['transports'] {
  return ways.filter((way) => transports.includes(way))
}

function noPasskey(): never {
  throw new NoPasskey()
}
