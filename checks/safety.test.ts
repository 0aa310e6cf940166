import { describe, expect, test } from 'vitest'
import { judgeSafety } from './safety.ts'
import { plant, readProject, told } from './tree.ts'

test('nothing in the project steps around the types, the doors or the tests', () => {
  expect(told(judgeSafety(readProject()))).toEqual([])
})

describe('a planted violation is found', () => {
  const opened = 'claims that something was opened'
  const env = 'reads the environment'
  const time = 'makes its own time'
  const sql = 'speaks SQL'
  const html = 'makes HTML or code from a string'
  const out = 'leaves a test out'
  const again = 'tries a test again'
  const clock = 'waits by the clock'
  test.each([
    ['server/tasks/views.ts', 'const a = row as Opened<Task>', opened],
    ['server/tasks/views.ts', 'const a = rows as unknown as Promise<Opened<Task>[]>', opened],
    ['server/tasks/views.ts', "import { type Opened as O } from './access.ts'\nconst a = row as O", opened],
    ['server/tasks/views.ts', 'type T = Opened<Task>\ntype U = T[]\nconst a = row as U', opened],
    ['server/tasks/views.ts', 'function is(a: unknown): a is Opened<Task> { return true }', opened],
    ['server/access.ts', 'const a = row as Opened<Task>', opened],
    ['server/tasks/access.test.ts', 'const a = row as Opened<Task>', opened],
    ['rules/a.ts', 'export function a(b: any) {}', 'says any'],
    ['rules/a.test.ts', 'const a = b as any[]', 'says any'],
    ['rules/a.ts', 'const a = b!.c', 'says !'],
    ['rules/a.ts', 'let a!: string', 'says !'],
    ['rules/a.ts', '// @ts-ignore\nexport const a = 1', 'silences'],
    ['rules/a.ts', '// @ts-expect-error: it does\nexport const a = 1', 'silences'],
    ['rules/a.test.ts', '/* oxlint-disable no-x */', 'silences'],
    ['server/http.ts', 'const a = process.env.ALCOVE_PORT', env],
    ['server/http.ts', "const a = process['env']", env],
    ['server/http.ts', 'const a = globalThis.process.env', env],
    ['server/http.ts', 'const { env } = process', env],
    ['rules/a.ts', "import { env as a } from 'node:process'", env],
    ['server/http.ts', 'const a = new Date()', time],
    ['server/http.ts', 'const a = new Date(1)', time],
    ['rules/a.ts', 'const a = Date.now()', time],
    ['rules/a.ts', 'const a = Date()', time],
    ['rules/a.test.ts', 'const a = new Date()', time],
    ['server/http.ts', 'const a = sql`select 1`', sql],
    ['server/http.ts', 'const a = sql<Row>`select 1`.execute(db)', sql],
    ['server/http.ts', "const a = sql.raw('select 1')", sql],
    ['server/tasks/routes.ts', "const a = db.selectFrom('task')", sql],
    ['server/tasks/letters.ts', "const a = db.updateTable('task')", sql],
    ['people/story.ts', "const a = db.insertInto('task')", sql],
    ['server/http.ts', "const a = db.deleteFrom('task')", sql],
    ['server/http.ts', "const a = pool.query('select 1')", sql],
    ['web/a.tsx', 'element.innerHTML = text', html],
    ['web/a.tsx', "element['outerHTML'] = text", html],
    ['web/a.tsx', 'const a = <p dangerouslySetInnerHTML={{ __html: text }} />', html],
    ['web/a.tsx', "const a = h('p', { innerHTML: text })", html],
    ['web/a.tsx', "element.insertAdjacentHTML('afterend', text)", html],
    ['web/a.tsx', 'window.document.write(text)', html],
    ['web/a.tsx', 'const a = <iframe srcdoc={text} />', html],
    ['web/a.tsx', 'eval(text)', html],
    ['web/a.tsx', 'const a = new Function(text)', html],
    ['web/a.tsx', 'window.setTimeout(`go()`, 1)', html],
    ['rules/a.test.ts', "test.skip('x', () => {})", out],
    ['rules/a.test.ts', "it.only('x', () => {})", out],
    ['rules/a.test.ts', "describe.each([1]).only('x', () => {})", out],
    ['rules/a.test.ts', "withRoom.test.skip('x', () => {})", out],
    ['rules/a.test.ts', "roomTest.skipIf(slow)('x', () => {})", out],
    ['rules/a.test.ts', "test('x', { skip: true }, () => {})", out],
    ['rules/a.test.ts', "test('x', (context) => context.skip())", out],
    ['rules/a.test.ts', "xit('x', () => {})", out],
    ['e2e/a.ts', "test.todo('x')", out],
    ['rules/a.test.ts', "test('x', { retry: 2 }, () => {})", again],
    ['rules/a.test.ts', 'vi.setConfig({ retry: 2 })', again],
    ['vitest.config.ts', 'export default { test: { retry: 2 } }', 'tries tests again'],
    ['package.json', '{ "scripts": { "test": "vitest --retry 2" } }', 'tries tests again'],
    ['rules/a.test.ts', 'await new Promise((done) => setTimeout(done, 100))', clock],
    ['rules/a.test.ts', 'await new Promise((done) => { globalThis.setTimeout(() => done(1), 9) })', clock],
    ['rules/a.test.ts', "import { setTimeout as wait } from 'node:timers/promises'", clock],
    ['e2e/a.ts', 'await page.waitForTimeout(100)', clock],
  ])('%s: %s', (path, text, what) => {
    expect(told(judgeSafety(plant({ [path]: text })))).toEqual([expect.stringContaining(what)])
  })
})

test.each([
  ['server/tasks/access.ts', 'const a = row as Opened<Task>\ndb.selectFrom(a)'],
  ['server/tasks/access/open-task.ts', 'const a = row as Opened<Task>\ndb.selectFrom(a)'],
  ['server/tasks/changes.ts', 'export function close(task: Opened<Task>) { sql`select 1` }'],
  ['server/tasks/tasks.test.ts', "db.selectFrom('task')\nconst a = b!.c"],
  ['server/visit.ts', 'const a = new Date()\nsql`select 1`'],
  ['server/clock.ts', 'const a = Date.now()'],
  ['server/config.ts', 'const a = process.env'],
  ['server/http.ts', "const a = request.query\nconst b = 'new Date() innerHTML any!'\nconst c = Dates.now()"],
  ['rules/a.test.ts', "const a = new Date('2026-11-02')\n// @ts-expect-error: a name is asked\nopen()"],
  ['web/a.tsx', 'const a = <p>{text}</p>\nsetTimeout(() => go(), 1)\nstream.write(text)\nconst now = new Date()'],
  ['e2e/a.test.ts', 'const a = pages.skip\nsetTimeout(stop, 5)\nlock.only()'],
  ['vitest.config.ts', 'export default { test: { retry: 0 } }'],
  ['people/room.ts', "pool.query('select 1')"],
  ['launch.mjs', 'const a = process.env.HOME\nawait new Promise((done) => setTimeout(done, 9))'],
])('%s may: %s', (path, text) => {
  expect(told(judgeSafety(plant({ [path]: text })))).toEqual([])
})
