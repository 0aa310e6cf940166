import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startOurs } from './processes.ts'

/** From the start of the process until it answers, ms: with nothing there yet (its own database is made), and with everything there. */
export async function measureStarts(): Promise<{ first: number; again: number }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alcove-start-'))
  const environment = { ALCOVE_DATA: path.join(folder, 'data'), ALCOVE_PORT: '0' }
  try {
    const first = await startOurs(environment, path.join(folder, 'errors'))
    await first.stop()
    const again = await startOurs(environment, path.join(folder, 'errors'))
    await again.stop()
    return { first: first.readyAfter, again: again.readyAfter }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
