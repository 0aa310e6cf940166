import jpeg from 'jpeg-js'
import { PNG } from 'pngjs'
import { describe, expect } from 'vitest'
import type { Person } from '../../people/person.ts'
import { expectProblem, expectWrongFields } from '../../people/problem.ts'
import { test } from '../../people/test.ts'

function png(width: number, height: number): Buffer {
  return PNG.sync.write(new PNG({ width, height, fill: true }))
}

function give(person: Person, file: Buffer) {
  return person.try('setPicture', { takes: { picture: file.toString('base64') } })
}

describe('PRF-2 one’s own profile', () => {
  test('a professional changes name and description, and is found by the new name; colleagues read it', async ({
    as,
    room,
  }) => {
    const [ruth, daan] = await as('Ruth', 'Daan')
    const name = { first: 'Ruth', infix: 'van', last: 'Jansen-Ödegård' }
    const own = await ruth.ask('changeProfile', { takes: { name, description: 'Supervisor.\nAsk me.' } })
    expect(own).toMatchObject({ ...name, description: 'Supervisor.\nAsk me.', groups: ['supervisor'] })
    const { professionals } = await daan.ask('listProfessionals', { asksFor: { find: 'odeg' } })
    const { contacts } = await daan.ask('listContacts', { asksFor: { find: 'jansen' } })
    expect(contacts).toMatchObject([{ id: room.ids.Ruth, description: 'Supervisor.\nAsk me.' }])
    expect(professionals).toMatchObject([
      { id: room.ids.Ruth, name: 'Ruth van Jansen-Ödegård', description: 'Supervisor.\nAsk me.' },
    ])
  })

  test('a client changes the phone and nothing else of the file; a related person has none', async ({ as }) => {
    const [noor, lies] = await as('Noor', 'Lies')
    expect(await noor.ask('changeProfile', { takes: { phone: ' 06 12345678 ' } })).toMatchObject({
      phone: '06 12345678',
      identifier: 'L-1001',
      labels: [],
    })
    const name = { first: 'X', infix: '', last: 'Y' }
    for (const takes of [{ name }, { description: 'x' }])
      expectProblem(await noor.try('changeProfile', { takes }), 'not-found')
    expectProblem(await lies.try('changeProfile', { takes: { phone: '06 12345678' } }), 'not-found')
    // Whoever keeps the file could not save it any more.
    expectWrongFields(await noor.try('changeProfile', { takes: { phone: '06' } }), { phone: 'not-a-phone' })
    expect(await noor.ask('changeProfile', { takes: { phone: '' } })).toMatchObject({ phone: null })
  })

  test('CNV-26 whoever does not show themselves is online to nobody, and the contacts hear that they went', async ({
    as,
    room,
  }) => {
    const [daan, noor, eva] = await as('Daan', 'Noor', 'Eva')
    await noor.start('Daan')
    await daan.ask('beHere')
    const online = async (person: Person) => {
      const { contacts } = await person.ask('listContacts')
      const { conversations } = await person.ask('listConversations')
      const inTalk = conversations.flatMap(({ others }) => others.map((other) => other.online))
      return [contacts.find(({ id }) => id === room.ids.Daan)?.online, ...inTalk]
    }
    expect(await online(noor)).toEqual([true, true])
    const ear = await noor.listen()
    await daan.ask('changeProfile', { takes: { visible: false } })
    await ear.hears({ what: 'presence' })
    await daan.ask('beHere')
    expect(await online(noor)).toEqual([false, false])
    expect(await online(eva)).toEqual([false])
    expect(await daan.ask('seeProfile')).toMatchObject({ visible: false })
    await daan.ask('changeProfile', { takes: { visible: true } })
    await daan.ask('beHere')
    expect(await online(noor)).toEqual([true, true])
  })
})

test('PRF-4 an absence is read where one writes to that person, on its days and not on others; a client has none', async ({
  as,
  room,
}) => {
  const [daan, noor] = await as('Daan', 'Noor')
  const id = await noor.start('Daan')
  const day = (ahead: number) => new Date(room.clock.now().getTime() + ahead * 86_400_000).toISOString().slice(0, 10)
  const awayFor = async () => {
    const { contacts } = await noor.ask('listContacts')
    const { participants } = await noor.ask('readConversation', { where: { id } })
    return [
      contacts.find((one) => one.id === room.ids.Daan)?.away,
      participants.find(({ naming }) => naming === 'contact')?.away,
    ]
  }
  const set = (absence: { from: string; until: string | null; text: string } | null) =>
    daan.ask('changeAbsence', { takes: { absence } })
  await set({ from: day(-2), until: day(2), text: 'Eva answers.' })
  const away = { until: day(2), text: 'Eva answers.' }
  expect(await awayFor()).toEqual([away, away])
  await set({ from: day(3), until: null, text: '' })
  expect(await awayFor()).toEqual([null, null])
  await set({ from: day(-9), until: day(-3), text: '' })
  expect(await awayFor()).toEqual([null, null])
  expect(await set(null)).toMatchObject({ absence: null })
  const wrong = { from: day(3), until: day(1), text: '' }
  expectWrongFields(await daan.try('changeAbsence', { takes: { absence: wrong } }), { 'absence.until': 'ends-before' })
  expectProblem(await noor.try('changeAbsence', { takes: { absence: null } }), 'not-found')
})

describe('PRF-5 a picture', () => {
  test('is made anew as a small JPEG, seen by contacts and by no stranger, under an address that changes with it', async ({
    as,
    room,
  }) => {
    const [daan, noor, tom] = await as('Daan', 'Noor', 'Tom')
    const photo = jpeg.encode(
      { width: 700, height: 400, data: Buffer.alloc(700 * 400 * 4, 120), comments: ['GPS 52.1'] },
      90,
    ).data
    expect((await give(daan, photo)).status).toBe(200)
    const { contacts } = await noor.ask('listContacts')
    const address = contacts.find(({ id }) => id === room.ids.Daan)?.picture ?? ''
    const answer = await fetch(room.address + address, { headers: { cookie: noor.cookie } })
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(jpeg.decode(bytes)).toMatchObject({ width: 256, height: 256 })
    expect(bytes.includes('GPS')).toBe(false)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=3600',
    })
    expectProblem(await tom.request('GET', address), 'not-found')
    expectProblem(await noor.request('GET', `${address}0`), 'not-found')
    await daan.ask('removePicture')
    expectProblem(await noor.request('GET', address), 'not-found')
  })

  test('that is none, holds more than a picture, or would be huge is refused with a sentence', async ({ as }) => {
    const [noor] = await as('Noor')
    const good = png(20, 10)
    expect((await give(noor, good)).status).toBe(200)
    const lying = Buffer.from(good)
    lying.writeUInt32BE(60_000, 16)
    lying.writeUInt32BE(60_000, 20)
    const inPasses = Buffer.from(good)
    inPasses.writeUInt8(1, 28)
    const svg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>${' '.repeat(100)}`)
    const gif = Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(100)])
    const polyglot = Buffer.concat([good, Buffer.from('PK\u0003\u0004 an archive behind it')])
    const broken = Buffer.concat([good.subarray(0, 40), Buffer.alloc(50), good.subarray(-12)])
    for (const file of [Buffer.alloc(0), svg, gif, polyglot, inPasses, broken])
      expectProblem(await give(noor, file), 'not-a-picture')
    expectProblem(await give(noor, lying), 'picture-too-large')
    expectProblem(await give(noor, Buffer.alloc(6 * 1024 * 1024)), 'too-large')
  })
})
