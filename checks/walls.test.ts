import { expect, onTestFinished } from 'vitest'
import { test } from '../people/test.ts'
import { chooseSeed, isFullProof } from './chance.ts'
import { told } from './tree.ts'
import { askAround } from './walls/answers.ts'
import { tryAround } from './walls/attempts.ts'
import { lookAround } from './walls/look.ts'
import { fill, openPlace } from './walls/place.ts'
import { makeWorld } from './walls/world.ts'

const seed = chooseSeed()
const worlds = isFullProof ? 300 : 10

test('the two walls agree, row by row', async ({ room }) => {
  const place = await openPlace(room, 'walls')
  onTestFinished(place.close)
  const findings = []
  let looks = 0
  let rows = 0
  let asked = 0
  let tried = 0
  for (let index = 0; index < worlds; index += 1) {
    const world = makeWorld(seed + index)
    await fill(place, world)
    const sight = await lookAround(place, world)
    looks += sight.looks
    rows += sight.rows
    const answers = await askAround(place, world)
    asked += answers.asked
    const attempts = await tryAround(place, world)
    tried += attempts.tried
    findings.push(...[...sight.findings, ...answers.findings, ...attempts.findings].map((finding) => ({ ...finding, what: `${finding.what} (world ${seed + index})` })))
  }
  console.log(`walls: ${looks} looks, ${rows} rows, ${asked} questions, ${tried} writes, seed ${seed}`)
  expect(told(findings).slice(0, 20)).toEqual([])
})
