import { expect } from 'vitest'
import { cast, type CastName } from '../../people/cast.ts'
import { Person, signIn } from '../../people/person.ts'
import { newcomer, opened, signUp } from '../../people/registering.ts'
import { castPassword, type Room } from '../../people/room.ts'

type Wanted = { basis: string; by?: CastName; about: [kind: string, id: string | null] }
type Call = (given: { room: Room }) => Promise<{ status: number }>

/** What is allowed about the practice's settings and registrations, and the line it leaves. */
export const allowedPractice: Record<
  'changeSettings' | 'register' | 'listRegistrations' | 'acceptRegistration' | 'declineRegistration',
  [Call, () => Wanted]
> = {
  changeSettings: [
    async ({ room }) => (await enter(room, 'Karim')).try('changeSettings', { takes: { footer: 'Hello' } }),
    () => ({ basis: 'application manager', by: 'Karim', about: ['practice', somebody()] }),
  ],
  register: [
    async ({ room }) => {
      await (await enter(room, 'Karim')).ask('changeSettings', { takes: { registration: opened } })
      return await new Person(room, '').try('register', { takes: { person: newcomer() } })
    },
    () => ({ basis: 'registration is open', about: ['practice', somebody()] }),
  ],
  listRegistrations: [
    async ({ room }) => (await enter(room, 'Sanne')).try('listRegistrations'),
    () => bySanne(['registrations', null]),
  ],
  acceptRegistration: [
    async ({ room }) => (await enter(room, 'Sanne')).try('acceptRegistration', { where: { id: await signUp(room) } }),
    () => bySanne(['registration', somebody()]),
  ],
  declineRegistration: [
    async ({ room }) => (await enter(room, 'Sanne')).try('declineRegistration', { where: { id: await signUp(room) } }),
    () => bySanne(['registration', somebody()]),
  ],
}

function enter(room: Room, name: CastName): Promise<Person> {
  return signIn(room, cast[name].address, castPassword)
}

function bySanne(about: Wanted['about']): Wanted {
  return { basis: 'secretary of the practice', by: 'Sanne', about }
}

/** Whoever it is, it is somebody. */
function somebody(): string {
  return expect.any(String) as string
}
