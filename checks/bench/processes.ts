import { type ChildProcess, fork, spawn } from 'node:child_process'
import { openSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Told } from './bare/server.ts'

const project = path.join(import.meta.dirname, '..', '..')

/** A server in a process of its own. */
export type Server = { port: number; pid: number; readyAfter: number; stop(): Promise<void> }

/** Our own server, started as `npm start` starts it, its lines in a file; resolves when it says that it is ready. */
export async function startOurs(environment: Record<string, string>, errors: string): Promise<Server> {
  const began = performance.now()
  const child = spawn(process.execPath, [path.join(project, 'server/main.ts')], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', openSync(errors, 'a')],
  })
  const port = await new Promise<number>((resolve, reject) => {
    let said = ''
    child.once('exit', () => reject(new Error(`our server ended: ${said}${readFileSync(errors, 'utf8')}`)))
    child.stdout?.on('data', (part: Buffer) => {
      said += part.toString('utf8')
      const ready = /ready at http:\/\/[^:]+:(\d+)/.exec(said)?.[1]
      if (ready) resolve(Number(ready))
    })
  })
  return { port, pid: child.pid ?? 0, readyAfter: performance.now() - began, stop: () => end(child) }
}

/** The bare server. */
export async function startBare(told: Told): Promise<Server> {
  const began = performance.now()
  const child = startChild('bare/server.ts')
  child.send(told)
  const { port } = await answerOf<{ port: number }>(child)
  return { port, pid: child.pid ?? 0, readyAfter: performance.now() - began, stop: () => end(child) }
}

/** A process of the bench, that is sent messages and answers them. */
export function startChild(file: string): ChildProcess {
  return fork(path.join(import.meta.dirname, file), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
}

/** The next message of a child. */
export function answerOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('a process of the bench ended'))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      resolve(message as T)
    })
  })
}

/** Ends a child, and waits for it. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  await ended
}

/** What a process holds in memory, bytes; 0 where the machine does not say. */
export function memoryOf(pid: number): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`)) ?? []
  return Number(kilobytes) * 1024
}

/** How long a process and its children have worked, all threads together, ms; 0 where the machine does not say. */
export function workOf(pid: number): number {
  const own = list(`/proc/${pid}/task`).map((task) => Number(read(`/proc/${pid}/task/${task}/schedstat`).split(' ')[0]))
  return own.reduce((sum, nanoseconds) => sum + nanoseconds / 1e6, 0)
}

/** The processes a process has started. */
export function childrenOf(pid: number): number[] {
  return list('/proc')
    .filter((id) => /^\d+$/.test(id) && parentOf(id) === pid)
    .map(Number)
}

function parentOf(pid: string): number {
  return Number(read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[1])
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
