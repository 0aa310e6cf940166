import { expect } from 'vitest'
import { figure } from '../people/figure.ts'
import type { Person } from '../people/person.ts'
import type { Room } from '../people/room.ts'
import { test } from '../people/test.ts'

/** What must hold whatever happened at once, asked of the rows themselves; each counts what is wrong. */
const invariants: Record<string, string> = {
  'conversations without exactly one administrator': `select count(*) from room.conversation c where (select count(*) from room.participant p where p.conversation = c.id and p.administrator) <> 1`,
  'gaps or doubles in positions': `select count(*) from room.conversation c where c.last_position <> (select count(*) from room.message m where m.conversation = c.id) or c.last_position <> (select max(position) from room.message m where m.conversation = c.id)`,
  'messages without words, or words without a message': `select count(*) from room.message m full join room.message_text t on t.conversation = m.conversation and t.position = m.position where m.id is null or t.position is null`,
  'read marks past the end': `select count(*) from room.read_mark r join room.participant p on p.id = r.participant join room.conversation c on c.id = p.conversation where r.position > c.last_position`,
  'messages later than the one after them': `select count(*) from room.message a join room.message b on b.conversation = a.conversation and b.position = a.position + 1 where b.sent_at < a.sent_at - interval '5 seconds'`,
  'client keys used twice by one author': `select count(*) from (select 1 from room.message group by author, client_key having count(*) > 1) twice`,
  'events to nobody who takes part': `select count(*) from room.event e where e.what = 'conversation' and not exists (select 1 from room.participant p where p.conversation = e.subject and p.account = e.addressee)`,
}

test('T38 a hundred at once: starting, sending, sending again and marking leave every row consistent, and the counters true', async ({
  as,
  room,
}) => {
  const [noor, daan, eva, tom] = await as('Noor', 'Daan', 'Eva', 'Tom')
  const first = await noor.start('Daan')
  const second = await tom.start('Eva')
  const acts = Array.from({ length: 100 }, (_, index) =>
    act(index, { people: [noor, daan, tom, eva], conversations: [first, second] }),
  )
  const outcomes = await Promise.allSettled(acts)
  expect(outcomes.filter((outcome) => outcome.status === 'rejected')).toEqual([])
  const wrong: Record<string, number> = {}
  for (const [name, text] of Object.entries(invariants)) wrong[name] = await count(room, text)
  expect(Object.entries(wrong).filter(([, found]) => found > 0)).toEqual([])
  for (const [person, conversation] of [
    [noor, first],
    [daan, first],
    [eva, second],
  ] as const)
    await countersAreTrue(person, conversation)
  figure('T38', `100 concurrent actors, ${Object.keys(invariants).length} invariants, 0 broken`)
})

async function act(
  index: number,
  { people, conversations }: { people: Person[]; conversations: string[] },
): Promise<unknown> {
  const person = people[index % people.length]
  const conversation = conversations[index % people.length < 2 ? 0 : 1]
  if (!person || !conversation) throw new Error('nobody acts')
  if (index % 5 === 0) return await person.ask('markRead', { where: { id: conversation }, takes: { position: index } })
  if (index % 7 === 0)
    return await person.start(
      index % people.length < 2 ? (index % 2 === 0 ? 'Daan' : 'Noor') : index % 2 === 0 ? 'Eva' : 'Tom',
    )
  // Every third is sent twice with one key, as after a lost answer.
  const key = crypto.randomUUID()
  const sent = [
    person.post(conversation, `message ${index}`, key),
    ...(index % 3 === 0 ? [person.post(conversation, `message ${index}`, key)] : []),
  ]
  const [one, other] = await Promise.all(sent)
  if (other) expect(other).toEqual(one)
  return one
}

async function count(room: Room, text: string): Promise<number> {
  const [row] = await room.query<{ count: string | number }>(text)
  return Number(row?.count ?? Number.NaN)
}

/** What the list says is unread is what a reader counts in the conversation itself. */
async function countersAreTrue(person: Person, conversation: string): Promise<void> {
  const { conversations } = await person.ask('listConversations')
  const line = conversations.find(({ id }) => id === conversation)
  const seen = await person.ask('readConversation', { where: { id: conversation } })
  const you = seen.participants.find(({ naming }) => naming === 'you')?.id
  const counted = seen.page.messages.filter(({ position, author }) => position > seen.readUpTo && author !== you).length
  expect(line?.unread).toBe(seen.unread)
  expect(seen.unread).toBe(counted)
}
