/**
 * `npm run bench`: how fast Alcove is beside what this machine can do at all, and beside a bare server that does the same work without our
 * code. Prints a table and what holds; ends with 1 where something does not. `--quick` is shorter, with a tenth of the data; `--only
 * send,read` measures these operations alone; `--write` puts the figures of a whole run into docs/performance.md.
 */
import path from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { buildWeb, firstLoadBytes } from '../../web/build.ts'
import { webFolder } from '../../server/start.ts'
import { fullAmounts, quickAmounts } from './amounts.ts'
import { type Delivery, measureDelivery } from './delivery.ts'
import { rowsOf } from './figures.ts'
import { lookInside } from './inside.ts'
import type { Outcome } from './load/generator.ts'
import { operations } from './load/requests.ts'
import { type Fact, factsOf, tableOf, verdictsOf, writePage } from './page.ts'
import { openPlace, password, type Place, type Size, sizes } from './place.ts'
import { answerOf, end, memoryOf, type Server, startBare, startChild, startOurs } from './processes.ts'
import { restore, untilSealed } from './restore.ts'
import { type Measured, type Plan, runRounds, type Stage, type Who } from './rounds.ts'
import { measureStarts } from './starting.ts'
import { judge } from './verdicts.ts'

const full: Plan = {
  operations,
  rounds: 5,
  milliseconds: 600,
  sendMilliseconds: 1_200,
  inFlight: [1, 16, 64],
}
const quick: Plan = {
  operations,
  rounds: 3,
  milliseconds: 400,
  sendMilliseconds: 600,
  inFlight: [1, 16],
}

await main()

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { quick: { type: 'boolean' }, write: { type: 'boolean' }, only: { type: 'string' } },
  })
  const only = values.only?.split(',')
  if (only && values.write) throw new Error('a page of some operations alone says too little')
  const whole = values.quick ? quick : full
  const plan = { ...whole, operations: whole.operations.filter((operation) => only?.includes(operation) ?? true) }
  const began = performance.now()
  await buildWeb({ into: webFolder })
  const place = await openPlace(values.quick ? quickAmounts : fullAmounts, say)
  try {
    const { measured, facts } = await measureServers(place, plan)
    const rows = rowsOf(measured)
    // Told as soon as it is known: what follows may still go wrong.
    say(`\n${tableOf(rows)}\n\n${factsOf(facts)}\n`)
    const inside = await lookInside(place)
    const verdicts = judge(rows, measured, inside)
    const trips = inside.roundTrips.map(
      ({ what, waits, statements }): Fact => [
        `waits for the database: ${what}`,
        `${waits} (${statements} statements besides the door)`,
      ],
    )
    const report = { rows, verdicts, facts: [...facts, ...trips, ...(await startFacts())], inside }
    say(`\n${factsOf(report.facts)}\n\n${verdictsOf(verdicts)}\n`)
    if (values.write) writePage(report)
    const misses = verdicts.filter(({ holds }) => !holds).length
    say(
      `${verdicts.length - misses} hold, ${misses} do not, in ${((performance.now() - began) / 60_000).toFixed(1)} minutes.`,
    )
    process.exitCode = misses === 0 ? 0 : 1
  } finally {
    await place.close()
  }
}

async function measureServers(place: Place, plan: Plan): Promise<{ measured: Measured[]; facts: Fact[] }> {
  const ours = await startOurs(place.environment, path.join(place.folder, 'ours.log'))
  const idle = memoryOf(ours.pid)
  const bare = await startBare({
    masterKeyFile: path.join(place.environment['ALCOVE_DATA'] ?? '', 'demo-master.key'),
    practices: sizes.map((size) => {
      const { id, slug, bare: database } = place.practices[size]
      return { id, slug, database: place.url(database), keys: place.url('alcove_keys') }
    }),
  })
  const load = startChild('load/generator.ts')
  load.send({ materials: sizes.map((size) => Object.assign({ password }, place.practices[size])) })
  const clients = await clientsOf(place)
  try {
    const stage: Stage = { place, servers: { ours, bare }, load, settle: settler(clients) }
    const measured = await runRounds(stage, plan, say)
    const loaded = memoryOf(ours.pid)
    const perSend = await diskPerSend(stage, clients.ours.large)
    const delivery = await measureDelivery(ours, place.practices.large, 200)
    return {
      measured,
      facts: [...(await runFacts({ place, ours, idle, loaded, perSend })), ...deliveryFacts(delivery)],
    }
  } finally {
    for (const child of [load]) await end(child)
    for (const client of Object.values(clients).flatMap((one) => Object.values(one))) await client.end()
    await Promise.all([ours.stop(), bare.stop()])
  }
}

type Clients = Record<'ours' | 'bare', Record<Size, pg.Client>>

/** One connection to each database, for what is done between the measurements. */
async function clientsOf(place: Place): Promise<Clients> {
  const connect = async (database: string) => {
    const client = new pg.Client({ connectionString: place.url(database) })
    await client.connect()
    return client
  }
  const { small, large } = place.practices
  return {
    ours: { small: await connect(small.database), large: await connect(large.database) },
    bare: { small: await connect(small.bare), large: await connect(large.bare) },
  }
}

function settler(clients: Clients): (who: Who, size: Size) => Promise<void> {
  return async (who, size) => {
    const client = clients[who === 'ours' ? 'ours' : 'bare'][size]
    if (who === 'ours') await untilSealed(client)
    await restore(client)
  }
}

/** What one send leaves on disk in all: words, arrangement, events, the log and its seal. */
async function diskPerSend({ place, servers, load, settle }: Stage, client: pg.Client): Promise<number> {
  const size = async () => {
    const { rows } = await client.query<{ bytes: string }>('select pg_database_size(current_database()) as bytes')
    return Number(rows[0]?.bytes)
  }
  const before = await size()
  load.send({
    operation: 'send',
    kind: 'whole',
    port: servers.ours.port,
    slug: place.practices.large.slug,
    inFlight: 16,
    milliseconds: 3_000,
  })
  const { requests } = await answerOf<Outcome>(load)
  await untilSealed(client)
  const after = await size()
  await settle('ours', 'large')
  return (after - before) / requests
}

async function runFacts(given: {
  place: Place
  ours: Server
  idle: number
  loaded: number
  perSend: number
}): Promise<Fact[]> {
  const { place, ours, idle, loaded, perSend } = given
  return [
    ['memory idle', megabytes(idle)],
    ['memory after the load', megabytes(loaded)],
    ['memory with a thousand streams', megabytes(memoryOf(ours.pid))],
    ['time to ready, database running', `${ours.readyAfter.toFixed(0)} ms`],
    ['first load of the client', `${((await firstLoadBytes(webFolder)) / 1000).toFixed(1)} kB`],
    ['disk per message, words and arrangement', `${place.practices.large.bytesPerMessage.toFixed(0)} bytes`],
    ['disk per send, log and seals included', `${perSend.toFixed(0)} bytes`],
  ]
}

function deliveryFacts({ streams, one, all, missing }: Delivery): Fact[] {
  return [
    [`heard by one of ${streams} streams`, spread(one)],
    [`heard by all of ${streams} streams`, spread(all)],
    ['not heard within five seconds', String(missing)],
  ]
}

async function startFacts(): Promise<Fact[]> {
  const { first, again } = await measureStarts()
  return [
    ['time to ready, first start: database made', `${(first / 1000).toFixed(1)} s`],
    ['time to ready, every other start', `${(again / 1000).toFixed(1)} s`],
  ]
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`
}

function spread({ p50, p99 }: { p50: number; p99: number }): string {
  return `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms after the answer`
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
