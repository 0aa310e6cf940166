import type { Message, Participant } from '../../contract/conversations.ts'
import { dayOf } from '../text/moments.ts'
import { keyOf, type Unsent } from './sending.ts'

/** What stands in the log, from top to bottom. */
export type Line =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'unread from here'; key: string; count: number }
  | { kind: 'words'; key: string; words: Words }

export type Words = {
  author: Participant | undefined
  at: string | null
  text: string | null
  position: number | null
  unread: boolean
  unsent: Unsent | null
  /** Same person as right above: the name is said once. */
  same: boolean
  /** The last of a row: the person stands beside this one. */
  last: boolean
}

type Given = {
  messages: readonly Message[]
  unsent: readonly Unsent[]
  participants: readonly Participant[]
  unreadFrom: { position: number; count: number } | null
}

export function linesOf({ messages, unsent, participants, unreadFrom }: Given): Line[] {
  const people = new Map(participants.map((person) => [person.id, person]))
  const me = participants.find(({ naming }) => naming === 'you')
  const cameBack = cameBackOf(messages, unsent, me)
  const lines: Line[] = []
  let day = ''
  for (const message of messages) {
    if (dayOf(message.at) !== day) {
      day = dayOf(message.at)
      lines.push({ kind: 'day', key: day, at: message.at })
    }
    if (message.position === unreadFrom?.position)
      lines.push({ kind: 'unread from here', key: 'unread', count: unreadFrom.count })
    const author = people.get(message.author)
    const unread = unreadFrom !== null && message.position >= unreadFrom.position && author !== me
    const own = cameBack.get(message)
    if (own) lines.push(unsentLine(own, me))
    else lines.push(wordsLine(keyOf(message.id), { ...message, author, unread, unsent: null }))
  }
  const back = new Set(cameBack.values())
  for (const one of unsent) if (!back.has(one)) lines.push(unsentLine(one, me))
  return joined(lines)
}

/** A message may come back from the server before its own answer does, or instead of it: it stands here once, where it belongs. */
function cameBackOf(
  messages: readonly Message[],
  unsent: readonly Unsent[],
  me: Participant | undefined,
): ReadonlyMap<Message, Unsent> {
  const found = new Map<Message, Unsent>()
  for (const one of unsent.filter(({ state }) => state !== 'refused')) {
    const message = messages.find(
      (other) =>
        other.author === me?.id &&
        other.text === one.text &&
        other.position > one.after &&
        keyOf(other.id) === other.id &&
        !found.has(other),
    )
    if (message) found.set(message, one)
  }
  return found
}

function unsentLine(unsent: Unsent, author: Participant | undefined): Line {
  const { clientKey, text } = unsent
  return wordsLine(clientKey, { author, at: null, text, position: null, unread: false, unsent })
}

function wordsLine(key: string, words: Omit<Words, 'same' | 'last'>): Line {
  return { kind: 'words', key, words: { ...words, same: false, last: true } }
}

function joined(lines: readonly Line[]): Line[] {
  return lines.map((line, index) => {
    if (line.kind !== 'words') return line
    const same = isBy(lines[index - 1], line.words.author)
    const last = !isBy(lines[index + 1], line.words.author)
    return { ...line, words: { ...line.words, same, last } }
  })
}

function isBy(line: Line | undefined, author: Participant | undefined): boolean {
  return line?.kind === 'words' && line.words.author === author
}
