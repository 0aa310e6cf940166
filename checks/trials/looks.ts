import { expect } from 'vitest'
import type { FieldProblemCode } from '../../contract/problems.ts'
import { cast, type CastName } from '../../people/cast.ts'
import { lookOf } from '../../people/looks.ts'
import { type Person, signIn } from '../../people/person.ts'
import { castPassword, type Room } from '../../people/room.ts'

/** A body that would be taken, for each endpoint of the log that takes one. */
export const lookBodies = { judgeLook: () => ({ outcome: 'fine' }) }

/** What each field refuses, and how. */
export const wrongLooks: Record<'judgeLook', Record<string, (readonly [unknown, FieldProblemCode])[]>> = {
  judgeLook: {
    outcome: [null, '', 'bad', 0, [], {}].map((value) => [value, 'wrong-form'] as const),
    note: [
      [null, 'wrong-form'],
      ['a\u0000', 'not-text'],
      ['\n ', 'empty'],
      ['x'.repeat(1001), 'too-long'],
    ],
  },
}

type Wanted = { basis: string; by: CastName; about: [kind: string, id: string | null] }
type Trial = [call: (given: { room: Room }) => Promise<{ status: number }>, line: (room: Room) => Wanted]

/** What is allowed to the cast, and the line it leaves. */
export const allowedLooks = {
  seeWhoLooked: trial('Noor', (noor) => noor.try('seeWhoLooked'), own('Noor')),
  copyWhoLooked: trial('Noor', (noor) => noor.try('copyWhoLooked'), own('Noor')),
  seeOwnLooks: trial('Daan', (daan) => daan.try('seeOwnLooks'), own('Daan')),
  seeHistory: trial(
    'Daan',
    (daan, { ids }) => daan.try('seeHistory', { where: { id: ids.Noor } }),
    ({ ids }) => ({ basis: 'treatment relation', about: ['account', ids.Noor] }),
  ),
  listLooksToReview: trial('Karim', (karim) => karim.try('listLooksToReview'), ofTheLog('log')),
  judgeLook: trial(
    'Karim',
    async (karim, room) =>
      karim.try('judgeLook', { where: { id: await lookOf(room, 'Daan', 'Noor') }, takes: { outcome: 'fine' } }),
    ofTheLog('look'),
  ),
  copyLog: trial(
    'Karim',
    async (karim) => {
      await karim.ask('confirmMyself', { takes: { password: castPassword } })
      return await karim.try('copyLog')
    },
    ofTheLog('log'),
  ),
}

function trial(
  by: CastName,
  act: (person: Person, room: Room) => Promise<{ status: number }>,
  line: (room: Room) => Omit<Wanted, 'by'>,
): Trial {
  return [
    async ({ room }) => act(await signIn(room, cast[by].address, castPassword), room),
    (room) => ({ by, ...line(room) }),
  ]
}

function own(name: CastName) {
  return ({ ids }: Room): Omit<Wanted, 'by'> => ({ basis: 'own account', about: ['log', ids[name]] })
}

function ofTheLog(kind: string) {
  return (): Omit<Wanted, 'by'> => ({ basis: 'application manager', about: [kind, expect.any(String) as string] })
}
