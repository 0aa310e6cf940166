import CachePolicy from 'http-cache-semantics'
import { expect } from 'vitest'
import { figure } from '../people/figure.ts'
import { Person, type Answer } from '../people/person.ts'
import { test } from '../people/test.ts'

/** A shared cache between browsers and server that keeps whatever the standard (RFC 9111) lets it keep, whoever asked. */
class SharedCache {
  readonly #kept = new Map<string, { policy: CachePolicy; answer: Answer }>()
  hits = 0

  async ask(person: Person, path: string): Promise<Answer> {
    const request = { url: path, method: 'GET', headers: { cookie: person.cookie } }
    const kept = this.#kept.get(path)
    if (kept?.policy.satisfiesWithoutRevalidation(request)) {
      this.hits += 1
      return kept.answer
    }
    const answer = await person.request('GET', path)
    const policy = new CachePolicy(
      request,
      { status: answer.status, headers: Object.fromEntries(answer.headers) },
      { shared: true },
    )
    if (policy.storable()) this.#kept.set(path, { policy, answer })
    return answer
  }
}

/** Addresses that look like files to a careless cache. */
const disguises = ['', '/x.css', '.js', '/..%2fx.png', '%0Ax.css', ';x.css', '?x.css', '/%2e%2e/assets/x.css']

test('T24 behind a shared cache nobody gets what another was given, whatever the address pretends to be', async ({
  as,
  room,
}) => {
  const [noor, tom] = await as('Noor', 'Tom')
  const conversation = await noor.start('Daan', { text: 'only for two' })
  const cache = new SharedCache()
  const paths = [
    '/api/me',
    '/api/conversations',
    '/api/contacts',
    `/api/conversations/${conversation}`,
    `/api/conversations/${conversation}/messages`,
    '/conversations',
    '/',
  ].flatMap((path) => disguises.map((disguise) => path + disguise))
  let mixed = 0
  for (const path of paths) {
    await cache.ask(noor, path)
    const { text } = await cache.ask(tom, path)
    if (/only for two|Bakker|Visser/.test(text)) mixed += 1
    const { text: nobodys } = await cache.ask(new Person(room, ''), path)
    if (/only for two|Hughes|Bakker/.test(nobodys)) mixed += 1
  }
  expect(mixed).toBe(0)
  expect(cache.hits).toBe(0)
  expect(keepsWhatMayBeKept()).toBe(true)
  figure('T24', `${paths.length} addresses, ${mixed} mixed up`)
})

/** The cache itself works: an answer that says it may be kept is kept. */
function keepsWhatMayBeKept(): boolean {
  const answer = { status: 200, headers: { 'cache-control': 'public, max-age=60' } }
  return new CachePolicy({ url: '/', headers: {} }, answer, { shared: true }).storable()
}
