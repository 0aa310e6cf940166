import { judgeAmbient } from './safety/ambient.ts'
import { judgeHtml } from './safety/html.ts'
import { judgeLooseness } from './safety/looseness.ts'
import { judgeOpened } from './safety/opened.ts'
import { judgeSql } from './safety/sql.ts'
import { judgeTests } from './safety/honest-tests.ts'
import { isCode, type File, type Finding } from './tree.ts'

/** What the types, the doors and the tests rest on: nothing in the code may step around them. */
export function judgeSafety(files: File[]): Finding[] {
  const code = files.filter(({ path }) => isCode(path))
  return [
    ...judgeOpened(code),
    ...code.flatMap(judgeLooseness),
    ...code.flatMap(judgeAmbient),
    ...code.flatMap(judgeSql),
    ...code.flatMap(judgeHtml),
    ...judgeTests(files),
  ]
}
