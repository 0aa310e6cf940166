import { describe, expect } from 'vitest'
import { isFullProof } from '../../checks/chance.ts'
import { cast, type CastName } from '../../people/cast.ts'
import { lettersTo, linkTo } from '../../people/letters.ts'
import { cookieFrom, Person } from '../../people/person.ts'
import { expectProblem } from '../../people/problem.ts'
import { castPassword, type Room } from '../../people/room.ts'
import { test } from '../../people/test.ts'

async function enters(room: Room, name: CastName, words: string): Promise<boolean> {
  const { status } = await new Person(room, '').try('signIn', {
    takes: { address: cast[name].address, password: words },
  })
  return status === 200
}

/** How often somebody was told that their account is locked. */
async function blocked(room: Room, name: CastName): Promise<number> {
  const letters = await lettersTo(room, cast[name].address)
  return letters.filter(({ subject }) => subject === 'Je account is op slot gezet').length
}

describe('T23b SEC-6 wrong passwords in a row', () => {
  // As many as the full proof asks for; the gate takes fewer.
  const many = isFullProof ? 100 : 40

  test('a hundred at once let nobody in, the right one among them neither; one letter goes out, and a known device stays open', async ({
    as,
    room,
  }) => {
    const [sanne] = await as('Sanne')
    const { address } = cast.Sanne
    const answers = await Promise.all(
      Array.from({ length: many }, (_, index) =>
        new Person(room, '').try('signIn', { takes: { address, password: `wrong ${index}` } }),
      ),
    )
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(401)
    // The right password from an unknown device gets the very same answer.
    const right = await new Person(room, '').try('signIn', { takes: { address, password: castPassword } })
    expect([right.status, right.text]).toEqual([401, answers[0]?.text])
    expect(await blocked(room, 'Sanne')).toBe(1)
    // From the device that knows her, she comes in; that opens it for nobody else.
    await sanne.ask('signOut')
    const back = await sanne.try('signIn', { takes: { address, password: castPassword } })
    expect(back.status).toBe(200)
    expect(await enters(room, 'Sanne', castPassword)).toBe(false)
    const token = (await linkTo(room, address)).split('#')[1] ?? ''
    await new Person(room, '').ask('unblock', { takes: { token } })
    expect(await enters(room, 'Sanne', castPassword)).toBe(true)
    expectProblem(await new Person(room, '').try('unblock', { takes: { token } }), 'link-used')
  })

  test('ten on a known device make it an unknown one; a stolen device cookie is worth nothing after the next sign-in', async ({
    as,
    room,
  }) => {
    const [eva] = await as('Eva')
    const { address } = cast.Eva
    const [, device = ''] = eva.cookie.split('; ')
    const known = () => room.query('select from room.known_device where account = $1 and attempts < 10', [room.ids.Eva])
    const before = (await known()).length
    const browser = new Person(room, device)
    for (let count = 0; count < 10; count += 1) await browser.try('signIn', { takes: { address, password: 'wrong' } })
    expect(await known()).toHaveLength(before - 1)
    expect(await blocked(room, 'Eva')).toBe(0)
    const answer = await browser.try('signIn', { takes: { address, password: castPassword } })
    expect(answer.status).toBe(200)
    const [, renewed = ''] = cookieFrom(answer).split('; ')
    expect(renewed).not.toBe(device)
  })

  test('nine and then the right one: the count begins anew', async ({ room }) => {
    for (const _ of [1, 2]) {
      for (let count = 0; count < 9; count += 1) await enters(room, 'Karim', 'wrong')
      expect(await enters(room, 'Karim', castPassword)).toBe(true)
    }
    expect(await blocked(room, 'Karim')).toBe(0)
  })
})
