import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect } from 'vitest'
import { contract, type EndpointName } from '../contract/index.ts'
import type { Endpoint } from '../contract/endpoint.ts'
import { figure } from '../people/figure.ts'
import type { Answer, Person } from '../people/person.ts'
import type { Room } from '../people/room.ts'
import { test } from '../people/test.ts'

/** Cases per endpoint: T42 asks for a thousand, the gate takes a slice. */
const cases = process.env.ALCOVE_PROOF === 'full' ? 1000 : 40
const seed = Number(process.env.ALCOVE_SEED ?? Math.floor(Math.random() * 2 ** 31))

/** Things that have broken others: null bytes, lone surrogates, right-to-left, numbers that are none, names of prototypes. */
const nasty = fc.constantFrom<unknown>(
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\u202egnp.exe',
  '\ufeff',
  'é'.repeat(5000),
  '💬'.repeat(10_001),
  '__proto__',
  'constructor',
  `'; drop table room.message; --`,
  '${7*7}',
  '<script>alert(1)</script>',
  '0',
  '-1',
  '1e400',
  'null',
  'NaN',
  Number.MAX_SAFE_INTEGER + 1,
  -1,
  1.5,
  1e308,
  true,
  null,
  [],
  {},
  [[[[[[]]]]]],
  '2026-02-30T00:00:00.000Z',
  '99999-01-01',
  '00000000-0000-0000-0000-000000000000',
  randomUUID(),
)
const value = fc.oneof(nasty, fc.string({ unit: 'binary' }), fc.integer(), fc.double(), fc.jsonValue())

/** A body: right fields with wrong values, fields that nobody asked for, or anything at all. */
function bodies(fields: string[]) {
  const some = fc.dictionary(
    fc.constantFrom(...fields, 'id', 'author', 'account', 'administrator', '__proto__', 'role'),
    value,
  )
  return fc.oneof(some, some, fc.anything())
}

test('T42 T4 whatever is sent to whichever endpoint: never a 5xx, always a problem with a sentence, and a refusal changes nothing', {
  timeout: 1_800_000,
}, async ({ as, room }) => {
  const [noor] = await as('Noor')
  const conversation = await noor.start('Daan')
  let sent = 0
  for (const name of Object.keys(contract) as EndpointName[]) {
    if (name === 'signOut') continue
    const endpoint: Endpoint = contract[name]
    const fields = Object.keys(endpoint.takes?.shape ?? { nothing: 0 })
    const sending = fc.record({
      body: bodies(fields),
      id: fc.oneof(fc.constant(conversation), value),
      query: fc.dictionary(fc.constantFrom('before', 'after', 'find', 'unread', 'x'), value),
    })
    await fc.assert(
      fc.asyncProperty(sending, async (given) => {
        sent += 1
        const before = await rows(room)
        const answer = await send(noor, endpoint, given)
        expect(answer.status, answer.text).toBeLessThan(500)
        if (answer.status < 400) return
        expect(answer.headers.get('content-type')).toContain('application/problem+json')
        expect(answer.body).toMatchObject({ title: expect.stringMatching(/\w+ \w+/) })
        expect(await rows(room)).toBe(before)
      }),
      { numRuns: cases, seed, endOnFailure: true },
    )
  }
  figure('T42', `${sent} requests, seed ${seed}, no 5xx`)
})

async function send(
  person: Person,
  endpoint: Endpoint,
  given: { body: unknown; id: unknown; query: Record<string, unknown> },
): Promise<Answer> {
  const query = new URLSearchParams(
    Object.entries(given.query).map(([key, one]) => [key, inWords(one).slice(0, 2000)]),
  ).toString()
  const id = encodeURIComponent(wellFormed(inWords(given.id)).slice(0, 300))
  const path = `/api${endpoint.path.replaceAll(/:(id|professional)\b/g, id)}`
  const body = endpoint.takes ? (JSON.stringify(given.body) ?? 'undefined') : undefined
  return await person.request(
    endpoint.method,
    `${path}${query && endpoint.asksFor ? `?${query}` : ''}`,
    body === undefined ? {} : { body },
  )
}

/** A lone surrogate cannot stand in an address at all. */
function wellFormed(text: string): string {
  return text.toWellFormed()
}

/** What there is, counted and summed up; signs of life, sessions and the log aside. */
async function rows(room: Room): Promise<string> {
  const [row] = await room.query<{
    all: string
  }>(`select concat_ws(' ', (select count(*) from room.account), (select count(*) from room.conversation), (select count(*) from room.message),
    (select count(*) from room.message_text), (select count(*) from room.participant), (select count(*) from room.span), (select sum(position) from room.read_mark),
    (select string_agg(s::text, ',' order by account) from room.account_setting s), (select count(*) from room.setting)) as all`)
  return row?.all ?? ''
}

/** An object may hold a `toString` that is none. */
function inWords(given: unknown): string {
  return typeof given === 'string' ? given : (JSON.stringify(given) ?? 'undefined')
}
