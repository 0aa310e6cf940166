import type { Finding } from './tree.ts'

/** What package-lock.json says of one package. */
export type Locked = {
  name?: string
  version?: string
  license?: string
  integrity?: string
  dev?: boolean
  optional?: boolean
  devOptional?: boolean
}
export type Lock = { packages: Record<string, Locked> }

/** A package in the bill. Scope: needed to run, there on some platforms only, or for building, checking and testing alone. */
export type Component = {
  type: 'library'
  'bom-ref': string
  group?: string
  name: string
  version: string
  scope: 'required' | 'optional' | 'excluded'
  hashes: { alg: string; content: string }[]
  licenses: ({ license: { id: string } } | { expression: string })[]
  purl: string
}

/**
 * The bill of materials: every package of package-lock.json, as CycloneDX 1.6. It is worked out from the lock file alone, so it is the
 * same on every machine, whichever platform's packages were installed there; it has no date and no serial number for the same reason.
 */
export function printBill(lock: Lock): string {
  const root = lock.packages[''] ?? {}
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': 'alcove',
        name: root.name,
        version: root.version,
        licenses: [licenseOf(root)],
      },
    },
    components: componentsOf(lock),
  }
  return `${JSON.stringify(bill, null, 2)}\n`
}

/** Each package once, by its address, in the order of addresses. One that stands in the lock file twice has the wider scope. */
export function componentsOf({ packages }: Lock): Component[] {
  const found = new Map<string, Component>()
  for (const [place, locked] of Object.entries(packages)) {
    if (place === '') continue
    const component = componentOf(place, locked)
    const before = found.get(component.purl)
    if (!before || widest.indexOf(component.scope) < widest.indexOf(before.scope)) found.set(component.purl, component)
  }
  return [...found.values()].toSorted((one, other) => (one.purl < other.purl ? -1 : 1))
}

const widest: readonly Component['scope'][] = ['required', 'optional', 'excluded']

function componentOf(place: string, locked: Locked): Component {
  const full = locked.name ?? place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const version = locked.version ?? ''
  const [name = '', group] = full.split('/').toReversed()
  const purl = `pkg:npm/${full.replace('@', '%40')}@${version}`
  return {
    type: 'library',
    'bom-ref': purl,
    ...(group === undefined ? {} : { group }),
    name,
    version,
    scope: scopeOf(locked),
    hashes: hashesOf(locked.integrity ?? ''),
    licenses: [licenseOf(locked)],
    purl,
  }
}

function scopeOf({ dev, optional, devOptional }: Locked): Component['scope'] {
  if (dev) return 'excluded'
  return optional || devOptional ? 'optional' : 'required'
}

/** `sha512-<base64>`, as npm writes it, becomes `SHA-512` and hexadecimal digits. */
function hashesOf(integrity: string): Component['hashes'] {
  return integrity.split(' ').flatMap((one) => {
    const [, bits, base64] = /^sha(\d+)-(.+)$/.exec(one) ?? []
    if (!bits || !base64) return []
    return [{ alg: `SHA-${bits}`, content: Buffer.from(base64, 'base64').toString('hex') }]
  })
}

function licenseOf({ license = '' }: Locked): Component['licenses'][number] {
  return / (OR|AND|WITH) /.test(license) ? { expression: license } : { license: { id: license } }
}

/** Licences under which anybody may use, change and pass on what they cover. */
const free: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
])

/** Licences with conditions, and the packages for which they were looked at: none of these is part of what we pass on to a browser. */
const lookedAt: Record<string, RegExp> = {
  // Changes to their own files must stay open: they build the client and test it, unchanged.
  'MPL-2.0': /^(lightningcss(-[\w-]+)?|axe-core|@axe-core\/playwright)$/,
}

/** Packages without a licence, without a hash, or under a licence that nobody looked at. */
export function judgeLicences(components: Component[]): Finding[] {
  return components.flatMap(({ group, name, version, licenses, hashes }) => {
    const full = group === undefined ? name : `${group}/${name}`
    const path = `${full} ${version}`
    const written = licenses.map((one) => ('license' in one ? one.license.id : one.expression)).join()
    return [
      ...(hashes.length > 0 ? [] : [{ path, what: 'has no hash' }]),
      ...(isAllowed(written, full) ? [] : [{ path, what: `has the licence ‘${written}’, which is not on the list` }]),
    ]
  })
}

/** Of licences to choose from, one must be on the list; of licences that hold together, all. */
function isAllowed(written: string, name: string): boolean {
  const choices = written.replaceAll(/[()]/g, '').split(' OR ')
  return choices.some((choice) =>
    choice.split(' AND ').every((id) => free.has(id) || lookedAt[id]?.test(name) === true),
  )
}
