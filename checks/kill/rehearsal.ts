import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Finding } from '../tree.ts'
import { freePort, Program } from './process.ts'
import { readAll, request, Sender, signInAt } from './sender.ts'

/** A server in a process of its own, that can be killed and started again on the same data and at the same address. */
export class Rehearsal {
  readonly folder: string
  readonly address: string
  readonly #environment: Record<string, string>
  #password = ''
  #program: Program

  private constructor(folder: string, port: number) {
    this.folder = folder
    this.address = `http://localhost:${port}`
    this.#environment = {
      ALCOVE_DATA: folder,
      ALCOVE_PORT: String(port),
      ALCOVE_SIGN_INS_PER_ADDRESS: '100000',
      ALCOVE_SIGN_INS_PER_ACCOUNT: '100000',
      ALCOVE_REQUESTS_PER_ADDRESS: '1000000',
      ALCOVE_REQUESTS_PER_ACCOUNT: '1000000',
    }
    this.#program = this.#run()
  }

  static async open(): Promise<Rehearsal> {
    const rehearsal = new Rehearsal(mkdtempSync(path.join(tmpdir(), 'alcove-kill-')), await freePort())
    await rehearsal.#ready()
    return rehearsal
  }

  /** kill -9, and up again. */
  async killAndStart(): Promise<void> {
    this.#program.signal('SIGKILL')
    await this.#program.ended
    this.#program = this.#run()
    await this.#ready()
  }

  async close(): Promise<void> {
    this.#program.signal('SIGTERM')
    await this.#program.ended
    rmSync(this.folder, { recursive: true, force: true })
  }

  async signIn(name: string): Promise<string> {
    return await signInAt(this.address, name, this.#password)
  }

  #run(): Program {
    return Program.run([path.join(import.meta.dirname, 'house.ts')], this.#environment)
  }

  async #ready(): Promise<void> {
    this.#password = await this.#program.says(/^Demo password: (\S+)\n/m)
  }
}

/** Starts a conversation with somebody of this first name; gives back its id. */
export async function startConversation(address: string, cookie: string, name: string): Promise<string> {
  const list = z.object({ contacts: z.array(z.object({ id: z.string(), name: z.string() })) })
  const { contacts } = list.parse((await request(address, '/api/contacts', { cookie }))?.body)
  const contact = contacts.find((one) => one.name.startsWith(name))
  const takes = { contacts: [contact?.id], text: 'Begin', clientKey: randomUUID() }
  const outcome = await request(address, '/api/conversations', { cookie, takes })
  return z.object({ id: z.string() }).parse(outcome?.body).id
}

/** Senders in two conversations, several to an account, each with a session of its own. */
export async function gather(rehearsal: Rehearsal, many: number): Promise<{ senders: Sender[]; stages: Stage[] }> {
  const pairs = [
    ['noor', 'daan', 'Daan'],
    ['tom', 'eva', 'Eva'],
  ] as const
  const senders: Sender[] = []
  const stages: Stage[] = []
  for (const [client, therapist, name] of pairs) {
    const cookie = await rehearsal.signIn(client)
    const conversation = await startConversation(rehearsal.address, cookie, name)
    const stage: Stage = { conversation, cookie, senders: [] }
    for (let index = 0; index < many / pairs.length; index += 1) {
      const who = index % 2 === 0 ? client : therapist
      const given = { address: () => rehearsal.address, cookie: await rehearsal.signIn(who), conversation }
      stage.senders.push(new Sender(`${who} ${index}`, given))
    }
    senders.push(...stage.senders)
    stages.push(stage)
  }
  return { senders, stages }
}

/** One conversation and who sends in it. */
export type Stage = { conversation: string; cookie: string; senders: Sender[] }

/** Every acknowledged message is there exactly once, where it was said to be, in order for each sender; and nothing else. */
export async function judgeStage(address: string, { conversation, cookie, senders }: Stage): Promise<Finding[]> {
  const all = (await readAll(address, cookie, conversation)).slice(1)
  const gaps = all.filter(({ position }, index) => position !== index + 2)
  return [
    ...gaps.map(({ position }) => ({ path: conversation, what: `has a gap before ${position}` })),
    ...senders.flatMap(({ name, acknowledged }) => {
      const own = all.filter(({ text }) => text.startsWith(`${name} `))
      const sent = acknowledged.map(({ text, id, position }) => JSON.stringify({ id, position, text }))
      const there = own.map(({ id, position, text }) => JSON.stringify({ id, position, text }))
      const lost = sent.filter((one) => !there.includes(one)).map((one) => ({ path: name, what: `lost ${one}` }))
      const more = there.filter((one) => !sent.includes(one)).map((one) => ({ path: name, what: `has besides ${one}` }))
      const order = sent.join() === there.join() ? [] : [{ path: name, what: 'stands in another order' }]
      return [...lost, ...more, ...order]
    }),
  ]
}
