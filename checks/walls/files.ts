import type { Chance } from '../chance.ts'
import { type AccountRow, ago, now, type RelationRow, type Row, sealed, type World } from './rows.ts'

/** What stands around a client's file: typed reasons, looks for a while, requests, and what they work with. */
export type FileTables = {
  motivation: Row[]
  temporary_access: (Row & { account: string; client: string; ends_at: string; ended_at: string | null })[]
  relate_request: Row[]
  relation_step: Row[]
  tool: (Row & {
    id: string
    owner: string
    guided_by: string | null
    prepared_by: string
    waits_since: string | null
  })[]
}

const hidden = { grants: {} }

/** By table its key; nothing is granted on any of these. Tools stand in tools.ts. */
export const fileTables = {
  motivation: { key: ['id'], ...hidden },
  temporary_access: { key: ['id'], ...hidden },
  relate_request: { key: ['id'], ...hidden },
  relation_step: { key: ['account', 'client_key'], grants: {} },
} as const

/** The functions around a file. */
export const fileFunctions = {
  now: 'reads no table',
  in_force: 'reads no table',
  switched_on: 'reader',
  my_files: 'reader',
  my_relations: 'functions only',
  my_relation: 'functions only',
  looks_for_a_while: 'functions only',
  end_looks: 'functions only',
  hold_switches: 'functions only',
  announce_to: 'functions only',
} as const

/** In force: not ended by anybody, nor by the clock. */
export function isInForce({ ended_at, ends_at }: Pick<RelationRow, 'ended_at' | 'ends_at'>): boolean {
  return ended_at === null && (ends_at === null || ends_at > now)
}

/** A relation counts only for who is in the group for it. */
export function counts(world: World, row: RelationRow): boolean {
  return isInForce(row) && isIn(world, row.professional, row.kind)
}

/** A look for a while, as long as the clock lets it, of a therapist, where the practice has that switched on. */
export function looksNow(world: World, { account, ...row }: FileTables['temporary_access'][number]): boolean {
  const isOn = world.setting.some(({ name, value }) => name === 'temporaryAccess' && value === true)
  return isOn && isInForce(row) && isIn(world, account, 'therapist')
}

function isIn(world: World, professional: string, group: string): boolean {
  return world.account_group.some((row) => row.account === professional && row.name === group)
}

/** Reasons, looks that still last or are over, requests and tools, between any client and any professional. */
export function makeFiles(chance: Chance, account: AccountRow[]): FileTables {
  const of = (wanted: AccountRow['kind']) => account.filter(({ kind }) => kind === wanted)
  const pairs = of('client').flatMap((client) => of('professional').map((professional) => ({ client, professional })))
  const motivation = account.map(({ id }) => ({
    id: chance.uuid(),
    account: id,
    at: ago(30),
    ends_at: chance.says(0.8) ? ago(-30) : ago(1),
    sealed: sealed(chance),
  }))
  const reasonOf = (id: string) => motivation.find((row) => row.account === id)?.id ?? null
  const some = (share: number) => pairs.filter(() => chance.says(share))
  return {
    motivation,
    temporary_access: some(0.3).map(({ client, professional }) => ({
      id: chance.uuid(),
      account: professional.id,
      client: client.id,
      motivation: reasonOf(professional.id),
      began_at: ago(70),
      ends_at: chance.says(0.6) ? ago(-20) : ago(10),
      ended_at: chance.says(0.3) ? ago(15) : null,
    })),
    relation_step: some(0.2).map(({ client, professional }) => {
      const about = { client: client.id, other: professional.id, what: 'related', at: ago(20) }
      return Object.assign(about, { account: professional.id, client_key: chance.uuid() })
    }),
    relate_request: some(0.3).map(({ client, professional }) => {
      const rejected = { ended_at: ago(5), ended_by: client.id, outcome: 'rejected' }
      const open = { ended_at: null, ended_by: null, outcome: null }
      const asked = { asked_by: professional.id, asked_at: ago(60), motivation: reasonOf(professional.id), plan: null }
      const who = { id: chance.uuid(), client: client.id, professional: professional.id, kind: 'therapist' }
      return Object.assign(who, asked, chance.says(0.5) ? rejected : open)
    }),
    tool: some(0.4).map(({ client, professional }) => makeTool(chance, client.id, professional.id)),
  }
}

function makeTool(chance: Chance, owner: string, professional: string): FileTables['tool'][number] {
  return {
    id: chance.uuid(),
    owner,
    kind: 'worksheet',
    guided_by: chance.says(0.7) ? professional : null,
    prepared_by: professional,
    prepared_at: ago(600),
    client_key: chance.uuid(),
    started_at: null,
    waits_since: chance.says(0.4) ? ago(60) : null,
    feedback_at: null,
    done_at: null,
    archived_at: null,
    changed_at: ago(600),
  }
}
