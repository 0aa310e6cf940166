import { randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { derive, keyFrom, mac, newKey, openBytes, openText, seal, token } from './crypto.ts'

const key = newKey()
const place = { owner: randomUUID(), row: randomUUID() }

describe('what is sealed', () => {
  test('opens again, for every kind of text and for bytes', () => {
    for (const text of ['', 'x', 'Ik sliep slecht', '😀 e\u0301 \u0000 עברית', 'x'.repeat(100_000)])
      expect(openText(key, place, seal(key, place, text))).toBe(text)
    const bytes = randomBytes(1000)
    expect(openBytes(key, place, seal(key, place, bytes))).toEqual(bytes)
  })

  test('is other bytes each time, none of them the text, and only as much longer as the envelope is', () => {
    const text = 'The same words twice'
    const [one, two] = [seal(key, place, text), seal(key, place, text)]
    expect(one).not.toEqual(two)
    expect(one.subarray(1, 13)).not.toEqual(two.subarray(1, 13))
    for (const part of ['The same', 'words', 'twice']) expect(one.includes(part)).toBe(false)
    expect(one).toHaveLength(Buffer.byteLength(text) + 29)
  })

  test('does not open with another key, of another owner or in another row', () => {
    const sealed = seal(key, place, 'Noor Bakker')
    expect(() => openText(newKey(), place, sealed)).toThrow()
    expect(() => openText(key, { ...place, owner: randomUUID() }, sealed)).toThrow()
    expect(() => openText(key, { ...place, row: randomUUID() }, sealed)).toThrow()
    expect(() => openText(key, { owner: place.row, row: place.owner }, sealed)).toThrow()
    expect(openText(key, { owner: place.owner.toUpperCase(), row: place.row }, sealed)).toBe('Noor Bakker')
  })

  test('does not open when a single bit of it is another’s, wherever it stands, nor when it is cut or longer', () => {
    const sealed = seal(key, place, 'Noor')
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => openText(key, place, changed), `bit ${bit}`).toThrow()
    }
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => openText(key, place, sealed.subarray(0, length)), `${length} bytes`).toThrow()
    expect(() => openText(key, place, Buffer.concat([sealed, Buffer.of(0)]))).toThrow()
    const other = seal(key, place, 'Noor')
    expect(() => openText(key, place, Buffer.concat([sealed.subarray(0, 29), other.subarray(29)]))).toThrow()
  })
})

describe('keys and tokens for a purpose', () => {
  test('a derived key is the same each time, and another for each purpose and each source', () => {
    const bytes = (source: typeof key, purpose: string) => derive(source, purpose).export().toString('hex')
    expect(bytes(key, 'search')).toBe(bytes(keyFrom(key.export()), 'search'))
    const all = [bytes(key, 'search'), bytes(key, 'audit'), bytes(newKey(), 'search'), key.export().toString('hex')]
    expect(new Set(all).size).toBe(4)
  })

  test('a token says nothing without the key, and differs by field as well as by value', () => {
    const tokens = [
      token(key, 'name', 'noor'),
      token(key, 'address', 'noor'),
      token(key, 'name', 'noo'),
      token(newKey(), 'name', 'noor'),
      token(key, 'name\u0000n', 'oor'),
    ]
    expect(new Set(tokens.map((one) => one.toString('hex'))).size).toBe(5)
    expect(token(key, 'name', 'noor')).toEqual(tokens[0])
    for (const one of tokens) expect(one).toHaveLength(16)
  })

  test('a MAC is over all parts in their order', () => {
    expect(mac(key, 'a', 'b')).toEqual(mac(key, 'ab'))
    expect(mac(key, 'a', 'b')).not.toEqual(mac(key, 'b', 'a'))
    expect(mac(key, 'ab')).not.toEqual(mac(newKey(), 'ab'))
    expect(mac(key, 'ab')).toHaveLength(32)
  })
})
