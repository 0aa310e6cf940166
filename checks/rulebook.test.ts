import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readMadeNumbers, readRules, readRuleTests, titlesOf } from './project-rules.ts'
import { isRule, judgeHidden, judgeNumbers, judgeShown, printRulebook, type Standing } from './rulebook.ts'
import { told } from './tree.ts'

test('every rule stands once, with its number and a sentence', async () => {
  const rules = await readRules()
  expect(rules.length).toBeGreaterThan(0)
  expect(told(judgeNumbers(rules))).toEqual([])
  expect(told(judgeHidden(readMadeNumbers(), rules))).toEqual([])
})

test('every rule is shown as yes and as no by the tests beside it', async () => {
  expect(told(judgeShown(await readRules(), readRuleTests()))).toEqual([])
})

test('docs/rulebook.md is what rules/ says (npm run rulebook prints it)', async () => {
  const page = readFileSync(new URL('../docs/rulebook.md', import.meta.url), 'utf8')
  expect(page).toBe(printRulebook(await readRules()))
})

const planted = (number: string, name = 'readTask', path = 'rules/tasks.ts'): Standing => ({
  path,
  name,
  number,
  sentence: `Somebody may ${name}.`,
})

test('a number in another form is found', () => {
  const odd = ['TSK1', 'tsk-1', 'TSK-0', 'TSK-1a', ''].map((number) => planted(number))
  expect(told(judgeNumbers(odd))).toEqual(
    odd.map(({ number }) => `rules/tasks.ts readTask has the odd number ${number}`),
  )
})

test('a number that stands twice is found', () => {
  const found = told(judgeNumbers([planted('TSK-1'), planted('TSK-2', 'a'), planted('TSK-1', 'b', 'rules/audit.ts')]))
  expect(found).toEqual(['rules/audit.ts b has the number of readTask: TSK-1'])
})

test('a sentence that is none is found', () => {
  const found = told(judgeNumbers([{ ...planted('TSK-1'), sentence: 'own tasks' }]))
  expect(found).toEqual(['rules/tasks.ts readTask (TSK-1) is not a sentence: own tasks'])
})

test('a rule outside the domains is found', () => {
  const found = told(judgeNumbers([planted('TSK-1', 'readTask', 'rules/words.ts')]))
  expect(found).toEqual([expect.stringContaining('rules/words.ts readTask (TSK-1) stands in a file that is no domain')])
})

test('a rule that is not exported is found', () => {
  const made = [{ path: 'rules/tasks.ts', number: 'TSK-1' }]
  expect(judgeHidden(made, [planted('TSK-1')])).toEqual([])
  expect(told(judgeHidden(made, [planted('TSK-2')]))).toEqual(['rules/tasks.ts makes TSK-1 without exporting it'])
})

const called = (title: string, path = 'rules/tasks.test.ts') => ({ path, title })
const shown = (...titles: { path: string; title: string }[]) => told(judgeShown([planted('TSK-1')], titles))

test('a rule without a yes or without a no is found', () => {
  expect(shown(called('TSK-1 yes: one’s own'), called('TSK-1 no: another’s'))).toEqual([])
  expect(shown(called('TSK-1 yes: one’s own'))).toEqual(['rules/tasks.ts TSK-1 is nowhere shown as no'])
  expect(shown(called('TSK-1 no: another’s'), called('TSK-10 yes: one’s own'))).toHaveLength(1)
  expect(shown(called('TSK-1 no: another’s'), called('TSK-1 yes: elsewhere', 'rules/audit.test.ts'))).toHaveLength(1)
  expect(shown()).toHaveLength(2)
})

test('titles are found in every way of writing a test', () => {
  const text = `
    test('TSK-1 yes: one', () => {})
    it.each([1, 2])(\`TSK-1 no: two\`, () => {})
    describe('three', () => { test(four, () => {}) })
    contest('five')`
  expect(titlesOf({ path: 'rules/a.test.ts', text }).map(({ title }) => title)).toEqual([
    'TSK-1 yes: one',
    'TSK-1 no: two',
  ])
})

test('only what has a number, a sentence and a judge is a rule', () => {
  expect(isRule({ number: 'TSK-1', sentence: 'A.', judge: () => null })).toBe(true)
  expect([null, 'TSK-1', { number: 'TSK-1' }, () => null].filter(isRule)).toEqual([])
})

test('the page is sorted by domain and by number', () => {
  const page = printRulebook([
    planted('REL-1', 'invite', 'rules/related-persons.ts'),
    planted('CNV-12', 'read', 'rules/conversations.ts'),
    planted('CNV-2', 'start', 'rules/conversations.ts'),
  ])
  const lines = page.split('\n').filter((line) => /^(##|-) /.test(line))
  expect(lines).toEqual([
    '## Conversations',
    '- **CNV-2** Somebody may start.',
    '- **CNV-12** Somebody may read.',
    '## Related persons',
    '- **REL-1** Somebody may invite.',
  ])
})
