import { sql } from 'kysely'
import type { Group } from '../../../rules/words.ts'
import { seal } from '../../crypto.ts'
import { ownFile } from '../../keys.ts'
import type { Opened, ToldRows, Visit } from '../../visit.ts'
import type { ManagedRow } from '../access/professionals-managing.ts'
import type { ProfessionalFacts } from '../access/professionals.ts'
import { addressToken } from '../access/sign-in.ts'
import {
  createProfessional,
  type Given,
  identifierToken,
  type ProfessionalDetails,
  sealPerson,
  tokensOf,
} from './making.ts'

type GivenProfessional = Given<ProfessionalDetails> & { groups: Group[]; description: string }
type Ended = [event: number, addressee: string, session: string][]

/** A new professional, with the sentence that clients read. */
export async function addProfessional(
  visit: Visit,
  door: Opened<{ account: string }, 'add professional'>,
  given: GivenProfessional & { active: boolean },
): Promise<void> {
  await createProfessional(visit, door, given)
  if (given.description !== '') await writeDescription(visit, door.account, given.description)
}

/** Everything of a professional as it is wanted from now on; what did not change stays as it was, and ends nothing. */
export async function changeProfessional(
  visit: Visit,
  door: Opened<ManagedRow, 'change professional'>,
  given: GivenProfessional,
): Promise<void> {
  const { account, facts } = door
  const { practice, now } = visit
  const sealed = await sealPerson(practice, account, given)
  const { fields, tokens } = tokensOf(practice, given)
  await visit.change(sql`select room.change_professional(${account}, ${now}, ${sealed.name}, ${sealed.details}, ${sealed.labels},
    ${identifierToken(practice, given.details.identifier)}, ${fields}::text[], ${tokens}::bytea[])`)
  await writeDescription(visit, account, given.description)
  if (facts.groups.toSorted().join() !== given.groups.toSorted().join()) await setGroups(visit, account, given.groups)
  const address = given.address.trim().toLowerCase()
  if (address === door.address) return
  const [row] = await visit.change(sql<{ ended: Ended }>`
    select room.change_professional_address(${account}, ${now}, ${sealed.address}, ${addressToken(practice, address)}) as ended`)
  visit.tellEnded(row?.ended)
  visit.leaveWork()
}

/** Cannot sign in any more, and is out everywhere at once (ACC-15). */
export async function deactivate(visit: Visit, { account }: Opened<{ account: string }, 'deactivate'>): Promise<void> {
  const [row] = await visit.change(sql<{ ended: Ended }>`select room.deactivate(${account}, ${visit.now}) as ended`)
  visit.tellEnded(row?.ended)
}

/** Can sign in again; who never could is welcomed. */
export async function activate(
  visit: Visit,
  { account, facts }: Opened<{ account: string; facts: ProfessionalFacts }, 'activate'>,
): Promise<void> {
  if (facts.active) return
  await visit.change(sql`select room.reactivate(${account})`)
  if (!facts.welcomed) await writeWelcome(visit, account)
}

/** The letter with the link for a first password, once more (ACC-13). */
export async function welcomeAgain(visit: Visit, { account }: Opened<{ account: string }, 'welcome'>): Promise<void> {
  await writeWelcome(visit, account)
}

async function writeWelcome(visit: Visit, account: string): Promise<void> {
  await visit.change(sql`select room.write_letter(${account}, 'welcome', ${visit.now})`)
  visit.leaveWork()
}

async function writeDescription(visit: Visit, account: string, words: string): Promise<void> {
  const key = await visit.practice.keys.take({ owner: account, scope: ownFile })
  const sealed = words === '' ? null : seal(key, { owner: account, row: account }, words)
  await visit.change(sql`select room.write_description(${account}, ${sealed})`)
}

/** The next thing they ask is judged by these; their open tabs hear it at once. */
async function setGroups(visit: Visit, account: string, groups: Group[]): Promise<void> {
  const [row] = await visit.change(
    sql<{
      told: { me: ToldRows; files: [client: string, told: ToldRows][] }
    }>`select room.set_groups(${account}, ${groups}::text[], ${visit.now}) as told`,
  )
  visit.tell('me', null, row?.told.me)
  for (const [client, told] of row?.told.files ?? []) visit.tell('file', client, told)
}
