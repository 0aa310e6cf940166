import { createHash } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { cast, type CastName } from './cast.ts'
import { SoftPasskey } from './passkey.ts'
import { type Answer, Person } from './person.ts'
import { castPassword, type Room } from './room.ts'

/** The code that an authenticator app shows at this room's time, so many steps of half a minute away. */
export function codeOf(room: Room, secret: string, steps = 0): string {
  const timestamp = room.clock.now().getTime() + steps * 30_000
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp })
}

/** Somebody sets up an authenticator app over HTTP. Leaves a new time step ahead, so that the next code works. */
export async function setUpAuthenticator(room: Room, person: Person): Promise<{ secret: string; codes: string[] }> {
  await person.ask('confirmMyself', { takes: { password: castPassword } })
  const { secret } = await person.ask('beginAuthenticator')
  const { recoveryCodes } = await person.ask('finishAuthenticator', { takes: { code: codeOf(room, secret) } })
  room.clock.moveOn(30_000)
  return { secret, codes: recoveryCodes ?? [] }
}

/** Gives address and password; the person then holds what the browser holds while the second step is to come. */
export async function halfIn(room: Room, name: CastName): Promise<{ person: Person; answer: Answer }> {
  const person = new Person(room, '')
  const answer = await person.try('signIn', { takes: { address: cast[name].address, password: castPassword } })
  person.cookie = cookiesFrom(answer)
  return { person, answer }
}

/** Takes the second step; who is in holds the session's cookie afterwards. */
export async function step(person: Person, given: object): Promise<Answer> {
  const answer = await person.try('takeSecondStep', { takes: { answer: given } })
  if (answer.status === 200) person.cookie = cookiesFrom(answer)
  return answer
}

/** Every cookie an answer sets and does not take away, as a browser sends them back. */
function cookiesFrom(answer: Answer): string {
  const all = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '')
  return all.filter((cookie) => !cookie.endsWith('=')).join('; ')
}

/** Adds a passkey to who has given their password again. */
export async function addPasskey(
  room: Room,
  person: Person,
): Promise<{ passkey: SoftPasskey; codes: string[] | null }> {
  const passkey = new SoftPasskey(room.address)
  const question = await person.ask('beginPasskey')
  const takes = { ...passkey.attest(question), name: 'My telephone' }
  const answer = await person.try('addPasskey', { takes })
  if (answer.status !== 200) throw new Error(`addPasskey: ${answer.status} ${answer.text}`)
  return { passkey, codes: (answer.body as { recoveryCodes: string[] | null }).recoveryCodes }
}

/** This session gave its password and second step just now. */
export async function confirmed(room: Room, person: Person): Promise<void> {
  const hash = createHash('sha256')
    .update(/\balcove=([^;]*)/.exec(person.cookie)?.[1] ?? '')
    .digest()
  await room.query(
    `insert into room.confirmation (session, password_at, step_at) select id, $2, $2 from room.session where token_hash = $1
     on conflict (session) do update set password_at = $2, step_at = $2`,
    [hash, room.clock.now()],
  )
}

/** Nobody of the cast has a second step any more. */
export async function clearSecondSteps(room: Room): Promise<void> {
  for (const table of [
    'authenticator',
    'authenticator_to_be',
    'recovery_code',
    'passkey',
    'half_open',
    'second_step_tries',
  ])
    await room.query(`delete from room.${table}`)
}

/** A passkey to be in the right form, that answers no question. */
export const passkeyBody = {
  name: 'My telephone',
  credential: 'eA',
  clientData: 'eA',
  attestation: 'eA',
  transports: ['internal'],
}
