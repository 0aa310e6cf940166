import { posix } from 'node:path'
import { readPage, type Found, type Page } from './markdown.ts'
import { isCode, type File, type Finding } from './tree.ts'
import { rooms, settingsFile } from './vocabulary.ts'

/** What is written about the project is true of it: links lead somewhere, commands, settings and files exist. */
export function judgeDocs(files: File[]): Finding[] {
  const pages = files.filter(({ path }) => isPage(path)).map(readPage)
  return [
    ...pages.flatMap((page) => judgeLinks(page, { files, pages })),
    ...pages.flatMap((page) => judgeCommands(page, scriptsOf(files))),
    ...pages.flatMap((page) => judgePaths(page, files)),
    ...judgeSettings(pages, files),
    ...judgeWords(files),
  ]
}

function isPage(path: string): boolean {
  return path.endsWith('.md') && (path.startsWith('docs/') || !path.includes('/'))
}

function judgeLinks(page: Page, { files, pages }: { files: File[]; pages: Page[] }): Finding[] {
  return page.links.flatMap(({ text, line }) => {
    if (/^[a-z][a-z+.-]*:/i.test(text)) return []
    const [address = '', anchor = ''] = decodeURIComponent(text).split('#')
    const target = address === '' ? page.path : posix.join(posix.dirname(page.path), address).replace(/\/$/, '')
    const exists =
      !address.startsWith('/') && files.some(({ path }) => path === target || path.startsWith(`${target}/`))
    if (!exists) return [{ path: page.path, line, what: `links to ${text}, which is not there` }]
    const anchors = pages.find(({ path }) => path === target)?.anchors
    if (anchor === '' || anchors === undefined || anchors.has(anchor)) return []
    return [{ path: page.path, line, what: `links to ${text}, which has no such heading` }]
  })
}

function judgeCommands(page: Page, scripts: ReadonlySet<string>): Finding[] {
  const named = page.code.flatMap(({ text, line }) =>
    [...text.matchAll(/\bnpm (?:run ([\w:.-]+)|(start|test)\b)/g)].map(([command, run, own]) => ({
      command,
      script: run ?? own ?? '',
      line,
    })),
  )
  const missing = named.filter(({ script }) => !scripts.has(script))
  return missing.map(({ command, line }) => ({
    path: page.path,
    line,
    what: `names ${command}, which package.json lacks`,
  }))
}

function scriptsOf(files: File[]): Set<string> {
  const text = files.find(({ path }) => path === 'package.json')?.text ?? '{}'
  const written: unknown = JSON.parse(text)
  if (typeof written !== 'object' || written === null || !('scripts' in written)) return new Set()
  return new Set(Object.keys(written.scripts ?? {}))
}

/** `server/visit.ts`, `server/conversations/`, `rules/<domain>.ts`, `database/*.sql`: each names at least one file. */
function judgePaths(page: Page, files: File[]): Finding[] {
  const paths = files.map(({ path }) => path)
  const missing = page.spans.filter(({ text }) => isProjectPath(text) && !paths.some((path) => fits(text, path)))
  return missing.map(({ text, line }: Found) => ({ path: page.path, line, what: `names ${text}, which is not there` }))
}

function isProjectPath(text: string): boolean {
  const path = withoutLine(text)
  if (!/^[\w.*<>-]+(\/[\w.*<>-]+)+\/?$|^[\w-]+\/$/.test(path) || madeFolders.has(path.split('/')[0] ?? '')) return false
  if (rooms.some((room) => path.startsWith(`${room}/`))) return path.endsWith('/') || /\.[a-z]\w*$/.test(path)
  return /^[\w.-]+(\/[\w.*<>-]+)*\.(ts|tsx|mjs|js|css|sql|md|json)$/.test(path)
}

/** Folders that are made while running or installing: a page may name what lies in them. */
const madeFolders = new Set(['data', 'dist', 'node_modules'])

function fits(text: string, path: string): boolean {
  const parts = withoutLine(text).split(/<[\w-]+>|\*+/)
  const pattern = parts.map((part) => part.replace(/[.\\]/g, '\\$&')).join('[^/]+')
  return new RegExp(`^${pattern}${text.endsWith('/') ? '' : '$'}`).test(path)
}

function withoutLine(text: string): string {
  return text.replace(/:\d+(-\d+)?$/, '')
}

/** Every setting stands in a page, and every setting in a page is read somewhere. */
function judgeSettings(pages: Page[], files: File[]): Finding[] {
  const isDocumented = (path: string) => pages.some((page) => page.path === path)
  const documents = files.filter(({ path }) => isDocumented(path))
  const settings = namedIn(files.filter(({ path }) => path === settingsFile))
  const documented = namedIn(documents)
  // What the tests and the launcher read from the environment may be explained too, but need not be.
  const read = new Set([...settings, ...namedIn(files.filter(({ path }) => isCode(path)))])
  const silent = [...settings].filter((name) => !documented.has(name))
  const invented = documents.flatMap(({ path, text }) =>
    [...namedIn([{ path, text }])].filter((name) => !read.has(name)).map((name) => ({ path, name })),
  )
  return [
    ...silent.map((name) => ({ path: settingsFile, what: `reads ${name}, which no page explains` })),
    ...invented.map(({ path, name }) => ({ path, what: `names ${name}, which nothing reads` })),
  ]
}

function namedIn(files: File[]): Set<string> {
  return new Set(files.flatMap(({ text }) => text.match(/\bALCOVE_[A-Z0-9]+(?:_[A-Z0-9]+)*/g) ?? []))
}

/** Words about the place where somebody happened to work; in two pieces, so that this file does not hold them itself. */
const placeWords = [
  ['../', 'shared'],
  ['/wo', 'rk/'],
  ['/ro', 'ot/'],
  ['registry', '.npm'],
  ['arti', 'factory'],
  ['verd', 'accio'],
  ['_auth', 'Token'],
  ['iss', 'ues show'],
  ['bash', '_jobs'],
].map((pieces) => pieces.join(''))

function judgeWords(files: File[]): Finding[] {
  return files.flatMap(({ path, text }) => {
    const words = placeWords.filter((word) => plainText(path, text).includes(word))
    return words.map((word) => ({ path, what: `names ${word}, which belongs to one machine` }))
  })
}

/** The lock file names where packages come from: there the public address may stand, and only there. */
function plainText(path: string, text: string): string {
  return path === 'package-lock.json' ? text.replaceAll(`"https://${['registry', '.npm'].join('')}js.org/`, '"') : text
}
