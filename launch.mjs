/**
 * Starts every command of Alcove: `node launch.mjs start | test | …`. Runs on the machine's own Node (20 or newer),
 * installs what package-lock.json names when that is not there yet, and hands over to the Node that Alcove needs.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const commands = {
  start: ['server/main.ts'],
  test: ['checks/run.ts'],
  proof: ['checks/run.ts', '--proof'],
  bench: ['checks/bench/run.ts'],
  alcove: ['server/alcove.ts'],
  'audit:verify': ['checks/audit-verify.ts'],
}
const root = dirname(fileURLToPath(import.meta.url))
const broughtNode = join(root, 'node_modules/.bin/node')
const marker = join(root, 'node_modules/.alcove-installed')
const lock = join(root, '.alcove-installing')
const lockAge = 15 * 60_000 // ms; no installing takes longer
const repeatAfter = 2_000 // ms

await main(process.argv.slice(2))

async function main([name = '', ...rest]) {
  const command = commands[name]
  if (!command) return giveUp(`Say what to do: node launch.mjs ${Object.keys(commands).join(' | ')}`)
  process.on('exit', unlock)
  await install()
  const node = findNode()
  const here = `${process.versions.node}, and npm brings none for ${process.platform}-${process.arch}`
  if (!node) return giveUp(`Alcove needs Node 24.7 or newer: this is ${here}.`)
  console.log(`Alcove: ${command.join(' ')} on Node ${node.version}`)
  process.exitCode = await handOver([node.path, ...command, ...rest], { stdio: 'inherit' }).ended
  return undefined
}

async function install() {
  if (isInstalled()) return
  await takeLock()
  if (isInstalled()) return unlock()
  console.log('Alcove: installing what package-lock.json names (npm ci) …')
  const began = performance.now()
  // Said aloud, because NODE_ENV=production or a setting of npm would leave out what is needed.
  const npm = 'npm ci --ignore-scripts --include=dev --include=optional --no-audit --no-fund --loglevel=error'
  const { child, ended } = handOver(npm.split(' '), { stdio: ['ignore', 'pipe', 'pipe'] })
  const output = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => output.push(part))
  const code = await ended
  if (code !== 0) {
    process.stderr.write(Buffer.concat(output))
    process.exit(giveUp(`Alcove: npm ci did not succeed (exit code ${code}).`))
  }
  writeFileSync(marker, lockFileHash())
  unlock()
  console.log(`Alcove: installed in ${Math.round((performance.now() - began) / 1000)} s`)
}

function isInstalled() {
  return readText(marker) === lockFileHash()
}

function lockFileHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

/** One at a time: a start and a test beside each other must not both install. */
async function takeLock() {
  for (let told = false; ; await pause(200)) {
    try {
      return writeFileSync(lock, String(process.pid), { flag: 'wx' })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs
    const holder = readText(lock)
    if (made === undefined || (holder === '' && Date.now() - made < 5_000)) continue // just gone, or its number still to come
    if (Date.now() - made > lockAge || !isAlive(Number(holder))) rmSync(lock, { force: true })
    else if (!told) console.log(`Alcove: waiting for process ${holder}, which is installing`)
    told = true
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && pid !== process.pid && process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function unlock() {
  if (readText(lock) === String(process.pid)) rmSync(lock, { force: true })
}

/** The server needs argon2 from node:crypto, which came with Node 24.7. */
function findNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 24 || (major === 24 && minor >= 7)) return { path: process.execPath, version: process.versions.node }
  const version = spawnSync(broughtNode, ['--version'], { encoding: 'utf8' }).stdout?.trim().slice(1)
  return version ? { path: broughtNode, version } : undefined
}

/**
 * Runs a command in a session of its own, so that Ctrl-C, which reaches a whole process group and which npm sends on a
 * second time, arrives there exactly once: through us. Where there is setpriv, it also ends when we are killed.
 */
function handOver(command, options) {
  const guard = ['setpriv', '--pdeathsig', 'TERM']
  const guarded = process.platform === 'linux' && spawnSync('setpriv', [...guard.slice(1), 'true']).status === 0
  const [program, ...args] = guarded ? [...guard, ...command] : command
  const child = spawn(program, args, { cwd: root, detached: true, ...options })
  let sent = Number.NEGATIVE_INFINITY
  const forward = (signal) => {
    if (performance.now() - sent < repeatAfter) return
    sent = performance.now()
    child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward)
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(giveUp(`${command[0]} cannot be run: ${error.message}`)))
    child.once('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
  })
  return { child, ended }
}

function readText(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

function giveUp(sentence) {
  console.error(sentence)
  process.exitCode = 1
  return 1
}
