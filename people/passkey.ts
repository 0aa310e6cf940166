import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import type { PasskeyAnswer } from '../contract/accounts/second-step.ts'

/** A passkey made of software, for tests over HTTP: an ES256 key and a counter, as a security key would hold. */
export class SoftPasskey {
  readonly #key: KeyObject
  readonly #point: { x: Buffer; y: Buffer }
  readonly #id = randomBytes(32)
  readonly #origin: string
  #counter = 0

  constructor(origin: string) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    this.#key = privateKey
    this.#point = { x: Buffer.from(x, 'base64url'), y: Buffer.from(y, 'base64url') }
    this.#origin = origin
  }

  /** What a browser sends to add it. */
  attest({ challenge, site }: { challenge: string; site: string }) {
    const authData = this.#authData(
      site,
      Buffer.concat([Buffer.alloc(16), short(this.#id.length), this.#id, this.#coseKey()]),
    )
    // CBOR: {"fmt": "none", "attStmt": {}, "authData": bytes}
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      text('fmt'),
      text('none'),
      text('attStmt'),
      Buffer.from([0xa0]),
      text('authData'),
      bytes(authData),
    ])
    return {
      credential: this.#id.toString('base64url'),
      clientData: this.#clientData('webauthn.create', challenge).toString('base64url'),
      attestation: attestation.toString('base64url'),
      transports: ['internal'],
    }
  }

  /** Signs a question. */
  answer({ challenge, site }: { challenge: string; site: string }): PasskeyAnswer {
    const authData = this.#authData(site)
    const clientData = this.#clientData('webauthn.get', challenge)
    const signed = Buffer.concat([authData, createHash('sha256').update(clientData).digest()])
    return {
      credential: this.#id.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      clientData: clientData.toString('base64url'),
      signature: sign('sha256', signed, this.#key).toString('base64url'),
    }
  }

  #clientData(type: string, challenge: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.#origin, crossOrigin: false }))
  }

  /** Somebody was there and said who they are; with `attested`, a key follows. */
  #authData(site: string, attested: Buffer = Buffer.alloc(0)): Buffer {
    this.#counter += 1
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.#counter)
    const flags = attested.length > 0 ? 0x45 : 0x05
    return Buffer.concat([createHash('sha256').update(site).digest(), Buffer.from([flags]), counter, attested])
  }

  /** COSE: {1: 2 (EC), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}. */
  #coseKey(): Buffer {
    const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21])
    return Buffer.concat([head, bytes(this.#point.x), Buffer.from([0x22]), bytes(this.#point.y)])
  }
}

function text(word: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)])
}

function bytes(given: Buffer): Buffer {
  const head =
    given.length < 256 ? Buffer.from([0x58, given.length]) : Buffer.concat([Buffer.from([0x59]), short(given.length)])
  return Buffer.concat([head, given])
}

function short(value: number): Buffer {
  const two = Buffer.alloc(2)
  two.writeUInt16BE(value)
  return two
}
