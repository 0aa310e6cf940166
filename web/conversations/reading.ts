import { batch, type Signal, signal } from '@preact/signals'
import type { Conversation, Message } from '../../contract/conversations.ts'
import { ask, Refused } from '../api.ts'
import { listen } from '../live.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import { whenSent } from './sending.ts'

/** What stands above the messages, and what may be done below them. */
export type Head = Omit<Conversation, 'page'>

/** One conversation on the screen: its messages as far as they were fetched. */
export type Reading = {
  id: string
  head: Signal<Head | null>
  messages: Signal<readonly Message[]>
  /** There are messages before the first one here. */
  earlier: Signal<boolean>
  failed: Signal<unknown>
  /** Where the unread messages began when it was opened; stays so until one leaves. */
  unreadFrom: Signal<{ position: number; count: number } | null>
  /** Asks for everything again. */
  again: () => Promise<void>
}

export function newReading(id: string): Reading {
  const reading: Reading = {
    id,
    head: signal(null),
    messages: signal([]),
    earlier: signal(false),
    failed: signal(null),
    unreadFrom: signal(null),
    again: oneAtATime(() => read(reading)),
  }
  return reading
}

/** Keeps it up to date while it is open; call what comes back to stop. */
export function keepReading({ id, messages, again }: Reading): () => void {
  void again()
  let presence: ReturnType<typeof setTimeout> | undefined
  const stopListening = listen((event) => {
    if (event.what === 'again' || (event.what === 'conversation' && event.conversation === id)) void again()
    // Contacts come and go in bursts.
    if (event.what === 'presence') presence ??= setTimeout(() => void again().then(() => (presence = undefined)), 500)
  })
  const stopSending = whenSent(({ conversation, message }) => {
    if (conversation === id) messages.value = merged(messages.peek(), [message])
  })
  return () => {
    clearTimeout(presence)
    stopListening()
    stopSending()
  }
}

export async function readEarlier({ id, messages, earlier }: Reading): Promise<void> {
  const first = messages.peek()[0]
  if (!first) return
  const page = await ask('readMessages', { where: { id }, asksFor: { before: first.position } })
  batch(() => {
    earlier.value = page.more
    messages.value = merged(messages.peek(), page.messages)
  })
}

async function read(reading: Reading): Promise<void> {
  const { id, head, failed } = reading
  try {
    const conversation = await ask('readConversation', { where: { id } })
    if (head.peek()) await follow(reading, conversation)
    else await open(reading, conversation)
    failed.value = null
  } catch (error) {
    // A refusal takes away what is shown; a bad line does not.
    if (error instanceof Refused || !head.peek()) failed.value = error
  }
}

/** The first time: as far back as the first unread message, within reason. */
async function open(reading: Reading, { page, ...head }: Conversation): Promise<void> {
  const { messages, earlier, unreadFrom } = reading
  messages.value = page.messages
  earlier.value = page.more
  for (let pages = 0; pages < 3 && head.unread > 0 && earlier.peek(); pages += 1) {
    if ((messages.peek()[0]?.position ?? 0) <= head.readUpTo) break
    await readEarlier(reading)
  }
  const position = firstUnread(head, messages.peek())
  batch(() => {
    unreadFrom.value = position === undefined ? null : { position, count: head.unread }
    reading.head.value = head
  })
}

async function follow(reading: Reading, { page, ...head }: Conversation): Promise<void> {
  const oldest = page.messages[0]
  if (oldest && page.more) await fillGap(reading, oldest.position)
  batch(() => {
    reading.head.value = head
    reading.messages.value = merged(reading.messages.peek(), page.messages)
  })
}

/** What came while nobody listened may be more than one page. */
async function fillGap({ id, messages }: Reading, upTo: number): Promise<void> {
  let last = messages.peek().at(-1)
  while (last && last.position < upTo) {
    const page = await ask('readMessages', { where: { id }, asksFor: { after: last.position } })
    messages.value = merged(messages.peek(), page.messages)
    last = page.more ? page.messages.at(-1) : undefined
  }
}

function firstUnread({ unread, readUpTo, participants }: Head, messages: readonly Message[]): number | undefined {
  if (unread === 0) return undefined
  const me = participants.find(({ naming }) => naming === 'you')?.id
  return messages.find(({ position, author }) => position > readUpTo && author !== me)?.position
}

function merged(known: readonly Message[], more: readonly Message[]): readonly Message[] {
  const all = new Map(known.map((message) => [message.id, message]))
  for (const message of more) all.set(message.id, message)
  return [...all.values()].sort((one, other) => one.position - other.position)
}
