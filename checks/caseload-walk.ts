import { randomUUID } from 'node:crypto'
import type { Answer, Person } from '../people/person.ts'
import type { Room } from '../people/room.ts'
import type { Relation } from '../rules/words.ts'
import type { Chance } from './chance.ts'
import { session } from './matrix/scene.ts'
import { handing, relating } from './trials/relations.ts'

export const clients = ['Noor', 'Tom'] as const
export const professionals = ['Daan', 'Eva', 'Ruth'] as const
type Client = (typeof clients)[number]
type Professional = (typeof professionals)[number]
type Arranger = Professional | 'Sanne'

/** Who is related to whom, who looks for a while, what waits for an answer: all there is to know, in a few plain values. */
export type Model = {
  related: Map<string, { kind: Relation; ends: boolean }>
  looking: Set<string>
  waiting: Map<string, { client: Client; professional: Professional; by: Arranger }>
  inactive: Set<Professional>
  asksClient: boolean
}

type Doing = [wanted: boolean, call: readonly [...Parameters<Person['try']>]]

/** What one step did, and what the model says should have come of it. */
type Outcome = { said: string; wanted: boolean; answer: Answer }

const kindOf = (one: Professional): Relation => (one === 'Ruth' ? 'supervisor' : 'therapist')
const pair = (client: Client, professional: Professional) => `${client} ${professional}`

/** One walk: random steps through HTTP, and beside it the model that knows what should be. */
export class Walk {
  readonly model: Model = {
    related: new Map([
      [pair('Noor', 'Daan'), { kind: 'therapist', ends: false }],
      [pair('Tom', 'Eva'), { kind: 'therapist', ends: false }],
      [pair('Noor', 'Ruth'), { kind: 'supervisor', ends: false }],
    ]),
    looking: new Set(),
    waiting: new Map(),
    inactive: new Set(),
    asksClient: false,
  }
  readonly #people = new Map<string, Person>()
  readonly #room: Room
  readonly #chance: Chance
  readonly #reasons = new Map<string, string>()

  constructor(room: Room, chance: Chance) {
    this.#room = room
    this.#chance = chance
  }

  /** Everything as at the beginning, and everybody signed in. */
  async begin(): Promise<void> {
    for (const table of ['relation_step', 'relate_request', 'temporary_access', 'relation', 'deactivation'])
      await this.#room.query(`delete from room.${table}`)
    await this.#set('relateRequests', false)
    await this.#set('temporaryAccess', true)
    for (const [key, { kind }] of this.model.related) {
      const [client, professional] = this.#ids(key)
      await this.#room.query(
        'insert into room.relation (id, client, professional, kind, began_at) values ($1, $2, $3, $4, now())',
        [randomUUID(), client, professional, kind],
      )
    }
    for (const name of [...clients, ...professionals, 'Sanne', 'Karim'] as const)
      this.#people.set(name, await session(this.#room, { account: this.#room.ids[name] }, 'open'))
  }

  /** One step, whichever; whose it is about comes back with what was wanted and what was answered. */
  async step(): Promise<Outcome & { about: Professional }> {
    const about = this.#chance.one(professionals)
    const client = this.#chance.one(clients)
    const steps = [
      () => this.#relate(client, about),
      () => this.#relate(client, about),
      () => this.#break(client, about),
      () => this.#handOver(client, about),
      () => this.#request(client, about),
      () => this.#request(client, about),
      () => this.#answer(),
      () => this.#answer(),
      () => this.#cancel(),
      () => this.#look(client, about),
      () => this.#stopLooking(client, about),
      () => this.#expire(),
      () => this.#switchAccount(about),
      () => this.#switchAsking(),
    ]
    return { ...(await this.#chance.one(steps)()), about }
  }

  /** Somebody, signed in. */
  person(name: string): Person {
    const person = this.#people.get(name)
    if (!person) throw new Error(`${name} is not there`)
    return person
  }

  /** Whether this professional may open this client. */
  opens(client: Client, professional: Professional): boolean {
    const key = pair(client, professional)
    return this.model.related.has(key) || this.model.looking.has(key)
  }

  async #relate(client: Client, professional: Professional): Promise<Outcome> {
    const by = this.#arranger()
    const { related, inactive, asksClient } = this.model
    const ends = kindOf(professional) === 'therapist' && this.#chance.says(0.4)
    const key = pair(client, professional)
    const wanted = this.#arranges(by, client) && !asksClient && !related.has(key) && !inactive.has(professional)
    const until = ends ? new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10) : null
    const takes = relating(this.#room.ids[professional], { kind: kindOf(professional), until })
    if (wanted) related.set(key, { kind: kindOf(professional), ends })
    return await this.#does(by, `relates ${key}`, wanted, ['relateProfessional', { where: this.#where(client), takes }])
  }

  async #break(client: Client, professional: Professional): Promise<Outcome> {
    const by = this.#chance.one([professional, 'Sanne', 'Daan'] as const)
    const key = pair(client, professional)
    const own = by === professional && kindOf(professional) === 'therapist' && !this.model.inactive.has(by)
    const wanted = this.model.related.has(key) && (by === 'Sanne' || own)
    if (wanted) this.model.related.delete(key)
    const where = { ...this.#where(client), professional: this.#room.ids[professional] }
    return await this.#does(by, `breaks ${key}`, wanted, ['endRelation', { where, takes: { unguided: [] } }])
  }

  async #handOver(client: Client, to: Professional): Promise<Outcome> {
    const by = this.#chance.one(['Daan', 'Eva'] as const)
    const { related, inactive, asksClient } = this.model
    const key = pair(client, to)
    const treats = related.has(pair(client, by)) && !inactive.has(by)
    const fits = kindOf(to) === 'therapist' && to !== by && !inactive.has(to)
    // Asking with a plan has tests of its own.
    const wanted = treats && fits && !(asksClient && !related.has(key))
    if (treats && fits && !wanted) return await this.#switchAsking()
    const breakRelation = this.#chance.says(0.5)
    if (wanted && !related.has(key)) related.set(key, { kind: 'therapist', ends: false })
    if (wanted && breakRelation) related.delete(pair(client, by))
    const takes = handing(this.#room.ids[to], { breakRelation })
    return await this.#does(by, `hands ${key} over`, wanted, ['handOver', { where: this.#where(client), takes }])
  }

  async #request(client: Client, professional: Professional): Promise<Outcome> {
    const by = this.#arranger()
    const { related, inactive, asksClient, waiting } = this.model
    const asked = [...waiting].find(
      ([id, one]) => one.client === client && one.professional === professional && this.#stands(id),
    )
    const able = !related.has(pair(client, professional)) && !inactive.has(professional) && by !== professional
    const wanted = this.#arranges(by, client) && asksClient && able && !asked
    const ids = { client: this.#room.ids[client], professional: this.#room.ids[professional] }
    const words = { kind: kindOf(professional), motivation: 'This colleague knows much about sleeping problems.' }
    const takes = { ...ids, ...words, clientKey: randomUUID() }
    const outcome = await this.#does(by, `asks for ${pair(client, professional)}`, wanted, ['askToRelate', { takes }])
    if (wanted) waiting.set((outcome.answer.body as { id: string }).id, { client, professional, by })
    return outcome
  }

  async #answer(): Promise<Outcome> {
    const [id = randomUUID(), asked] = this.#chance.one([...this.model.waiting, [undefined, undefined] as const])
    const wanted = asked !== undefined && this.#stands(id)
    const answer = this.#chance.says(0.6) ? 'accept' : 'reject'
    if (asked) this.model.waiting.delete(id)
    if (asked && wanted && answer === 'accept')
      this.model.related.set(pair(asked.client, asked.professional), { kind: kindOf(asked.professional), ends: false })
    return await this.#does(asked?.client ?? 'Noor', `${answer}s`, wanted, [
      'answerRelateRequest',
      { where: { id }, takes: { answer } },
    ])
  }

  async #cancel(): Promise<Outcome> {
    const [id = randomUUID(), asked] = this.#chance.one([...this.model.waiting, [undefined, undefined] as const])
    const wanted = asked !== undefined && this.#stands(id)
    if (asked) this.model.waiting.delete(id)
    // Taking back what nobody can say yes to any more is as wanted, whatever it answers.
    if (asked && !wanted) return await this.#does('Sanne', 'leaves it', true, ['seeMe', {}])
    return await this.#does('Sanne', 'cancels', wanted, ['cancelRelateRequest', { where: { id } }])
  }

  async #look(client: Client, professional: Professional): Promise<Outcome> {
    const key = pair(client, professional)
    const able = kindOf(professional) === 'therapist' && !this.model.inactive.has(professional)
    const wanted = able && !this.model.related.has(key)
    const motivation = able ? await this.#reason(professional) : randomUUID()
    if (wanted) this.model.looking.add(key)
    return await this.#does(professional, `looks at ${key}`, wanted, [
      'beginTemporaryAccess',
      { where: this.#where(client), takes: { motivation } },
    ])
  }

  async #stopLooking(client: Client, professional: Professional): Promise<Outcome> {
    const key = pair(client, professional)
    if (!this.model.looking.has(key) || this.model.inactive.has(professional)) return await this.#switchAsking()
    this.model.looking.delete(key)
    return await this.#does(professional, `stops looking at ${key}`, true, [
      'endTemporaryAccess',
      { where: this.#where(client) },
    ])
  }

  /** The clock: stand-ins and looks are over. What it does to the rows the house finds out later; nobody waits for that. */
  async #expire(): Promise<Outcome> {
    const now = new Date(Date.now() - 1000)
    for (const [key, { ends }] of this.model.related) if (ends) this.model.related.delete(key)
    this.model.looking.clear()
    await this.#room.query('update room.relation set ends_at = $1 where ends_at is not null and ended_at is null', [
      now,
    ])
    await this.#room.query('update room.temporary_access set ends_at = $1 where ended_at is null', [now])
    return await this.#does('Sanne', 'time passes', true, ['seeMe', {}])
  }

  async #switchAccount(professional: Professional): Promise<Outcome> {
    const { inactive } = this.model
    const on = inactive.has(professional)
    const where = { id: this.#room.ids[professional] }
    const call = on
      ? (['activateProfessional', { where }] as const)
      : (['deactivateProfessional', { where, takes: { evenLast: true } }] as const)
    // Looks for a while do not come back with who comes back.
    for (const key of this.model.looking) if (key.endsWith(` ${professional}`)) this.model.looking.delete(key)
    if (on) inactive.delete(professional)
    else inactive.add(professional)
    const outcome = await this.#does('Karim', `switches ${professional} ${on ? 'on' : 'off'}`, true, call)
    if (on) this.#people.set(professional, await session(this.#room, { account: where.id }, 'open'))
    return outcome
  }

  async #switchAsking(): Promise<Outcome> {
    this.model.asksClient = !this.model.asksClient
    await this.#set('relateRequests', this.model.asksClient)
    return await this.#does('Sanne', `asking is ${this.model.asksClient}`, true, ['seeMe', {}])
  }

  /** A request counts as long as whoever asked could still ask, and whom it is for could still be related. */
  #stands(id: string): boolean {
    const asked = this.model.waiting.get(id)
    if (!asked) return false
    const { client, professional, by } = asked
    const { related, inactive } = this.model
    const still = by === 'Sanne' || (related.get(pair(client, by))?.kind === 'therapist' && !inactive.has(by))
    return still && !inactive.has(professional) && !related.has(pair(client, professional))
  }

  #arranger(): Arranger {
    return this.#chance.one(['Daan', 'Eva', 'Ruth', 'Sanne', 'Sanne'] as const)
  }

  #arranges(by: Arranger, client: Client): boolean {
    if (by === 'Sanne') return true
    return this.model.related.get(pair(client, by))?.kind === 'therapist' && !this.model.inactive.has(by)
  }

  async #does(by: string, what: string, ...[wanted, [name, sent]]: Doing): Promise<Outcome> {
    return { said: `${by} ${what}`, wanted, answer: await this.person(by).try(name, sent) }
  }

  async #reason(professional: Professional): Promise<string> {
    const known = this.#reasons.get(professional)
    if (known) return known
    const takes = { motivation: 'Her own therapist is ill and she called.', clientKey: randomUUID() }
    const { id } = await this.person(professional).ask('giveReason', { takes })
    this.#reasons.set(professional, id)
    return id
  }

  async #set(name: string, value: boolean): Promise<void> {
    await this.#room.query(
      'insert into room.setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value',
      [name, JSON.stringify(value)],
    )
  }

  #where(client: Client) {
    return { id: this.#room.ids[client] }
  }

  #ids(key: string): string[] {
    return key.split(' ').map((name) => this.#room.ids[name as Client | Professional])
  }
}
