import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { FieldProblemCode } from '../../contract/problems.ts'
import { cast } from '../../people/cast.ts'
import { allowOutside, plantReason, reasonBody, takeBackOutside } from '../../people/outside.ts'
import { type Person, signIn } from '../../people/person.ts'
import { castPassword, type Room } from '../../people/room.ts'

/** A body that would be taken, for each endpoint about looking outside the caseload that takes one. */
export const outsideBodies = {
  giveReason: () => reasonBody(),
  searchOutside: () => ({ motivation: randomUUID(), name: 'noor' }),
  openOutside: () => ({ motivation: randomUUID() }),
  relateMyself: () => ({ motivation: randomUUID() }),
  beginTemporaryAccess: () => ({ motivation: randomUUID() }),
}

/** Those that write and take none. */
export const bareOutside = { endTemporaryAccess: () => null }

type Wrong = readonly [unknown, FieldProblemCode]

const ids: Wrong[] = ([null, true, 0, '', 'x', [], {}] as const).map((value) => [value, 'wrong-form'])
const reasons: Wrong[] = [
  [null, 'wrong-form'],
  [20, 'wrong-form'],
  ['a\u0000b', 'not-text'],
  [' '.repeat(40), 'empty'],
  ['too short', 'motivation-too-short'],
  ['x'.repeat(60), 'not-a-sentence'],
  ['because because because because', 'not-a-sentence'],
  ['one two '.repeat(20), 'not-a-sentence'],
  ['a reason that goes on '.repeat(450), 'too-long'],
]

/** What each field refuses, and how. */
export const wrongOutside = {
  giveReason: { motivation: reasons, clientKey: ids },
  searchOutside: {
    motivation: ids,
    name: [
      ['', 'empty'],
      ['x'.repeat(101), 'too-long'],
    ] as Wrong[],
    birthDate: [
      ['17-05-1990', 'not-a-date'],
      ['1990-02-31', 'no-such-day'],
    ] as Wrong[],
    state: [['all', 'wrong-form']] as Wrong[],
  },
  openOutside: { motivation: ids },
  relateMyself: { motivation: ids },
  beginTemporaryAccess: { motivation: ids },
}

type Wanted = { basis: string; by: 'Eva' | 'Karim'; about: [kind: string, id: string | null] }
type Trial = [call: (given: { room: Room }) => Promise<{ status: number }>, line: (room: Room) => Wanted]
type Leaving = keyof typeof outsideBodies | 'endTemporaryAccess' | 'seeOutsideLog'

const noor = ({ ids: { Noor } }: Room): Wanted => ({
  basis: 'typed reason',
  by: 'Eva',
  about: ['outside client', Noor],
})

/** What is allowed to Eva where the practice allows it, and the line it leaves. */
export const allowedOutside: Record<Leaving, Trial> = {
  giveReason: [
    async ({ room }) => (await eva(room)).person.try('giveReason', { takes: reasonBody() }),
    () => ({ basis: 'switched on by the practice', by: 'Eva', about: ['reason', expect.any(String) as string] }),
  ],
  searchOutside: [
    async ({ room }) => {
      const { person, motivation } = await eva(room)
      return await person.try('searchOutside', { takes: { motivation, name: 'noor' } })
    },
    () => ({ basis: 'typed reason', by: 'Eva', about: ['outside search', null] }),
  ],
  openOutside: [aboutNoor('openOutside'), noor],
  relateMyself: [aboutNoor('relateMyself'), noor],
  beginTemporaryAccess: [aboutNoor('beginTemporaryAccess'), noor],
  endTemporaryAccess: [
    async ({ room }) => {
      const { person, motivation } = await eva(room)
      const where = { id: room.ids.Noor }
      await person.ask('beginTemporaryAccess', { where, takes: { motivation } })
      return await person.try('endTemporaryAccess', { where })
    },
    (room) => ({ basis: 'temporary access', by: 'Eva', about: ['account', room.ids.Noor] }),
  ],
  seeOutsideLog: [
    async ({ room }) => (await signIn(room, cast.Karim.address, castPassword)).try('seeOutsideLog'),
    () => ({ basis: 'application manager', by: 'Karim', about: ['log', null] }),
  ],
}

/** Eva, with a reason, where everything is allowed; nothing of an earlier trial stands between her and Noor. */
async function eva(room: Room): Promise<{ person: Person; motivation: string }> {
  await allowOutside(room, { outside: 'relate', temporaryAccess: true })
  await takeBackOutside(room, room.ids.Noor, room.ids.Eva)
  const person = await signIn(room, cast.Eva.address, castPassword)
  return { person, motivation: await plantReason(room, room.ids.Eva) }
}

function aboutNoor(name: 'openOutside' | 'relateMyself' | 'beginTemporaryAccess'): Trial[0] {
  return async ({ room }) => {
    const { person, motivation } = await eva(room)
    const answer = await person.try(name, { where: { id: room.ids.Noor }, takes: { motivation } })
    await takeBackOutside(room, room.ids.Noor, room.ids.Eva)
    return answer
  }
}
