/**
 * The browser the tests use: one that is there, else Debian's, else the one from the npm package `@sparticuz/chromium`.
 */
import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const pinned = '153.0.0'
const cache = join(import.meta.dirname, '../node_modules/.cache/alcove-browser')
const names = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser']
const places = ['/usr/bin/chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

/**
 * The path of a Chromium that runs here: ALCOVE_BROWSER when set, one that is installed, or one installed now, which is
 * said in a line. Throws when none can be had.
 */
export async function findBrowser(): Promise<string> {
  const named = process.env['ALCOVE_BROWSER']
  if (named) {
    if (await runs(named)) return named
    throw new Error(`ALCOVE_BROWSER names ${named}, which does not run.`)
  }
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
  for (const place of [...places, ...onPath]) if (await runs(place)) return place
  return (await installFromDebian()) ?? installFromNpm()
}

/** Launch flags beside `--headless`, which Playwright adds: no sandbox (root has none, and the pages are our own), no word to the outside. */
export function browserFlags(): string[] {
  return [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]
}

async function installFromDebian(): Promise<string | undefined> {
  const isDebian = /^ID=debian$/m.test(await readFile('/etc/os-release', 'utf8').catch(() => ''))
  if (!isDebian || process.getuid?.() !== 0) return undefined
  console.log('Tests: installing a browser (apt-get install chromium) …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const patience = ['-q', '-o', 'DPkg::Lock::Timeout=300']
  try {
    await run('apt-get', [...patience, 'update'], { env, maxBuffer: 1e8 })
    await run('apt-get', [...patience, 'install', '-y', 'chromium'], { env, maxBuffer: 1e8 })
  } catch (error) {
    console.log(`Tests: apt-get did not succeed: ${lastLine(error)}`)
  }
  return (await runs('/usr/bin/chromium')) ? '/usr/bin/chromium' : undefined
}

async function installFromNpm(): Promise<string> {
  const ready = join(cache, `unpacked-${pinned}`)
  const browser = join(ready, 'browser')
  if (await runs(browser)) return browser
  console.log(`Tests: installing a browser (npm package @sparticuz/chromium ${pinned}) …`)
  try {
    await mkdir(cache, { recursive: true })
    const quiet = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    await run('npm', ['install', ...quiet, '--prefix', cache, `@sparticuz/chromium@${pinned}`])
    await unpack(ready)
  } catch (error) {
    throw new Error(`No browser could be installed (${lastLine(error)}): name a Chromium in ALCOVE_BROWSER.`, {
      cause: error,
    })
  }
  if (await runs(browser)) return browser
  throw new Error(`The browser from npm does not run on this machine: name a Chromium in ALCOVE_BROWSER.`)
}

/** The package unpacks into TMPDIR, and its libraries only where it believes to be on Amazon Linux. */
async function unpack(ready: string) {
  const fresh = await mkdtemp(join(cache, 'unpacking-'))
  const entry = join(cache, 'node_modules/@sparticuz/chromium/build/index.js')
  const script = `await (await import(${JSON.stringify(entry)})).default.executablePath()`
  const env = { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: 'nodejs24.x' }
  await run(process.execPath, ['--input-type=module', '-e', script], { env })
  await writeFile(join(fresh, 'fonts.conf'), fontSettings(ready))
  await writeFile(join(fresh, 'browser'), starter(ready))
  await chmod(join(fresh, 'browser'), 0o755)
  await rm(ready, { recursive: true, force: true })
  await rename(fresh, ready)
}

function starter(ready: string): string {
  return `#!/bin/sh
export LD_LIBRARY_PATH="${ready}/al2023/lib" FONTCONFIG_FILE="${ready}/fonts.conf"
exec "${ready}/chromium" "$@"
`
}

function fontSettings(ready: string): string {
  const folders = [`${ready}/fonts`, '/usr/share/fonts'].map((folder) => `<dir>${folder}</dir>`)
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>${folders.join('')}<cachedir>${ready}/fonts-cache</cachedir></fontconfig>
`
}

async function runs(browser: string): Promise<boolean> {
  const trial = run(browser, ['--version'], { timeout: 30_000 })
  return trial.then(
    () => true,
    () => false,
  )
}

function lastLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).trim().split('\n').at(-1) ?? ''
}
