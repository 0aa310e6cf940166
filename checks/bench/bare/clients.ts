import { auditRow } from './audit.ts'
import { type Me, readName, renewal } from './people.ts'
import { on, type Practice } from './practice.ts'
import { mac, open, ownFile } from './sealing.ts'
import * as statements from './statements.ts'

type FoundClient = { account: string; name: Buffer; address: Buffer; active: boolean }

/** Which clients the secretary finds: three round trips, the last with the audit line and the commit. */
export async function findClients(practice: Practice, tokenHash: Buffer, find: string): Promise<unknown> {
  const now = new Date()
  const words = find
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[\s'’-]+/u)
  const tokens = words.map((word) => mac(practice.keys.search, `name\u0000${word}`).subarray(0, 16))
  const { me, rows } = await on(practice, async (ask) => {
    const [, [one]] = await Promise.all([ask('begin'), ask<Me>(statements.enter, [tokenHash, now])])
    const mayFind = one?.groups.includes('secretary') ?? false
    const found = mayFind ? await ask<FoundClient>(statements.find, tokens) : []
    const event = { action: 'clients searched', rule: 'CAS-2', basis: 'secretary of the practice' }
    const line = { me: one ?? null, ...event, kind: 'clients', object: practice.id, now }
    await Promise.all([
      ask(statements.audit, auditRow(practice, line)),
      ...(one ? renewal(ask, one, now) : []),
      ask('commit'),
    ])
    return { me: mayFind ? one : null, rows: found }
  })
  if (!me) return null
  return await seeClients(practice, rows)
}

/** The own caseload: who asks, then everybody in it. */
export async function listClients(practice: Practice, tokenHash: Buffer): Promise<unknown> {
  const now = new Date()
  const rows = await on(practice, async (ask) => {
    const [me] = await ask<Me>(statements.enter, [tokenHash, now])
    if (!me) return null
    const [found] = await Promise.all([
      ask<FoundClient>(statements.caseload, [me.account, now]),
      ...renewal(ask, me, now),
    ])
    return found
  })
  return rows && (await seeClients(practice, rows))
}

async function seeClients(practice: Practice, rows: FoundClient[]): Promise<unknown> {
  const shown = rows.slice(0, 200)
  await practice.keys.load(shown.map(({ account }) => ({ owner: account, scope: ownFile })))
  const clients = shown.map(({ account, name, address, active }) => ({
    id: account,
    name: readName(practice, account, name),
    address: open(practice.keys.get({ owner: account, scope: ownFile }), account + account, address),
    active,
  }))
  clients.sort((a, b) => (a.name < b.name ? -1 : 1))
  return { clients, more: rows.length > 200 }
}

type Standing = Me & {
  client: string
  relation: string | null
  temporary_until: Date | null
  active: boolean
  used: boolean
  new_address: Buffer | null
  due_at: Date | null
  welcome_at: Date | null
}
type Sealed = Record<'name' | 'address', Buffer> & Record<'details' | 'labels', Buffer | null>

const looked = { action: 'client details read', rule: 'CAS-1', basis: 'treatment relation', kind: 'account' }

/** One client's account: two round trips, the second with the line of the look and the commit. */
export async function seeClient(practice: Practice, tokenHash: Buffer, id: string): Promise<unknown> {
  const now = new Date()
  return await on(practice, async (ask) => {
    const [, [me]] = await Promise.all([ask('begin'), ask<Standing>(statements.standingWith, [tokenHash, now, id])])
    if (!me || (!me.relation && !me.temporary_until)) {
      await ask('rollback')
      return null
    }
    const [[row]] = await Promise.all([
      ask<Sealed>(statements.file, [id]),
      ask(statements.audit, auditRow(practice, { me, ...looked, object: id, now })),
      ...renewal(ask, me, now),
      ask('commit'),
    ])
    await practice.keys.load([{ owner: id, scope: ownFile }])
    return row ? seeFile(practice, me, row) : null
  })
}

function seeFile({ keys }: Practice, standing: Standing, { name, address, details, labels }: Sealed): unknown {
  const { client: id, relation, active, used, new_address, due_at, welcome_at, temporary_until } = standing
  const key = keys.get({ owner: id, scope: ownFile })
  const parsed = (sealed: Buffer | null) => sealed && JSON.parse(open(key, id + id, sealed))
  const therapist = relation === 'therapist'
  return {
    id,
    name: parsed(name),
    address: open(key, id + id, address),
    active,
    welcome: used ? 'used' : welcome_at ? 'sent' : 'none',
    welcomeAt: welcome_at,
    details: { ...parsed(details), labels: parsed(labels) ?? [] },
    addressChange: new_address && { address: open(key, id + id, new_address), takesEffect: due_at, yours: false },
    shows: ['dashboard', 'details', 'conversations', 'history', 'tasks', 'professionals', 'worksheets'],
    temporaryUntil: relation ? null : temporary_until,
    may: {
      change: therapist,
      activate: therapist,
      welcome: therapist && !used,
      correctAddress: false,
      proposeAddress: therapist && used && !new_address,
      agreeToAddress: false,
      resetSecondStep: therapist && used,
      write: therapist,
    },
  }
}
