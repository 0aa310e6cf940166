import type { Finding } from '../tree.ts'
import { askAround } from './answers.ts'
import { tryAround } from './attempts.ts'
import { lookAround } from './look.ts'
import { fill, type Place } from './place.ts'
import { makeWorld } from './world.ts'

/** What was compared in a world, or in many. */
export type Compared = {
  worlds: number
  looks: number
  rows: number
  asked: number
  tried: number
  findings: Finding[]
}

/** Makes one world, and compares everything the database does with what the model says. */
export async function compareWorld(place: Place, seed: number): Promise<Compared> {
  const world = makeWorld(seed)
  await fill(place, world)
  const { looks, rows, findings: seen } = await lookAround(place, world)
  const { asked, findings: told } = await askAround(place, world)
  const { tried, findings: written } = await tryAround(place, world)
  const findings = [...seen, ...told, ...written]
  return { worlds: 1, looks, rows, asked, tried, findings: findings.map((finding) => inWorld(finding, seed)) }
}

/** Many worlds, until one does not hold. */
export async function compareWorlds(place: Place, { seed, many }: { seed: number; many: number }): Promise<Compared> {
  const all: Compared = { worlds: 0, looks: 0, rows: 0, asked: 0, tried: 0, findings: [] }
  while (all.worlds < many && all.findings.length === 0) {
    const one = await compareWorld(place, seed + all.worlds)
    all.worlds += one.worlds
    all.looks += one.looks
    all.rows += one.rows
    all.asked += one.asked
    all.tried += one.tried
    all.findings.push(...one.findings)
  }
  return all
}

function inWorld({ path, what }: Finding, seed: number): Finding {
  return { path, what: `${what} (ALCOVE_SEED=${seed})` }
}
