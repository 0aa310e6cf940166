import { expect, test } from 'vitest'
import { oneAtATime } from './one-at-a-time.ts'

function slowWork() {
  const ends: (() => void)[] = []
  const work = oneAtATime(() => new Promise<void>((end) => void ends.push(end)))
  return { work, ends }
}

test('however often it is asked while it runs, it runs once more and no further', async () => {
  const { work, ends } = slowWork()
  const first = work()
  const others = [work(), work(), work()]
  expect(ends).toHaveLength(1)
  ends[0]!()
  await first
  await Promise.resolve()
  await expect.poll(() => ends.length).toBe(2)
  ends[1]!()
  await Promise.all(others)
  expect(ends).toHaveLength(2)
})

test('after the end it starts anew at once', async () => {
  const { work, ends } = slowWork()
  const first = work()
  ends[0]!()
  await first
  void work()
  expect(ends).toHaveLength(2)
})

test('a run that failed does not stop the one that waits', async () => {
  let runs = 0
  const work = oneAtATime(() => {
    runs += 1
    return runs === 1 ? Promise.reject(new Error('no line')) : Promise.resolve()
  })
  const [first, second] = [work(), work()]
  await expect(first).rejects.toThrow('no line')
  await second
  expect(runs).toBe(2)
})
