import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { startPostgres } from '../server/postgres.ts'
import { webFolder } from '../server/start.ts'
import { buildWeb } from '../web/build.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a PostgreSQL for this run; the database in it is each file's own. */
    postgresUrl: string
    /** Where the built client lies. */
    webFolder: string
  }
}

/** Before all tests: the client is built, and one PostgreSQL runs that need not survive a power cut; or the one that ALCOVE_TEST_DATABASE_URL names. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildWeb({ into: webFolder })
  project.provide('webFolder', webFolder)
  const given = process.env.ALCOVE_TEST_DATABASE_URL
  if (given) {
    project.provide('postgresUrl', given)
    return async () => undefined
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alcove-test-'))
  const postgres = await startPostgres({ folder: path.join(folder, 'postgres'), durable: false })
  project.provide('postgresUrl', postgres.url('postgres'))
  return async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
