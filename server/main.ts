import { openPeople } from '../people/demo.ts'
import { readConfig } from './config.ts'
import { CannotStart } from './errors.ts'
import { startHouse } from './start.ts'

/** `npm start`: everything up, one line when it is ready, everything down at Ctrl-C. */
async function main(): Promise<void> {
  const running = await startHouse(readConfig(), { say, people: openPeople })
  // In one piece: whoever reads along has all of it or nothing.
  say(['', `Alcove is ready at ${running.address}`, ...running.welcome].join('\n'))
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    say('Stopping.')
    void running.stop().then(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

main().catch((error: unknown) => {
  // A setting that is wrong is one sentence for a person; anything else is ours, and shows where it happened.
  process.stderr.write(
    error instanceof CannotStart
      ? `${error.message}\n`
      : `Alcove could not start.\n${error instanceof Error ? error.stack : String(error)}\n`,
  )
  process.exit(1)
})
