import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { figure } from '../people/figure.ts'
import { Chance, chooseSeed, isFullProof } from './chance.ts'
import { Counter } from './kill/counter.ts'
import { postgresOf } from './kill/process.ts'
import { Proxy } from './kill/proxy.ts'
import { gather, judgeStage, Rehearsal, type Stage, startConversation } from './kill/rehearsal.ts'
import { Sender } from './kill/sender.ts'
import { told } from './tree.ts'

let rehearsal: Rehearsal
beforeAll(async () => {
  rehearsal = await Rehearsal.open()
  return () => rehearsal.close()
})

const seed = chooseSeed()
const amounts = isFullProof
  ? { senders: 50, sends: 200, kills: 50, databaseKills: 20, lost: 200 }
  : { senders: 8, sends: 25, kills: 3, databaseKills: 2, lost: 8 }
const timeout = isFullProof ? 3_600_000 : 120_000

test('T29 T31 the server is killed while people send: nothing acknowledged is lost or doubled', {
  timeout,
}, async () => {
  const chance = new Chance(seed)
  const { senders, stages } = await gather(rehearsal, amounts.senders)
  const total = senders.length * amounts.sends
  const acknowledged = new Counter()
  const sending = Promise.all(senders.map((sender) => sender.sendAll(amounts.sends, acknowledged.add)))
  for (let kill = 0; kill < amounts.kills; kill += 1) {
    await acknowledged.reaches(Math.floor(((kill + chance.next()) / amounts.kills) * (total - senders.length)))
    await rehearsal.killAndStart()
  }
  await sending
  expect(await judgeAll(rehearsal, stages)).toEqual([])
  const retried = senders.flatMap(({ refusals }) => refusals).length
  figure(
    'T29',
    `${total} messages, ${amounts.kills} kills of the server, ${retried} retries, 0 lost, 0 doubled (seed ${seed})`,
  )

  // T31: the same keys again, after all those restarts, find the same messages; with other words they are refused.
  for (const sender of senders) {
    const [first] = sender.acknowledged
    if (!first) throw new Error('nothing was acknowledged')
    expect((await sender.send(first.text, first.clientKey))?.body).toMatchObject({
      id: first.id,
      position: first.position,
    })
    expect((await sender.send('Other words', first.clientKey))?.status).toBe(409)
  }
  expect(await judgeAll(rehearsal, stages)).toEqual([])
})

test('T30 the database is killed while people send: the server comes back by itself', { timeout }, async () => {
  const chance = new Chance(seed + 1)
  const { senders, stages } = await gather(rehearsal, amounts.senders)
  const acknowledged = new Counter()
  const total = senders.length * amounts.sends
  const sending = Promise.all(senders.map((sender) => sender.sendAll(amounts.sends, acknowledged.add)))
  const times: number[] = []
  for (let kill = 0; kill < amounts.databaseKills; kill += 1) {
    await acknowledged.reaches(
      Math.floor(((kill + chance.next()) / amounts.databaseKills) * (total - 5 * senders.length)),
    )
    process.kill(postgresOf(rehearsal.folder), kill % 2 === 0 ? 'SIGKILL' : 'SIGQUIT')
    const began = performance.now()
    // What was in flight may still be acknowledged: then comes the next one of everybody.
    await acknowledged.reaches(acknowledged.count + senders.length + 1)
    times.push(performance.now() - began)
  }
  await sending
  expect(await judgeAll(rehearsal, stages)).toEqual([])
  const refusals = senders.flatMap((sender) => sender.refusals)
  const others = refusals.filter((refusal) => refusal?.status !== 503 || refusal.retryAfter === null)
  expect(others).toEqual([])
  expect(refusals.length).toBeGreaterThan(0)
  const longest = Math.max(...times) / 1000
  expect(longest).toBeLessThan(10)
  figure(
    'T30',
    `${total} messages, ${times.length} kills of the database, back within ${longest.toFixed(1)} s, ${refusals.length} answers 503 with Retry-After, no other 5xx, 0 lost, 0 doubled`,
  )
})

test('T32 an answer is lost on the way: sending again gives the same message', { timeout }, async () => {
  const proxy = await Proxy.before(Number(new URL(rehearsal.address).port))
  const cookie = await rehearsal.signIn('noor')
  const conversation = await startConversation(rehearsal.address, cookie, 'Daan')
  const sender = new Sender('noor', { address: () => proxy.address, cookie, conversation })
  const stage = { conversation, cookie, senders: [sender] }
  for (let index = 0; index < amounts.lost; index += 1) {
    const message = { text: `noor ${index}`, clientKey: randomUUID() }
    proxy.losing = 1
    expect(await sender.send(message.text, message.clientKey)).toBeNull()
    const first = await sender.send(message.text, message.clientKey)
    const again = await sender.send(message.text, message.clientKey)
    expect(first?.status).toBe(200)
    expect(again?.body).toEqual(first?.body)
    sender.acknowledged.push({ ...message, ...(first?.body as { id: string; position: number }) })
  }
  proxy.close()
  expect(proxy.lost).toBe(amounts.lost)
  expect(told(await judgeStage(rehearsal.address, stage))).toEqual([])
  figure('T32', `${proxy.lost} answers lost after the commit, each found again by its key, 0 doubled`)
})

test('a planted loss, a planted double and a planted disorder are found', async () => {
  const cookie = await rehearsal.signIn('noor')
  const conversation = await startConversation(rehearsal.address, cookie, 'Daan')
  const sender = new Sender('noor', { address: () => rehearsal.address, cookie, conversation })
  await sender.sendAll(3, () => undefined)
  const stage = { conversation, cookie, senders: [sender] }
  expect(told(await judgeStage(rehearsal.address, stage))).toEqual([])
  await sender.send('noor 1', randomUUID())
  expect(told(await judgeStage(rehearsal.address, stage)).join('\n')).toContain('has besides')
  sender.acknowledged.push({ text: 'noor 9', clientKey: '', id: randomUUID(), position: 9 })
  expect(told(await judgeStage(rehearsal.address, stage)).join('\n')).toContain('lost')
  sender.acknowledged.splice(1)
  sender.acknowledged.reverse()
  expect(told(await judgeStage(rehearsal.address, stage)).join('\n')).toContain('in another order')
})

async function judgeAll({ address }: Rehearsal, stages: Stage[]): Promise<string[]> {
  const findings = await Promise.all(stages.map((stage) => judgeStage(address, stage)))
  return told(findings.flat())
}
