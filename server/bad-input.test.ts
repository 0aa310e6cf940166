import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { goodBodies, type Taking } from '../checks/trials/bodies.ts'
import { wrongRelations } from '../checks/trials/relations.ts'
import { wrongClients } from '../checks/trials/clients.ts'
import { wrongTools } from '../checks/trials/tools.ts'
import { wrongOutside } from '../checks/trials/outside.ts'
import { wrongLooks } from '../checks/trials/looks.ts'
import {
  notText,
  wrongType,
  blank,
  tooLong,
  typed,
  idLike,
  wrongForms,
  typedPassword,
  chosenPassword,
  linkToken,
  orNothing,
  personName,
  ofPerson,
} from '../checks/trials/wrong.ts'
import { wrongRequests } from '../checks/trials/requests.ts'
import { wrongSecondSteps } from '../checks/trials/second-step.ts'
import { contract } from '../contract/index.ts'
import type { Endpoint } from '../contract/endpoint.ts'
import type { FieldProblemCode } from '../contract/problems.ts'
import type { Person, Raw } from '../people/person.ts'
import { expectProblem, expectWrongFields } from '../people/problem.ts'
import { test } from '../people/test.ts'
import { worldOf } from '../people/world.ts'

/** What each field refuses, and how: by its name in the body. */
const wrong: Record<Taking, Record<string, (readonly [unknown, FieldProblemCode])[]>> = {
  ...wrongClients,
  ...wrongTools,
  ...wrongOutside,
  ...wrongRequests,
  ...wrongLooks,
  ...wrongRelations,
  signIn: {
    address: [...wrongType, ...notText, ...blank, ['x'.repeat(255), 'too-long']],
    password: [...wrongType, ...notText, ['', 'empty'], ['😀'.repeat(129), 'too-long']],
  },
  changeMySettings: {
    language: wrongForms(null, 'de', 'NL', '', 0, {}, ['nl']),
    enterSends: wrongForms(null, 'true', 0, 1, '', [], {}),
    theme: wrongForms(null, 'pink', '', 0, [], {}),
    mails: wrongForms(null, 'sometimes', '', 0, [], {}),
    quietHours: wrongForms(0, '', '22:00', true, []),
    'quietHours.from': wrongForms(null, 22, '', '24:00', '7:00', '22:00:00', '22:60', '٢٢:٠٠'),
  },
  startConversation: {
    contacts: wrongForms(null, true, 0, '', 'x', randomUUID(), {}, [], [randomUUID(), randomUUID()]),
    'contacts.0': idLike,
    subject: typed(200),
    text: typed(10_000),
    clientKey: idLike,
  },
  postMessage: { text: typed(10_000), clientKey: idLike },
  markRead: { position: wrongForms(null, true, '', '1', 1.5, -1, -0.5, 2 ** 53, 1e300, [], {}, [1]) },
  askNewPassword: { address: [...wrongType, ...notText, ...blank, ['x'.repeat(255), 'too-long']] },
  seeLink: { token: linkToken },
  setPasswordByLink: { token: linkToken, password: [...chosenPassword] },
  unblock: { token: linkToken },
  confirmAddress: { token: linkToken },
  changeMyPassword: {
    present: [...typedPassword],
    password: [...chosenPassword, ['fourteen chars', 'too-short'], ['bakker bakker bakker', 'known-bad']],
  },
  changeMyAddress: {
    address: [['nobody', 'not-an-address'], ['a\r\nBcc: b@c.example', 'not-an-address'], ...notText, ['', 'empty']],
    present: [...typedPassword],
  },
  ...wrongSecondSteps,
  setUp: {
    token: typed(100),
    practice: wrongForms(null, true, 0, '', []),
    'practice.name': typed(100),
    'practice.language': wrongForms(null, 'de', '', 0),
    'practice.timeZone': [...typed(100), ['Europe/Nowhere', 'wrong-form']],
    'person.address': [['nobody', 'not-an-address'], ...notText, ['', 'empty']],
    'person.password': [
      ['short', 'too-short'],
      ['password password', 'known-bad'],
    ],
  },
  addProfessional: { ...ofPerson, active: wrongForms(null, 'true', 0, 1, '', [], {}) },
  changeProfessional: { ...ofPerson, evenLast: wrongForms(null, 'true', 0) },
  deactivateProfessional: { evenLast: wrongForms(null, 'true', 0, 1, '', [], {}) },
  previewImport: { text: [...wrongType, ...notText] },
  importProfessionals: { text: [...wrongType, ...notText], seen: wrongForms(null, true, '', {}), clientKey: idLike },
  changeProfile: {
    phone: [...orNothing(30), ['call me', 'not-a-phone'], ['12', 'not-a-phone']],
    description: orNothing(500),
    name: wrongForms(null, true, 0, '', []),
    visible: wrongForms(null, 'true', 0, 1, '', [], {}),
  },
  changeAbsence: { absence: wrongForms(true, 0, '', []) },
  setPicture: { picture: wrongForms(null, true, 0, [], {}, 'no base64!', 'a') },
  changeSettings: {
    name: typed(100),
    sessionMinutes: wrongForms(null, '60', 4, 241, 7.5, {}),
    twoStepClients: wrongForms(null, 'maybe', 0),
    timeZone: typed(100),
    desk: wrongForms(null, '', 0, []),
    clientFields: wrongForms(null, '', 0, []),
    registration: wrongForms(null, 'open', 0, []),
    outside: wrongForms(null, 'all', 0, []),
    temporaryAccess: wrongForms(null, 'yes', 0, []),
    temporaryAccessMinutes: wrongForms(null, '60', 4, 241, 7.5, {}),
    relateRequests: wrongForms(null, 'yes', 0, []),
    footer: [...wrongType.slice(1), ...notText, ...blank, ...tooLong(300)],
  },
  register: {
    person: wrongForms(null, true, 0, '', []),
    'person.first': personName,
    'person.birthDate': [
      ['31-02-1990', 'not-a-date'],
      ['1990-02-31', 'no-such-day'],
      ['1890-01-01', 'before-1900'],
    ],
    'person.address': [
      ['nobody', 'not-an-address'],
      ['a b@linde.example', 'not-an-address'],
    ],
  },
}

const taking = Object.keys(goodBodies) as Taking[]

describe.each(taking)('%s', (name) => {
  test('refuses each wrong field with a sentence of its own, in both languages, and writes nothing', async ({
    as,
    room,
  }) => {
    const { person, path } = await placeFor(as, name)
    const before = await worldOf(room)
    let count = 0
    for (const [field, values] of Object.entries(wrong[name]))
      for (const [value, code] of values) {
        const language = (count += 1) % 2 ? 'en' : 'nl'
        const body = JSON.stringify(withField(goodBodies[name](room), field, value))
        const answer = await send(person, name, { path, body, headers: { 'accept-language': language } })
        expectWrongFields(answer, { [field]: code }, language)
      }
    expect(count).toBeGreaterThan(0)
    expect(await worldOf(room)).toEqual(before)
  })

  test('refuses a field that is missing, and one that nobody asked for', async ({ as, room }) => {
    const { person, path } = await placeFor(as, name)
    const before = await worldOf(room)
    const whole = goodBodies[name](room)
    const optional = new Set(['subject', 'theme', 'state', 'evenLast', 'phone', 'footer'])
    for (const field of Object.keys(whole).filter((one) => !optional.has(one))) {
      const { [field]: _, ...rest } = whole
      expectWrongFields(await send(person, name, { path, body: JSON.stringify(rest) }), { [field]: 'missing' })
    }
    for (const field of ['role', 'account', 'id', 'at', 'constructor', 'toString', '', 'é'])
      expectWrongFields(await send(person, name, { path, body: JSON.stringify({ ...whole, [field]: 'x' }) }), {
        [field]: 'unknown',
      })
    expect(await worldOf(room)).toEqual(before)
  })

  test('refuses what is not one object of well-formed JSON in UTF-8', async ({ as, room }) => {
    const { person, path } = await placeFor(as, name)
    const before = await worldOf(room)
    const json = JSON.stringify(goodBodies[name](room))
    const inside = (text: string) => `${json.slice(0, -1)},${text}}`
    // Every field once more, with its own value.
    const twice = json.replace('{', () => `{${json.slice(1, -1)},`)
    const unfinished = ['{', json.slice(1), json.slice(0, -1), `${json}${json}`, `${json},`, `\ufeff${json}`]
    const noJson = [json.replaceAll('"', "'"), 'NaN', 'undefined', '\u0000', inside('"x":1e'), inside('"x":"\n"')]
    const named = [inside('"__proto__":{"a":1}'), inside('"x":{"__proto__":1}'), inside('"\\u005f_proto__":1')]
    const deep = ['['.repeat(60_000), `${'['.repeat(60_000)}${']'.repeat(60_000)}`, '{"a":'.repeat(20_000)]
    const bytes = [[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xc0, 0x80], [0xf4, 0x90, 0x80, 0x80]]
    const unreadable = [
      ...unfinished,
      ...noJson,
      ...named,
      ...deep,
      twice,
      inside('"x":1,"x":1'),
      inside('"x":"\\ud8"'),
    ]
    for (const body of bytes.map((one) => broken(json, one)))
      expectProblem(await send(person, name, { path, body }), 'not-understood')
    for (const body of unreadable) expectProblem(await send(person, name, { path, body }), 'not-understood')
    for (const body of ['null', '[]', '"Hello"', '0', 'true', `[${json}]`, ''])
      expectProblem(await send(person, name, { path, body }), 'wrong-fields')
    expect(await worldOf(room)).toEqual(before)
  })
})

/** Somebody who could do it, and where: a conversation of their own where one is needed. */
async function placeFor(
  as: (name: 'Noor') => Promise<[Person]>,
  name: Taking,
): Promise<{ person: Person; path: string }> {
  const [person] = await as('Noor')
  const endpoint: Endpoint = contract[name]
  const id = endpoint.path.includes(':id') ? await person.start('Daan') : ''
  return { person, path: `/api${endpoint.path.replace(/:id|:professional/g, id)}` }
}

function send(person: Person, name: Taking, { path, ...raw }: Raw & { path: string }) {
  return person.request(contract[name].method, path, raw)
}

/** A copy with one field changed; `contacts.0` and `practice.name` are inside another. */
function withField(body: Record<string, unknown>, field: string, value: unknown): Record<string, unknown> {
  const [first = '', inner] = field.split('.')
  if (inner === undefined) return { ...body, [first]: value }
  if (first === 'contacts') return { ...body, contacts: [value] }
  const outer = first === 'quietHours' ? { until: '07:00' } : (body[first] as Record<string, unknown>)
  return { ...body, [first]: { ...outer, [inner]: value } }
}

/** The JSON with bytes in its first text that are no UTF-8. */
function broken(json: string, bytes: number[]): Uint8Array<ArrayBuffer> {
  const at = json.indexOf(':"') + 2
  return Uint8Array.from([...Buffer.from(json.slice(0, at)), ...bytes, ...Buffer.from(json.slice(at))])
}
