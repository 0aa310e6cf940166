import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPeople } from '../people/demo.ts'
import { test as testInRoom } from '../people/test.ts'
import { newKey } from './crypto.ts'
import { readConfig } from './config.ts'
import { CannotStart } from './errors.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'alcove-config-'))
const inside = (...parts: string[]) => path.join(folder, ...parts)
const key = () => newKey().export().toString('base64')
const demo = { ALCOVE_DATA: inside('data') }
const production = {
  ALCOVE_DATA: inside('data'),
  ALCOVE_MODE: 'production',
  ALCOVE_MASTER_KEY_FILE: inside('keys', 'master.key'),
  ALCOVE_PUBLIC_URL: 'https://room.example',
}

beforeAll(() => {
  mkdirSync(inside('keys'))
  mkdirSync(inside('data'))
  writeFileSync(inside('keys', 'master.key'), `${key()}\n`)
})
afterAll(() => rmSync(folder, { recursive: true }))

/** What stops the start: one sentence for the person at the terminal. */
function sentence(environment: Record<string, string | undefined>): string {
  try {
    readConfig(environment)
  } catch (error) {
    expect(error).toBeInstanceOf(CannotStart)
    return (error as CannotStart).message
  }
  return 'it starts'
}

test('with nothing set it is the demo, on this machine alone, with a key of its own that stays', () => {
  const config = readConfig(demo)
  expect(config).toMatchObject({ mode: 'demo', host: '127.0.0.1', port: 3000, databaseUrl: null, smtpUrl: null })
  expect(config.publicUrl.origin).toBe('http://localhost:3000')
  expect(config.trustedProxies).toEqual([])
  const file = inside('data', 'demo-master.key')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const kept = readFileSync(file, 'utf8').trim()
  expect(config.masterKey.export().toString('base64')).toBe(kept)
  expect(readConfig(demo).masterKey.export().toString('base64')).toBe(kept)
})

const right: [string, string, (config: ReturnType<typeof readConfig>) => unknown, unknown][] = [
  ['ALCOVE_MODE', 'demo', ({ mode }) => mode, 'demo'],
  ['ALCOVE_MODE', '', ({ mode }) => mode, 'demo'],
  ['ALCOVE_HOST', 'localhost', ({ host }) => host, 'localhost'],
  ['ALCOVE_HOST', '127.0.0.2', ({ host }) => host, '127.0.0.2'],
  ['ALCOVE_HOST', '::1', ({ host }) => host, '::1'],
  ['ALCOVE_PORT', '0', ({ port }) => port, 0],
  ['ALCOVE_PORT', '65535', ({ port }) => port, 65_535],
  ['ALCOVE_PORT', '8080', ({ publicUrl }) => publicUrl.origin, 'http://localhost:8080'],
  ['ALCOVE_DATABASE_URL', 'postgres://a:b@db/alcove', ({ databaseUrl }) => databaseUrl, 'postgres://a:b@db/alcove'],
  ['ALCOVE_PUBLIC_URL', 'https://room.example', ({ publicUrl }) => publicUrl.origin, 'https://room.example'],
  ['ALCOVE_TRUSTED_PROXIES', ' 10.0.0.1, ::1,10.0.0.0/8 ', (c) => c.trustedProxies, ['10.0.0.1', '::1', '10.0.0.0/8']],
  ['ALCOVE_TRUSTED_PROXIES', ' , ', ({ trustedProxies }) => trustedProxies, []],
  ['ALCOVE_SMTP_URL', 'smtps://a:b@mail.example:465', ({ smtpUrl }) => smtpUrl?.hostname, 'mail.example'],
  ['ALCOVE_MAIL_FROM', 'room@mail.example', ({ mailFrom }) => mailFrom, 'room@mail.example'],
  ['ALCOVE_PUBLIC_URL', 'https://room.example', ({ mailFrom }) => mailFrom, 'no-reply@room.example'],
  ['ALCOVE_SIGN_INS_PER_ADDRESS', '7', ({ limits }) => limits.signInsPerAddress, 7],
  ['ALCOVE_SIGN_INS_PER_ACCOUNT', '7', ({ limits }) => limits.signInsPerAccount, 7],
  ['ALCOVE_REQUESTS_PER_ADDRESS', '7', ({ limits }) => limits.requestsPerAddress, 7],
  ['ALCOVE_REQUESTS_PER_ACCOUNT', '7', ({ limits }) => limits.requestsPerAccount, 7],
]
test.for(right)('%s=%s is understood', ([name, value, read, expected]) => {
  expect(read(readConfig({ ...demo, [name]: value }))).toEqual(expected)
})

const wrong: Record<string, string[]> = {
  ALCOVE_MODE: ['Demo', 'test', 'production ', 'true'],
  ALCOVE_HOST: ['0.0.0.0', '::', '192.168.1.1', 'room.example', '127.0.0.1.example', '128.0.0.1'],
  ALCOVE_PORT: ['-1', '65536', '80.5', 'http', '0x50', '1e3', ' 80'],
  ALCOVE_DATABASE_URL: ['db', 'mysql://a@b/c', 'postgres://host', 'postgres://host/', 'http://host/alcove'],
  ALCOVE_PUBLIC_URL: [
    'room.example',
    'ftp://room.example',
    'https://room.example/x',
    'https://a@room.example',
    'https://room.example/?a',
  ],
  ALCOVE_TRUSTED_PROXIES: ['proxy', '10.0.0.1/33', '::1/129', '10.0.0.1/', '10.0.0.1;10.0.0.2', '10.0.0.256'],
  ALCOVE_SMTP_URL: ['mail.example', 'http://mail.example', 'smtp:', 'smtp://'],
  ALCOVE_MAIL_FROM: ['room', 'room@', '@mail.example', 'Room <room@mail.example>', 'a@b,c@d', 'a@b\r\nbcc: c@d'],
  ALCOVE_SIGN_INS_PER_ADDRESS: ['0', '-1', 'many', '1000001'],
  ALCOVE_SIGN_INS_PER_ACCOUNT: ['0', '1.5'],
  ALCOVE_REQUESTS_PER_ADDRESS: ['0', ' '],
  ALCOVE_REQUESTS_PER_ACCOUNT: ['0', 'Infinity'],
}
describe('a wrong value stops the start with one sentence that names the setting', () => {
  test.each(Object.entries(wrong))('%s', (name, values) => {
    for (const value of values) {
      const said = sentence({ ...demo, [name]: value })
      expect(said.startsWith(`${name} must `), said).toBe(true)
      expect(said.trim().endsWith('.')).toBe(true)
    }
  })

  test('ALCOVE_DATABASE_URL and ALCOVE_SMTP_URL are not repeated: they hold a password', () => {
    for (const name of ['ALCOVE_DATABASE_URL', 'ALCOVE_SMTP_URL'])
      expect(sentence({ ...demo, [name]: 'x://somebody:secret@host/y' })).not.toContain('secret')
  })

  test('a master key that is none: too short, too long, not there, no file', () => {
    const file = inside('keys', 'wrong.key')
    for (const text of ['', 'short', Buffer.alloc(31).toString('base64'), Buffer.alloc(33).toString('base64')]) {
      writeFileSync(file, text)
      expect(sentence({ ...production, ALCOVE_MASTER_KEY_FILE: file })).toMatch(/^ALCOVE_MASTER_KEY_FILE must hold 32 /)
    }
    for (const place of [inside('keys', 'nowhere.key'), inside('keys')])
      expect(sentence({ ...production, ALCOVE_MASTER_KEY_FILE: place })).toMatch(
        /^ALCOVE_MASTER_KEY_FILE cannot be read/,
      )
  })
})

describe('production', () => {
  test('starts with a key elsewhere and an address that people type', () => {
    const config = readConfig(production)
    expect(config).toMatchObject({ mode: 'production', host: '127.0.0.1' })
    expect(readConfig({ ...production, ALCOVE_HOST: '0.0.0.0' }).host).toBe('0.0.0.0')
  })

  test('refuses to start without its settings, and never makes a key by itself', () => {
    const without = (name: string) => sentence({ ...production, [name]: undefined })
    expect(without('ALCOVE_MASTER_KEY_FILE')).toMatch(/^ALCOVE_MASTER_KEY_FILE is missing/)
    expect(without('ALCOVE_PUBLIC_URL')).toMatch(/^ALCOVE_PUBLIC_URL is missing/)
    expect(sentence({ ...production, ALCOVE_PUBLIC_URL: 'http://room.example' })).toMatch(/must begin with https/)
  })

  test('refuses a key inside its data, however it is spelled', () => {
    writeFileSync(inside('data', 'master.key'), key())
    mkdirSync(inside('data', 'deep'))
    writeFileSync(inside('data', 'deep', 'master.key'), key())
    symlinkSync(inside('data'), inside('elsewhere'))
    symlinkSync(inside('data', 'master.key'), inside('keys', 'link.key'))
    const places = [
      inside('data', 'master.key'),
      inside('data', 'deep', 'master.key'),
      `${inside('keys')}/../data/master.key`,
      inside('elsewhere', 'master.key'),
      inside('keys', 'link.key'),
    ]
    for (const place of places)
      expect(sentence({ ...production, ALCOVE_MASTER_KEY_FILE: place }), place).toMatch(/lies inside ALCOVE_DATA/)
    const beside = inside('data-keys')
    mkdirSync(beside)
    writeFileSync(path.join(beside, 'master.key'), key())
    expect(sentence({ ...production, ALCOVE_MASTER_KEY_FILE: path.join(beside, 'master.key') })).toBe('it starts')
  })

  testInRoom('refuses the demo’s data: demo people never become real ones', async ({ room }) => {
    const { databases } = room.running.house
    const refused = openPeople(databases, readConfig(production), room.clock.now())
    await expect(refused).rejects.toThrow(/^This data holds the demo practice/)
    await expect(refused).rejects.toBeInstanceOf(CannotStart)
  })
})
