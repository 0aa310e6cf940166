/**
 * The gate: `npm test`. Runs types, lint, format and tests, goes on after a failure, and ends with the one line
 * `N passed, N failed`. Names of files (`npm test -- conversations`) run only the tests in them; `--proof` runs the
 * tests at full length; other options go to vitest.
 */
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { constants, tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { z } from 'zod'
import { findBrowser } from './browser.ts'

type Count = { passed: number; failed: number }

const testReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
})
const root = join(import.meta.dirname, '..')
const patience = 10_000 // ms between asking a step to end and ending it
const programs = {
  types: ['typescript/bin/tsc', '--noEmit', '-p', '.'],
  lint: ['oxlint/bin/oxlint', '--deny-warnings'],
  format: ['@biomejs/biome/bin/biome', 'format', '.'],
  tests: ['vitest/vitest.mjs', 'run'],
}
let stopped: NodeJS.Signals | undefined

await main(process.argv.slice(2))

async function main(args: string[]) {
  const options = args.filter((arg) => arg !== '--proof')
  const figures = args.includes('--proof')
    ? join(await mkdtemp(join(tmpdir(), 'alcove-figures-')), 'figures.jsonl')
    : undefined
  const environment = { ...process.env, ...(figures ? { ALCOVE_PROOF: 'full', ALCOVE_FIGURES: figures } : {}) }
  const steps: [string, () => Promise<Count>][] = [
    ['types', () => check(programs.types)],
    ['lint', () => check(programs.lint)],
    ['format', () => check(programs.format)],
    ['tests', () => test(options, environment)],
  ]
  let total: Count = { passed: 0, failed: 0 }
  for (const [name, step] of options.length > 0 ? steps.slice(-1) : steps) {
    if (stopped) break
    total = add(total, await timed(name, step))
  }
  if (figures && options.length === 0) await writeProof(figures, total)
  process.exitCode = exitCode(total)
  console.log(`${total.passed} passed, ${total.failed} failed`)
}

/** docs/proof.md: what was shown, with its figures. */
async function writeProof(figures: string, { passed, failed }: Count) {
  const lines = (await readFile(figures, 'utf8').catch(() => '')).split('\n').filter(Boolean)
  const rows = lines.map((line) => z.object({ test: z.string(), sentence: z.string() }).parse(JSON.parse(line)))
  const table = rows
    .toSorted((a, b) => a.test.localeCompare(b.test, 'en', { numeric: true }))
    .map((row) => `| ${row.test} | ${row.sentence} |`)
  const head = [
    '# Proof',
    '',
    'Written by `npm run proof`, which runs every test at full length; `npm test` runs a short slice of each.',
    `Last run: ${passed} passed, ${failed} failed.`,
    '',
    '| test | what was shown |',
    '| --- | --- |',
  ]
  await writeFile(join(root, 'docs', 'proof.md'), `${[...head, ...table].join('\n')}\n`)
}

function exitCode({ passed, failed }: Count): number {
  if (stopped) return 128 + constants.signals[stopped]
  return failed > 0 || passed === 0 ? 1 : 0
}

async function timed(name: string, step: () => Promise<Count>): Promise<Count> {
  console.log(`\n── ${name}`)
  const began = performance.now()
  const count = await step()
  const outcome = count.failed > 0 ? 'FAILED' : 'passed'
  console.log(`── ${name} ${outcome} in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  return count
}

async function check(program: string[]): Promise<Count> {
  return (await runProgram(program, process.env)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** A missing browser is one failure; the tests that need none still run. */
async function test(options: string[], environment: NodeJS.ProcessEnv): Promise<Count> {
  const browser = await findBrowser().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    return undefined
  })
  const folder = await mkdtemp(join(tmpdir(), 'alcove-report-'))
  const file = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const withBrowser = browser ? { ...environment, ALCOVE_BROWSER: browser } : environment
  const code = await runProgram([...programs.tests, ...reporters, ...options], withBrowser)
  const report = await readFile(file, 'utf8').catch(() => '')
  await rm(folder, { recursive: true, force: true })
  return add(countTests(report, code), { passed: 0, failed: browser ? 0 : 1 })
}

function countTests(text: string, code: number): Count {
  if (text === '') return { passed: 0, failed: 1 }
  const report = testReport.parse(JSON.parse(text))
  // A file that did not load, or whose set-up failed, has failed without a failed test.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((one) => one.status !== 'failed'),
  )
  const failed = report.numFailedTests + broken.length
  // Errors outside any test show in the exit code alone.
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed }
}

/** Runs a program of node_modules under this Node, in a group of its own, so that a signal ends all it has started. */
function runProgram([program = '', ...args]: string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const path = [join(root, 'node_modules/.bin'), dirname(process.execPath), environment['PATH'] ?? ''].join(delimiter)
  const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: root,
    env: { ...environment, PATH: path },
    stdio: 'inherit',
    detached: true,
  })
  const end = (signal: NodeJS.Signals) => {
    if (stopped) return
    stopped = signal
    signalGroup(child.pid, 'SIGTERM')
    setTimeout(() => signalGroup(child.pid, 'SIGKILL'), patience).unref()
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, end)
  return new Promise((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', (code) => {
      for (const signal of signals) process.off(signal, end)
      resolve(code ?? 1)
    })
  })
}

function signalGroup(leader: number | undefined, signal: NodeJS.Signals) {
  try {
    if (leader) process.kill(-leader, signal)
  } catch {
    // All of them have ended.
  }
}

function add(one: Count, other: Count): Count {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed }
}
