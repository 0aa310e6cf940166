import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { componentsOf, judgeLicences, type Lock, type Locked, printBill } from './bill.ts'
import { told } from './tree.ts'

const project = new URL('..', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, project), 'utf8')
const lock = JSON.parse(read('package-lock.json')) as Lock
const asWritten = (place: string) => JSON.parse(read(`${place}/package.json`)) as Locked

test('docs/sbom.json is what package-lock.json holds', () => {
  // Told in one line: the difference itself would be as long as the bill.
  const isCurrent = read('docs/sbom.json') === printBill(lock)
  expect(isCurrent, 'package-lock.json changed: node_modules/.bin/node checks/print-bill.ts prints the bill anew').toBe(
    true,
  )
})

test('every package has a hash, and a licence that is on the list', () => {
  expect(told(judgeLicences(componentsOf(lock)))).toEqual([])
})

test('what is installed says the same of itself as the lock file does', () => {
  const installed = Object.entries(lock.packages).filter(
    ([place]) => place && existsSync(new URL(`${place}/package.json`, project)),
  )
  const different = installed.filter(([place, { version, license }]) => {
    const own = asWritten(place)
    return own.version !== version || own.license !== license
  })
  expect(installed.length).toBeGreaterThan(50)
  expect(different.map(([place]) => place)).toEqual([])
})

const sound: Locked = { version: '1.0.0', license: 'MIT', integrity: 'sha512-aGk=' }
const only = (locked: Locked, name = 'one') => componentsOf({ packages: { '': {}, [`node_modules/${name}`]: locked } })

test('a package becomes a component: group, address, hash, scope', () => {
  expect(only({ ...sound, dev: true }, 'a/node_modules/@group/one')).toEqual([
    {
      type: 'library',
      'bom-ref': 'pkg:npm/%40group/one@1.0.0',
      group: '@group',
      name: 'one',
      version: '1.0.0',
      scope: 'excluded',
      hashes: [{ alg: 'SHA-512', content: '6869' }],
      licenses: [{ license: { id: 'MIT' } }],
      purl: 'pkg:npm/%40group/one@1.0.0',
    },
  ])
})

test('a package that is there twice stands there once, with the wider scope', () => {
  const packages = { 'node_modules/one': { ...sound, dev: true }, 'node_modules/two/node_modules/one': sound }
  expect(componentsOf({ packages }).map(({ scope }) => scope)).toEqual(['required'])
})

describe('a planted package is found', () => {
  test.each([
    ['a licence that is not on the list', { ...sound, license: 'SSPL-1.0' }, 'one 1.0.0 has the licence ‘SSPL-1.0’'],
    ['no licence', { version: '1.0.0', integrity: 'sha512-aGk=' }, 'one 1.0.0 has the licence ‘’'],
    ['one of two that hold together', { ...sound, license: 'MIT AND SSPL-1.0' }, 'one 1.0.0 has the licence'],
    ['a looked-at licence of another package', { ...sound, license: 'MPL-2.0' }, 'one 1.0.0 has the licence ‘MPL-2.0’'],
    ['no hash', { version: '1.0.0', license: 'MIT' }, 'one 1.0.0 has no hash'],
  ] as [string, Locked, string][])('%s', (_, planted, what) => {
    expect(told(judgeLicences(only(planted)))).toEqual([expect.stringContaining(what)])
  })

  test('of two to choose from, one is enough', () => {
    expect(judgeLicences(only({ ...sound, license: '(MIT OR SSPL-1.0)' }))).toEqual([])
  })
})
