import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'

/** What an answer was, or null where none came. */
export type Outcome = { status: number; retryAfter: string | null; body: unknown } | null

/** Somebody who sends, and sends again with the same key until it is acknowledged. */
export class Sender {
  readonly name: string
  /** Acknowledged: what was sent, and what the server called it. */
  readonly acknowledged: { text: string; clientKey: string; id: string; position: number }[] = []
  /** Every outcome that was not an acknowledgement. */
  readonly refusals: Outcome[] = []
  readonly #address: () => string
  readonly #cookie: string
  readonly #conversation: string

  constructor(name: string, given: { address: () => string; cookie: string; conversation: string }) {
    this.name = name
    this.#address = given.address
    this.#cookie = given.cookie
    this.#conversation = given.conversation
  }

  /** Sends so many, one after the other; `told` hears of each acknowledgement. */
  async sendAll(many: number, told: () => void): Promise<void> {
    for (let index = 0; index < many; index += 1) {
      const text = `${this.name} ${index}`
      const clientKey = randomUUID()
      this.acknowledged.push({ text, clientKey, ...(await this.#untilAcknowledged(text, clientKey)) })
      told()
    }
  }

  /** Sends one message once. */
  async send(text: string, clientKey: string): Promise<Outcome> {
    return await request(this.#address(), `/api/conversations/${this.#conversation}/messages`, {
      cookie: this.#cookie,
      takes: { text, clientKey },
    })
  }

  async #untilAcknowledged(text: string, clientKey: string): Promise<z.output<typeof acknowledgement>> {
    for (;;) {
      const outcome = await this.send(text, clientKey)
      if (outcome?.status === 200) return acknowledgement.parse(outcome.body)
      this.refusals.push(outcome)
      await pause(50)
    }
  }
}

const acknowledgement = z.object({ id: z.string(), position: z.number() })

/** One request as a browser makes it; null when no answer came. */
export async function request(
  address: string,
  place: string,
  { cookie = '', takes }: { cookie?: string; takes?: unknown },
): Promise<(NonNullable<Outcome> & { cookie: string }) | null> {
  try {
    const response = await fetch(address + place, {
      method: takes === undefined ? 'GET' : 'POST',
      headers: { origin: address, cookie, ...(takes !== undefined && { 'content-type': 'application/json' }) },
      ...(takes !== undefined && { body: JSON.stringify(takes) }),
    })
    const body: unknown = await response.json()
    const { headers } = response
    const given = headers.getSetCookie()[0]?.split(';')[0] ?? ''
    return { status: response.status, retryAfter: headers.get('retry-after'), body, cookie: given }
  } catch {
    return null
  }
}

/** Signs in; gives back the cookie. */
export async function signInAt(address: string, name: string, password: string): Promise<string> {
  const outcome = await request(address, '/api/session', { takes: { address: `${name}@linde.example`, password } })
  if (outcome?.status !== 200) throw new Error(`${name} cannot sign in: ${JSON.stringify(outcome)}`)
  return outcome.cookie
}

const page = z.object({
  messages: z.array(z.object({ id: z.string(), position: z.number(), text: z.string() })),
  more: z.boolean(),
})

/** All messages of a conversation, oldest first. */
export async function readAll(
  address: string,
  cookie: string,
  conversation: string,
): Promise<z.output<typeof page>['messages']> {
  const found: z.output<typeof page>['messages'] = []
  for (let after = 0; ; ) {
    const place = `/api/conversations/${conversation}/messages?after=${after}`
    const { messages, more } = page.parse((await request(address, place, { cookie }))?.body)
    found.push(...messages)
    if (!more) return found
    after = messages.at(-1)?.position ?? after
  }
}
