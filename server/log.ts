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
  if (file !== null) closeSync(file)
  file = path === null ? null : openSync(path, 'a', 0o600)
}

function write(level: string, event: string, facts: Facts): void {
  const line = `${JSON.stringify({ at: machineClock.now().toISOString(), level, event, ...facts })}\n`
  if (file === null) process.stderr.write(line)
  else writeSync(file, line)
}

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
