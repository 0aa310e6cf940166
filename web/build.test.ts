import { readdir, readFile, stat, utimes } from 'node:fs/promises'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '../contract/index.ts'
import { buildWeb, firstLoadBytes } from './build.ts'

let into = ''
let files: string[] = []
const read = (file: string) => readFile(join(into, file), 'utf8')

beforeAll(async () => {
  into = await mkdtemp(join(tmpdir(), 'alcove-web-'))
  await buildWeb({ into })
  const entries = await readdir(into, { recursive: true, withFileTypes: true })
  files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(into.length + 1))
})
afterAll(() => rm(into, { recursive: true, force: true }))

const plain = () => files.filter((file) => /\.(js|css|html|svg)$/.test(file))
const allPlain = async () => (await Promise.all(plain().map(read))).join('\n')

test('the first load is at most 60 kB of script and style', async () => {
  const bytes = await firstLoadBytes(into)
  console.log(`First load: ${bytes} bytes, brotli.`)
  expect(bytes).toBeGreaterThan(10_000)
  expect(bytes).toBeLessThanOrEqual(60_000)
})

test('every file lies there compressed too, and says the same', async () => {
  expect(plain().length).toBeGreaterThan(5)
  for (const file of plain()) {
    const itself = await readFile(join(into, file))
    expect(brotliDecompressSync(await readFile(join(into, `${file}.br`))).equals(itself), file).toBe(true)
    expect(gunzipSync(await readFile(join(into, `${file}.gz`))).equals(itself), file).toBe(true)
  }
})

test('names carry a hash, and no source map lies about', () => {
  const named = files.filter((file) => file.startsWith('assets/'))
  expect(named.filter((file) => !/^assets\/[\w-]+-[\w-]{8}\.(js|css|svg)(\.br|\.gz)?$/.test(file))).toEqual([])
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([])
})

test('the page keeps to the content policy: nothing inline, nothing from elsewhere', async () => {
  const page = await read('index.html')
  expect(page).not.toMatch(/<script(?![^>]*\ssrc="\/assets\/)[^>]*>/)
  expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|data:/)
  expect(page.match(/(?:src|href)="[^"]*"/g)?.filter((link) => !/"\/assets\//.test(link))).toEqual([])
  // Names of namespaces, and the pages that error messages of libraries name, are never fetched.
  const known = /^(http:\/\/www\.w3\.org\/|https:\/\/github\.com\/preactjs\/|https:\/\/simplewebauthn\.dev\/docs\/)/
  const links = (await allPlain()).match(/https?:\/\/[^\s"'`)<]+/g) ?? []
  expect(links.filter((link) => !known.test(link))).toEqual([])
})

test('zod stays on the server, and the browser knows the address of every endpoint', async () => {
  const everything = await allPlain()
  expect(everything).not.toMatch(/ZodError|invalid_type/)
  for (const { path } of Object.values(contract)) expect(everything, path).toContain(path)
})

test('building again without a change does nothing', async () => {
  const page = join(into, 'index.html')
  await utimes(page, 1, 1)
  await buildWeb({ into })
  expect((await stat(page)).mtimeMs).toBe(1000)
})
