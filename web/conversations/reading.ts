import { batch, signal } from '@preact/signals'
import type { Conversation, Message } from '../../contract/conversations.ts'
import { ask, Refused } from '../api.ts'
import { listen } from '../live.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import { whenSent } from './sending.ts'

/** What stands above the messages, and what may be done below them. */
export type Head = Omit<Conversation, 'page'>

/** One conversation on the screen: its messages as far as they were fetched, kept up to date while it is open. */
export function openReading(id: string) {
  const where = { id }
  const head = signal<Head | null>(null)
  const messages = signal<readonly Message[]>([])
  const earlier = signal(false)
  const failed = signal<unknown>(null)
  /** Where the unread messages began when it was opened; stays so until one leaves. */
  const unreadFrom = signal<{ position: number; count: number } | null>(null)

  const add = (more: readonly Message[]) => (messages.value = merged(messages.peek(), more))

  async function fetchEarlier(): Promise<void> {
    const first = messages.peek()[0]
    if (!first) return
    const page = await ask('readMessages', { where, asksFor: { before: first.position } })
    batch(() => {
      earlier.value = page.more
      add(page.messages)
    })
  }

  /** What came while nobody listened may be more than one page. */
  async function fillGap(upTo: number): Promise<void> {
    for (let last = messages.peek().at(-1); last && last.position < upTo; ) {
      const page = await ask('readMessages', { where, asksFor: { after: last.position } })
      add(page.messages)
      const next = messages.peek().at(-1)
      if (next?.position === last.position) return
      last = next
    }
  }

  async function open({ page, ...first }: Conversation): Promise<void> {
    messages.value = page.messages
    earlier.value = page.more
    for (let pages = 0; pages < 3 && earlier.peek() && first.unread > 0; pages += 1) {
      if ((messages.peek()[0]?.position ?? 0) <= first.readUpTo) break
      await fetchEarlier()
    }
    const position = firstUnread(first, messages.peek())
    batch(() => {
      unreadFrom.value = position === undefined ? null : { position, count: first.unread }
      head.value = first
    })
  }

  async function follow({ page, ...next }: Conversation): Promise<void> {
    const oldest = page.messages[0]
    if (oldest && page.more && oldest.position > (messages.peek().at(-1)?.position ?? 0)) await fillGap(oldest.position)
    batch(() => {
      head.value = next
      add(page.messages)
    })
  }

  const again = oneAtATime(async () => {
    try {
      const conversation = await ask('readConversation', { where })
      if (head.peek()) await follow(conversation)
      else await open(conversation)
      failed.value = null
    } catch (error) {
      // A refusal takes away what is shown; a bad line does not.
      if (error instanceof Refused || !head.peek()) failed.value = error
    }
  })

  const stops = [listenTo(id, again), whenSent((sent) => sent.conversation === id && add([sent.message]))]
  void again()
  const close = () => {
    for (const stop of stops) stop()
  }
  return { id, head, messages, earlier, failed, unreadFrom, again, fetchEarlier, close }
}

export type Reading = ReturnType<typeof openReading>

function listenTo(id: string, again: () => Promise<void>): () => void {
  let presence: ReturnType<typeof setTimeout> | undefined
  const stop = listen((event) => {
    if (event.what === 'again' || (event.what === 'conversation' && event.conversation === id)) void again()
    // Contacts come and go in bursts.
    if (event.what === 'presence') presence ??= setTimeout(() => void again().finally(() => (presence = undefined)), 500)
  })
  return () => {
    clearTimeout(presence)
    stop()
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
