import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { AlreadyRunning, type Postgres, startPostgres } from './postgres.ts'

// A busy machine takes its time to make a database.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let template: string
let around: string
let folder: string
const started: Postgres[] = []

beforeAll(async () => {
  template = await mkdtemp(join(tmpdir(), 'alcove-test-'))
  await (await startPostgres({ folder: join(template, 'database'), durable: false })).stop()
})

afterAll(() => rm(template, { recursive: true, force: true }))

beforeEach(async () => {
  around = await mkdtemp(join(tmpdir(), 'alcove-test-'))
  folder = join(around, 'database')
})

afterEach(async () => {
  await Promise.all(started.splice(0).map((postgres) => postgres.stop()))
  await rm(around, { recursive: true, force: true })
})

test('an empty place becomes a database that only its owner reaches', async () => {
  const postgres = await start()
  expect(await ask(postgres, `select current_setting('server_version_num')::int >= 180000 as new`)).toEqual([
    { new: true },
  ])
  expect(await ask(postgres, 'select session_user::text as who')).toEqual([{ who: 'alcove' }])
  expect(await ask(postgres, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
  expect(await ask(postgres, `select upper('é') as letter, 'B' < 'a' as bytes`)).toEqual([{ letter: 'É', bytes: true }])
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  expect((await stat(postgres.socketFolder)).mode & 0o777).toBe(0o700)
  expect(await readdir(around)).toEqual(['database'])
})

test('what is kept in use is kept safe; only tests may choose speed', async () => {
  await prepare()
  const settings = `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`
  const quick = await start()
  expect(await ask(quick, settings)).toEqual([{ fsync: 'off', commit: 'off' }])
  await quick.stop()
  const durable = await startPostgres({ folder })
  started.push(durable)
  expect(await ask(durable, settings)).toEqual([{ fsync: 'on', commit: 'on' }])
})

test('stopping leaves nothing behind and starting again keeps the data', async () => {
  await prepare()
  const first = await start()
  await ask(first, 'create table kept (word text)')
  await ask(first, `insert into kept values ('tree')`)
  await first.stop()
  expect(await first.exited).toBe(0)
  expect(existsSync(first.socketFolder)).toBe(false)
  const second = await start()
  expect(await ask(second, 'select word from kept')).toEqual([{ word: 'tree' }])
})

test('a second start on a folder in use is refused and the first goes on', async () => {
  await prepare()
  const first = await start()
  const refusal = await start().catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(AlreadyRunning)
  expect(refusal).toHaveProperty('holder', process.pid)
  expect(refusal).toHaveProperty('message', `Alcove is already running on this data folder (process ${process.pid}).`)
  expect(await ask(first, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('of two first starts at once, one runs and one is refused', async () => {
  const outcomes = await Promise.allSettled([start(), start()])
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
  const refused = outcomes.find((outcome) => outcome.status === 'rejected')
  expect(refused?.reason).toBeInstanceOf(AlreadyRunning)
  expect(await readdir(around)).toEqual(['database'])
})

test('a folder of another major version is refused with the way to go', async () => {
  await mkdir(folder)
  await writeFile(join(folder, 'PG_VERSION'), '17\n')
  await expect(start()).rejects.toThrow(
    `${folder} was made by PostgreSQL 17 and this Alcove brings PostgreSQL 18: ` +
      'start the Alcove that made it, run `alcove export` there, then `alcove import` here.',
  )
})

test('a folder with something else in it is refused and left alone', async () => {
  await mkdir(folder)
  await writeFile(join(folder, 'diary.txt'), 'mine')
  await expect(start()).rejects.toThrow(`${folder} is not empty and holds no database: choose another data folder.`)
  expect(await readFile(join(folder, 'diary.txt'), 'utf8')).toBe('mine')
})

test('what an interrupted first start left is swept away', async () => {
  const abandoned = `${folder}.new-${await endedProcess()}-abcdef`
  await mkdir(abandoned)
  await start()
  expect(await readdir(around)).toEqual(['database'])
})

test('a lock left by a crash does not stand in the way, even when its number is in use again', async () => {
  await prepare()
  const first = await start()
  const lock = (await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n')
  await first.stop()
  await writeFile(join(folder, 'postmaster.pid'), [process.ppid, ...lock.slice(1)].join('\n'))
  const second = await start()
  expect(await ask(second, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('when Alcove is killed, PostgreSQL ends by itself and the next start finds what was committed', async () => {
  await prepare()
  const { alcove, postgres } = await startInOtherProcess()
  const client = new Client({ connectionString: postgres.url })
  const lost = new Promise((resolve) => client.on('error', resolve))
  await client.connect()
  await client.query('create table kept (word text)')
  await client.query(`insert into kept values ('tree')`)
  alcove.kill('SIGKILL')
  await once(alcove, 'exit')
  await lost
  await expect.poll(() => isRunning(postgres.pid), { timeout: 20_000 }).toBe(false)
  const next = await start()
  expect(await ask(next, 'select word from kept')).toEqual([{ word: 'tree' }])
})

test('a start right after Alcove was killed waits for the PostgreSQL that is still ending', async () => {
  await prepare()
  const { alcove } = await startInOtherProcess()
  alcove.kill('SIGKILL')
  await once(alcove, 'exit')
  const next = await start()
  expect(await ask(next, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('when PostgreSQL itself is killed, its end is told and the next start recovers', async () => {
  await prepare()
  const first = await startPostgres({ folder })
  await ask(first, 'create table kept (word text)')
  await ask(first, `insert into kept values ('tree')`)
  process.kill(first.pid, 'SIGKILL')
  expect(await first.exited).toBe(null)
  const second = await start()
  expect(await ask(second, 'select word from kept')).toEqual([{ word: 'tree' }])
})

test('the log names no value that was written', async () => {
  await prepare()
  const postgres = await start()
  await ask(postgres, 'create table person (name text unique)')
  await ask(postgres, `insert into person values ('Noor Bakker')`)
  await expect(ask(postgres, `insert into person values ('Noor Bakker')`)).rejects.toThrow('duplicate key')
  const log = await readFile(join(folder, 'postgres.log'), 'utf8')
  expect(log).toContain('ready to accept connections')
  expect(log).not.toContain('Noor')
})

async function start(): Promise<Postgres> {
  const postgres = await startPostgres({ folder, durable: false })
  started.push(postgres)
  return postgres
}

/** Puts a database in the folder, quicker than a first start makes one. */
async function prepare() {
  await promisify(execFile)('cp', ['-a', join(template, 'database'), folder])
}

async function ask(postgres: Postgres, question: string): Promise<unknown[]> {
  const client = new Client({ connectionString: postgres.url('postgres') })
  await client.connect()
  return client
    .query(question)
    .then((answer) => answer.rows)
    .finally(() => client.end())
}

async function startInOtherProcess() {
  const script = `
    import { startPostgres } from ${JSON.stringify(new URL('./postgres.ts', import.meta.url).href)}
    const postgres = await startPostgres({ folder: ${JSON.stringify(folder)} })
    console.log(postgres.pid + ' ' + postgres.url('postgres'))`
  const alcove = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface(alcove.stdout), 'line')
  const [pid = '', url = ''] = String(line).split(' ')
  return { alcove, postgres: { pid, url } }
}

/** An ended process may keep its number until its new parent has noticed. */
async function isRunning(pid: string): Promise<boolean> {
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')) !== ''
}

async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  await once(child, 'exit')
  return child.pid ?? 0
}
