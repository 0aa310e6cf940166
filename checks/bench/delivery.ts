import type { Heard, Listening } from './load/streams.ts'
import type { Practice } from './seed/practice.ts'
import { answerOf, end, memoryOf, type Server, startChild } from './processes.ts'
import { quantile } from './figures.ts'

/** How long it takes until open streams hear of a send, ms after the sender's answer. */
export type Delivery = {
  streams: number
  one: { p50: number; p99: number }
  all: { p50: number; p99: number }
  missing: number
  memory: number
}

/** A thousand streams of a thousand sessions; sends that one of them hears, and sends that all of them hear. */
export async function measureDelivery(server: Server, practice: Practice, sends: number): Promise<Delivery> {
  const child = startChild('load/streams.ts')
  const listening: Listening = {
    port: server.port,
    host: `${practice.slug}.localhost:${server.port}`,
    listeners: practice.sessions.clients,
    threads: practice.threads,
    therapist: practice.sessions.therapist[0] ?? '',
    group: practice.group,
    sends,
  }
  child.send(listening)
  const { one, all, missing, streams } = await answerOf<Heard>(child)
  const memory = memoryOf(server.pid)
  await end(child)
  return { streams, one: spread(one), all: spread(all), missing, memory }
}

function spread(times: number[]): { p50: number; p99: number } {
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) }
}
