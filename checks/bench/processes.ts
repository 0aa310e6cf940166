import { type ChildProcess, fork, spawn } from 'node:child_process'
import { openSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Told } from './bare/server.ts'
import type { Order, Outcome } from './load/generator.ts'
import type { Material } from './load/requests.ts'

const project = path.join(import.meta.dirname, '..', '..')

/** A server in a process of its own. */
export type Server = { port: number; pid: number; readyAfter: number; lines: string[]; stop(): Promise<void> }

/** Our own server, started as `npm start` starts it; resolves when it says that it is ready. */
export async function startOurs(environment: Record<string, string>, log: string): Promise<Server> {
  const began = performance.now()
  const child = spawn(process.execPath, [...(process.env['BENCH_FLAGS'] ?? '').split(' ').filter(Boolean), path.join(project, 'server/main.ts')], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', openSync(log, 'a')],
  })
  const lines: string[] = []
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`our server ended: ${lines.join(' ')}`)))
    child.stdout.on('data', (part: Buffer) => {
      lines.push(...part.toString('utf8').split('\n').filter(Boolean))
      const ready = lines.map((line) => /ready at http:\/\/[^:]+:(\d+)/.exec(line)?.[1]).find(Boolean)
      if (ready) resolve(Number(ready))
    })
  })
  return { port, pid: child.pid ?? 0, readyAfter: performance.now() - began, lines, stop: () => end(child) }
}

/** The bare server. */
export async function startBare(told: Told): Promise<Server> {
  const began = performance.now()
  const child = fork(path.join(import.meta.dirname, 'bare/server.ts'), { execArgv: (process.env['BARE_FLAGS'] ?? '').split(' ').filter(Boolean), stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  child.send(told)
  const { port } = await answerOf<{ port: number }>(child)
  return { port, pid: child.pid ?? 0, readyAfter: performance.now() - began, lines: [], stop: () => end(child) }
}

/** The load generator, in a process of its own. */
export class Load {
  readonly #child: ChildProcess

  constructor(materials: Material[]) {
    this.#child = fork(path.join(import.meta.dirname, 'load/generator.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    this.#child.send({ materials })
  }

  async run(order: Order): Promise<Outcome> {
    this.#child.send(order)
    return await answerOf<Outcome>(this.#child)
  }

  stop(): Promise<void> {
    return end(this.#child)
  }
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

/** What a process holds in memory, bytes. */
export function memoryOf(pid: number): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) * 1024
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  await ended
}
