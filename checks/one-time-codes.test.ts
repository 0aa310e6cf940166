import { expect } from 'vitest'
import { figure } from '../people/figure.ts'
import { codeOf, halfIn, setUpAuthenticator, step } from '../people/second-step.ts'
import { test as roomTest } from '../people/test.ts'

/** How often one signs in is counted elsewhere. */
const test = roomTest.override('settings', {
  environment: { ALCOVE_SIGN_INS_PER_ACCOUNT: '10000', ALCOVE_SIGN_INS_PER_ADDRESS: '10000' },
})

/** T23 asks for a hundred pairs; the gate takes twenty. */
const pairs = process.env.ALCOVE_PROOF === 'full' ? 100 : 20

test('T23 a code works once: of pairs in parallel one gets in, and neither it nor an older one works again', async ({
  as,
  room,
}) => {
  const [noor] = await as('Noor')
  const { secret } = await setUpAuthenticator(room, noor)
  let twice = 0
  for (let pair = 0; pair < pairs; pair += 1) {
    room.clock.moveOn(30_000)
    const halves = [await halfIn(room, 'Noor'), await halfIn(room, 'Noor')]
    const code = codeOf(room, secret)
    const answers = await Promise.all(halves.map(({ person }) => step(person, { code })))
    const statuses = answers.map(({ status }) => status).toSorted((one, other) => one - other)
    if (statuses.every((status) => status === 200)) twice += 1
    expect(statuses).toEqual([200, 401])
  }
  const { person } = await halfIn(room, 'Noor')
  for (const steps of [0, -1])
    expect((await step(person, { code: codeOf(room, secret, steps) })).body).toMatchObject({
      code: 'wrong-second-step',
    })
  figure('T23', `${pairs} pairs of the same code in parallel, ${twice} worked twice`)
})
