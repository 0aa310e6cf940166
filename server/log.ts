import { closeSync, openSync, writeSync } from 'node:fs'
import { machineClock } from './clock.ts'

/**
 * Structured log lines: what happened, never about whom. Values are numbers, fixed words and error classes;
 * messages of errors stay out, they may quote a person.
 */
export const log = {
  info: (event: string, facts: Facts = {}) => write('info', event, facts),
  warn: (event: string, facts: Facts = {}) => write('warn', event, facts),
  error: (event: string, error: unknown, facts: Facts = {}) => write('error', event, { ...facts, ...factsOf(error) }),
}

type Facts = Record<string, string | number | boolean | null>

let file: number | null = null

/** Where lines go from now on: a file (the demo, tests), or the standard error stream, for whoever collects it (production). */
export function logTo(path: string | null): void {
  writeWaiting()
  if (file !== null) closeSync(file)
  file = path === null ? null : openSync(path, 'a', 0o600)
}

/** How long a line may wait for others, ms: writing each by itself would cost more than answering a small request. */
const gatherFor = 100
let waiting = ''
let timer: NodeJS.Timeout | null = null

function write(level: string, event: string, facts: Facts): void {
  waiting += `${JSON.stringify({ at: machineClock.now().toISOString(), level, event, ...facts })}\n`
  if (level === 'error') writeWaiting()
  else timer ??= setTimeout(writeWaiting, gatherFor).unref()
}

function writeWaiting(): void {
  if (timer !== null) clearTimeout(timer)
  timer = null
  const lines = waiting
  waiting = ''
  if (lines === '') return
  if (file === null) process.stderr.write(lines)
  else writeSync(file, lines)
}

process.once('exit', writeWaiting)

/** Class, code and place of an error: frames name our files, never values. */
function factsOf(error: unknown): Facts {
  if (!(error instanceof Error)) return {}
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    error: error.name,
    code,
    where: frames
      .slice(0, 6)
      .map((line) => line.trim())
      .join(' | '),
  }
}
