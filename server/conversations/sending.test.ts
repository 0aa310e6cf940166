import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import type { Person } from '../../people/person.ts'
import { test } from '../../people/test.ts'

const many = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
const range = (from: number, to: number) => many(to - from + 1).map((number) => number + from - 1)
const numbers = ({ messages }: { messages: { text: string | null }[] }) => messages.map(({ text }) => Number(text))
const page = (person: Person, id: string, asksFor = {}) => person.ask('readMessages', { where: { id }, asksFor })

describe('CNV-1 sending', () => {
  test('yes: what comes back is the message as everybody reads it', async ({ as }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const id = await noor.start('Daan', { text: 'One' })
    const text = ' Two lines,\n\t“quotes”, 👩‍👩‍👧, e\u0301, עברית and <b>no markup</b> & so on '
    const sent = await daan.post(id, text)
    expect(sent).toMatchObject({ position: 2, text })
    for (const person of [noor, daan]) expect((await page(person, id)).messages.at(-1)).toEqual(sent)
  })

  test('fifty at once from both sides: positions without gaps, each message once, the same order for both', async ({
    as,
  }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const id = await noor.start('Daan', { text: 'First' })
    const sent = await Promise.all(many(50).map((number) => (number % 2 ? noor : daan).post(id, `Message ${number}`)))
    expect(sent.map(({ position }) => position).toSorted((a, b) => a - b)).toEqual(many(50).map((number) => number + 1))
    const newest = await page(noor, id)
    expect(newest.messages).toEqual(sent.toSorted((a, b) => a.position - b.position))
    expect(await page(daan, id)).toEqual(newest)
    expect(await page(daan, id, { before: 2 })).toMatchObject({
      messages: [{ text: 'First', position: 1 }],
      more: false,
    })
    const authors = newest.messages.map(({ author, text }) => [author, Number(text?.split(' ')[1]) % 2])
    expect(new Set(authors.map(String)).size).toBe(2)
  })

  test('yes: both sides hear of each message, in every tab', async ({ as }) => {
    const [noor, daan, tablet] = await as('Noor', 'Daan', 'Daan')
    const id = await noor.start('Daan')
    const ears = [await noor.listen(), await daan.listen(), await tablet.listen()]
    await daan.post(id, 'Two')
    for (const ear of ears) await ear.hears({ what: 'conversation', conversation: id })
  })
})

describe('T31 one client key, one message', () => {
  test('the same twenty times at once gives the same message twenty times, and it stands there once', async ({
    as,
  }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const id = await noor.start('Daan', { text: 'First' })
    const clientKey = randomUUID()
    const sent = await Promise.all(
      many(20).map((number) => noor.post(id, 'Once', number % 2 ? clientKey : clientKey.toUpperCase())),
    )
    for (const one of sent) expect(one).toEqual(sent[0])
    expect(await daan.reads(id)).toEqual(['First', 'Once'])
    expect(await noor.post(id, 'Next')).toMatchObject({ position: 3 })
    expect(await noor.post(id, 'Once', clientKey)).toEqual(sent[0])
  })

  test('other words under a key that was used are refused, and the first words stay', async ({ as }) => {
    const [noor] = await as('Noor')
    const id = await noor.start('Daan', { text: 'First' })
    const clientKey = randomUUID()
    await noor.post(id, 'Once', clientKey)
    const answer = await noor.try('postMessage', { where: { id }, takes: { text: 'once', clientKey } })
    expect([answer.status, answer.body]).toMatchObject([409, { code: 'key-used' }])
    expect(await noor.reads(id)).toEqual(['First', 'Once'])
  })

  test('a key counts for one person in one conversation: others with the same key send their own message', async ({
    as,
  }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const [one, other] = [await noor.start('Daan', { text: 'A' }), await noor.start('Daan', { text: 'B' })]
    const clientKey = randomUUID()
    await noor.post(one, 'Of Noor', clientKey)
    await noor.post(other, 'Of Noor elsewhere', clientKey)
    await daan.post(one, 'Of Daan', clientKey)
    expect(await noor.reads(one)).toEqual(['A', 'Of Noor', 'Of Daan'])
    expect(await daan.reads(other)).toEqual(['B', 'Of Noor elsewhere'])
  })
})

describe('a long conversation', () => {
  test('comes in pages of fifty, backwards and forwards, each message once and oldest first', async ({ as }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const id = await noor.start('Daan', { text: '1' })
    for (const number of many(119)) await noor.post(id, String(number + 1))
    const opened = (await daan.ask('readConversation', { where: { id } })).page
    expect([numbers(opened), opened.more]).toEqual([range(71, 120), true])
    expect(await page(daan, id)).toEqual(opened)
    const expectations: [object, number[], boolean][] = [
      [{ before: 71 }, range(21, 70), true],
      [{ before: 51 }, range(1, 50), false],
      [{ before: 52 }, range(2, 51), true],
      [{ before: 1 }, [], false],
      [{ after: 0 }, range(1, 50), true],
      [{ after: 69 }, range(70, 119), true],
      [{ after: 70 }, range(71, 120), false],
      [{ after: 120 }, [], false],
      [{ after: Number.MAX_SAFE_INTEGER }, [], false],
    ]
    for (const [asksFor, found, more] of expectations) {
      const got = await page(daan, id, asksFor)
      expect([asksFor, numbers(got), got.more]).toEqual([asksFor, found, more])
    }
  })
})

test('a message that was changed behind our back, or whose key is gone, is shown as gone, and the others stay', async ({
  as,
  room,
}) => {
  const [noor, daan] = await as('Noor', 'Daan')
  const id = await noor.start('Daan', { text: 'First' })
  await noor.post(id, 'Changed')
  await daan.post(id, 'Last')
  await room.query(
    `update room.message_text set sealed = set_byte(sealed, length(sealed) - 1, get_byte(sealed, length(sealed) - 1) # 1)
     where conversation = $1 and position = 2`,
    [id],
  )
  expect(await daan.reads(id)).toEqual(['First', null, 'Last'])
})
