import { signal } from '@preact/signals'
import type { Message } from '../../contract/conversations.ts'
import { ask, Refused } from '../api.ts'
import { listen } from '../live.ts'
import { session, whenWiped } from '../session.ts'
import { giveBack } from './kept.ts'

/**
 * Messages on their way. Each carries a key made once, so that sending again after a lost answer gives the same message.
 * `unreachable` goes by itself as soon as there is a way; `refused` waits for the writer.
 */
export type Unsent = {
  clientKey: string
  text: string
  /** The position of the last message that stood there when this one was written. */
  after: number
  state: 'sending' | 'unreachable' | 'refused'
  why: string
}

type Sent = { conversation: string; message: Message }

export function unsentIn(conversation: string): readonly Unsent[] {
  return unsent.value.get(conversation) ?? []
}

/** The key under which a message was sent from this tab: the line on the screen stays the same line when it is sent. */
export function keyOf(message: string): string {
  return keys.get(message) ?? message
}

export function send(conversation: string, { text, after }: Pick<Unsent, 'text' | 'after'>): void {
  change(conversation, (queue) => [
    ...queue,
    { clientKey: crypto.randomUUID(), text, after, state: 'sending', why: '' },
  ])
  void deliver(conversation)
}

export function tryAgain(conversation: string): void {
  change(conversation, (queue) => queue.map((one) => ({ ...one, state: 'sending' })))
  void deliver(conversation)
}

/** The writer thinks better of it: the words go back to the field. */
export function takeBack(conversation: string, one: Unsent): void {
  remove(conversation, one)
  giveBack(conversation, { text: one.text, error: '' })
}

export function whenSent(hear: (sent: Sent) => void): () => void {
  hearers.add(hear)
  return () => void hearers.delete(hear)
}

const unsent = signal<ReadonlyMap<string, readonly Unsent[]>>(new Map())
const keys = new Map<string, string>()
const hearers = new Set<(sent: Sent) => void>()
const delivering = new Set<string>()
/** Something came into these while a message of ours was on its way: perhaps that very message, and only the answer gets lost. */
const heardMeanwhile = new Set<string>()

function change(conversation: string, how: (queue: readonly Unsent[]) => readonly Unsent[]): void {
  unsent.value = new Map(unsent.peek()).set(conversation, how(unsent.peek().get(conversation) ?? []))
}

function remove(conversation: string, { clientKey }: Unsent): void {
  change(conversation, (queue) => queue.filter((one) => one.clientKey !== clientKey))
}

/** One after the other, so that they arrive in the order they were written. */
async function deliver(conversation: string): Promise<void> {
  if (delivering.has(conversation)) return
  delivering.add(conversation)
  for (let next = firstToSend(conversation); next; next = firstToSend(conversation)) {
    await deliverOne(conversation, next)
  }
  delivering.delete(conversation)
  if (heardMeanwhile.delete(conversation)) sendWhatWaits()
}

function firstToSend(conversation: string): Unsent | undefined {
  return unsent
    .peek()
    .get(conversation)
    ?.find(({ state }) => state === 'sending')
}

async function deliverOne(conversation: string, one: Unsent): Promise<void> {
  const { clientKey, text } = one
  try {
    const message = await ask('postMessage', { where: { id: conversation }, takes: { text, clientKey } })
    keys.set(message.id, clientKey)
    remove(conversation, one)
    for (const hear of hearers) hear({ conversation, message })
  } catch (error) {
    if (!isWaiting(conversation, one)) return
    if (error instanceof Refused) refused(conversation, one, error)
    else change(conversation, (queue) => queue.map((other) => unreached(other)))
  }
}

/** Signing out in the meantime took it away: then it must not come back. */
function isWaiting(conversation: string, { clientKey }: Unsent): boolean {
  return unsentIn(conversation).some((other) => other.clientKey === clientKey)
}

function unreached(one: Unsent): Unsent {
  return one.state === 'sending' ? { ...one, state: 'unreachable' } : one
}

function refused(conversation: string, one: Unsent, { code, message, fields }: Refused): void {
  if (code === 'signed-out') {
    remove(conversation, one)
    return giveBack(conversation, { text: one.text, error: '' })
  }
  if (code === 'wrong-fields' || code === 'not-understood' || code === 'too-large') {
    remove(conversation, one)
    return giveBack(conversation, { text: one.text, error: fields[0]?.title ?? message })
  }
  const clientKey = code === 'key-used' ? crypto.randomUUID() : one.clientKey
  change(conversation, (queue) =>
    queue.map((other) =>
      other.clientKey === one.clientKey ? { ...one, clientKey, state: 'refused', why: message } : other,
    ),
  )
}

/** What could not leave goes as soon as the way is open again. */
function sendWhatWaits(): void {
  if (session.peek().who !== 'somebody') return
  for (const [conversation, queue] of unsent.peek()) {
    if (!queue.some(({ state }) => state === 'unreachable')) continue
    change(conversation, (all) => all.map((one) => (one.state === 'unreachable' ? { ...one, state: 'sending' } : one)))
    void deliver(conversation)
  }
}

addEventListener('online', sendWhatWaits)
listen((event) => {
  if (event.what === 'conversation' && delivering.has(event.conversation)) heardMeanwhile.add(event.conversation)
  // There is a line again. Sending anew is harmless: the key makes it the same message.
  if (event.what === 'again' || event.what === 'conversation') sendWhatWaits()
})
session.subscribe(sendWhatWaits)

whenWiped(() => {
  unsent.value = new Map()
  keys.clear()
})
