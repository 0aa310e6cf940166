import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, inject } from 'vitest'
import { session } from '../checks/matrix/scene.ts'
import { servedRoutes } from '../checks/served.ts'
import { bodyFor } from '../checks/trials/bodies.ts'
import { cast } from '../people/cast.ts'
import { figure } from '../people/figure.ts'
import { type Answer, cookieFrom, Person, signIn } from '../people/person.ts'
import { expectProblem } from '../people/problem.ts'
import { castPassword, type Room } from '../people/room.ts'
import { test as base } from '../people/test.ts'
import { sendBytes, sendOdd } from '../people/wire.ts'
import { worldOf } from '../people/world.ts'

const test = base
  .override('settings', () => ({ webFolder: inject('webFolder') }))
  .extend('noor', { scope: 'file' }, ({ room }) => signIn(room, cast.Noor.address, castPassword))
  .extend('id', { scope: 'file' }, ({ noor }) => noor.start('Daan'))

/** Every other page there is: of another host, port, scheme, of nowhere, or made to look like ours. */
function foreignOrigins(room: Room): string[] {
  const { port, hostname } = new URL(room.address)
  const nearly = [`https://${hostname}:${port}`, `http://${hostname}`, `http://x.${hostname}:${port}`]
  const likeOurs = [
    `${room.address}.elsewhere.example`,
    `http://${hostname}@elsewhere.example`,
    `${room.address}, null`,
  ]
  return ['', 'null', 'https://elsewhere.example', 'file://', 'x', ...nearly, ...likeOurs, `http://127.0.0.1:${port}`]
}

/** What a page of somebody else can send without asking first, and what nobody should. */
const foreignTypes = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain; application/json',
  'application/jsonx',
  'text/json',
  'json',
  'application/json-patch+json',
  '*/*',
]

/** A body that the address takes, as it stands in the contract. */
function bodyOf(room: Room, route: string) {
  const [method = '', address = ''] = route.split(' ')
  return bodyFor(room, method, address.replace('/api', ''))
}

const changing = async (room: Room) =>
  (await servedRoutes(room.running.house)).filter((route) => !/^(GET|HEAD) /.test(route))

describe('T18 a change is taken from our own page only', () => {
  test('without an Origin, or with any other, every change is refused and nothing happens', async ({
    room,
    noor,
    id,
  }) => {
    const routes = await changing(room)
    expect(routes.length).toBeGreaterThan(50)
    const before = await everything(room)
    for (const route of routes)
      for (const origin of foreignOrigins(room))
        expectProblem(await send(noor, route, { id, headers: { origin }, body: bodyOf(room, route) }), 'not-from-here')
    expect(await everything(room)).toEqual(before)
    figure(
      'T18',
      `${routes.length} changes × ${foreignOrigins(room).length} foreign origins, each refused, nothing changed`,
    )
  })

  test('in any form but JSON every change is refused and nothing happens, from our own page too', async ({
    room,
    noor,
    id,
  }) => {
    const routes = await changing(room)
    const before = await everything(room)
    for (const route of routes)
      for (const type of foreignTypes) {
        const body = bodyOf(room, route) ?? {}
        expectProblem(await send(noor, route, { id, headers: { 'content-type': type }, body }), 'not-json')
      }
    expect(await everything(room)).toEqual(before)
    figure('T18', `${routes.length} changes × ${foreignTypes.length} other forms, each refused, nothing changed`)
  })

  test('a forwarded host does not make a foreign page ours', async ({ room, noor, id }) => {
    const before = await everything(room)
    const headers = {
      origin: 'http://elsewhere.example',
      'x-forwarded-host': 'elsewhere.example',
      forwarded: 'host=elsewhere.example',
    }
    const route = 'POST /api/conversations/:id/messages'
    expectProblem(await send(noor, route, { id, headers, body: bodyOf(room, route) }), 'not-from-here')
    expect(await everything(room)).toEqual(before)
  })

  test('a host that only begins or ends like ours is another', async ({ room, noor }) => {
    const headers = { host: 'localhost', cookie: noor.cookie }
    const from = (origin: string) =>
      sendOdd(room, { method: 'POST', path: '/api/presence', headers: { ...headers, origin } })
    expect((await from('http://localhost')).status).toBe(204)
    for (const other of ['localhost.elsewhere.example', 'elsewherelocalhost', 'localhost:81', 'localhost.', 'localhos'])
      expectProblem(await from(`http://${other}`), 'not-from-here', 'nl')
  })

  test('T13 a foreign page is not even shown what it asks for', async ({ room, noor, id }) => {
    for (const route of (await servedRoutes(room.running.house)).filter((one) => one.startsWith('GET /api')))
      expectProblem(await send(noor, route, { id, headers: { origin: 'https://elsewhere.example' } }), 'not-from-here')
  })

  test('from our own page none of them is refused for where it comes from, and what is one’s own is carried out', async ({
    room,
    id,
  }) => {
    const carriedOut: string[] = []
    for (const route of await changing(room)) {
      // Several of them end the session they come with.
      const noor = await session(room, { account: room.ids.Noor }, 'open')
      const answer = await send(noor, route, { id, body: bodyOf(room, route) })
      const code = (answer.body as { code?: string } | null)?.code
      expect([route, code === 'not-from-here' || code === 'not-json' || answer.status >= 500]).toEqual([route, false])
      if (answer.status < 300) carriedOut.push(route)
    }
    expect(carriedOut.length).toBeGreaterThan(15)
    expect(carriedOut).toContain('DELETE /api/session')
  })
})

describe('T43 T24 every answer carries the headers that keep a page to itself', () => {
  test('whatever is asked: each address, each refusal, the pages, the files, what is no address and what is no HTTP', async ({
    room,
  }) => {
    const { host } = new URL(room.address)
    const [noor, nobody] = [await session(room, { account: room.ids.Noor }, 'open'), new Person(room, '')]
    const id = await noor.start('Daan')
    // What never ends is asked below, what ends the session not at all.
    const apart = new Set(['GET /api/live', 'DELETE /api/session'])
    const served = (await servedRoutes(room.running.house)).filter((route) => !apart.has(route))
    const answers: [string, Answer][] = []
    for (const route of served) {
      const body = bodyOf(room, route)
      const own = await send(noor, route, { id, body })
      noor.cookie = cookieFrom(own) || noor.cookie
      answers.push([route, own], [`${route} by nobody`, await send(nobody, route, { id, body })])
      const elsewhere = { method: route.split(' ')[0] ?? '', path: '/api/nothing', headers: { host } }
      answers.push([`${route} elsewhere`, await sendOdd(room, elsewhere)])
    }
    const pages = ['/', '/conversations', `/conversations/${id}`, '/settings', '/nothing', '/nothing.css', '/%ff']
    for (const one of [...pages, ...assets()])
      answers.push([one, await sendOdd(room, { path: one, headers: { host } })])
    answers.push(['live', await sendOdd(room, { path: '/api/live', headers: { host } })])
    answers.push(['no HTTP', await sendBytes(room, 'x\r\n\r\n')])
    const live = await fetch(`${room.address}/api/live`, { headers: { cookie: noor.cookie } })
    answers.push(['the stream', { status: live.status, headers: live.headers, body: null, text: '' }])
    await live.body?.cancel()
    for (const [what, answer] of answers) expectGuarded(what, answer)
    expect(new Set(answers.map(([, { status }]) => status)).size).toBeGreaterThan(5)
    figure('T43', `${answers.length} answers of ${served.length} addresses, pages and refusals, all with every header`)
  })
})

/** The headers of one answer; the content security policy is read as a browser reads it. */
function expectGuarded(what: string, { headers }: Answer): void {
  const policy = new Map(
    (headers.get('content-security-policy') ?? '').split(';').map((part) => {
      const [name = '', ...sources] = part.trim().split(/\s+/)
      return [name.toLowerCase(), sources] as const
    }),
  )
  for (const name of ['default-src', 'object-src', 'base-uri', 'frame-ancestors'])
    expect([what, name, policy.get(name)]).toEqual([what, name, ["'none'"]])
  const sources = [...policy]
    .filter(([name]) => name.endsWith('-src') || name === 'form-action')
    .flatMap(([, values]) => values)
  expect([what, [...new Set(sources)].toSorted((a, b) => a.localeCompare(b))]).toEqual([what, ["'none'", "'self'"]])
  const wanted = {
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'cache-control': what.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
  }
  for (const [name, value] of Object.entries(wanted))
    expect([what, name, headers.get(name)]).toEqual([what, name, value])
  for (const power of ['camera', 'microphone', 'geolocation'])
    expect(headers.get('permissions-policy')).toContain(`${power}=()`)
  for (const name of ['server', 'x-powered-by', 'access-control-allow-origin'])
    expect([what, headers.get(name)]).toEqual([what, null])
}

/** Everything but the log: who is signed in counts as well. */
function everything(room: Room) {
  return worldOf(room, { without: ['audit', 'seal', 'seal_state', 'mail_notice', 'outbox'] })
}

function assets(): string[] {
  const found = readdirSync(path.join(inject('webFolder'), 'assets')).filter((name) => /\.(js|css)$/.test(name))
  expect(found.length).toBeGreaterThan(1)
  return found.map((name) => `/assets/${name}`)
}

function send(
  person: Person,
  route: string,
  { id, headers = {}, body }: { id: string; headers?: Record<string, string>; body?: object | null | undefined },
) {
  const [method = '', address = ''] = route.split(' ')
  return person.request(method, address.replaceAll(/:(id|professional)\b/g, id), {
    headers,
    ...(body && { body: JSON.stringify(body) }),
  })
}
