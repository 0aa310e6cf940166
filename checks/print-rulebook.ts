import { writeFileSync } from 'node:fs'
import { readRules } from './project-rules.ts'
import { printRulebook } from './rulebook.ts'

const page = new URL('../docs/rulebook.md', import.meta.url)
writeFileSync(page, printRulebook(await readRules()))
console.log('docs/rulebook.md is printed.')
