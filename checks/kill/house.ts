import { openPeople } from '../../people/demo.ts'
import { readConfig } from '../../server/config.ts'
import { startHouse } from '../../server/start.ts'

/** A server as `npm start` runs it, without the browser's client: for the tests that kill it. */
const running = await startHouse(readConfig(), { say: () => undefined, people: openPeople, webFolder: null })
for (const line of [`Alcove is ready at ${running.address}`, ...running.welcome]) process.stdout.write(`${line}\n`)
process.once('SIGTERM', () => void running.stop().then(() => process.exit(0)))
