import type { KeyObject } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, expect, inject } from 'vitest'
import { signIn } from '../people/person.ts'
import { castPassword, type Room } from '../people/room.ts'
import { test } from '../people/test.ts'
import { newKey } from './crypto.ts'
import { readConfig } from './config.ts'
import type { Databases } from './database.ts'
import { type Running, startHouse } from './start.ts'
import { exportPractice, importPractice } from './travel.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'alcove-travel-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The same file, broken off in the middle. */
function cutShort(file: string): string {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n')
  writeFileSync(`${file}.half`, gzipSync(`${lines.slice(0, lines.length / 2).join('\n')}\n["half`))
  return `${file}.half`
}

const seals =
  'select s.position, s.hash, a.mac, a.at from room.seal s join room.audit a on a.id = s.line order by s.position'

test('a practice is exported and brought into another installation: the same people, words and log; and not without its key', async ({
  as,
  room,
}) => {
  const [noor] = await as('Noor')
  const conversation = await noor.start('Daan', { subject: 'Moving', text: 'Do you still see this?' })
  const travelKey = newKey()
  const file = await exported(room, travelKey)
  const url = new URL(`/t_travel_${process.pid}`, inject('postgresUrl'))
  const there = await startEmpty(url, async (databases, master) => {
    await expect(importPractice(databases, { file, master, travelKey: newKey() })).rejects.toThrow(
      'The key does not fit this file.',
    )
    await expect(importPractice(databases, { file: cutShort(file), master, travelKey })).rejects.toThrow()
    await importPractice(databases, { file, master, travelKey })
    await expect(importPractice(databases, { file, master, travelKey })).rejects.toThrow('lives here already')
  })
  const daan = await signIn({ ...room, address: there.address }, 'daan@linde.example', castPassword)
  expect(await daan.ask('readConversation', { where: { id: conversation } })).toMatchObject({
    subject: 'Moving',
    page: { messages: [{ text: 'Do you still see this?' }] },
  })
  const kept = await room.query(seals)
  const moved = new pg.Client({ connectionString: new URL(`${url.pathname}_room_linde`, url).href })
  await moved.connect()
  expect((await moved.query(seals)).rows.slice(0, kept.length)).toEqual(kept)
  await moved.end()
  await there.stop()
})

async function exported({ running, practice, clock }: Room, travelKey: KeyObject): Promise<string> {
  const file = path.join(folder, 'linde.alcove')
  const { databases, config } = running.house
  await exportPractice(databases, { practice, file, travelKey, master: config.masterKey, now: clock.now() })
  return file
}

/** Another installation, where nobody lives until `arrive` brings somebody in. */
async function startEmpty(
  url: URL,
  arrive: (databases: Databases, master: KeyObject) => Promise<void>,
): Promise<Running> {
  const config = readConfig({ ALCOVE_DATA: path.join(folder, 'data'), ALCOVE_DATABASE_URL: url.href, ALCOVE_PORT: '0' })
  const people = async (databases: Databases) => {
    await arrive(databases, config.masterKey)
    return []
  }
  return await startHouse(config, { say: () => undefined, webFolder: null, people })
}
