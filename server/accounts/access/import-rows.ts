import { parse } from 'csv-parse/sync'
import { importLimit, type ImportOutcome } from '../../../contract/accounts/professionals.ts'
import { newAddress, optionalLine, personInfix, personName } from '../../../contract/fields.ts'
import type { Group } from '../../../rules/words.ts'
import { Refused } from '../../errors.ts'
import { type Name, spokenName } from '../../names.ts'

/** One row of a list of professionals as it was read; `wrong`: why nothing can come of it, whatever is there already. */
export type ReadRow = {
  /** As a spreadsheet counts, the heading included. */
  line: number
  name: Name
  address: string
  identifier: string | null
  groups: Group[]
  wrong: ImportOutcome | null
}

/** Reads a list of professionals (ACC-19). Refuses `import-not-read` and `import-too-long`. */
export function readImport(text: string): ReadRow[] {
  const [heading, ...rows] = recordsIn(text)
  const columns = columnsOf(heading?.cells ?? [])
  if (rows.length === 0) throw new Refused('import-not-read')
  if (rows.length > importLimit) throw new Refused('import-too-long')
  const read = rows.map(({ line, cells }) => readRow(line, (column) => (cells[columns.get(column) ?? -1] ?? '').trim()))
  const seen = new Set<string>()
  for (const row of read) {
    const marks = [
      row.address.toLowerCase(),
      ...(row.identifier ? [`#${row.identifier.replaceAll(/\s/g, '').toUpperCase()}`] : []),
    ]
    if (row.wrong === null && marks.some((mark) => seen.has(mark))) row.wrong = 'double in the file'
    for (const mark of marks) seen.add(mark)
  }
  return read
}

/** What a row is called on the screen. */
export function calledIn({ name }: Pick<ReadRow, 'name'>): string {
  return spokenName(name).slice(0, 200)
}

const columnNames = {
  address: ['email', 'emailadres', 'emailaddress', 'mail', 'mailadres', 'adres', 'address'],
  identifier: [
    'identifier',
    'id',
    'professionalid',
    'hulpverlenerid',
    'nummer',
    'number',
    'personeelsnummer',
    'kenmerk',
  ],
  first: ['firstname', 'first', 'voornaam', 'roepnaam'],
  infix: ['infix', 'tussenvoegsel', 'tussenvoegsels', 'voorvoegsel', 'prefix'],
  last: ['lastname', 'last', 'achternaam', 'surname'],
  role: ['role', 'roles', 'rol', 'rollen', 'group', 'groups', 'groep', 'groepen'],
} as const
type Column = keyof typeof columnNames
const needed: Column[] = ['address', 'first', 'last', 'role']

const groupNames: Record<string, Group> = {
  therapist: 'therapist',
  behandelaar: 'therapist',
  supervisor: 'supervisor',
  secretary: 'secretary',
  secretaresse: 'secretary',
  secretariaat: 'secretary',
  applicationmanager: 'application manager',
  applicatiebeheerder: 'application manager',
  dataanalyst: 'data analyst',
  dataanalist: 'data analyst',
  dataofficer: 'data officer',
  databeheerder: 'data officer',
  serviceemployee: 'service employee',
  servicemedewerker: 'service employee',
}

type CsvRow = { line: number; cells: string[] }

/** Between cells stands what divides the heading most. */
function recordsIn(text: string): CsvRow[] {
  const [first = ''] = text.split(/\r\n|\n|\r/, 1)
  const [delimiter = ','] = [';', '\t', ','].toSorted((a, b) => first.split(b).length - first.split(a).length)
  try {
    const found = parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      info: true,
      to: importLimit + 2,
    }) as unknown
    return (found as { info: { lines: number }; record: string[] }[])
      .map(({ info, record }) => ({ line: info.lines, cells: record }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  } catch {
    throw new Refused('import-not-read')
  }
}

function columnsOf(heading: readonly string[]): Map<Column, number> {
  const found = new Map<Column, number>()
  for (const [index, cell] of heading.entries()) {
    const word = plain(cell)
    const column = (Object.keys(columnNames) as Column[]).find((one) =>
      (columnNames[one] as readonly string[]).includes(word),
    )
    if (!column) continue
    // Two columns of the same name: which of them is meant is for nobody to guess.
    if (found.has(column)) throw new Refused('import-not-read')
    found.set(column, index)
  }
  if (needed.some((column) => !found.has(column))) throw new Refused('import-not-read')
  return found
}

function readRow(line: number, cell: (column: Column) => string): ReadRow {
  const first = personName.safeParse(cell('first'))
  const infix = personInfix.safeParse(cell('infix'))
  const last = personName.safeParse(cell('last'))
  const address = newAddress.safeParse(cell('address'))
  const identifier = optionalLine.safeParse(cell('identifier'))
  const groups = groupsIn(cell('role'))
  const isNamed = first.success && infix.success && last.success
  const isFormula = /^[=+\-@]/.test(cell('identifier'))
  return {
    line,
    name: { first: first.data ?? cell('first'), infix: infix.data ?? cell('infix'), last: last.data ?? cell('last') },
    address: (address.data ?? cell('address')).trim().toLowerCase().slice(0, 254),
    identifier: identifier.data || null,
    groups: groups ?? [],
    wrong: !address.success
      ? 'wrong address'
      : !isNamed
        ? 'wrong name'
        : !identifier.success || isFormula
          ? 'wrong ID'
          : groups === null
            ? 'unknown role'
            : null,
  }
}

/** null = none, or one that nobody knows. */
function groupsIn(words: string): Group[] | null {
  const parts = words
    .split(/[,/+&|]/)
    .map(plain)
    .filter((part) => part !== '')
  const found = parts.map((part) => groupNames[part])
  return found.length === 0 || found.includes(undefined) ? null : [...new Set(found as Group[])]
}

/** Letters only, without accents: `E-mail adres` and `emailadres` are one. */
function plain(words: string): string {
  return words
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')
}
