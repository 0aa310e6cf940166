import { appendFileSync } from 'node:fs'

/** A proof says its figure: on the screen, and in the file from which `npm run proof` writes docs/proof.md. `test`: T42 and the like. */
export function figure(test: string, sentence: string): void {
  process.stdout.write(`${test}: ${sentence}\n`)
  const file = process.env.ALCOVE_FIGURES
  if (file) appendFileSync(file, `${JSON.stringify({ test, sentence })}\n`)
}
