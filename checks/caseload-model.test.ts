import { expect } from 'vitest'
import { figure } from '../people/figure.ts'
import type { Room } from '../people/room.ts'
import { test } from '../people/test.ts'
import { clients, professionals, Walk } from './caseload-walk.ts'
import { Chance, chooseSeed, isFullProof } from './chance.ts'

const sequences = isFullProof ? 500 : 12
const steps = 30

test('in random walks of relating, asking, breaking, standing in, looking and leaving, everybody sees what the model says', {
  timeout: 3_600_000,
}, async ({ room }) => {
  const seed = chooseSeed()
  let taken = 0
  for (let sequence = 0; sequence < sequences; sequence += 1) {
    const chance = new Chance(seed + sequence)
    const walk = new Walk(room, chance)
    await walk.begin()
    const way: string[] = []
    for (let step = 0; step < steps; step += 1) {
      const { said, wanted, answer, about } = await walk.step()
      way.push(said)
      const where = `seed ${seed}, walk ${sequence}: ${way.slice(-12).join('; ')}`
      expect([where, answer.status < 400]).toEqual([where, wanted])
      const watchers =
        isFullProof || step === steps - 1 ? professionals : [chance.says(0.5) ? about : chance.one(professionals)]
      await Promise.all(watchers.map((one) => compare(room, walk, { one, where })))
      taken += 1
    }
    await compareSecretary(room, walk)
  }
  figure(
    'T2 T9',
    `${sequences} random walks, ${taken} steps of relating and leaving: what everybody sees equals the model (seed ${seed})`,
  )
})

type Watching = { one: (typeof professionals)[number]; where: string }

/** The own list, opening, and who works with a client: all three from the same model. */
async function compare(room: Room, walk: Walk, { one, where }: Watching): Promise<void> {
  const person = walk.person(one)
  const active = !walk.model.inactive.has(one)
  const list = await person.try('listClients')
  const listed = clients.filter((client) => walk.model.related.has(`${client} ${one}`))
  const ids = listed.map((client) => room.ids[client]).toSorted()
  const seen = (list.body as { clients?: { id: string }[] } | null)?.clients?.map(({ id }) => id).toSorted()
  expect([where, one, seen]).toEqual([where, one, active ? ids : undefined])
  for (const client of clients) {
    const opens = walk.opens(client, one)
    const sent = { where: { id: room.ids[client] } }
    const [file, who] = await Promise.all([person.try('seeClient', sent), person.try('seeProfessionals', sent)])
    const wanted = active ? (opens ? 200 : 404) : 401
    expect([where, one, client, file.status, who.status]).toEqual([where, one, client, wanted, wanted])
    if (wanted !== 200) continue
    const related = (who.body as { professionals: { id: string }[] }).professionals.map(({ id }) => id)
    const expected = professionals.filter((name) => walk.model.related.has(`${client} ${name}`))
    expect([where, related.toSorted()]).toEqual([where, expected.map((name) => room.ids[name]).toSorted()])
  }
}

async function compareSecretary(room: Room, walk: Walk): Promise<void> {
  const sanne = walk.person('Sanne')
  const { related, inactive } = walk.model
  const untreated = clients.filter((client) =>
    professionals.every((one) => related.get(`${client} ${one}`)?.kind !== 'therapist' || inactive.has(one)),
  )
  const list = (await sanne.ask('listWithoutTherapist')).clients.map(({ id }) => id)
  expect(list.toSorted()).toEqual(untreated.map((client) => room.ids[client]).toSorted())
}
