import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

/**
 * The envelope. Everything sealed looks like this: version (1 byte) · iv (12) · tag (16) · ciphertext, AES-256-GCM.
 * The additional data names whose it is and which row it stands in, so that a value moved elsewhere does not open.
 */
const version = 1
const ivLength = 12
const tagLength = 16
const headLength = 1 + ivLength + tagLength

/** Whose key seals it and which row holds it; both UUIDs. */
export type Place = { owner: string; row: string }

/** Seals text or bytes; every call gives other bytes. */
export function seal(key: KeyObject, place: Place, plain: string | Buffer): Buffer {
  const iv = randomBytes(ivLength)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagLength })
  cipher.setAAD(additional(place))
  const body = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain)
  cipher.final()
  return Buffer.concat([Buffer.of(version), iv, cipher.getAuthTag(), body])
}

/** Opens sealed text. Throws when key, place or a single bit is another's. */
export function openText(key: KeyObject, place: Place, sealed: Buffer): string {
  const decipher = opener(key, place, sealed)
  return decipher.update(sealed.subarray(headLength), undefined, 'utf8') + decipher.final('utf8')
}

/** Opens sealed bytes: wrapped keys, files. */
export function openBytes(key: KeyObject, place: Place, sealed: Buffer): Buffer {
  const decipher = opener(key, place, sealed)
  return Buffer.concat([decipher.update(sealed.subarray(headLength)), decipher.final()])
}

function opener(key: KeyObject, place: Place, sealed: Buffer) {
  if (sealed[0] !== version || sealed.length < headLength) throw new Error('sealed by another version')
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + ivLength), { authTagLength: tagLength })
  decipher.setAuthTag(sealed.subarray(1 + ivLength, headLength))
  decipher.setAAD(additional(place))
  return decipher
}

function additional({ owner, row }: Place): Buffer {
  return Buffer.from(owner.replaceAll('-', '') + row.replaceAll('-', ''), 'hex')
}

/** A new random 256-bit key. */
export function newKey(): KeyObject {
  return createSecretKey(randomBytes(32))
}

/** A key from 32 bytes; a KeyObject because decoding with a raw buffer is three times slower. */
export function keyFrom(bytes: Buffer): KeyObject {
  return createSecretKey(bytes)
}

/** A key for one purpose, derived from another (HKDF-SHA256): the purposes can never be taken for each other. */
export function derive(from: KeyObject, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', from, Buffer.alloc(0), purpose, 32)))
}

/** A keyed hash to look something up by without reading it: 16 bytes of HMAC-SHA256. */
export function token(key: KeyObject, field: string, value: string): Buffer {
  return mac(key, `${field}\u0000${value}`).subarray(0, 16)
}

/** HMAC-SHA256, 32 bytes, of the parts one after the other. */
export function mac(key: KeyObject, ...parts: (string | Buffer)[]): Buffer {
  const hmac = createHmac('sha256', key)
  for (const part of parts) hmac.update(part)
  return hmac.digest()
}

/** SHA-256, for values that are random already (session tokens). */
export function sha256(...parts: Buffer[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** Sixteen bytes as a UUID of version 8 (RFC 9562: custom). */
export function asUuid(bytes: Buffer): string {
  const copy = Buffer.from(bytes)
  copy.writeUInt8((copy.readUInt8(6) & 0x0f) | 0x80, 6)
  copy.writeUInt8((copy.readUInt8(8) & 0x3f) | 0x80, 8)
  return copy.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
