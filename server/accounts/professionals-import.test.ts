import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { ImportRow } from '../../contract/accounts/professionals.ts'
import type { Person } from '../../people/person.ts'
import { expectProblem } from '../../people/problem.ts'
import type { Room } from '../../people/room.ts'
import { test } from '../../people/test.ts'

const heading = 'e-mail;identifier;first name;infix;last name;role'

async function preview(person: Person, text: string): Promise<ImportRow[]> {
  return (await person.ask('previewImport', { takes: { text } })).rows
}

async function setLimit(room: Room, most: number): Promise<void> {
  await room.query(
    `insert into room.setting (name, value) values ('professionalLimit', $1) on conflict (name) do update set value = excluded.value`,
    [String(most)],
  )
}

test('ACC-19 each row is told what becomes of it, before anything happens', async ({ as, room }) => {
  const [karim, sanne] = await as('Karim', 'Sanne')
  await setLimit(room, 6)
  const text = [
    heading,
    'anna@linde.example;A1;Anna;van;Berg;therapist, secretary',
    'ruth@linde.example;;Ruth;;Jansen;supervisor',
    'ANNA@linde.example;;Anna;;Twice;therapist',
    'bo@linde.example;;Bo;;Late;behandelaar',
    'no address;;Bo;;X;therapist',
    'c@linde.example;;=1+1;;X;therapist',
    'd@linde.example;;Dirk;;X;king',
    'e@linde.example;@x;Els;;X;therapist',
    '',
  ].join('\r\n')
  const rows = await preview(karim, `\ufeff${text}`)
  expect(rows.map(({ line, outcome }) => [line, outcome])).toEqual([
    [2, 'will be added'],
    [3, 'there already'],
    [4, 'double in the file'],
    [5, 'over the limit'],
    [6, 'wrong address'],
    [7, 'wrong name'],
    [8, 'unknown role'],
    [9, 'wrong ID'],
  ])
  expect(rows[0]).toMatchObject({ name: 'Anna van Berg', groups: ['therapist', 'secretary'] })
  expectProblem(await sanne.try('previewImport', { takes: { text } }), 'not-found')
  expectProblem(
    await sanne.try('importProfessionals', { takes: { text, seen: [], clientKey: randomUUID() } }),
    'not-found',
  )
})

test('ACC-19 what was shown happens once, however often it is sent; what changed meanwhile is shown first', async ({
  as,
  room,
}) => {
  const [karim] = await as('Karim')
  await setLimit(room, 8)
  const text = `voornaam,achternaam,e-mailadres,rol\nGijs,Groen,gijs@linde.example,behandelaar\nHanna,Hoog,hanna@linde.example,secretaresse`
  const seen = (await preview(karim, text)).map(({ outcome }) => outcome)
  await setLimit(room, 6)
  const first = { text, seen, clientKey: randomUUID() }
  const changed = await karim.ask('importProfessionals', { takes: first })
  expect(changed).toMatchObject({ added: null, changed: [3] })
  const now = { ...first, seen: changed.rows.map(({ outcome }) => outcome) }
  const answers = await Promise.all([1, 2, 3].map(() => karim.ask('importProfessionals', { takes: now })))
  expect(answers.map(({ added }) => added)).toEqual([1, 1, 1])
  const { professionals } = await karim.ask('listProfessionals', { asksFor: { find: 'g' } })
  expect(professionals).toMatchObject([{ name: 'Gijs Groen', waiting: true }])
})

test('a file that is no list, or a very long one, is refused with a sentence; ten thousand rows cost no patience', async ({
  as,
}) => {
  const [karim] = await as('Karim')
  const tooLong = [heading, ...Array.from({ length: 10_000 }, (_, index) => `p${index}@linde.example;;P;;X;therapist`)]
  const began = performance.now()
  expectProblem(await karim.try('previewImport', { takes: { text: tooLong.join('\n') } }), 'import-too-long')
  expect(performance.now() - began).toBeLessThan(5000)
  for (const text of [
    '',
    heading,
    'name;role\nX;therapist',
    `${heading};e-mail\nx`,
    `${heading}\n"never closed`,
    '{"a":1}',
  ])
    expectProblem(await karim.try('previewImport', { takes: { text } }), 'import-not-read')
  expectProblem(await karim.try('previewImport', { takes: { text: 'x'.repeat(1_300_000) } }), 'too-large')
  const tabs = heading.replaceAll(';', '\t')
  expect(await preview(karim, `${tabs}\nx@linde.example\t\tX\t\tY\tData-analist`)).toMatchObject([
    { groups: ['data analyst'] },
  ])
})
