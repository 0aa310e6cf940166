import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

test('no cell begins as a formula, also behind spaces, and quotes stay what they are', () => {
  const rows = [['=1+1', '+31', '-2', '@x', '  =HYPERLINK("x")', '\t=1', 'Eva "de" Smit', '1-2', '']]
  expect(csvOf(rows)).toBe(
    `\ufeff"'=1+1","'+31","'-2","'@x","'  =HYPERLINK(""x"")","'\t=1","Eva ""de"" Smit","1-2",""\r\n`,
  )
})
