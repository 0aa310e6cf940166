import { describe, expect, test } from 'vitest'
import { judgeLayout } from './layout.ts'
import { ignoreRules, plant, readProject, told } from './tree.ts'

const sound = {
  'README.md': '# Alcove',
  LICENSE: 'EUPL-1.2',
  'docs/common-words.md': '\n'.repeat(400),
  'database/room.schema.sql': '\n'.repeat(400),
  'vite.config.ts': 'export default {}',
  'server/clock.ts': 'export const a = 1',
  'server/related-persons/access.ts': 'export const a = 1',
  'server/conversations/views/one-message.ts': 'export const a = 1',
  'server/conversations/two-walls.test.ts': 'export const a = 1',
  'contract/index.ts': "export { a } from './accounts.ts'",
  'web/main.tsx': "import './style/base.css'",
  'docs/decisions/0001-nine-rooms.md': '# Nine rooms',
  '.ci/run': 'npm test',
}

const lines = (count: number) => 'x()\n'.repeat(count)
const component = (count: number) => `export function Room() {\n${lines(count - 3)}return <p>x</p>\n}\n`

test('the project is laid out as agreed', () => {
  expect(told(judgeLayout(readProject()))).toEqual([])
})

test('what is sound is left alone', () => {
  expect(told(judgeLayout(plant(sound)))).toEqual([])
})

describe('a planted violation is found', () => {
  test.each([
    ['a folder that is no room', { 'helping/a.ts': '' }, 'stands in helping, which is not a room'],
    ['a stray file beside the rooms', { 'notes.txt': '' }, 'is not in the list of files beside the rooms'],
    [
      'a slice that is no domain',
      { 'server/messages/routes.ts': '' },
      'stands in server/messages, which is not a domain',
    ],
    ['a part a slice does not have', { 'server/audit/queries.ts': '' }, 'is none of routes, access, changes'],
    ['a folder a slice does not have', { 'server/audit/lib/a.ts': '' }, 'is none of routes, access, changes'],
    ['something in a slice that is not TypeScript', { 'server/audit/views.sql': '' }, 'is not TypeScript'],
    ['a file named for nothing', { 'web/utils.ts': '' }, 'is called utils'],
    ['a file named for nothing in its last word', { 'web/date-helpers.ts': '' }, 'is called helpers'],
    ['a folder named for nothing', { 'web/common/a.ts': '' }, 'is called common'],
    ['a file in camelCase', { 'web/replyField.tsx': '' }, 'replyField.tsx is not in kebab-case'],
    ['a folder in PascalCase', { 'web/Ui/a.ts': '' }, 'Ui is not in kebab-case'],
    ['a default export', { 'rules/a.ts': 'export default 1' }, 'rules/a.ts:1 exports a default'],
    [
      'a default export by name',
      { 'rules/a.ts': 'const a = 1\nexport { a as default }' },
      'rules/a.ts:2 exports a default',
    ],
    ['an export of everything', { 'rules/a.ts': "export * from './b.ts'\nexport const c = 1" }, 'exports everything'],
    ['a barrel', { 'rules/a.ts': "export { b } from './b.ts'" }, 'only hands on'],
    ['a barrel of types', { 'rules/a.ts': "import type { B } from './b.ts'\nexport type { B }" }, 'only hands on'],
    ['a barrel in two steps', { 'rules/a.ts': "import { b } from './b.ts'\nexport { b }" }, 'only hands on'],
    ['a long file', { 'server/clock.ts': lines(301) }, 'has 301 lines; at most 300'],
    ['a long style sheet', { 'web/style/a.css': '\n'.repeat(301) }, 'has 301 lines; at most 300'],
    ['a long function', { 'server/clock.ts': `function tick() {\n${lines(39)}}` }, 'tick has 41 lines; at most 40'],
    ['a long method', { 'server/clock.ts': `class A { tick() {\n${lines(39)}} }` }, 'tick has 41 lines; at most 40'],
    ['a long constant function', { 'server/clock.ts': `const tick = () => {\n${lines(39)}}` }, 'tick has 41 lines'],
    [
      'a long test',
      { 'server/a.test.ts': `test('x', () => {\n${lines(39)}})` },
      'a function without a name has 41 lines',
    ],
    ['a long component', { 'web/room.tsx': component(81) }, 'Room has 81 lines; at most 80'],
    ['a component outside web', { 'people/room.tsx': component(41) }, 'Room has 41 lines; at most 40'],
    ['four parameters', { 'rules/a.ts': 'const a = (b, c, d, e) => b' }, 'a takes 4 parameters; at most 3'],
    ['a rest after three', { 'rules/a.ts': 'function a(b, c, d, ...e) {}' }, 'a takes 4 parameters; at most 3'],
  ])('%s', (_, planted, what) => {
    expect(told(judgeLayout(plant({ ...sound, ...planted })))).toEqual([expect.stringContaining(what)])
  })
})

test.each([
  ['a file of 300 lines', 'server/clock.ts', lines(300)],
  ['a function of 40 lines', 'server/clock.ts', `function tick() {\n${lines(38)}}`],
  ['a component of 80 lines', 'web/room.tsx', component(80)],
  ['a component that may show nothing', 'web/room.tsx', component(80).replace('<p>x</p>', 'a ? <p>x</p> : null')],
  ['a short arrow that is a component', 'web/room.tsx', `export const Room = () => (<p>\n${'x\n'.repeat(70)}</p>)`],
  ['a repeated group of tests', 'server/a.test.ts', `describe.each([1])('x', () => {\n${lines(100)}})`],
  ['an export of what is made here', 'rules/a.ts', 'const a = 1\nexport { a }'],
  ['a group of tests', 'server/a.test.ts', `describe('x', () => {\n${lines(100)}})`],
  ['three parameters and this', 'rules/a.ts', 'function a(this: B, b, c, d) {}'],
])('%s is no violation', (_, path, text) => {
  expect(told(judgeLayout(plant({ ...sound, [path]: text })))).toEqual([])
})

test('a function in web that only holds a component is no component', () => {
  const text = `function make() {\n${lines(38)}return () => <p>x</p>\n}`
  expect(told(judgeLayout(plant({ 'web/room.tsx': text })))).toEqual(['web/room.tsx:1 make has 41 lines; at most 40'])
})

test('a file that does not parse stops the check', () => {
  expect(() => judgeLayout(plant({ 'rules/a.ts': 'let a: = 3' }))).toThrow('rules/a.ts does not parse')
})

test('what git ignores is not looked at, and a pattern that is not understood is not guessed', () => {
  const ignores = ignoreRules('# made\ndata/\n*.log\n')
  expect(['data', 'start.log', '.git', 'database', 'log.ts'].map(ignores)).toEqual([true, true, true, false, false])
  expect(() => ignoreRules('/web/**/made')).toThrow('do not understand /web/**/made')
})
