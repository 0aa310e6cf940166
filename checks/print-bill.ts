import { readFileSync, writeFileSync } from 'node:fs'
import { type Lock, printBill } from './bill.ts'

const project = new URL('..', import.meta.url)
const lock = JSON.parse(readFileSync(new URL('package-lock.json', project), 'utf8')) as Lock
writeFileSync(new URL('docs/sbom.json', project), printBill(lock))
console.log('docs/sbom.json is printed.')
