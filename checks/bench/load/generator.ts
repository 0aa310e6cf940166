import { type Kind, type Material, type Operation, requestsOf } from './requests.ts'
import { Wire } from './wire.ts'

/** One measurement that is asked for. */
export type Order = {
  operation: Operation
  kind: Kind
  port: number
  slug: string
  inFlight: number
  milliseconds: number
}

/** What came of it. Times are milliseconds. */
export type Outcome = { perSecond: number; p50: number; p99: number; requests: number; errors: number; bytes: number }

const materials = new Map<string, Material>()

process.on('message', (told: { materials: Material[] } | Order) => {
  if ('materials' in told) for (const material of told.materials) materials.set(material.slug, material)
  else void run(told).then((outcome) => process.send?.(outcome))
})

/** So many requests at a time, each on a connection of its own, for so long. */
async function run(order: Order): Promise<Outcome> {
  const material = materials.get(order.slug)
  if (!material) throw new Error('nothing to ask for')
  const next = requestsOf(order.operation, order.kind, { material, port: order.port })
  const wires = await Promise.all(Array.from({ length: order.inFlight }, () => Wire.open(order.port)))
  const times: number[] = []
  let errors = 0
  const began = performance.now()
  const until = began + order.milliseconds
  await Promise.all(
    wires.map(async (wire) => {
      while (performance.now() < until) {
        const asked = performance.now()
        const status = await wire.ask(next())
        if (status === 200) times.push(performance.now() - asked)
        else errors += 1
        if (status === 0) return
      }
    }),
  )
  const seconds = (performance.now() - began) / 1000
  const bytes = wires[0]?.length ?? 0
  for (const wire of wires) wire.close()
  times.sort((one, other) => one - other)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99), requests: times.length, errors, bytes }
}
