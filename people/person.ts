import { randomUUID } from 'node:crypto'
import { contract, type Contract, type EndpointName } from '../contract/index.ts'
import type { Endpoint, Given, Sent } from '../contract/endpoint.ts'
import type { Message } from '../contract/conversations.ts'
import type { CastName } from './cast.ts'
import { Ear } from './ear.ts'
import type { Room } from './room.ts'

/** An answer as it came. */
export type Answer = { status: number; headers: Headers; body: unknown; text: string }

/** How a raw request differs from a well-behaved one: a header set to '' is left out. */
export type Raw = { headers?: Record<string, string>; body?: string | Uint8Array<ArrayBuffer> }

/** Where somebody goes; whoever starts conversations must know everybody's id there. */
export type Where = { address: string; ids?: Room['ids'] }

/** Somebody who uses the room over HTTP, as a browser does. */
export class Person {
  readonly #room: Where
  readonly #ears: Ear[] = []
  cookie: string

  constructor(room: Where, cookie: string) {
    this.#room = room
    this.cookie = cookie
  }

  /** Any request, whatever it answers. */
  async request(method: string, path: string, { headers = {}, body }: Raw = {}): Promise<Answer> {
    const all = {
      origin: this.#room.address,
      cookie: this.cookie,
      'accept-language': 'en',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    }
    const kept = Object.entries(all).filter(([, value]) => value !== '')
    const response = await fetch(this.#room.address + path, {
      method,
      headers: kept,
      redirect: 'manual',
      ...(body !== undefined && { body }),
    })
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== ''
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : null, text }
  }

  /** An endpoint by its name, whatever it answers. */
  async try(name: EndpointName, sent: Partial<Record<'where' | 'asksFor' | 'takes', unknown>> = {}): Promise<Answer> {
    const endpoint: Endpoint = contract[name]
    const where = (sent.where ?? {}) as Record<string, string>
    const query = new URLSearchParams((sent.asksFor ?? {}) as Record<string, string>).toString()
    const path = endpoint.path.replaceAll(/:(\w+)/g, (_, key: string) => encodeURIComponent(where[key] ?? ''))
    return await this.request(
      endpoint.method,
      `/api${path}${query && `?${query}`}`,
      sent.takes === undefined ? {} : { body: JSON.stringify(sent.takes) },
    )
  }

  /** An endpoint by its name; a refusal throws. */
  async ask<N extends EndpointName>(
    name: N,
    ...[sent]: object extends Sent<Contract[N]> ? [sent?: Sent<Contract[N]>] : [sent: Sent<Contract[N]>]
  ): Promise<Given<Contract[N]>> {
    const answer = await this.try(name, sent ?? {})
    if (answer.status >= 400) throw new Error(`${name}: ${answer.status} ${answer.text}`)
    return answer.body as Given<Contract[N]>
  }

  /** Starts a conversation with one of the cast; gives back its id. */
  async start(
    name: CastName,
    { text = 'Hello', subject, clientKey = randomUUID() }: { text?: string; subject?: string; clientKey?: string } = {},
  ): Promise<string> {
    const takes = {
      contacts: [this.#room.ids?.[name] ?? ''],
      text,
      clientKey,
      ...(subject !== undefined && { subject }),
    }
    return (await this.ask('startConversation', { takes })).id
  }

  async post(conversation: string, text: string, clientKey: string = randomUUID()): Promise<Message> {
    return await this.ask('postMessage', { where: { id: conversation }, takes: { text, clientKey } })
  }

  /** The words of the newest page, oldest first. */
  async reads(conversation: string): Promise<(string | null)[]> {
    return (await this.ask('readConversation', { where: { id: conversation } })).page.messages.map(
      (message) => message.text,
    )
  }

  /** Listens on the live channel; resolves when the stream is open. */
  async listen(lastEventId?: string): Promise<Ear> {
    const ear = await Ear.open(this.#room.address, this.cookie, lastEventId)
    this.#ears.push(ear)
    return ear
  }

  /** Closes what this person left open. */
  leave(): void {
    for (const ear of this.#ears) ear.close()
  }
}

/** Signs somebody in. */
export async function signIn(room: Where, address: string, password: string): Promise<Person> {
  const nobody = new Person(room, '')
  const answer = await nobody.try('signIn', { takes: { address, password } })
  if (answer.status !== 200) throw new Error(`signing in: ${answer.status} ${answer.text}`)
  return new Person(room, cookieFrom(answer))
}

/** The cookies an answer sets, as a browser sends them back: the session first. */
export function cookieFrom(answer: Answer): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ')
}
