import type { Chance } from '../chance.ts'
import {
  type AccountRow,
  ago,
  type ConversationRow,
  type MessageRow,
  type ParticipantRow,
  sealed,
  type SpanRow,
  type World,
} from './rows.ts'

type Conversations = Pick<
  World,
  | 'conversation'
  | 'participant'
  | 'span'
  | 'message'
  | 'message_text'
  | 'conversation_subject'
  | 'nickname'
  | 'read_mark'
>

/** Random conversations: of two and of more, with people who take part, left, came back, were let in to read. */
export function makeConversations(chance: Chance, account: AccountRow[]): Conversations {
  const all: Conversations = {
    conversation: [],
    participant: [],
    span: [],
    message: [],
    message_text: [],
    conversation_subject: [],
    nickname: [],
    read_mark: [],
  }
  for (let index = chance.between(1, 5); index > 0; index -= 1) addConversation(all, chance, { account, index })
  return all
}

function addConversation(
  all: Conversations,
  chance: Chance,
  { account, index }: { account: AccountRow[]; index: number },
): void {
  const length = chance.between(1, 10)
  // No two at the same moment: the order of the list is then certain.
  const sentAt = (position: number) => ago(6000 - 100 * position - index)
  const conversation: ConversationRow = {
    id: chance.uuid(),
    started_at: sentAt(1),
    last_position: length,
    last_at: sentAt(length),
  }
  const participants = chance
    .several(account, chance.says(0.5) ? 2 : chance.between(2, 5))
    .map(({ id, kind }, place): ParticipantRow => {
      return { id: chance.uuid(), conversation: conversation.id, account: id, kind, administrator: place === 0 }
    })
  const messages = Array.from({ length }, (_, before): MessageRow => {
    const author = chance.one(participants).id
    const position = before + 1
    const keys = { id: chance.uuid(), client_key: chance.uuid() }
    return { ...keys, conversation: conversation.id, position, author, sent_at: sentAt(position) }
  })
  all.conversation.push(conversation)
  all.participant.push(...participants)
  all.message.push(...messages)
  all.span.push(...participants.flatMap(({ id }) => makeSpans(chance, id, length)))
  addContent(all, chance, { participants, messages })
}

/** What was said and how people are called in it; some of it removed or never given. */
function addContent(
  all: Conversations,
  chance: Chance,
  { participants, messages }: { participants: ParticipantRow[]; messages: MessageRow[] },
): void {
  for (const { conversation, position } of messages)
    if (chance.says(0.85)) all.message_text.push({ conversation, position, sealed: sealed(chance) })
  for (const { id, conversation } of participants) {
    if (chance.says(0.5)) all.nickname.push({ participant: id, conversation, sealed: sealed(chance) })
    if (chance.says(0.6)) all.read_mark.push({ participant: id, position: chance.between(0, messages.length) })
  }
  const { id: author, conversation } = chance.one(participants)
  if (chance.says(0.6)) all.conversation_subject.push({ conversation, author, sealed: sealed(chance) })
}

/** A membership as intervals of positions, in every shape it can have. */
function makeSpans(chance: Chance, participant: string, length: number): SpanRow[] {
  const from = chance.between(1, length + 1)
  // One less than `from`: came and went before anybody wrote.
  const until = chance.between(from - 1, length)
  const make = (why: SpanRow['why'], first: number, last: number | null): SpanRow => ({
    id: chance.uuid(),
    participant,
    why,
    from_position: first,
    until_position: last,
    began_at: ago(6100 - 100 * first - chance.between(0, 40)),
    ended_at: last === null ? null : ago(5),
  })
  const again = Math.min(until + chance.between(1, 3), length + 1)
  const shapes = {
    'from the beginning': () => [make('takes part', 1, null)],
    'joined later': () => [make('takes part', from, null)],
    left: () => [make('takes part', from, until)],
    'came back': () => [make('takes part', from, until), make('takes part', again, null)],
    'came back and left': () => [
      make('takes part', from, until),
      make('takes part', again, Math.max(again - 1, length)),
    ],
    'reads a part': () => [make('granted', from, until)],
    'reads from then on': () => [make('granted', from, null)],
    'left, and reads': () => [make('takes part', 1, Math.min(from, length)), make('granted', from, null)],
    'takes part, and reads what was': () => [make('granted', 1, until), make('takes part', again, null)],
  }
  return chance.one(
    ['from the beginning' as const, ...(Object.keys(shapes) as (keyof typeof shapes)[])].map((name) => shapes[name]),
  )()
}
