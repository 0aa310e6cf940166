/**
 * The kept states: what a practice looked like when an issue was finished, as `alcove export` wrote it. Each is brought in by the
 * tests and must still work with everything that was added since. `node_modules/.bin/node checks/kept.ts <name>` keeps today's state.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createHash, type KeyObject } from 'node:crypto'
import { moveIn } from '../people/move-in.ts'
import { readConfig } from '../server/config.ts'
import { keyFrom } from '../server/crypto.ts'
import { type Running, startHouse } from '../server/start.ts'
import { exportPractice } from '../server/travel.ts'

/** The password of everybody in a kept state. */
export const keptPassword = 'three random words'
/** What was said in it. */
export const keptWords = { subject: 'Kept', text: 'Do you still see this?', answer: 'Yes, every word.' }

const folder = path.join(import.meta.dirname, 'kept')

/** The key that fits every kept state: nobody in them exists, so it may be known. */
export function keptKey(): KeyObject {
  return keyFrom(createHash('sha256').update('alcove kept states').digest())
}

/** The files of all kept states. */
export function keptStates(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.alcove'))
    .map((name) => path.join(folder, name))
}

async function keep(name: string): Promise<void> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'alcove-keep-'))
  const config = readConfig({ ALCOVE_DATA: data, ALCOVE_PORT: '0' })
  const running = await startHouse(config, {
    say: () => undefined,
    webFolder: null,
    people: async (databases, _, now) => {
      await moveIn(databases, { password: keptPassword, now })
      return []
    },
  })
  await talk(running)
  const practice = running.house.databases.practices.get('linde')
  if (!practice) throw new Error('nobody moved in')
  const file = path.join(folder, `${name}.alcove`)
  const leaving = { practice, file, travelKey: keptKey(), master: config.masterKey, now: running.house.clock.now() }
  process.stdout.write(`${await exportPractice(running.house.databases, leaving)} rows kept in ${file}\n`)
  await running.stop()
  rmSync(data, { recursive: true })
}

/** Noor and Daan say something. */
async function talk({ address }: Running): Promise<void> {
  const noor = await signedIn(address, 'noor')
  const { contacts } = (await noor('GET', '/contacts')) as { contacts: { id: string; name: string }[] }
  const daanId = contacts.find(({ name }) => name.startsWith('Daan'))?.id
  const { subject, text, answer } = keptWords
  const { id } = (await noor('POST', '/conversations', {
    contacts: [daanId],
    subject,
    text,
    clientKey: crypto.randomUUID(),
  })) as { id: string }
  const daan = await signedIn(address, 'daan')
  await daan('POST', `/conversations/${id}/messages`, { text: answer, clientKey: crypto.randomUUID() })
  await noor('PUT', `/conversations/${id}/read`, { position: 1 })
}

type Ask = (method: string, where: string, body?: unknown) => Promise<unknown>

async function signedIn(address: string, name: string): Promise<Ask> {
  let cookie = ''
  const ask: Ask = async (method, where, body) => {
    const headers = { origin: address, cookie, ...(body !== undefined && { 'content-type': 'application/json' }) }
    const answer = await fetch(`${address}/api${where}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${where}: ${answer.status}`)
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    const given = await answer.text()
    return given ? JSON.parse(given) : null
  }
  await ask('POST', '/session', { address: `${name}@linde.example`, password: keptPassword })
  return ask
}

if (process.argv[1] === import.meta.filename) await keep(process.argv[2] ?? 'today')
