import type { Finding } from './tree.ts'
import { domains } from './vocabulary.ts'

/** A rule as it stands in a file of rules/: `path` is that file, `name` what it is exported as. */
export type Standing = { path: string; name: string; number: string; sentence: string }

/** Rules that refuse nobody, so that no test can show a no. */
export const openToAll: readonly string[] = ['PLT-1']

/** Whether something exported is a rule. */
export function isRule(
  value: unknown,
): value is { number: string; sentence: string; judge: (facts: never) => unknown } {
  return typeof value === 'object' && value !== null && 'number' in value && 'sentence' in value && 'judge' in value
}

/** Every number stands once and has its form; every sentence is one. */
export function judgeNumbers(rules: Standing[]): Finding[] {
  const seen = new Map<string, string>()
  return rules.flatMap(({ path, name, number, sentence }) => {
    const what: string[] = []
    if (!isOfDomain(path)) what.push(`${name} (${number}) stands in a file that is no domain, so no page shows it`)
    if (!/^[A-Z]{3}-[1-9]\d*$/.test(number)) what.push(`${name} has the odd number ${number}`)
    if (!/^\p{Lu}.*\S\.$/u.test(sentence)) what.push(`${name} (${number}) is not a sentence: ${sentence}`)
    const first = seen.get(number)
    if (first !== undefined) what.push(`${name} has the number of ${first}: ${number}`)
    seen.set(number, first ?? name)
    return what.map((finding) => ({ path, what: finding }))
  })
}

function isOfDomain(path: string): boolean {
  return domains.some((domain) => isOf(domain, path))
}

/** `rules/<domain>.ts`, or a file in `rules/<domain>/` where one is too small. */
function isOf(domain: string, path: string): boolean {
  return path === `rules/${domain}.ts` || path.startsWith(`rules/${domain}/`)
}

/** Rules that are made but not exported would stand in no list: `made` are the numbers written in a file's `rule(…)` calls. */
export function judgeHidden(made: { path: string; number: string }[], rules: Standing[]): Finding[] {
  const standing = new Set(rules.map(({ path, number }) => `${path} ${number}`))
  const hidden = made.filter(({ path, number }) => !standing.has(`${path} ${number}`))
  return hidden.map(({ path, number }) => ({ path, what: `makes ${number} without exporting it` }))
}

/** Each rule is shown as yes and as no by a test beside it, whose title begins with `CNV-1 yes:` or `CNV-1 no:`. */
export function judgeShown(rules: Standing[], titles: { path: string; title: string }[]): Finding[] {
  return rules.flatMap(({ path, number }) => {
    const beside = path.replace(/\.ts$/, '.test.ts')
    const shown = (answer: string) =>
      titles.some((test) => test.path === beside && test.title.startsWith(`${number} ${answer}: `))
    const missing = openToAll.includes(number) ? ['yes'] : ['yes', 'no']
    return missing
      .filter((answer) => !shown(answer))
      .map((answer) => ({ path, what: `${number} is nowhere shown as ${answer}` }))
  })
}

/** docs/rulebook.md: every rule with its number, by domain. */
export function printRulebook(rules: Standing[]): string {
  const chapters = domains.flatMap((domain) => {
    const own = rules.filter(({ path }) => isOf(domain, path))
    if (own.length === 0) return []
    const lines = own.sort(byNumber).map(({ number, sentence }) => `- **${number}** ${sentence}`)
    return [`## ${heading(domain)}\n\n${lines.join('\n')}\n`]
  })
  return [opening, ...chapters].join('\n')
}

const opening = `# The rulebook

Who may do what in Alcove: every permission once, with its number, in the words in which it was agreed. Each is a function in
\`rules/\` that answers *yes, on this basis* or *no, because*; the tests beside it show both. This page is printed from those
functions by \`npm run rulebook\`, so it cannot say anything else than what runs.
`

function byNumber(one: Standing, other: Standing): number {
  return one.number.localeCompare(other.number, 'en', { numeric: true })
}

function heading(domain: string): string {
  const words = domain.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
