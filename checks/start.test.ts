import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { cast } from '../people/cast.ts'
import { freePort, isRunning, postgresOf, Program } from './kill/process.ts'
import { readAll, request, Sender, signInAt } from './kill/sender.ts'
import { startConversation } from './kill/rehearsal.ts'

const launcher = ['launch.mjs', 'start']
const timeout = 180_000

test('starting twice keeps the data, a second start says so, and Ctrl-C stops everything', { timeout }, async () => {
  const settings = { ALCOVE_DATA: temporaryFolder(), ALCOVE_PORT: String(await freePort()) }
  const first = start(settings)
  const { address, password } = await isReady(first)
  expect(address).toBe(`http://localhost:${settings.ALCOVE_PORT}`)
  expect(first.out).toContain('You can sign in as:\n')
  for (const person of Object.values(cast)) expect(first.out).toContain(`  ${person.address} `)
  const cookie = await signInAt(address, 'noor', password)
  const conversation = await startConversation(address, cookie, 'Daan')
  expect(await (await fetch(address)).text()).toContain('<html')

  const beside = start(settings)
  expect(await beside.ended).toBe(1)
  expect(beside.err).toMatch(/^Alcove is already running on this data folder \(process \d+\)\.\n$/)
  const elsewhere = start({ ...settings, ALCOVE_DATA: temporaryFolder() })
  expect(await elsewhere.ended).toBe(1)
  expect(elsewhere.err).toBe(
    `Port ${settings.ALCOVE_PORT} is taken: Alcove may already be running. Set ALCOVE_PORT to use another.\n`,
  )

  const database = postgresOf(settings.ALCOVE_DATA)
  await stopsWithCtrlC(first, { address, database })

  const second = start(settings)
  expect(await isReady(second)).toEqual({ address, password })
  const sender = new Sender('noor', { address: () => address, cookie, conversation })
  await sender.sendAll(1, () => undefined)
  const words = (await readAll(address, cookie, conversation)).map(({ text }) => text)
  expect(words).toEqual(['Begin', 'noor 0'])
  await stopsWithCtrlC(second, { address, database: postgresOf(settings.ALCOVE_DATA) })
})

const outside = path.join(tmpdir(), 'no-such-alcove.key')
const wrong: [string, Record<string, string>, string][] = [
  ['a port that is none', { ALCOVE_PORT: 'x' }, 'ALCOVE_PORT must be a whole number from 0 to 65535, not ‘x’.'],
  ['a mode that is none', { ALCOVE_MODE: 'test' }, 'ALCOVE_MODE must be demo or production, not ‘test’.'],
  [
    'a demo for everybody',
    { ALCOVE_HOST: '0.0.0.0' },
    'ALCOVE_HOST must be a loopback address (127.0.0.1) in demo mode: ',
  ],
  ['a database that is none', { ALCOVE_DATABASE_URL: 'linde' }, 'ALCOVE_DATABASE_URL must look like '],
  ['no master key in production', { ALCOVE_MODE: 'production' }, 'ALCOVE_MASTER_KEY_FILE is missing: '],
  [
    'a master key that is not there',
    { ALCOVE_MODE: 'production', ALCOVE_MASTER_KEY_FILE: outside },
    `ALCOVE_MASTER_KEY_FILE cannot be read: ${outside}.`,
  ],
]

test.for(wrong)('a wrong setting stops the start with one sentence: %s', async ([, settings, sentence]) => {
  const folder = temporaryFolder()
  const program = Program.run(['server/main.ts'], { ALCOVE_DATA: folder, ALCOVE_PORT: '0', ...settings })
  expect(await program.ended).toBe(1)
  expect(program.err.startsWith(sentence), program.err).toBe(true)
  expect(program.err.trim().split('\n')).toHaveLength(1)
  expect(program.out).toBe('')
  expect(readdirSync(folder).filter((name) => name !== 'demo-master.key')).toEqual([])
})

function start(settings: Record<string, string>): Program {
  const program = Program.run(launcher, settings)
  onTestFinished(async () => {
    program.signal('SIGTERM')
    await program.ended
  })
  return program
}

async function isReady(program: Program): Promise<{ address: string; password: string }> {
  const address = await program.says(/^Alcove is ready at (\S+)\n/m)
  return { address, password: await program.says(/^Demo password: (\S+)\n/m) }
}

async function stopsWithCtrlC(program: Program, { address, database }: { address: string; database: number }) {
  expect(isRunning(database)).toBe(true)
  program.signalGroup('SIGINT')
  expect(await program.ended).toBe(0)
  expect(program.out).toMatch(/\nStopping\.\n$/)
  expect(isRunning(database)).toBe(false)
  expect(await request(address, '/health', {})).toBeNull()
}

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'alcove-start-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
