import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A file of the project, or one planted by a test: `path` is below the project's folder, with forward slashes. */
export type File = { path: string; text: string }

/** Something that does not hold, and where. */
export type Finding = { path: string; line?: number; what: string }

const projectFolder = fileURLToPath(new URL('..', import.meta.url))

/** Every file of the project that belongs to it: what .gitignore names is left out. Files that are not text have an empty text. */
export function readProject(): File[] {
  const ignores = ignoreRules(readFileSync(`${projectFolder}.gitignore`, 'utf8'))
  return below('', ignores)
}

/** One line per finding, as a person reads it: `server/visit.ts:12 what is wrong`. */
export function told(findings: Finding[]): string[] {
  return findings.map(({ path, line, what }) => `${line === undefined ? path : `${path}:${line}`} ${what}`)
}

/** Planted files from `{ path: text }`, for the tests of the checks. */
export function plant(files: Record<string, string>): File[] {
  return Object.entries(files).map(([path, text]) => ({ path, text }))
}

/** TypeScript and JavaScript: what can be parsed. */
export function isCode(path: string): boolean {
  return /\.(ts|tsx|mjs|js)$/.test(path)
}

/** A test, or part of one. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith('e2e/')
}

/** The room a file stands in; a file beside the rooms has none. */
export function roomOf(path: string): string | null {
  const slash = path.indexOf('/')
  return slash < 0 ? null : path.slice(0, slash)
}

type Ignores = (name: string) => boolean

/** Understands what our .gitignore uses: names, folders and `*.ending`; anything cleverer stops the check instead of being guessed. */
export function ignoreRules(text: string): Ignores {
  const lines = text.split('\n').map((line) => line.trim())
  const patterns = lines.filter((line) => line !== '' && !line.startsWith('#'))
  const clever = patterns.find((pattern) => !/^(\*\.)?[\w.-]+\/?$/.test(pattern))
  if (clever !== undefined) throw new Error(`.gitignore: the checks do not understand ${clever}`)
  const names = new Set(['.git', ...patterns.map((pattern) => pattern.replace(/\/$/, ''))])
  const endings = patterns.filter((pattern) => pattern.startsWith('*.')).map((pattern) => pattern.slice(1))
  return (name) => names.has(name) || endings.some((ending) => name.endsWith(ending))
}

function below(folder: string, ignores: Ignores): File[] {
  const entries = readdirSync(projectFolder + folder, { withFileTypes: true }).filter(({ name }) => !ignores(name))
  return entries.flatMap((entry) => {
    const path = folder + entry.name
    if (entry.isDirectory()) return below(`${path}/`, ignores)
    return entry.isFile() ? [{ path, text: textOf(path) }] : []
  })
}

function textOf(path: string): string {
  const bytes = readFileSync(projectFolder + path)
  return bytes.includes(0) ? '' : bytes.toString('utf8')
}
