import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'

const project = path.join(import.meta.dirname, '..', '..')

/** A program of the project in a process of its own, with everything it says. */
export class Program {
  readonly pid: number
  /** The code it ended with, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>
  out = ''
  err = ''
  readonly #child: ChildProcess
  #waiting: (() => void)[] = []

  private constructor(child: ChildProcess) {
    this.#child = child
    this.pid = child.pid ?? 0
    child.stdout?.on('data', (part: Buffer) => this.#hear('out', part))
    child.stderr?.on('data', (part: Buffer) => this.#hear('err', part))
    this.ended = new Promise((resolve) => child.once('close', (code, signal) => resolve(signal ?? code ?? -1)))
    void this.ended.then(() => this.#wake())
  }

  /** In a process group of its own, as a shell starts it: a signal to the group reaches what it started too. */
  static run(args: string[], environment: Record<string, string>): Program {
    const { PATH = '', HOME = '' } = process.env
    const env = { PATH, HOME, ...environment }
    return new Program(
      spawn(process.execPath, args, { cwd: project, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] }),
    )
  }

  /** Resolves with what was found in its output; refused when it ends without. */
  async says(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = pattern.exec(this.out)?.[1]
      if (found !== undefined) return found
      const more = new Promise<'more'>((resolve) => this.#waiting.push(() => resolve('more')))
      const outcome = await Promise.race([more, this.ended])
      if (outcome !== 'more' && !pattern.test(this.out))
        throw new Error(`ended with ${outcome}: ${this.out}${this.err}`)
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  /** As Ctrl-C does: to the whole group. */
  signalGroup(signal: NodeJS.Signals): void {
    process.kill(-this.pid, signal)
  }

  #hear(where: 'out' | 'err', part: Buffer): void {
    this[where] += part.toString()
    this.#wake()
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake()
  }
}

/** A port that nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address()
      resolve(bound && typeof bound === 'object' ? bound.port : 0)
    }),
  )
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** The embedded PostgreSQL that runs on a data folder. */
export function postgresOf(dataFolder: string): number {
  return Number(readFileSync(path.join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
}

/** Whether there is such a process. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
