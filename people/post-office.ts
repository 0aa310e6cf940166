import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** How the mail server of a test behaves. */
export type Mood = 'well' | 'not now' | 'never' | 'hangs'

/** A real mail server on this machine, with moods. */
export class PostOffice {
  /** Every message that was taken, as it came: headers and text. */
  readonly taken: string[] = []
  /** How often anybody tried to hand something over. */
  tries = 0
  mood: Mood = 'well'
  #server: SMTPServer | null = null
  #port = 0

  #make(): SMTPServer {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      closeTimeout: 100,
      onRcptTo: (_, __, answer) => {
        this.tries += 1
        if (this.mood === 'hangs') return
        answer(this.#refusal())
      },
      onData: (stream, _, answer) => {
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', () => {
          this.taken.push(Buffer.concat(parts).toString('utf8'))
          answer()
        })
      },
    })
    server.on('error', () => undefined)
    return server
  }

  /** Opens; the second time on the port it had before, as a server that comes back does. */
  async open(): Promise<void> {
    this.#server = this.#make()
    const listening = this.#server.listen(this.#port, '127.0.0.1')
    await once(listening, 'listening')
    this.#port = (listening.address() as AddressInfo).port
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.#port}`
  }

  async close(): Promise<void> {
    const server = this.#server
    this.#server = null
    if (server) await new Promise<void>((resolve) => server.close(resolve))
  }

  #refusal(): Error | null {
    if (this.mood === 'well' || this.mood === 'hangs') return null
    const code = this.mood === 'never' ? 550 : 451
    return Object.assign(new Error('a text that must not be kept'), { responseCode: code })
  }
}
