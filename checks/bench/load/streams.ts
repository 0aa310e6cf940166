import net from 'node:net'
import { randomUUID } from 'node:crypto'
import { Wire } from './wire.ts'

/** Whom to listen as, and who sends where. `threads`: each is heard by the stream of the same index; `group`: by all of them. */
export type Listening = {
  port: number
  host: string
  listeners: string[]
  threads: string[]
  therapist: string
  group: { id: string; session: string }
  sends: number
}

/** Milliseconds from the answer to a send until its event was there; heard before the answer is less than nothing. */
export type Heard = { one: number[]; all: number[]; missing: number; streams: number }

process.on('message', (told: Listening | 'close') => {
  if (told === 'close') process.exit(0)
  void listen(told).then((heard) => process.send?.(heard))
})

async function listen(told: Listening): Promise<Heard> {
  const streams: Ear[] = []
  // Not all in one moment: nobody's browser does that.
  for (let index = 0; index < told.listeners.length; index += 50) {
    const some = told.listeners.slice(index, index + 50)
    streams.push(...(await Promise.all(some.map((cookie) => Ear.open(told, cookie)))))
  }
  const wire = await Wire.open(told.port)
  const one: number[] = []
  const all: number[] = []
  let missing = 0
  for (let count = 0; count < told.sends; count += 1) {
    const index = Math.floor(Math.random() * told.threads.length)
    const heard = await hear(
      wire,
      spell(told, told.therapist, told.threads[index] ?? ''),
      streams.slice(index, index + 1),
    )
    one.push(...heard.after)
    missing += heard.missing
  }
  for (let count = 0; count < Math.ceil(told.sends / 10); count += 1) {
    const heard = await hear(wire, spell(told, told.group.session, told.group.id), streams)
    all.push(...heard.after)
    missing += heard.missing
  }
  return { one, all, missing, streams: streams.length }
}

/** Sends, and waits until everybody has heard it, at most five seconds. */
async function hear(wire: Wire, request: string, ears: Ear[]): Promise<{ after: number[]; missing: number }> {
  const hearing = ears.map((ear) => ear.next())
  const status = await wire.ask(request)
  const answered = performance.now()
  if (status !== 200) throw new Error(`a send was answered ${status}`)
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), 5_000).unref())
  const at = await Promise.all(hearing.map((heard) => Promise.race([heard, late])))
  const after = at.filter((time) => time !== null).map((time) => time - answered)
  return { after, missing: at.length - after.length }
}

function spell({ host }: Listening, cookie: string, conversation: string): string {
  const body = JSON.stringify({ text: 'Who hears this?', clientKey: randomUUID() })
  return [
    `POST /api/conversations/${conversation}/messages HTTP/1.1`,
    `host: ${host}`,
    `cookie: alcove=${cookie}`,
    `origin: http://${host}`,
    'content-type: application/json',
    `content-length: ${body.length}`,
    '',
    body,
  ].join('\r\n')
}

/** One open stream. */
class Ear {
  #waiting: ((at: number) => void) | null = null

  static async open({ port, host }: Listening, cookie: string): Promise<Ear> {
    const ear = new Ear()
    const socket = net.connect(port, '127.0.0.1')
    socket.write(
      `GET /api/live HTTP/1.1\r\nhost: ${host}\r\ncookie: alcove=${cookie}\r\naccept: text/event-stream\r\n\r\n`,
    )
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject)
      socket.on('data', (part) => {
        const text = part.toString('latin1')
        if (text.includes('"presence"')) resolve()
        if (text.includes('"conversation"')) ear.#hear()
      })
    })
    return ear
  }

  /** When the next event comes. */
  next(): Promise<number> {
    return new Promise((resolve) => {
      this.#waiting = resolve
    })
  }

  #hear(): void {
    this.#waiting?.(performance.now())
    this.#waiting = null
  }
}
