import { createHash } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build, transformWithOxc, type Plugin, type Rolldown } from 'vite'
import { messageLimit, subjectLimit } from '../contract/fields.ts'
import { contract } from '../contract/index.ts'
import { languages } from '../rules/words.ts'

/** Makes the browser client: hashed files, each also as `.br` and `.gz`. A second call without changes does nothing. */
export async function buildWeb({ into }: { into: string }): Promise<void> {
  const sources = await hashOfSources()
  const built = await readBuilt(into)
  if (built?.sources === sources) return
  const made = await build({
    root: web,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [contractTable(), beforePaint()],
    // Whatever NODE_ENV is around it (a test's, say), this is the client that is served.
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { conditions: ['module', 'browser', 'production'] },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
    build: {
      outDir: into,
      // A tab or a server that runs on the build before still asks for its files.
      emptyOutDir: false,
      target: ['chrome120', 'edge120', 'firefox121', 'safari17.4'],
      modulePreload: { polyfill: false },
      sourcemap: false,
      // The content policy allows no data: address, however small the file.
      assetsInlineLimit: 0,
      reportCompressedSize: false,
    },
  })
  const files = outputOf(made).map(({ fileName }) => fileName)
  for (const file of files) await compress(join(into, file))
  await removeAllBut(into, [...files, ...(built?.files ?? [])])
  await writeFile(join(into, marker), JSON.stringify({ sources, files, firstLoad: firstLoadOf(made) } satisfies Built))
}

/** What a browser fetches before the first screen stands: scripts and styles, brotli, with the larger of the two languages. */
export async function firstLoadBytes(into: string): Promise<number> {
  const built = await readBuilt(into)
  if (!built) throw new Error(`Nothing was built in ${into}.`)
  const size = async (file: string) => (await readFile(join(into, `${file}.br`))).length
  const always = await Promise.all(built.firstLoad.always.map(size))
  const oneOf = await Promise.all(built.firstLoad.oneOf.map(size))
  return always.reduce((sum, bytes) => sum + bytes, 0) + Math.max(0, ...oneOf)
}

type FirstLoad = { always: string[]; oneOf: string[] }
type Built = { sources: string; files: string[]; firstLoad: FirstLoad }

const web = dirname(fileURLToPath(import.meta.url))
const project = dirname(web)
const marker = '.built.json'

async function readBuilt(into: string): Promise<Built | null> {
  try {
    return JSON.parse(await readFile(join(into, marker), 'utf8')) as Built
  } catch {
    return null
  }
}

/** The lock file counts too: another version of a package is another build. */
async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256')
  for (const folder of ['contract', 'rules', 'web']) {
    for (const file of await filesIn(join(project, folder))) {
      hash.update(`${relative(project, file)}\n`).update(await readFile(file))
    }
  }
  return hash.update(await readFile(join(project, 'package-lock.json'))).digest('hex')
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/**
 * The contract as the browser needs it: method and path of each endpoint, and two limits.
 * Made from the contract itself at build time, so that it cannot drift and zod stays out of the browser.
 */
function contractTable(): Plugin {
  const name = 'virtual:contract'
  return {
    name: 'contract-table',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => {
      if (id !== `\0${name}`) return undefined
      const endpoints = Object.fromEntries(
        Object.entries(contract).map(([called, { method, path }]) => [called, [method, path]]),
      )
      return [
        `export const endpoints = ${JSON.stringify(endpoints)}`,
        `export const messageLimit = ${messageLimit}`,
        `export const subjectLimit = ${subjectLimit}`,
      ].join('\n')
    },
  }
}

/** A module runs after the first paint; the choice of light or dark must be known before it, so this one is a plain script. */
function beforePaint(): Plugin {
  let file = ''
  return {
    name: 'before-paint',
    async buildStart() {
      const source = await readFile(join(web, 'before-paint.ts'), 'utf8')
      const { code } = await transformWithOxc(source, 'before-paint.ts', { sourcemap: false })
      const plain = `(()=>{${code.replace(/^export\s*\{\s*\};?\s*$/m, '').trim()}})()`
      const name = createHash('sha256').update(plain).digest('base64url').slice(0, 8)
      file = `assets/before-paint-${name}.js`
      this.emitFile({ type: 'asset', fileName: file, source: plain })
    },
    transformIndexHtml: () => [{ tag: 'script', attrs: { src: `/${file}` }, injectTo: 'head-prepend' }],
  }
}

function firstLoadOf(made: Awaited<ReturnType<typeof build>>): FirstLoad {
  const loaded = outputOf(made).filter((file) => /\.(js|css)$/.test(file.fileName))
  const first = fetchedFirst(loaded)
  return {
    always: loaded.filter(({ type, fileName }) => type === 'asset' || first.has(fileName)).map((file) => file.fileName),
    oneOf: loaded.filter(isDictionary).map((file) => file.fileName),
  }
}

/** The entry, and whatever it imports outright: pieces that only later screens share come with those. */
function fetchedFirst(loaded: Made[]): Set<string> {
  const first = new Set<string>()
  const waiting = loaded.filter((file) => file.type === 'chunk' && file.isEntry).map((file) => file.fileName)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    first.add(name)
    const chunk = loaded.find((file) => file.fileName === name)
    if (chunk?.type === 'chunk') waiting.push(...chunk.imports.filter((one) => !first.has(one)))
  }
  return first
}

function outputOf(made: Awaited<ReturnType<typeof build>>): Made[] {
  if (!('output' in made)) throw new Error('The build gave more or less than one output.')
  return made.output
}

type Made = Rolldown.OutputChunk | Rolldown.OutputAsset

function isFetchedLater(file: Made): boolean {
  return file.type === 'chunk' && file.isDynamicEntry
}

function isDictionary(file: Made): boolean {
  return isFetchedLater(file) && languages.some((language) => file.name === language)
}

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

async function compress(file: string): Promise<void> {
  const plain = await readFile(file)
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length }
  await writeFile(`${file}.br`, await brotli(plain, { params }))
  await writeFile(`${file}.gz`, await gzipped(plain, { level: 9 }))
}

async function removeAllBut(into: string, files: readonly string[]): Promise<void> {
  const kept = new Set(files.flatMap((file) => ['', '.br', '.gz'].map((end) => join(into, file + end))))
  for (const file of await filesIn(into)) if (!kept.has(file)) await rm(file)
}
