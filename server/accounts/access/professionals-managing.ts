import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import {
  keepManager,
  manageProfessional,
  ownAddress,
  ownIdentifier,
  withinLimit,
} from '../../../rules/accounts/professionals.ts'
import type { Verdict } from '../../../rules/verdict.ts'
import type { Group } from '../../../rules/words.ts'
import { notFound, Refused } from '../../errors.ts'
import { ownFile } from '../../keys.ts'
import { isAlike, type Name, nameFrom, openerFor } from '../../names.ts'
import type { Practice } from '../../database.ts'
import type { Opened, Visit } from '../../visit.ts'
import { identifierToken } from '../changes/making.ts'
import { askFacts, type ProfessionalFacts } from './professionals.ts'
import { addressToken } from './sign-in.ts'

/** What is to be of a professional, as far as the doors look at it. */
export type Wanted = { name: Name; address: string; identifier: string | null; groups: Group[]; evenIfAlike: boolean }

/** The door to a new professional. The id is that of the account to be. */
export async function openAddition(
  visit: Visit,
  wanted: Wanted & { active: boolean },
): Promise<Opened<{ account: string }, 'add professional'>> {
  const account = uuid()
  const asked = askTaken(visit, [wanted], null)
  const [facts, taken] = await Promise.all([askFacts(visit, null, true), asked])
  const clashes = clashesOf(visit.practice, wanted, taken)
  const limit = withinLimit.judge({ active: facts.nowActive, more: wanted.active ? 1 : 0, most: facts.most })
  const may = manageProfessional.judge({ manages: facts.manages })
  const verdict = firstNo([may, ...clashes.verdicts, limit])
  visit.note(verdict, { kind: 'account', id: verdict.may ? account : null })
  if (!may.may) throw notFound()
  refuseClashes(clashes)
  if (!limit.may) throw new Refused('too-many-professionals')
  if (!wanted.evenIfAlike) await refuseAlike(visit, wanted.name, null)
  return { account } as Opened<{ account: string }, 'add professional'>
}

/** A professional who is being changed, and what is so now. */
export type ManagedRow = { account: string; facts: ProfessionalFacts; address: string; name: Name | null }

/** The door to changing a professional: address and groups included, the own account too. */
export async function openChange(
  visit: Visit,
  id: string,
  wanted: Wanted & { evenLast: boolean },
): Promise<Opened<ManagedRow, 'change professional'>> {
  const held = askFacts(visit, id, true)
  const asked = Promise.all([askTaken(visit, [wanted], id), visit.all(nameAndAddress(id))])
  const [facts, [taken, [row]]] = await Promise.all([held, asked])
  const clashes = clashesOf(visit.practice, wanted, taken)
  const stays = !isManager(facts) || wanted.groups.includes('application manager')
  const keeps = keepManager.judge({ stays, otherManager: facts.otherManager })
  const may = manageProfessional.judge({ manages: facts.manages && facts.found })
  visit.note(firstNo([may, keeps, ...clashes.verdicts]), { kind: 'account', id })
  if (!may.may || !row) throw notFound()
  if (!keeps.may) throw new Refused('last-manager')
  refuseClashes(clashes)
  if (!wanted.groups.includes('secretary')) refuseLastSecretary(facts, wanted.evenLast)
  const now = await openNow(visit, id, row)
  const renamed = JSON.stringify(now.name) !== JSON.stringify(wanted.name)
  if (renamed && !wanted.evenIfAlike) await refuseAlike(visit, wanted.name, id)
  return { account: id, facts, ...now } as Opened<ManagedRow, 'change professional'>
}

/** The door to deactivating a professional. The last application manager stays. */
export async function openDeactivation(
  visit: Visit,
  id: string,
  evenLast: boolean,
): Promise<Opened<{ account: string }, 'deactivate'>> {
  const facts = await askFacts(visit, id, true)
  const may = manageProfessional.judge({ manages: facts.manages && facts.found })
  const keeps = keepManager.judge({ stays: !isManager(facts), otherManager: facts.otherManager })
  visit.note(firstNo([may, keeps]), { kind: 'account', id })
  if (!may.may) throw notFound()
  if (!keeps.may) throw new Refused('last-manager')
  refuseLastSecretary(facts, evenLast)
  return { account: id } as Opened<{ account: string }, 'deactivate'>
}

/** The door to activating one again, within the limit. */
export async function openActivation(
  visit: Visit,
  id: string,
): Promise<Opened<{ account: string; facts: ProfessionalFacts }, 'activate'>> {
  const facts = await askFacts(visit, id, true)
  const may = manageProfessional.judge({ manages: facts.manages && facts.found })
  const limit = withinLimit.judge({ active: facts.nowActive, more: facts.active ? 0 : 1, most: facts.most })
  visit.note(firstNo([may, limit]), { kind: 'account', id })
  if (!may.may) throw notFound()
  if (!limit.may) throw new Refused('too-many-professionals')
  return { account: id, facts } as Opened<{ account: string; facts: ProfessionalFacts }, 'activate'>
}

/** The door to a letter of welcome once more: to who is active and has no password yet. */
export async function openWelcome(visit: Visit, id: string): Promise<Opened<{ account: string }, 'welcome'>> {
  const facts = await askFacts(visit, id, true)
  const verdict = manageProfessional.judge({ manages: facts.manages && facts.found && facts.active && !facts.welcomed })
  visit.note(verdict, { kind: 'account', id })
  if (!verdict.may) throw notFound()
  return { account: id } as Opened<{ account: string }, 'welcome'>
}

/** What somebody has already: addresses and IDs by their tokens. */
export type Taken = { rows: { token: Buffer; of_kind: string }[]; together: boolean }

/** Asked for many at once; `but`: whose own address and ID do not count. */
export async function askTaken(
  visit: Visit,
  wanted: readonly { address: string; identifier: string | null }[],
  but: string | null,
): Promise<Taken> {
  const addresses = wanted.map(({ address }) => addressToken(visit.practice, address))
  const identifiers = wanted.flatMap(({ identifier }) => identifierToken(visit.practice, identifier) ?? [])
  const [rows, [setting]] = await Promise.all([
    visit.all(
      sql<
        Taken['rows'][number]
      >`select * from room.taken_among(${addresses}::bytea[], ${identifiers}::bytea[], ${but})`,
    ),
    visit.all(sql<{ value: unknown }>`select value from room.setting where name = 'identifierAcross'`),
  ])
  return { rows, together: setting?.value === true }
}

type Clashes = { verdicts: Verdict[]; address: boolean; identifier: boolean }

/** ACC-1 and ACC-8, about one of them. */
export function clashesOf(
  practice: Practice,
  { address, identifier }: { address: string; identifier: string | null },
  { rows, together }: Taken,
): Clashes {
  const token = identifierToken(practice, identifier)
  const has = (kind: string, wanted: Buffer | null) =>
    wanted !== null && rows.some((row) => row.of_kind === kind && row.token.equals(wanted))
  const verdicts = [
    ownAddress.judge({ taken: has('address', addressToken(practice, address)) }),
    ownIdentifier.judge({ byOwnKind: has('professional', token), byOther: has('client', token), together }),
  ]
  const [first, second] = verdicts
  return { verdicts, address: first?.may === false, identifier: second?.may === false }
}

function refuseClashes({ address, identifier }: Clashes): void {
  const fields = [
    ...(address ? [{ field: 'address', code: 'address-exists' as const }] : []),
    ...(identifier ? [{ field: 'identifier', code: 'identifier-exists' as const }] : []),
  ]
  if (fields.length > 0) throw new Refused('wrong-fields', { fields })
}

function isManager({ groups, active }: ProfessionalFacts): boolean {
  return active && groups.includes('application manager')
}

/** Allowed, once it was said what then nobody can do. */
function refuseLastSecretary({ groups, active, otherSecretary }: ProfessionalFacts, evenLast: boolean): void {
  const isLast = active && groups.includes('secretary') && !otherSecretary
  if (isLast && !evenLast) throw new Refused('last-secretary')
}

/** Somebody who only looks like a colleague may be let in by mistake: it is asked first. */
async function refuseAlike(visit: Visit, name: Name, but: string | null): Promise<void> {
  const rows = await visit.all(sql<{ account: string; sealed: Buffer }>`
    select n.account, n.sealed from room.account_name n where n.kind = 'professional' and n.account is distinct from ${but}`)
  const open = await openerFor(
    visit,
    rows.map(({ account }) => ({ owner: account, scope: ownFile })),
  )
  const names = rows.map(({ account, sealed }) => nameFrom(open({ owner: account, scope: ownFile }, account, sealed)))
  if (names.some((other) => other && isAlike(name, other))) throw new Refused('almost-same-name')
}

function nameAndAddress(id: string) {
  return sql<{ name: Buffer; address: Buffer }>`
    select n.sealed as name, a.sealed as address from room.account_name n join room.account_address a on a.account = n.account
    where n.account = ${id}`
}

async function openNow(visit: Visit, id: string, row: { name: Buffer; address: Buffer }) {
  const file = { owner: id, scope: ownFile }
  const open = await openerFor(visit, [file])
  return { name: nameFrom(open(file, id, row.name)), address: open(file, id, row.address) ?? '' }
}

/** The first no; else the first yes. */
export function firstNo([first, ...rest]: [Verdict, ...Verdict[]]): Verdict {
  return [first, ...rest].find(({ may }) => !may) ?? first
}
