import { describe, expect, test } from 'vitest'
import { cyclesIn } from './cycles.ts'
import { judgeDirections } from './directions.ts'
import { plant, readProject, told } from './tree.ts'

const empty = 'export const a = 1'
const imports = (...addresses: string[]) => addresses.map((from) => `import { a } from '${from}'`).join('\n')

const sound = {
  'rules/words.ts': empty,
  'rules/accounts.ts': imports('./words.ts'),
  'rules/accounts.test.ts': imports('vitest', './accounts.ts'),
  'contract/fields.test.ts': imports('vitest', 'fast-check', './fields.ts'),
  'contract/live.ts': imports('../rules/words.ts'),
  'contract/fields.ts': imports('zod', '../rules/words.ts'),
  'contract/accounts.ts': imports('./fields.ts'),
  'database/rows.ts': "import type { Generated } from 'kysely'",
  'server/visit.ts': `${imports('node:crypto', 'kysely')}\nimport type { Rows } from '../database/rows.ts'`,
  'server/http.ts': imports('./visit.ts', './tasks/routes.ts', '../contract/accounts.ts'),
  'server/main.ts': imports('../people/cast.ts', './start.ts'),
  'server/start.ts': imports('../web/build.ts'),
  'server/tasks/routes.ts': imports('./access.ts', './views/list.ts'),
  'server/tasks/views/list.ts': imports('../../accounts/access.ts', '../../accounts/changes.ts'),
  'server/tasks/access.ts': empty,
  'server/tasks/changes.ts': empty,
  'server/tasks/routes.test.ts': imports('vitest', '../../people/cast.ts', '../../checks/room.ts'),
  'server/accounts/access.ts': imports('../visit.ts'),
  'server/accounts/changes.ts': imports('../visit.ts'),
  'server/accounts/views.ts': empty,
  'web/main.tsx': `${imports('preact/hooks', '@preact/signals', '../contract/live.ts', '../rules/words.ts')}
    import type { Accounts } from '../contract/accounts.ts'
    import './style/base.css'
    const later = import('./later.ts')`,
  'web/later.ts': empty,
  'web/build.ts': imports('node:fs', 'vite', '../contract/accounts.ts'),
  'people/cast.ts': empty,
  'people/story.ts': imports('../server/tasks/changes.ts', '../server/visit.ts', './cast.ts'),
  'people/story.test.ts': imports('vitest', '../server/tasks/access.ts', '../checks/room.ts'),
  'server/visit.test.ts': 'const a = import(address)',
  'checks/contract.ts': 'const a = import(address)',
  'e2e/two-browsers.test.ts': imports('../server/visit.ts', '../people/cast.ts'),
  'checks/room.ts': imports('../server/visit.ts'),
}

const found = (text: string) => told(judgeDirections(plant({ ...sound, 'rules/words.ts': text })))

test('in the project everything looks the right way', () => {
  expect(told(judgeDirections(readProject()))).toEqual([])
})

test('what is sound is left alone', () => {
  expect(told(judgeDirections(plant(sound)))).toEqual([])
})

describe('a planted import is found', () => {
  test.each([
    ['rules/words.ts', '../contract/live.ts', 'rules import nothing outside rules'],
    ['rules/words.ts', 'node:crypto', 'rules import no package'],
    ['rules/words.ts', 'vitest', 'rules import no package'],
    ['rules/words.test.ts', '../people/cast.ts', 'rules import nothing outside rules'],
    ['contract/fields.ts', '../server/visit.ts', 'the contract imports only rules'],
    ['contract/fields.ts', 'fastify', 'no package but zod'],
    ['contract/fields.test.ts', 'fastify', 'no package but zod'],
    ['database/rows.ts', 'kysely', 'the database holds types only'],
    ['database/rows.ts', '../rules/words.ts', 'the database imports nothing'],
    ['server/visit.ts', '../web/later.ts', 'the server imports rules, contract, server'],
    ['server/visit.ts', '../web/build.ts', 'the server imports rules, contract, server'],
    ['server/visit.ts', '../checks/room.ts', 'the server imports rules, contract, server'],
    ['server/visit.ts', '../people/cast.ts', 'the server imports rules, contract, server'],
    ['server/visit.ts', '../database/rows.ts', 'of the database only the types of its rows'],
    ['server/tasks/due.ts', '../accounts/views.ts', 'of another slice only access and changes'],
    ['server/tasks/due.ts', '../accounts/views/one.ts', 'of another slice only access and changes'],
    ['server/visit.ts', './tasks/routes.test.ts', 'imports server/tasks/routes.test.ts, a test'],
    ['server/visit.ts', '../../elsewhere/a.ts', 'outside the project'],
    ['server/visit.ts', '/etc/a.ts', 'outside the project'],
    ['web/later.ts', '../server/visit.ts', 'web imports rules, contract and web'],
    ['web/later.ts', '../people/cast.ts', 'web imports rules, contract and web'],
    ['web/later.ts', '../contract/fields.ts', 'which brings zod along'],
    ['web/later.ts', '../contract/accounts.ts', 'which brings zod along'],
    ['web/later.ts', 'zod', 'not for the browser'],
    ['web/later.ts', 'node:fs', 'not for the browser'],
    ['web/later.ts', './build.ts', 'which builds and does not run here'],
    ['web/build.ts', '../server/visit.ts', 'web never imports server'],
    ['web/later.test.ts', '../server/visit.ts', 'web never imports server'],
    ['people/cast.ts', '../server/tasks/access.ts', "people use the server's verbs"],
    ['people/cast.ts', '../checks/room.ts', "people use the server's verbs"],
    ['people/cast.ts', '../web/later.ts', "people use the server's verbs"],
  ])('%s ← %s', (path, address, what) => {
    const findings = told(judgeDirections(plant({ ...sound, [path]: imports(address) })))
    // Some wrong directions close a circle as well; circles have their own test.
    const wrong = findings.filter((finding) => !finding.includes('imports itself'))
    expect(wrong).toEqual([expect.stringMatching(`^${path}:1 imports`)])
    expect(wrong[0]).toContain(what)
  })

  test.each([
    ['a type', "import type { A } from '../server/visit.ts'", 'web imports rules, contract and web'],
    ['a type inside a type', "type A = import('../server/visit.ts').A", 'web imports rules, contract and web'],
    ['a re-export', "export { a } from '../server/visit.ts'", 'web imports rules, contract and web'],
    ['a later import', "const a = import('../server/visit.ts')", 'web imports rules, contract and web'],
    ['a computed import', 'const a = import(address)', 'imports a computed address'],
    ['a type among values', "import { type A } from '../contract/fields.ts'", 'which brings zod along'],
  ])('in web: %s', (_, text, what) => {
    expect(told(judgeDirections(plant({ ...sound, 'web/later.ts': text })))).toEqual([expect.stringContaining(what)])
  })

  test('a circle, also through a later import; types may look back', () => {
    const round = 'rules/accounts.ts imports itself: rules/accounts.ts → rules/words.ts → rules/accounts.ts'
    expect(found("import { a } from './accounts.ts'")).toEqual([round])
    expect(found("export { a } from './accounts.ts'")).toEqual([round])
    expect(found("const a = import('./accounts.ts')")).toEqual([round])
    expect(found("import type { A } from './accounts.ts'")).toEqual([])
  })
})

test('each circle of a graph is told once, the shortest way round', () => {
  const arrows = ['ab', 'bc', 'ca', 'ba', 'cd', 'dd', 'ea', 'fg', 'gf']
  const circles = cyclesIn(arrows.map(([from = '', to = '']) => ({ from, to })))
  expect(circles.map((circle) => circle.join(''))).toEqual(['aba', 'cabc', 'dd', 'fgf'])
})
