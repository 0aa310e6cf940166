import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openPeople } from '../../people/demo.ts'
import { type Clock, later, machineClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import { type Running, startHouse } from '../start.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'alcove-set-up-'))
const database = `t_set_up_${process.pid}`
let ahead = 0
const clock: Clock = { now: () => later(machineClock.now(), ahead) }
let running: Running

/** A production room with nothing in it. Plain http is allowed on loopback only, for whoever tries it out. */
function settings(): Record<string, string> {
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${database}`
  return {
    ALCOVE_MODE: 'production',
    ALCOVE_DATA: path.join(folder, 'data'),
    ALCOVE_MASTER_KEY_FILE: path.join(folder, 'master.key'),
    ALCOVE_DATABASE_URL: url.href,
    ALCOVE_PORT: '0',
    ALCOVE_PUBLIC_URL: 'http://localhost',
  }
}

async function open(): Promise<Running> {
  return await startHouse(readConfig(settings()), { say: () => undefined, clock, webFolder: null, people: openPeople })
}

beforeAll(async () => {
  writeFileSync(path.join(folder, 'master.key'), execFileSync('openssl', ['rand', '-base64', '32']))
  running = await open()
})
afterAll(() => running.stop())

const practice = {
  name: 'Test',
  deskAddress: 'desk@test.example',
  deskPhone: null,
  language: 'nl',
  timeZone: 'Europe/Amsterdam',
}
const person = { first: 'Ada', infix: null, last: 'Vos', address: 'Ada@Test.example', password: 'kettle window garden' }

async function post(route: string, body: unknown): Promise<Response> {
  const headers = { origin: running.address, 'content-type': 'application/json', 'accept-language': 'en' }
  return await fetch(`${running.address}/api${route}`, { method: 'POST', headers, body: JSON.stringify(body) })
}

function tokenIn(welcome: string[]): string {
  return welcome.join(' ').split('#')[1] ?? ''
}

test('ORD-12 an empty production room prints a link; it is refused when wrong or over, works once, and its person can sign in', async () => {
  const token = tokenIn(running.welcome)
  expect(token.length).toBeGreaterThan(30)
  expect((await post('/set-up', { token: `${token}x`, practice, person })).status).toBe(404)
  ahead = 61 * 60_000
  expect((await post('/set-up', { token, practice, person })).status).toBe(404)
  ahead = 0
  const both = await Promise.all([
    post('/set-up', { token, practice, person }),
    post('/set-up', { token, practice, person }),
  ])
  expect(both.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([204, 404])
  const signedIn = await post('/session', { address: 'ada@test.example', password: person.password })
  expect(await signedIn.json()).toMatchObject({
    name: 'Ada Vos',
    groups: ['application manager', 'secretary', 'therapist'],
  })
})

test('a room where somebody lives prints no link any more', async () => {
  await running.stop()
  running = await open()
  expect(running.welcome).toEqual([])
})

test.for([
  ['short', 'person.password', 'too-short'],
  ['ada vos ada vos ada', 'person.password', 'known-bad'],
  ['123456789012345678', 'person.password', 'known-bad'],
  ['passwordpassword', 'person.password', 'known-bad'],
])('the password ‘%s’ is refused with a sentence at its field', async ([password, field, code]) => {
  const answer = await post('/set-up', { token: 'x', practice, person: { ...person, password } })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ fields: [{ field, code }] })
})

test('demo people can never become real ones: production refuses their data, and the demo refuses a real room', async () => {
  const { ALCOVE_MODE: _, ALCOVE_PUBLIC_URL: __, ...rest } = settings()
  await expect(
    startHouse(readConfig(rest), { say: () => undefined, webFolder: null, people: openPeople }),
  ).rejects.toThrow('holds a real practice')
  const client = new pg.Client({ connectionString: settings().ALCOVE_DATABASE_URL })
  await client.connect()
  await client.query('update register.practice set demo = true')
  await client.end()
  await running.stop()
  await expect(open()).rejects.toThrow('demo people can never become real ones')
  const again = new pg.Client({ connectionString: settings().ALCOVE_DATABASE_URL })
  await again.connect()
  await again.query('update register.practice set demo = false')
  await again.end()
  running = await open()
})
