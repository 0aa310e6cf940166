import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { bodyFor } from '../checks/trials/bodies.ts'
import { contract, type EndpointName } from '../contract/index.ts'
import type { Endpoint } from '../contract/endpoint.ts'
import { expectProblem, expectWrongFields } from '../people/problem.ts'
import { test } from '../people/test.ts'
import { sendBytes, sendOdd } from '../people/wire.ts'
import { worldOf } from '../people/world.ts'

const endpoints = (Object.keys(contract) as EndpointName[]).map((name): Endpoint => contract[name])
const methodsOf = (path: string) => endpoints.filter((one) => one.path === path).map(({ method }): string => method)
const first = (path: string) => path.replaceAll(/:(id|professional)\b/g, () => randomUUID()).replace(':version', 'a1')

describe('the longest that is taken', () => {
  test('ten thousand characters are, however they are spelled; one more is not', async ({ as }) => {
    const [noor] = await as('Noor')
    const id = await noor.start('Daan', { text: '😀'.repeat(10_000), subject: '😀'.repeat(200) })
    const long = ['x', '😀', 'é', '\\', '"', '\n', '\u0001', '漢'].map((one) => `x${one.repeat(9_998)}x`)
    for (const text of long) expect((await noor.post(id, text)).text).toBe(text)
    expect(await noor.reads(id)).toEqual(['😀'.repeat(10_000), ...long])
    const escaped = `{"clientKey":"${randomUUID()}","text":"${'\\ud83d\\ude00'.repeat(10_000)}"}`
    const answer = await noor.request('POST', `/api/conversations/${id}/messages`, { body: escaped })
    expect(answer.body).toMatchObject({ text: '😀'.repeat(10_000) })
    const takes = { text: '😀'.repeat(10_001), clientKey: randomUUID() }
    expectWrongFields(await noor.try('postMessage', { where: { id }, takes }), { text: 'too-long' })
  })

  test('a body above the limit is refused as a whole, also where its length is not said', async ({ as, room }) => {
    const [noor] = await as('Noor')
    const id = await noor.start('Daan')
    const before = await worldOf(room)
    const path = `/api/conversations/${id}/messages`
    const body = JSON.stringify({ text: 'Hello', clientKey: randomUUID() })
    const large = body.padEnd(128 * 1024 + 1, ' ')
    const headers = { cookie: noor.cookie, origin: room.address, 'content-type': 'application/json' }
    expectProblem(await noor.request('POST', path, { body: large }), 'too-large')
    const chunked = { ...headers, 'transfer-encoding': 'chunked' }
    expectProblem(await sendOdd(room, { method: 'POST', path, headers: chunked, body: large }), 'too-large', 'nl')
    expect(await worldOf(room)).toEqual(before)
    expect((await noor.request('POST', path, { body: body.padEnd(128 * 1024, ' ') })).status).toBe(200)
  })

  test('thousands of unknown fields get an answer that fits on a screen', async ({ as }) => {
    const [noor] = await as('Noor')
    const fields = Object.fromEntries(Array.from({ length: 9000 }, (_, index) => [`f${index}`, 1]))
    const answer = await noor.try('changeMySettings', { takes: fields })
    expect(expectProblem(answer, 'wrong-fields').fields).toHaveLength(20)
    expect(answer.text.length).toBeLessThan(2500)
  })
})

describe('what is asked for', () => {
  test('an id of a wrong form, an unknown and a foreign one are one answer, in every place for an id', async ({
    as,
    room,
  }) => {
    const [noor, eva] = await as('Noor', 'Eva')
    const foreign = await noor.start('Daan')
    const before = await worldOf(room)
    const ids = [
      '1',
      'x',
      'null',
      '%00',
      '%F0%9F%98%80',
      `${foreign}%20`,
      foreign.slice(1),
      `${foreign}0`,
      "1'--",
      '{}',
    ]
    const withId = Object.entries(contract).filter(([, { path }]) => path.includes(':id'))
    expect(withId.length).toBeGreaterThan(20)
    for (const [name, { method, path }] of withId)
      for (const id of [...ids, foreign, foreign.toUpperCase(), randomUUID(), room.ids.Noor]) {
        const taken = bodyFor(room, method, path)
        const body = taken ? { body: JSON.stringify(taken) } : {}
        const answer = await eva.request(method, `/api${path.replaceAll(/:(id|professional)\b/g, id)}`, body)
        expect([name, id, expectProblem(answer, 'not-found')]).toEqual([name, id, { ...notFound }])
      }
    expect(await worldOf(room)).toEqual(before)
  })

  test('a question that makes no sense is refused with the field’s name', async ({ as }) => {
    const [noor] = await as('Noor')
    const id = await noor.start('Daan')
    const nonsense: [string, Record<string, string>, string][] = [
      ['/conversations', { before: 'yesterday' }, 'before'],
      ['/conversations', { before: '2026-13-45T00:00:00.000Z' }, 'before'],
      ['/conversations', { before: '2026-02-30T00:00:00.000Z' }, 'before'],
      ['/conversations', { before: '0000-01-01T00:00:00.000Z' }, 'before'],
      ['/conversations', { before: '' }, 'before'],
      ['/conversations', { unread: 'no' }, 'unread'],
      ['/conversations', { unread: '' }, 'unread'],
      [`/conversations/${id}/messages`, { before: '-1' }, 'before'],
      [`/conversations/${id}/messages`, { before: '1.5' }, 'before'],
      [`/conversations/${id}/messages`, { before: '9'.repeat(400) }, 'before'],
      [`/conversations/${id}/messages`, { after: 'x' }, 'after'],
      [`/conversations/${id}/messages`, { after: '9007199254740993' }, 'after'],
      ['/contacts', { find: 'x'.repeat(101) }, 'find'],
      ['/contacts', { find: 'a\u0000' }, 'find'],
      ['/contacts', { find: ' ' }, 'find'],
    ]
    for (const [path, query, field] of nonsense) {
      const answer = await noor.request('GET', `/api${path}?${new URLSearchParams(query)}`)
      expect([query, expectProblem(answer, 'wrong-fields').fields?.map((one) => one.field)]).toEqual([query, [field]])
    }
    for (const path of ['/conversations?page=2', '/contacts?find=a&find=b', `/conversations/${id}/messages?after[]=1`])
      expectProblem(await noor.request('GET', `/api${path}`), 'wrong-fields')
  })
})

describe('whatever else comes over the wire', () => {
  test('an address that is not there, or that no browser writes, is not found', async ({ as, room }) => {
    const [noor] = await as('Noor')
    const { host } = new URL(room.address)
    const paths = ['/api', '/api/', '/api/nothing', '/api/me/', '/API/me', '//api/me', '/api/me%2f', '/api/../api/me']
    for (const path of [...paths, '/api/%ff', '/api/conversations/%', '/api/conversations/%c0%af', '/x', '/api/live/x'])
      expectProblem(await sendOdd(room, { path, headers: { host, cookie: noor.cookie } }), 'not-found', 'nl')
    const long = `/api/conversations/${'x'.repeat(5000)}`
    expectProblem(await sendOdd(room, { path: long, headers: { host, cookie: noor.cookie } }), 'not-found', 'nl')
  })

  test('a method that an address does not have is not found, and changes nothing', async ({ as, room }) => {
    const [noor] = await as('Noor')
    const before = await worldOf(room)
    for (const { path } of endpoints)
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'].filter(
        (one) => !methodsOf(path).includes(one),
      ))
        expectProblem(await noor.request(method, `/api${first(path)}`), 'not-found')
    expect(await worldOf(room)).toEqual(before)
  })

  test('a body where none belongs is left alone or refused, and never obeyed', async ({ as, room }) => {
    const [noor] = await as('Noor')
    const headers = { host: new URL(room.address).host, cookie: noor.cookie, 'content-type': 'application/json' }
    const body = '{"language":"en"}'
    const get = await sendOdd(room, { method: 'GET', path: '/api/me', headers, body })
    expect(get.body).toMatchObject({ name: 'Noor Bakker', language: null })
    const withOrigin = { ...headers, origin: room.address }
    for (const [method, path] of [
      ['POST', '/api/presence'],
      ['DELETE', '/api/session'],
    ] as const)
      expectProblem(await sendOdd(room, { method, path, headers: withOrigin, body }), 'wrong-fields', 'nl')
    expect(await noor.ask('seeMe')).toMatchObject({ language: null })
  })

  test('a host name that is not ours finds nothing', async ({ as, room }) => {
    const [noor] = await as('Noor')
    for (const host of [
      'elsewhere.example',
      'linde.elsewhere.example',
      '169.254.169.254',
      'localhost.',
      'nowhere.localhost',
      'a b',
      '@',
      'localhost:x',
    ])
      for (const { path, method } of endpoints.filter((one) => one.method === 'GET')) {
        const headers = { host, cookie: noor.cookie }
        const answer = await sendOdd(room, { method, path: `/api${first(path)}`, headers })
        expect([host, path, answer.status]).toEqual([host, path, 404])
      }
  })

  test('without a session, or with one that is none, every address for those who are signed in says so', async ({
    room,
  }) => {
    const { host } = new URL(room.address)
    const cookies = [
      '',
      'alcove=',
      'alcove=x',
      `alcove=${'x'.repeat(6000)}`,
      'alcove=%00',
      'alcove=é',
      '__Host-alcove=x',
      '=;;=,',
    ]
    const closed = endpoints.filter(({ visitor }) => visitor === 'signed in')
    expect(closed.length).toBeGreaterThan(8)
    for (const cookie of cookies)
      for (const { method, path } of closed) {
        const taken = bodyFor(room, method, path)
        const headers = {
          host,
          origin: room.address,
          ...(taken && { 'content-type': 'application/json' }),
          ...(cookie && { cookie: Buffer.from(cookie).toString('latin1') }),
        }
        const body = taken ? { body: JSON.stringify(taken) } : {}
        const answer = await sendOdd(room, { method, path: `/api${first(path)}`, headers, ...body })
        expect([method, path, cookie.slice(0, 20), answer.status]).toEqual([method, path, cookie.slice(0, 20), 401])
        expectProblem(answer, 'signed-out', 'nl')
      }
  })

  test('what is no HTTP gets a sentence too, and nothing of how we are made', async ({ room }) => {
    const { host } = new URL(room.address)
    const odd: [string, 'not-understood' | 'too-large'][] = [
      ['nonsense\r\n\r\n', 'not-understood'],
      ['GET /api/me HTTP/9.9\r\n\r\n', 'not-understood'],
      [`GET /api/me HTTP/1.1\r\nhost: ${host}\r\ncontent-length: x\r\n\r\n`, 'not-understood'],
      [`POST /api/session HTTP/1.1\r\nhost: ${host}\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n`, 'not-understood'],
      [`GET /api/me HTTP/1.1\r\nhost: ${host}\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 'too-large'],
    ]
    for (const [bytes, code] of odd) expectProblem(await sendBytes(room, bytes), code)
  })

  test('the sentence is in the language that was asked for, else in Dutch', async ({ room }) => {
    const { host } = new URL(room.address)
    const asked: [string, 'nl' | 'en'][] = [
      ['en', 'en'],
      ['EN-us;q=0.1', 'en'],
      [' en , nl', 'en'],
      ['nl-BE,en', 'nl'],
      ['fr', 'nl'],
      ['*', 'nl'],
      [',,,;;;q=x', 'nl'],
      ['\u0000'.replace('\u0000', '%00'), 'nl'],
      ['x'.repeat(8000), 'nl'],
    ]
    for (const [language, found] of asked)
      expectProblem(
        await sendOdd(room, { path: '/api/me', headers: { host, 'accept-language': language } }),
        'signed-out',
        found,
      )
    expectProblem(await sendOdd(room, { path: '/api/me', headers: { host } }), 'signed-out', 'nl')
  })
})

const notFound = {
  type: '/problems/not-found',
  code: 'not-found',
  status: 404,
  title: 'You cannot open this. It may be gone, or not be yours.',
}
