/**
 * `npm run audit:verify`: is the log whole? Reads every line and every seal of every practice and works out anew what they must be.
 * It shares no code with what writes the log: names, spelling and keys are worked out here from docs/security.md.
 * Prints one line per practice and ends with 1 when anything is wrong.
 */
import { createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'

const zero = '0'.repeat(32)

/** What a verification needs: one practice's room, its audit key, and the heads that were noted elsewhere. */
export type Log = { room: pg.ClientBase; auditKey: Buffer; heads: { position: number; hash: string }[] }

/** Everything that is wrong, in words; an empty list = the log is whole. `unsealed`: lines younger than the window, not chained yet. */
export async function verifyLog({
  room,
  auditKey,
  heads,
}: Log): Promise<{ wrong: string[]; sealed: number; unsealed: number }> {
  const wrong: string[] = []
  const lines = await room.query<LineRow>(lineSql)
  for (const line of lines.rows)
    if (!canonical(line).some((spelled) => hmac(auditKey, spelled).equals(line.mac)))
      wrong.push(`line ${line.id} was changed`)
  const seals = await room.query<SealRow>(
    'select s.position, s.line, s.hash, a.mac from room.seal s left join room.audit a on a.id = s.line order by s.position',
  )
  let previous: Buffer = Buffer.of(0)
  let expected = 1
  for (const seal of seals.rows) {
    if (Number(seal.position) !== expected) wrong.push(`seal ${expected} is missing`)
    if (!seal.mac) wrong.push(`the line of seal ${seal.position} is missing`)
    const hash = hmac(auditKey, previous, bytes(seal.line), seal.mac ?? Buffer.alloc(0))
    if (!hash.equals(seal.hash)) wrong.push(`seal ${seal.position} does not follow from the one before`)
    previous = seal.hash
    expected = Number(seal.position) + 1
  }
  const byPosition = new Map(seals.rows.map((seal) => [Number(seal.position), seal.hash.toString('hex')]))
  for (const head of heads)
    if (byPosition.get(head.position) !== head.hash)
      wrong.push(`seal ${head.position}, noted elsewhere, is gone or another`)
  return {
    wrong,
    sealed: seals.rows.length,
    unsealed: lines.rows.length - seals.rows.filter((seal) => seal.mac).length,
  }
}

type LineRow = Record<'id' | 'at' | 'action' | 'basis' | 'rule' | 'kind', string> & {
  allowed: boolean
  account: string | null
  roles: string[]
  session: string | null
  access_point: string | null
  object: string | null
  client: string | null
  found: number | null
  on_behalf_of: string | null
  emergency: boolean
  motivation: string | null
  fields: string[] | null
  mac: Buffer
}
type SealRow = { position: string; line: string; hash: Buffer; mac: Buffer | null }

const lineSql = `select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, action, allowed, basis, rule, account, roles, session,
  encode(access_point, 'hex') as access_point, object_kind as kind, object, client, found, on_behalf_of, emergency, motivation, fields, mac from room.audit`

/** As a line is spelled today, and, where it names no typed reason, as it was before there were any. */
function canonical(line: LineRow): string[] {
  const { motivation, fields } = line
  const first = [
    'id',
    'at',
    'action',
    'allowed',
    'basis',
    'rule',
    'account',
    'roles',
    'session',
    'access_point',
    'kind',
  ]
    .concat(['object', 'client', 'found', 'on_behalf_of', 'emergency'])
    .map((name) => Object.entries(line).find(([column]) => column === name)?.[1] ?? null)
  return [
    JSON.stringify(['alcove audit 2', ...first, motivation, fields]),
    ...(motivation === null && fields === null ? [JSON.stringify(['alcove audit 1', ...first])] : []),
  ]
}

function hmac(key: Buffer, ...parts: (string | Buffer)[]): Buffer {
  const made = createHmac('sha256', key)
  for (const part of parts) made.update(part)
  return made.digest()
}

function bytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex')
}

function derived(from: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', from, Buffer.alloc(0), purpose, 32))
}

/** The audit key of a practice, from the master key and the wrapped practice key. */
export function auditKeyOf(master: Buffer, practice: string, wrapped: Buffer): Buffer {
  const opener = createDecipheriv('aes-256-gcm', derived(master, 'alcove practice keys'), wrapped.subarray(1, 13))
  opener.setAAD(Buffer.concat([bytes(practice), Buffer.from(zero, 'hex')]))
  opener.setAuthTag(wrapped.subarray(13, 29))
  return derived(Buffer.concat([opener.update(wrapped.subarray(29)), opener.final()]), 'alcove audit')
}

/** Where the databases are: ALCOVE_DATABASE_URL, or the embedded PostgreSQL of a running Alcove (its socket folder stands in postmaster.pid). */
function registerAddress(dataFolder: string): URL {
  const given = process.env.ALCOVE_DATABASE_URL
  if (given) return new URL(given)
  const file = path.join(dataFolder, 'postgres', 'postmaster.pid')
  if (!existsSync(file)) throw new Error('Alcove does not run here: start it first, or set ALCOVE_DATABASE_URL.')
  const [, , , port = '', folder = ''] = readFileSync(file, 'utf8').split('\n')
  return new URL(`postgres://alcove@localhost:${port}/alcove?host=${encodeURIComponent(folder)}`)
}

async function main(): Promise<void> {
  const dataFolder = path.resolve(process.env.ALCOVE_DATA || 'data')
  const master = Buffer.from(
    readFileSync(process.env.ALCOVE_MASTER_KEY_FILE || path.join(dataFolder, 'demo-master.key'), 'utf8'),
    'base64',
  )
  const headsFile = path.join(dataFolder, 'audit-heads.jsonl')
  const heads = existsSync(headsFile)
    ? readFileSync(headsFile, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as { practice: string; position: number; hash: string })
    : []
  const address = registerAddress(dataFolder)
  const base = decodeURIComponent(address.pathname.slice(1))
  const register = await connect(address, base)
  const practices = await register.query<{ id: string; slug: string; database_name: string }>(
    'select id, slug, database_name from register.practice order by slug',
  )
  const keys = await connect(address, `${base}_keys`)
  for (const { id, slug, database_name: database } of practices.rows) {
    const [wrapped] = (
      await keys.query<{ wrapped: Buffer }>('select wrapped from keys.practice_key where practice = $1', [id])
    ).rows
    if (!wrapped) throw new Error(`The key of ${slug} is missing.`)
    const room = await connect(address, database)
    const found = await verifyLog({
      room,
      auditKey: auditKeyOf(master, id, wrapped.wrapped),
      heads: heads.filter((head) => head.practice === id),
    })
    report(slug, found)
    await room.end()
  }
  await keys.end()
  await register.end()
}

function report(slug: string, { wrong, sealed, unsealed }: Awaited<ReturnType<typeof verifyLog>>): void {
  process.stdout.write(
    `${slug}: ${wrong.length === 0 ? 'the log is whole' : 'the log is NOT whole'}; ${sealed} lines sealed, ${unsealed} not yet\n`,
  )
  for (const what of wrong.slice(0, 100)) process.stdout.write(`  ${what}\n`)
  if (wrong.length > 0) process.exitCode = 1
}

async function connect(address: URL, database: string): Promise<pg.Client> {
  const url = new URL(address)
  url.pathname = `/${database}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  return client
}

if (process.argv[1] === import.meta.filename) await main()
