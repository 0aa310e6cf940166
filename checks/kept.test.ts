import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, inject, test } from 'vitest'
import { signIn } from '../people/person.ts'
import { dropAll } from '../people/room.ts'
import { logTo } from '../server/log.ts'
import { readConfig } from '../server/config.ts'
import { startHouse } from '../server/start.ts'
import { importPractice } from '../server/travel.ts'
import { keptKey, keptPassword, keptStates, keptWords } from './kept.ts'

test('there is a kept state', () => {
  expect(keptStates().length).toBeGreaterThan(0)
})

test.for(keptStates().map((file) => [path.basename(file), file] as const))(
  'a practice of %s is brought up to date and works: people sign in, read, write and are counted',
  async ([, file]) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'alcove-kept-'))
    const name = `t_kept_${process.pid}`
    const url = new URL(`/${name}`, inject('postgresUrl'))
    const config = readConfig({ ALCOVE_DATA: folder, ALCOVE_DATABASE_URL: url.href, ALCOVE_PORT: '0' })
    const running = await startHouse(config, {
      say: () => undefined,
      webFolder: null,
      people: async (databases) => {
        await importPractice(databases, { file, travelKey: keptKey(), master: config.masterKey })
        return []
      },
    })
    const noor = await signIn({ address: running.address }, 'noor@linde.example', keptPassword)
    const { conversations, unread } = await noor.ask('listConversations')
    expect(unread).toBe(1)
    const [line] = conversations
    expect(line).toMatchObject({ subject: keptWords.subject, others: [{ name: 'Daan Visser' }] })
    const id = line?.id ?? ''
    expect(await noor.reads(id)).toEqual([keptWords.text, keptWords.answer])
    await noor.post(id, 'And this is new.')
    const daan = await signIn({ address: running.address }, 'daan@linde.example', keptPassword)
    expect(await daan.reads(id)).toEqual([keptWords.text, keptWords.answer, 'And this is new.'])
    const eva = await signIn({ address: running.address }, 'eva@linde.example', keptPassword)
    expect((await eva.try('readConversation', { where: { id } })).status).toBe(404)
    await running.stop()
    logTo(null)
    await dropAll(name)
    rmSync(folder, { recursive: true })
  },
)
