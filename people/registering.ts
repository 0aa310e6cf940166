import { randomUUID } from 'node:crypto'
import { cast } from './cast.ts'
import { Person, signIn } from './person.ts'
import { castPassword, type Room } from './room.ts'

/** Registration as a practice may open it. */
export const opened = { open: 'both', acceptance: 'by the secretary', shown: true, introduction: null } as const

/** Somebody who signs up. */
export function newcomer(address = `${randomUUID()}@elsewhere.example`) {
  return {
    kind: 'regular',
    first: 'Anna',
    infix: 'van den',
    last: 'Berg',
    birthDate: '1990-02-28',
    gender: 'female',
    address,
    language: 'nl',
  } as const
}

/** Opens registration, lets somebody sign up, and gives back the number under which they wait. */
export async function signUp(room: Room): Promise<string> {
  const [karim, sanne] = await Promise.all([
    signIn(room, cast.Karim.address, castPassword),
    signIn(room, cast.Sanne.address, castPassword),
  ])
  await karim.ask('changeSettings', { takes: { registration: opened } })
  const person = newcomer()
  await new Person(room, '').ask('register', { takes: { person } })
  const { registrations } = await sanne.ask('listRegistrations')
  return registrations.find(({ address }) => address === person.address)?.id ?? ''
}
