import pg from 'pg'
import { expect, inject, test as base } from 'vitest'
import { type Answer, Together } from './together.ts'

const test = base
  .extend('settings', () => ({ connectionString: inject('postgresUrl'), pipeline: true }))
  .extend('client', async ({ settings }, { onCleanup }) => {
    const client = new pg.Client(settings)
    await client.connect()
    onCleanup(() => client.end())
    return client
  })

const one = { name: 'one', text: 'select 1 as number' }
const double = (value: number) => ({ name: 'double', text: 'select $1::int * 2 as number', values: [value] })
const wrong = { name: 'wrong', text: 'select 1 / (select 0)' }

function named(text: string) {
  return { name: text, text }
}

async function rows(answer: Promise<Answer>): Promise<unknown[]> {
  return (await answer).rows
}

test('each statement gets its own answer, also the same one twice', async ({ client }) => {
  for (let round = 0; round < 2; round += 1) {
    const turn = new Together()
    const answers = [one, double(2), double(3), one].map((statement) => rows(turn.add(statement)))
    void client.query(turn)
    expect(await Promise.all(answers)).toEqual([[{ number: 1 }], [{ number: 4 }], [{ number: 6 }], [{ number: 1 }]])
  }
})

test('after one that fails the others fail with its error, what came before has its answer, and the connection goes on', async ({
  client,
}) => {
  const turn = new Together()
  const answers = [one, wrong, { name: 'late', text: 'select 9 as number' }].map((statement) => turn.add(statement))
  const ended = Promise.allSettled(answers)
  void client.query(turn)
  const [before, failed, skipped] = await ended
  expect(before).toMatchObject({ status: 'fulfilled', value: { rows: [{ number: 1 }] } })
  expect(failed).toMatchObject({ status: 'rejected', reason: { code: '22012' } })
  expect(skipped).toMatchObject({ status: 'rejected', reason: { code: '22012' } })
  const again = new Together()
  const late = rows(again.add({ name: 'late', text: 'select 9 as number' }))
  void client.query(again)
  expect(await late).toEqual([{ number: 9 }])
})

test('a transaction in one turn commits, or leaves nothing where something in it failed', async ({ client }) => {
  const turn = new Together()
  const done = ['create temporary table note (word text)', 'begin'].map((text) => turn.add(named(text)))
  const written = turn.add(named("insert into note values ('kept')"))
  const committed = turn.add(named('commit'))
  void client.query(turn)
  await Promise.all([...done, written])
  expect((await committed).command).toBe('COMMIT')
  const failing = new Together()
  const lost = ['begin', "insert into note values ('lost')", wrong.text, 'commit'].map((text) =>
    failing.add(named(text)),
  )
  const ended = Promise.allSettled(lost)
  void client.query(failing)
  expect((await ended).at(-1)?.status).toBe('rejected')
  await client.query('rollback')
  expect((await client.query('select word from note')).rows).toEqual([{ word: 'kept' }])
})

test('every kind of value goes out and comes back: text with quotes, moments, bytes, lists of each, nothing', async ({
  client,
}) => {
  const at = new Date('2026-03-29T01:30:00.123Z')
  const awkward = 'a "quoted", {braced} \\ back, nothing: NULL'
  const statement = {
    name: 'values',
    text: `select $1::text as word, $2::timestamptz as at, $3::bytea as bytes, $4::text[] as words, $5::bytea[] as many,
      $6::timestamptz[] as moments, $7::text as nothing, $8::boolean as yes, $9::jsonb as told, $10::int[] as none`,
    values: [awkward, at, Buffer.from([0, 255]), [awkward, null, ''], [Buffer.from([1, 2])], [at, null], null, true],
  }
  const values = [...statement.values, { name: 'Noor' }, []]
  for (let round = 0; round < 2; round += 1) {
    const turn = new Together()
    const answer = rows(turn.add({ ...statement, values }))
    void client.query(turn)
    expect(await answer).toEqual([
      {
        word: awkward,
        at,
        bytes: Buffer.from([0, 255]),
        words: [awkward, null, ''],
        many: [Buffer.from([1, 2])],
        moments: [at, null],
        nothing: null,
        yes: true,
        told: { name: 'Noor' },
        none: [],
      },
    ])
  }
})

test('a value that cannot be sent fails its turn, and the connection goes on', async ({ client }) => {
  const circle: { self?: unknown } = {}
  circle.self = circle
  const turn = new Together()
  const ended = Promise.allSettled([turn.add(one), turn.add({ ...double(1), values: [circle] })])
  void client.query(turn)
  expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  const again = new Together()
  const answers = [one, double(4)].map((statement) => rows(again.add(statement)))
  void client.query(again)
  expect(await Promise.all(answers)).toEqual([[{ number: 1 }], [{ number: 8 }]])
})
