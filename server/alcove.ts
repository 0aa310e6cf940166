import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { machineClock } from './clock.ts'
import { readConfig } from './config.ts'
import { keyFrom, newKey } from './crypto.ts'
import { type Databases, openDatabases } from './database.ts'
import { CannotStart } from './errors.ts'
import { startPostgres } from './postgres.ts'
import { allowProfessionals } from './practices/changes/limit.ts'
import { exportPractice, importPractice } from './travel.ts'

const usage = `npm run alcove -- export <practice> <file>   writes a practice to a file, and its key beside it (<file>.key)
npm run alcove -- import <file> [<practice>]  brings it in; the key is read from <file>.key
npm run alcove -- professionals <practice> <number>  lets a practice have so many active professionals`

/** Commands for whoever runs an installation. They work on the same settings as the server, which must not be running on an embedded database. */
async function main([command, ...words]: string[]): Promise<void> {
  if (command === 'export' && words.length === 2)
    return await withDatabases((databases, master) => leave(databases, master, words))
  if (command === 'import' && (words.length === 1 || words.length === 2))
    return await withDatabases((databases, master) => arrive(databases, master, words))
  if (command === 'professionals' && words.length === 2)
    return await withDatabases((databases) => limit(databases, words))
  throw new CannotStart(usage)
}

type Master = Parameters<typeof openDatabases>[1]

async function withDatabases(act: (databases: Databases, master: Master) => Promise<void>): Promise<void> {
  const config = readConfig()
  const postgres = config.databaseUrl ? null : await startPostgres({ folder: path.join(config.dataFolder, 'postgres') })
  try {
    const databases = await openDatabases(config.databaseUrl ?? postgres?.url('alcove') ?? '', config.masterKey)
    await act(databases, config.masterKey).finally(() => databases.close())
  } finally {
    await postgres?.stop()
  }
}

async function leave(databases: Databases, master: Master, [slug = '', file = '']: string[]): Promise<void> {
  const practice = practiceCalled(databases, slug)
  if (existsSync(file) || existsSync(`${file}.key`))
    throw new CannotStart(`${file} or its key is there already. Choose another name.`)
  const travelKey = newKey()
  writeFileSync(`${file}.key`, `${travelKey.export().toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  const rows = await exportPractice(databases, { practice, file, travelKey, master, now: machineClock.now() })
  say(`${rows} rows are in ${file}. Its key is in ${file}.key: keep them apart, whoever has both can read everything.`)
}

async function arrive(databases: Databases, master: Master, [file = '', slug]: string[]): Promise<void> {
  if (!existsSync(file) || !existsSync(`${file}.key`)) throw new CannotStart(`${file} or ${file}.key is not there.`)
  const travelKey = keyFrom(Buffer.from(readFileSync(`${file}.key`, 'utf8'), 'base64'))
  const practice = await importPractice(databases, { file, travelKey, master, ...(slug !== undefined && { slug }) })
  say(`The practice ‘${practice.slug}’ lives here now.`)
}

/** The limit is lifted by whoever runs the service, never by the practice itself (ORD-6). */
async function limit(databases: Databases, [slug = '', wanted = '']: string[]): Promise<void> {
  const practice = practiceCalled(databases, slug)
  const most = Number(wanted)
  if (!/^\d{1,6}$/.test(wanted) || most < 1) throw new CannotStart(`‘${wanted}’ is not a number of professionals.`)
  const active = await allowProfessionals(databases, practice, most)
  say(`‘${slug}’ may have ${most} active professionals; it has ${active}.`)
  if (active > most) say('Nobody is deactivated by this; no more are let in.')
}

function practiceCalled(databases: Databases, slug: string) {
  const practice = databases.practices.get(slug)
  if (practice) return practice
  const all = [...databases.practices.keys()].join(', ') || 'none'
  throw new CannotStart(`No practice is called ‘${slug}’. Here live: ${all}.`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(
    error instanceof CannotStart || (error instanceof Error && error.name === 'AlreadyRunning')
      ? `${error.message}\n`
      : `This did not succeed; nothing was changed in the practice.\n${error instanceof Error ? error.stack : ''}\n`,
  )
  process.exit(1)
})
