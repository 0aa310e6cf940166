import { randomUUID } from 'node:crypto'
import type { Answer, Person } from '../../people/person.ts'
import type { Practice } from '../../server/database.ts'
import { type Statement, Together } from '../../server/together.ts'
import type { Finding } from '../tree.ts'
import { conversationCalls, personCalls } from './calls.ts'
import { spell } from './play.ts'

/** An id by its kind: one of somebody else's, one that nobody has, one in a wrong form. */
export type Ids = { foreign: string; random: string; malformed: string[] }

/** Ids that are none, each wrong in its own way. */
export const malformed = [
  'x',
  '1',
  'null',
  '%00',
  '..%2f..%2fme',
  "'%20or%20'1'='1",
  '00000000-0000-0000-0000-00000000000g',
  '00000000000000000000000000000000000',
  '%F0%9F%92%A9',
  'a'.repeat(500),
]

/** Asks one endpoint for each of them: what is answered must be the same in every byte, and cost the database the same. */
export async function compareIds(
  { practice, person }: { practice: Practice; person: Person },
  call: (person: Person, id: string) => Promise<Answer>,
  ids: Ids,
): Promise<Finding[]> {
  const foreign = await counted(practice, () => call(person, ids.foreign))
  const random = await counted(practice, () => call(person, ids.random))
  const findings: Finding[] = []
  if (spell(foreign.answer) !== spell(random.answer))
    findings.push({
      path: 'a foreign id',
      what: `answers ${spell(foreign.answer)}, a random one ${spell(random.answer)}`,
    })
  if (foreign.statements !== random.statements || random.statements === 0)
    findings.push({
      path: 'a foreign id',
      what: `costs ${foreign.statements} statements, a random one ${random.statements}`,
    })
  for (const id of ids.malformed) {
    const answer = await call(person, id)
    if (spell(answer) !== spell(random.answer))
      findings.push({ path: `the id ${id}`, what: `answers ${spell(answer)}` })
  }
  return findings
}

/** Calls whose path names an object, by the ids that stand in it. */
export const callsByPath = Object.entries(conversationCalls).filter(
  ([name]) => !['listConversations', 'live'].includes(name),
)

/** Calls whose body names an object: a wrong form is a wrong field there, so only foreign and random are compared. */
export const callsByBody = Object.entries(personCalls)

export function randomIds(foreign: string, wrong: string[]): Ids {
  return { foreign, random: randomUUID(), malformed: wrong }
}

/** How many statements the visit sent to the database; what the house does by itself meanwhile (mail, seals) does not enter. */
async function counted<T>({ pool }: Practice, act: () => Promise<T>): Promise<{ answer: T; statements: number }> {
  const visits: Borrowed[] = []
  const lend = (client: object) => void visits.push(new Borrowed(client))
  const takeBack = (_: Error, client: object) => visits.find((visit) => visit.isOut(client))?.giveBack()
  pool.on('acquire', lend).on('release', takeBack)
  const answer = await act()
  pool.off('acquire', lend).off('release', takeBack)
  for (const visit of visits) visit.giveBack()
  const statements = visits.filter(({ isSomebody }) => isSomebody).reduce((sum, { count }) => sum + count, 0)
  return { answer, statements }
}

/** A connection whose statements are counted on the way, and whether somebody enters on it: the house's own work enters as nobody. */
class Borrowed {
  count = 0
  isSomebody = false
  readonly #client: object
  readonly #query: unknown
  #back = false

  constructor(client: object) {
    this.#client = client
    this.#query = Reflect.get(client, 'query')
    const query = (...args: unknown[]) => {
      const [first] = args
      const statements = first instanceof Together ? first.statements : [Object(first) as Partial<Statement>]
      this.count += statements.length
      for (const { text = '', values = [] } of statements)
        if (text.includes('room.enter')) this.isSomebody = values[0] instanceof Buffer && values[0].length > 0
      return Reflect.apply(this.#query as () => unknown, client, args)
    }
    Reflect.set(client, 'query', query)
  }

  isOut(client: object): boolean {
    return client === this.#client && !this.#back
  }

  giveBack(): void {
    if (this.#back) return
    this.#back = true
    Reflect.set(this.#client, 'query', this.#query)
  }
}
