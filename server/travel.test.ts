import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, expect, inject } from 'vitest'
import { castPassword } from '../people/room.ts'
import { test } from '../people/test.ts'
import { newKey } from './crypto.ts'
import { readConfig } from './config.ts'
import { startHouse } from './start.ts'
import { exportPractice, importPractice } from './travel.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'alcove-travel-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The same file, broken off in the middle. */
function cutShort(file: string): string {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n')
  writeFileSync(`${file}.half`, gzipSync(`${lines.slice(0, lines.length / 2).join('\n')}\n["half`))
  return `${file}.half`
}

test('a practice is exported and brought into another installation: the same people, words and log; and not without its key', async ({
  as,
  room,
}) => {
  const [noor] = await as('Noor')
  const conversation = await noor.start('Daan', { subject: 'Moving', text: 'Do you still see this?' })
  const file = path.join(folder, 'linde.alcove')
  const travelKey = newKey()
  const { house } = room.running
  await exportPractice(house.databases, {
    practice: room.practice,
    file,
    travelKey,
    master: house.config.masterKey,
    now: room.clock.now(),
  })

  const url = new URL(inject('postgresUrl'))
  url.pathname = `/t_travel_${process.pid}`
  const config = readConfig({ ALCOVE_DATA: path.join(folder, 'data'), ALCOVE_DATABASE_URL: url.href, ALCOVE_PORT: '0' })
  const there = await startHouse(config, {
    say: () => undefined,
    webFolder: null,
    people: async (databases) => {
      const given = { file, master: config.masterKey }
      await expect(importPractice(databases, { ...given, travelKey: newKey() })).rejects.toThrow(
        'The key does not fit this file.',
      )
      await expect(
        importPractice(databases, { file: cutShort(file), master: config.masterKey, travelKey }),
      ).rejects.toThrow()
      await importPractice(databases, { ...given, travelKey })
      await expect(importPractice(databases, { ...given, travelKey })).rejects.toThrow('lives here already')
      return []
    },
  })
  const headers = { origin: there.address, 'content-type': 'application/json' }
  const signedIn = await fetch(`${there.address}/api/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ address: 'daan@linde.example', password: castPassword }),
  })
  expect(signedIn.status).toBe(200)
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const read = await fetch(`${there.address}/api/conversations/${conversation}`, { headers: { cookie } })
  expect(await read.json()).toMatchObject({
    subject: 'Moving',
    page: { messages: [{ text: 'Do you still see this?' }] },
  })
  const seals =
    'select s.position, s.hash, a.mac, a.at from room.seal s join room.audit a on a.id = s.line order by s.position'
  const kept = await room.query(seals)
  const moved = new pg.Client({ connectionString: new URL(`/t_travel_${process.pid}_room_linde`, url).href })
  await moved.connect()
  expect((await moved.query(seals)).rows.slice(0, kept.length)).toEqual(kept)
  await moved.end()
  await there.stop()
})
