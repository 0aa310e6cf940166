import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Endpoint } from '../contract/endpoint.ts'
import { contract, type EndpointName } from '../contract/index.ts'
import { figure } from '../people/figure.ts'
import { linesOf } from '../people/lines.ts'
import type { Person } from '../people/person.ts'
import type { Room } from '../people/room.ts'
import { test } from '../people/test.ts'
import { goodBodies, type Taking } from './trials/bodies.ts'

/** Endpoints that leave an event, by name. */
const leaving = (Object.entries(contract) as [EndpointName, Endpoint][]).flatMap(([name, endpoint]) =>
  typeof endpoint.leaves === 'string' ? [{ name, endpoint, action: endpoint.leaves }] : [],
)

/** Those that somebody who is signed in may ask. Leaving and changing the way in come last: nobody is in afterwards. */
const last: readonly EndpointName[] = ['endMyOtherSessions', 'endMySession', 'signOut', 'changeMyPassword']
const inside = leaving
  .filter(({ endpoint }) => endpoint.visitor === 'signed in')
  .toSorted((a, b) => last.indexOf(a.name) - last.indexOf(b.name))

test('T46 whatever one has no right to, by an id that is nobody’s: each endpoint leaves one line, with all that NEN 7513 asks, whatever it answers', {
  timeout: 300_000,
}, async ({ as, room }) => {
  const missing: string[] = []
  // Somebody close to a client may do least of all.
  const [lies] = await as('Lies')
  let refused = 0
  for (const { name, endpoint, action } of inside) {
    const person = last.includes(name) ? (await as('Lies'))[0] : lies
    let status = 0
    const lines = await linesOf(
      room,
      async () => (status = await call(person, { name, endpoint, room, id: randomUUID() })),
    )
    const own = lines.filter((line) => line.action === action)
    const [line] = own
    if (status >= 400) refused += 1
    if (own.length !== 1) missing.push(`${name} leaves ${own.length} lines (${status})`)
    else if (line) missing.push(...wanting({ ...line }, endpoint).map((what) => `${name}: ${what}`))
    if (line && line.allowed !== status < 400) missing.push(`${name} says ${line.allowed} and answers ${status}`)
  }
  figure('T46', `${inside.length} endpoints asked without a right, ${refused} refused, ${missing.length} lines wanting`)
  expect(missing).toEqual([])
})

test('T46 whatever is asked about a client names the client in its line, the refusals by the number that was asked for', {
  timeout: 300_000,
}, async ({ as, room }) => {
  const about = inside.filter(({ endpoint }) => endpoint.path.startsWith('/clients/:id'))
  const wrong: string[] = []
  for (const who of ['Daan', 'Eva', 'Sanne'] as const) {
    const [person] = await as(who)
    for (const { name, endpoint, action } of about) {
      const lines = await linesOf(room, () => call(person, { name, endpoint, room, id: room.ids.Noor }))
      const clients = lines.filter((line) => line.action === action)
      const named = clients.filter(
        ({ allowed, client, object }) => client === room.ids.Noor || (!allowed && object === room.ids.Noor),
      )
      if (clients.length === 0 || named.length !== clients.length)
        wrong.push(`${name} by ${who}: ${clients.length} lines, ${named.length} name the client`)
    }
  }
  figure('T46', `${about.length * 3} calls about a client, ${wrong.length} lines without the client`)
  expect(wrong).toEqual([])
})

/** A PNG of one red pixel: what is no picture is refused for its shape, and comes to no door. */
const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='

/** With a body that would be taken, if it takes one. */
async function call(
  person: Person,
  { name, endpoint, room, id }: { name: EndpointName; endpoint: Endpoint; room: Room; id: string },
): Promise<number> {
  const where = Object.fromEntries(Object.keys(endpoint.where?.shape ?? {}).map((part) => [part, id]))
  const takes = endpoint.takes && { takes: name === 'setPicture' ? { picture } : goodBodies[name as Taking](room) }
  return (await person.try(name, { where, ...takes })).status
}

/** What NEN 7513 asks of a line and is not there. */
function wanting(line: Record<string, unknown>, { asks }: Endpoint): string[] {
  const needed = ['id', 'at', 'action', 'basis', 'account', 'roles', 'session', 'access_point', 'object_kind', 'mac']
  const empty = needed.filter((field) => line[field] === null || line[field] === '' || line[field] === undefined)
  const rule = line['rule'] === asks || line['rule'] === 'SEC-9' ? [] : [`rule ${String(line['rule'])}, not ${asks}`]
  return [...empty.map((field) => `no ${field}`), ...rule]
}
