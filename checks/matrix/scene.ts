import { createHash, randomUUID } from 'node:crypto'
import type { CastName } from '../../people/cast.ts'
import { Person } from '../../people/person.ts'
import { castPassword, type Room } from '../../people/room.ts'
import type { Group, Kind } from '../../rules/words.ts'
import { createAccount } from '../../server/accounts/changes/making.ts'
import { hashPassword } from '../../server/passwords.ts'
import { makeVisit } from '../../server/visit.ts'
import type { Role } from '../matrix.ts'

/** Who plays a role. */
export type Player = { account: string; address: string; kind: Kind }

/** Everybody on the stage, by role, and those who are there for the others: former and deactivated contacts, and who stays in a group. */
export type Scene = {
  room: Room
  players: Map<Role, Player>
  formerClient: Player
  formerTherapist: Player
  inactiveClient: Player
  inactiveTherapist: Player
  stays: Player
}

const fromTheCast: [Role, CastName][] = [
  ['client', 'Noor'],
  ['other client', 'Tom'],
  ['related person, by client', 'Lies'],
  ['related person, by therapist', 'Milan'],
  ['therapist', 'Daan'],
  ['other therapist', 'Eva'],
  ['supervisor', 'Ruth'],
  ['secretary', 'Sanne'],
  ['application manager', 'Karim'],
]
const castKind: Partial<Record<CastName, Kind>> = {
  Noor: 'client',
  Tom: 'client',
  Lies: 'related person',
  Milan: 'related person',
}

/** The cast, those roles that it lacks, and the former and inactive contacts of everybody. */
export async function setScene(room: Room): Promise<Scene> {
  const move = await mover(room)
  const players = new Map<Role, Player>(
    fromTheCast.map(([role, name]) => [
      role,
      {
        account: room.ids[name],
        address: `${name.toLowerCase()}@linde.example`,
        kind: castKind[name] ?? 'professional',
      },
    ]),
  )
  for (const group of ['data analyst', 'data officer', 'service employee'] as const)
    players.set(group, await move(group, 'professional', [group]))
  const scene = {
    room,
    players,
    formerClient: await move('former client', 'client'),
    formerTherapist: await move('former therapist', 'professional', ['therapist']),
    inactiveClient: await move('inactive client', 'client'),
    inactiveTherapist: await move('inactive therapist', 'professional', ['therapist']),
    stays: await move('stays', 'client'),
  }
  for (const player of players.values()) await relateAll(scene, player)
  for (const { account } of [scene.inactiveClient, scene.inactiveTherapist]) await deactivate(room, account)
  return scene
}

async function mover(room: Room) {
  const hash = await hashPassword(castPassword)
  const owner = room.running.house.databases.ownerOf(room.practice)
  const arrival = { practice: owner, tokenHash: null, now: new Date(), renews: false, accessPoint: null, leaves: null }
  return async (called: string, kind: Kind, groups: Group[] = []): Promise<Player> => {
    const address = `${called.replaceAll(' ', '-')}@linde.example`
    const name = { first: called, infix: '', last: '' }
    const account = await makeVisit(arrival, (visit) =>
      createAccount(visit, { kind, groups, name, address, hash, language: 'en' }),
    )
    return { account, address, kind }
  }
}

/** Everybody once had the former contacts, and would have the inactive ones if their accounts were not deactivated. */
async function relateAll(scene: Scene, { account, kind }: Player): Promise<void> {
  const { room, formerClient, formerTherapist, inactiveClient, inactiveTherapist } = scene
  const relate = async (client: string, professional: string, ended: Date | null) =>
    await room.query(
      `insert into room.relation (id, client, professional, kind, began_at, ended_at) values ($1, $2, $3, 'therapist', now(), $4)`,
      [randomUUID(), client, professional, ended],
    )
  const tie = async (client: string, ended: Date | null) =>
    await room.query(
      'insert into room.related_person (id, client, person, invited_by, began_at, ended_at) values ($1, $2, $3, $2, now(), $4)',
      [randomUUID(), client, account, ended],
    )
  if (kind === 'client') {
    await relate(account, formerTherapist.account, new Date())
    await relate(account, inactiveTherapist.account, null)
  } else if (kind === 'professional') {
    await relate(formerClient.account, account, new Date())
    await relate(inactiveClient.account, account, null)
  } else {
    await tie(formerClient.account, new Date())
    await tie(inactiveClient.account, null)
  }
}

/** A contact of this kind of person that has ended; and one whose account is deactivated. */
export function formerOf(scene: Scene, { kind }: Player): Player {
  return kind === 'client' ? scene.formerTherapist : scene.formerClient
}

export function inactiveOf(scene: Scene, { kind }: Player): Player {
  return kind === 'client' ? scene.inactiveTherapist : scene.inactiveClient
}

export async function deactivate(room: Room, account: string): Promise<void> {
  await room.query('insert into room.deactivation (account, at) values ($1, now())', [account])
}

export async function reactivate(room: Room, account: string): Promise<void> {
  await room.query('delete from room.deactivation where account = $1', [account])
}

/** A session as it is after signing in, without the work of a password; `state` says what became of it. */
export async function session(
  room: Room,
  { account }: Pick<Player, 'account'>,
  state: 'open' | 'signed-out' | 'too-late',
): Promise<Person> {
  const token = randomUUID()
  const hash = createHash('sha256').update(token).digest()
  const hours = state === 'too-late' ? '-1 hour' : '1 hour'
  await room.query(
    `insert into room.session (id, token_hash, account, began_at, seen_at, ends_at)
     values ($1, $2, $3, now(), now(), now() + $4::interval)`,
    [randomUUID(), hash, account, hours],
  )
  const person = new Person(room, `alcove=${token}`)
  if (state === 'signed-out') await person.ask('signOut')
  return person
}
