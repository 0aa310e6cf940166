import { randomUUID } from 'node:crypto'
import http from 'node:http'
import { readConfig } from '../../server/config.ts'
import { startHouse } from '../../server/start.ts'
import type { Place } from './place.ts'
import { explain, type ListPlan } from './plans.ts'
import { type SeenVisit, watchVisits } from './round-trips.ts'

/** What only shows from inside a server's process: how often it waits for the database, what it sends, and the plans of its lists. */
export type Inside = { roundTrips: { what: string; waits: number; statements: number }[]; plans: ListPlan[] }

type Ask = (method: string, path: string, how: { cookie: string; body?: unknown }) => Promise<unknown>

/** Starts a server in this process, on the same databases, and watches single requests. */
export async function lookInside(place: Place): Promise<Inside> {
  const config = readConfig(place.environment)
  const running = await startHouse(config, { say: () => undefined, people: async () => [], webFolder: null })
  try {
    const port = Number(new URL(running.address).port)
    const { slug, long, threads, sessions, finds, files, database } = place.practices.large
    const ask = askerAt(`${slug}.localhost:${port}`, port)
    const therapist = sessions.therapist[0] ?? ''
    const { secretary, caseload } = sessions
    const watched = {
      send: await watch(() =>
        ask('POST', `/api/conversations/${threads[0]}/messages`, { cookie: therapist, body: message() }),
      ),
      read: await watch(() => ask('GET', `/api/conversations/${long}`, { cookie: therapist })),
      'earlier messages': await watch(() =>
        ask('GET', `/api/conversations/${long}/messages?before=500`, { cookie: therapist }),
      ),
      list: await watch(() => ask('GET', '/api/conversations', { cookie: therapist })),
      search: await watch(() =>
        ask('POST', '/api/clients/search', { cookie: secretary, body: { name: finds[0] ?? '', state: 'active' } }),
      ),
      file: await watch(() => ask('GET', `/api/clients/${files[0]}`, { cookie: therapist })),
      caseload: await watch(() => ask('GET', '/api/clients', { cookie: caseload })),
      contacts: await watch(() => ask('GET', '/api/contacts', { cookie: therapist })),
    }
    const visits = Object.entries(watched)
    const plans: ListPlan[] = []
    for (const [what, visit] of visits)
      if (what !== 'send') {
        const session = what === 'search' ? secretary : what === 'caseload' ? caseload : therapist
        const conversation = what === 'read' || what === 'earlier messages' ? long : null
        for (const sent of questionsOf(visit))
          plans.push(await explain(place, { database, session, conversation }, { list: what, sent }))
      }
    return { roundTrips: visits.map(countsOf), plans }
  } finally {
    await running.stop()
  }
}

function countsOf([what, visit]: [string, Awaited<ReturnType<typeof watch>>]) {
  return { what, waits: visit.roundTrips, statements: questionsOf(visit).length }
}

function message() {
  return { text: 'Hello', clientKey: randomUUID() }
}

/** What a visit asks besides begin, entering, the door and commit. */
function questionsOf({ sent }: SeenVisit): SeenVisit['sent'] {
  return sent.filter(
    ({ text }) => !/^(begin|commit)$|room\.(enter|conversation_facts)\(|^insert into room\.audit/.test(text),
  )
}

/** The visit of a request that was made before: keys are in memory, statements prepared. */
async function watch(request: () => Promise<unknown>): Promise<SeenVisit> {
  await request()
  const { visits } = await watchVisits(request)
  const visit = visits.find(({ signedIn }) => signedIn)
  if (!visit) throw new Error('a request without a visit')
  return visit
}

function askerAt(host: string, port: number): Ask {
  return (method, path, { cookie, body }) =>
    new Promise((resolve, reject) => {
      const headers = {
        host,
        origin: `http://${host}`,
        cookie: `alcove=${cookie}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      }
      const request = http.request({ port, host: '127.0.0.1', method, path, headers }, (response) => {
        response.resume()
        const isRight = response.statusCode === 200
        response.once('end', () => (isRight ? resolve(null) : reject(new Error(`${path}: ${response.statusCode}`))))
      })
      request.once('error', reject)
      request.end(body === undefined ? undefined : JSON.stringify(body))
    })
}
