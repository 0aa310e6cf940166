import type { ChildProcess } from 'node:child_process'
import type { Order, Outcome } from './load/generator.ts'
import type { Operation } from './load/requests.ts'
import { type Place, type Size, sizes } from './place.ts'
import { answerOf, childrenOf, type Server, workOf } from './processes.ts'

/** Who answers: our server, the bare server doing the same, the bare server doing one statement. */
export type Who = 'ours' | 'bare' | 'plain'

/** One measurement. `work`: milliseconds of processor per request, server and database together. */
export type Measured = Outcome & {
  who: Who
  operation: Operation
  size: Size
  inFlight: number
  round: number
  work: number
}

/** How long and how often. */
export type Plan = {
  operations: readonly Operation[]
  rounds: number
  milliseconds: number
  sendMilliseconds: number
  inFlight: readonly number[]
}

/** What the rounds need. `settle` brings the database that was sent to back to where it was. */
export type Stage = {
  place: Place
  servers: { ours: Server; bare: Server }
  load: ChildProcess
  settle: (who: Who, size: Size) => Promise<void>
}

/** All rounds, interleaved: within a round each operation is asked of everybody in turn, and who begins changes from round to round. The first only warms up. */
export async function runRounds(stage: Stage, plan: Plan, say: (line: string) => void): Promise<Measured[]> {
  const all: Measured[] = []
  for (let round = 0; round <= plan.rounds; round += 1) {
    const began = performance.now()
    for (const operation of plan.operations)
      for (const inFlight of plan.inFlight)
        for (const { who, size } of turns(round)) {
          const measured = await measure(stage, { who, size, operation, inFlight, round }, plan)
          if (round > 0) all.push(measured)
        }
    say(
      `${round === 0 ? 'Warmed up' : `Round ${round} of ${plan.rounds}`} in ${((performance.now() - began) / 1000).toFixed(0)} s.`,
    )
  }
  return all
}

/** The plain limit is the same whatever the size: it is asked once. */
function turns(round: number): { who: Who; size: Size }[] {
  const pairs = sizes.flatMap((size): { who: Who; size: Size }[] => [
    { who: 'ours', size },
    { who: 'bare', size },
  ])
  const plain = { who: 'plain' as const, size: 'large' as const }
  return round % 2 === 0 ? [...pairs, plain] : [plain, ...pairs.toReversed()]
}

async function measure(
  { place, servers, load, settle }: Stage,
  turn: Pick<Measured, 'who' | 'size' | 'operation' | 'inFlight' | 'round'>,
  plan: Plan,
): Promise<Measured> {
  const { who, size, operation, inFlight, round } = turn
  const server = who === 'ours' ? servers.ours : servers.bare
  const whole = operation === 'send' ? plan.sendMilliseconds : plan.milliseconds
  const milliseconds = round === 0 ? Math.min(200, whole) : whole
  const order: Order = {
    operation,
    inFlight,
    milliseconds,
    kind: who === 'plain' ? 'plain' : 'whole',
    port: server.port,
    slug: place.practices[size].slug,
  }
  const worked = () => [server.pid, ...childrenOf(place.postgresPid)].reduce((sum, pid) => sum + workOf(pid), 0)
  const before = worked()
  load.send(order)
  const outcome = await answerOf<Outcome>(load)
  const work = (worked() - before) / Math.max(1, outcome.requests)
  if (operation === 'send') await settle(who, size)
  return { ...outcome, ...turn, work }
}
