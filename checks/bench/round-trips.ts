import pg from 'pg'
import { Together } from '../../server/together.ts'

/** A statement as it was sent. */
export type Sent = { text: string; values: unknown[] }

/** One visit as the database saw it: what was sent, and how often the visit had to wait for answers before it could go on. */
export type SeenVisit = { sent: Sent[]; roundTrips: number; signedIn: boolean }

type Query = string | Together | { text: string; values?: unknown[] }
type Open = { inFlight: number; visit: SeenVisit | null }

/**
 * Watches every query of this process while something is done. A round trip is one wait: what is sent on a connection while an answer
 * is outstanding travels along with what was sent before it.
 */
export async function watchVisits<T>(act: () => Promise<T>): Promise<{ result: T; visits: SeenVisit[] }> {
  const visits: SeenVisit[] = []
  const connections = new WeakMap<object, Open>()
  const original: unknown = Reflect.get(pg.Client.prototype, 'query')
  if (typeof original !== 'function') throw new Error('the driver has no query')
  Reflect.set(pg.Client.prototype, 'query', function watched(this: object, query: Query, ...rest: unknown[]) {
    const open = connections.get(this) ?? { inFlight: 0, visit: null }
    connections.set(this, open)
    const statements: (string | { text: string; values?: unknown[] })[] =
      query instanceof Together ? query.statements : [query]
    for (const [index, statement] of statements.entries()) see(open, statement, { visits, alone: index === 0 })
    const answer: unknown = Reflect.apply(original, this, [query, ...rest])
    open.inFlight += 1
    const answered = () => void (open.inFlight -= 1)
    if (answer instanceof Promise) answer.then(answered, answered)
    else if (query instanceof Together) whenAnswered(query, answered)
    return answer
  })
  try {
    return { result: await act(), visits }
  } finally {
    Reflect.set(pg.Client.prototype, 'query', original)
  }
}

function whenAnswered(query: Together, answered: () => void): void {
  for (const name of ['handleReadyForQuery', 'handleError'] as const) {
    const handle: unknown = query[name]
    if (typeof handle !== 'function') throw new Error('a query without an end')
    Reflect.set(query, name, (...given: unknown[]) => {
      answered()
      Reflect.apply(handle, query, given)
    })
  }
}

/** `alone`: the first of those that travel together. */
function see(
  open: Open,
  query: string | { text: string; values?: unknown[] },
  { visits, alone }: { visits: SeenVisit[]; alone: boolean },
): void {
  const { text, values = [] } = typeof query === 'string' ? { text: query } : query
  if (text === 'begin') {
    open.visit = { sent: [], roundTrips: 0, signedIn: false }
    visits.push(open.visit)
  }
  if (!open.visit) return
  if (alone && open.inFlight === 0) open.visit.roundTrips += 1
  if (text.includes('room.enter(')) open.visit.signedIn = Buffer.isBuffer(values[0]) && values[0].length > 0
  open.visit.sent.push({ text: text.trim().replaceAll(/\s+/g, ' '), values })
  if (text === 'commit' || text === 'rollback') open.visit = null
}
