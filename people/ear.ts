import type { LiveEvent } from '../contract/live.ts'

/** Somebody listening on the live channel, with everything that came. */
export class Ear {
  readonly events: LiveEvent[] = []
  /** Everything as it came, for those who look for what should not be there. */
  raw = ''
  /** The last id, as a browser would send it when it comes back. */
  lastEventId: string | undefined
  /** Resolves when the stream is over. */
  readonly ended: Promise<void>
  readonly #abort: AbortController
  #waiting: (() => void)[] = []

  private constructor(response: Response, abort: AbortController) {
    this.#abort = abort
    this.ended = this.#read(response)
  }

  /** Opens a stream; resolves once the server said hello, so that nothing told from now on is missed. */
  static async open(address: string, cookie: string, lastEventId?: string): Promise<Ear> {
    const abort = new AbortController()
    const headers = { cookie, accept: 'text/event-stream', ...(lastEventId && { 'last-event-id': lastEventId }) }
    const response = await fetch(`${address}/api/live`, { headers, signal: abort.signal })
    if (response.status !== 200) throw new Error(`live: ${response.status}`)
    const ear = new Ear(response, abort)
    await ear.until(() => ear.lastEventId !== undefined)
    // The greeting itself; what was missed may have come in the same breath, and stays.
    ear.events.shift()
    return ear
  }

  /** Resolves when an event like this has come (also when it already had). */
  async hears(wanted: Partial<Record<'what' | 'conversation' | 'client', string>>): Promise<void> {
    const found = () =>
      this.events.some((event) =>
        Object.entries(wanted).every(([key, value]) => (event as Record<string, string>)[key] === value),
      )
    await this.until(found)
  }

  close(): void {
    this.#abort.abort()
  }

  /** Resolves when this holds; asked anew with each thing that comes, refused when the stream ends first. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      const more = new Promise<'more'>((resolve) => this.#waiting.push(() => resolve('more')))
      const outcome = await Promise.race([more, this.ended.then(() => 'ended' as const)])
      if (outcome === 'ended' && !holds()) throw new Error(`the stream ended; heard: ${JSON.stringify(this.events)}`)
    }
  }

  async #read(response: Response): Promise<void> {
    const decoder = new TextDecoder()
    let rest = ''
    try {
      for await (const part of response.body ?? []) {
        const text = decoder.decode(part, { stream: true })
        this.raw += text
        const blocks = (rest + text).split('\n\n')
        rest = blocks.pop() ?? ''
        for (const block of blocks) this.#take(block)
        for (const wake of this.#waiting.splice(0)) wake()
      }
    } catch {
      // Closed by us, or cut by the server: over either way.
    }
  }

  #take(block: string): void {
    for (const line of block.split('\n')) {
      if (line.startsWith('id: ')) this.lastEventId = line.slice(4)
      if (line.startsWith('data: ')) this.events.push(JSON.parse(line.slice(6)) as LiveEvent)
    }
  }
}
