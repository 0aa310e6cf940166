import { isRule, type Standing } from './rulebook.ts'
import { nameOf, nodesOf, parse, writtenText, list } from './syntax.ts'
import { isTest, readProject, type File } from './tree.ts'

/** Every rule that rules/ exports, as it runs. */
export async function readRules(): Promise<Standing[]> {
  const standing: Standing[] = []
  for (const { path } of ruleFiles()) {
    for (const [name, value] of await exportsOf(path)) {
      if (isRule(value)) standing.push({ path, name, number: value.number, sentence: value.sentence })
    }
  }
  return standing
}

/** Every number written in a `rule(…)` call of rules/, exported or not. */
export function readMadeNumbers(): { path: string; number: string }[] {
  return ruleFiles().flatMap((file) => {
    const calls = nodesOf(parse(file), ({ type, callee }) => type === 'CallExpression' && nameOf(callee) === 'rule')
    return calls.map((call) => ({
      path: file.path,
      number: writtenText(list(call.arguments)[0]) ?? 'a computed number',
    }))
  })
}

/** The titles of the tests of rules/. */
export function readRuleTests(): { path: string; title: string }[] {
  return readProject()
    .filter(({ path }) => path.startsWith('rules/') && isTest(path))
    .flatMap(titlesOf)
}

/** The titles of a file's tests, those of `test.each(…)` as they are written. */
export function titlesOf(file: File): { path: string; title: string }[] {
  const calls = nodesOf(parse(file), ({ type }) => type === 'CallExpression')
  const tests = calls.filter(({ callee }) => /^(test|it)\b/.test(textOf(file, callee)))
  return tests.flatMap((call) => {
    const title = writtenText(list(call.arguments)[0])
    return title === null ? [] : [{ path: file.path, title }]
  })
}

/** What a file of the project exports. */
export async function exportsOf(path: string): Promise<[string, unknown][]> {
  const address = new URL(`../${path}`, import.meta.url).href
  const module: unknown = await import(/* @vite-ignore */ address)
  return typeof module === 'object' && module !== null ? Object.entries(module) : []
}

function ruleFiles(): File[] {
  return readProject().filter(({ path }) => path.startsWith('rules/') && !isTest(path))
}

function textOf({ text }: File, node: unknown): string {
  const isPlaced = typeof node === 'object' && node !== null && 'start' in node && 'end' in node
  return isPlaced ? text.slice(Number(node.start), Number(node.end)) : ''
}
