import { describe, expect } from 'vitest'
import { test } from '../../people/test.ts'

describe('PRF-3 one’s own settings', () => {
  test('yes: they are kept, each by itself, and one’s other tabs hear of it', async ({ as }) => {
    const [here, elsewhere] = await as('Noor', 'Noor')
    const ear = await elsewhere.listen()
    expect(await here.ask('seeMe')).toMatchObject({ language: null, enterSends: false, theme: 'device' })
    await here.ask('changeMySettings', { takes: { language: 'en' } })
    await here.ask('changeMySettings', { takes: { enterSends: true } })
    const changed = await here.ask('changeMySettings', { takes: { theme: 'dark' } })
    expect(changed).toMatchObject({ language: 'en', enterSends: true, theme: 'dark' })
    await ear.hears({ what: 'me' })
    const { session: _, ...settings } = changed
    expect(await elsewhere.ask('seeMe')).toMatchObject(settings)
  })

  test('no: nobody else’s change with them', async ({ as, room }) => {
    const [daan] = await as('Daan')
    const others = () =>
      room.query('select * from room.account_setting where account <> $1 order by account', [room.ids.Daan])
    const before = await others()
    await daan.ask('changeMySettings', { takes: { language: 'en', enterSends: true, theme: 'light' } })
    expect(await others()).toEqual(before)
  })
})

test('contacts come in the order of their last names, with what is known of them and nothing else', async ({
  as,
  room,
}) => {
  const [daan] = await as('Daan')
  const { contacts } = await daan.ask('listContacts')
  expect(contacts.map(({ name }) => name)).toEqual([
    'Karim el Amrani',
    'Milan Bakker',
    'Noor Bakker',
    'Ruth Jansen',
    'Eva Smit',
    'Sanne de Wit',
  ])
  const of = (id: string) => contacts.find((contact) => contact.id === id)
  expect(of(room.ids.Sanne)).toEqual({
    id: room.ids.Sanne,
    name: 'Sanne de Wit',
    kind: 'professional',
    groups: ['secretary'],
    online: false,
    description: null,
    away: null,
    picture: null,
  })
  expect(of(room.ids.Noor)).toMatchObject({ kind: 'client', groups: [] })
})

describe('CNV-26 who is online', () => {
  test('yes: contacts see it within three minutes of the last sign of life, and are told when somebody comes', async ({
    as,
    room,
  }) => {
    const [daan, noor, lies] = await as('Daan', 'Noor', 'Lies')
    const [ear, liesEar] = [await noor.listen(), await lies.listen()]
    const online = async () => (await noor.ask('listContacts')).contacts.find(({ id }) => id === room.ids.Daan)?.online
    expect(await online()).toBe(false)
    await daan.ask('beHere')
    await ear.hears({ what: 'presence' })
    expect(await online()).toBe(true)
    room.clock.moveOn(2 * 60_000)
    expect(await online()).toBe(true)
    room.clock.moveOn(60_000)
    expect(await online()).toBe(false)
    await lies.ask('changeMySettings', { takes: {} })
    await liesEar.hears({ what: 'me' })
    expect(liesEar.events).toEqual([{ what: 'me' }])
  })

  test('yes: who stays is told of once, not with each sign of life', async ({ as, room }) => {
    const [sanne, karim] = await as('Sanne', 'Karim')
    const ear = await karim.listen()
    for (const _ of [1, 2, 3]) {
      await sanne.ask('beHere')
      room.clock.moveOn(60_000)
    }
    await karim.ask('changeMySettings', { takes: {} })
    await ear.hears({ what: 'me' })
    expect(ear.events).toEqual([{ what: 'presence' }, { what: 'me' }])
  })

  test('yes: signing out is going away, at once', async ({ as, room }) => {
    const [eva, tom] = await as('Eva', 'Tom')
    const online = async () => (await tom.ask('listContacts')).contacts.find(({ id }) => id === room.ids.Eva)?.online
    await eva.ask('beHere')
    expect(await online()).toBe(true)
    await eva.ask('signOut')
    expect(await online()).toBe(false)
  })
})
