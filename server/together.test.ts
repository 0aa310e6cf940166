import pg from 'pg'
import { expect, inject, test as base } from 'vitest'
import { Together } from './together.ts'

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

async function rows(answer: Promise<pg.QueryResult>): Promise<unknown[]> {
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
