import pg from 'pg'
import { asParameter } from './query.ts'

/** A statement, named so that each connection plans it once. */
export type Statement = { name: string; text: string; values?: unknown[] }

/** What came of a statement: its rows, and what it was: SELECT, COMMIT. */
export type Answer = { rows: unknown[]; command: string }

/** What the driver gives a query to send with. */
type Connection = {
  parse(statement: Statement): void
  bind(given: { statement: string; values: unknown[]; valueMapper: typeof asParameter }): void
  describe(what: { type: 'P'; name: string }): void
  execute(): void
  sync(): void
  stream: { write(bytes: Buffer): void }
  parsedStatements: Record<string, string>
  submittedNamedStatements: Record<string, string>
}

/** The columns of an answer: what they are called, and what makes a value of each. */
type Columns = { names: string[]; parsers: ((text: string) => unknown)[] }
type Described = { fields: { name: string; dataTypeID: number }[] }

type Asked = Statement & {
  columns: Columns | null
  answer: Answer
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

/** The driver sends along only what is one of its own queries. */
const OwnQuery = pg.Query as unknown as new (config: {
  text: string
}) => { name: string; text: string; callback: () => void }

/** The columns of the statements that a connection has prepared: they stay what they are, so they are asked for once. */
const known = new WeakMap<object, Map<string, Columns>>()

/**
 * Statements that travel together, as one exchange of the extended protocol: one write, one answer, one Sync at the end instead of one after
 * each (each Sync makes the database answer by itself and wakes both sides). After one fails the database skips the others, so all of these
 * fail with its error.
 */
export class Together extends OwnQuery {
  readonly statements: Statement[] = []
  readonly #asked: Asked[] = []
  #columns = new Map<string, Columns>()
  #at = 0
  /** An answer that could not be understood: all are told so, once the connection is free again. */
  #wrong: unknown = null

  constructor() {
    super({ text: '' })
    // The driver wants one of everything it is given; each statement has its own.
    this.callback = () => undefined
  }

  /** Adds a statement, before it is sent. Resolves when all have been answered; rejects with the error of the first that failed. */
  add(statement: Statement): Promise<Answer> {
    this.statements.push(statement)
    return new Promise((resolve, reject) => {
      this.#asked.push({ ...statement, columns: null, answer: { rows: [], command: '' }, resolve, reject })
      if (this.#asked.length === 1) this.#stand()
    })
  }

  submit(connection: Connection): Error | null {
    this.#columns = columnsOf(connection)
    const parts: Buffer[] = []
    const gathering: Connection = Object.assign(Object.create(connection), {
      _send: (part: Buffer) => parts.push(part),
    })
    try {
      for (const asked of this.#asked) this.#send(asked, gathering)
    } catch (error) {
      // Nothing of it was sent; the driver hands it to handleError.
      return error instanceof Error ? error : new Error(String(error))
    }
    gathering.sync()
    connection.stream.write(Buffer.concat(parts))
    return null
  }

  handleRowDescription({ fields }: Described): void {
    this.#current.columns = {
      names: fields.map(({ name }) => name),
      parsers: fields.map(({ dataTypeID }): Columns['parsers'][number] => pg.types.getTypeParser(dataTypeID)),
    }
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const { columns, answer } = this.#current
    try {
      answer.rows.push(rowFrom(columns, fields))
    } catch (error) {
      this.#wrong ??= error
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    const { name, columns, answer } = this.#current
    answer.command = text.split(' ', 1)[0] ?? ''
    this.#columns.set(name, columns ?? { names: [], parsers: [] })
    this.#goOn()
  }

  handleEmptyQuery(): void {
    this.#goOn()
  }

  handleError(error: Error, { submittedNamedStatements: submitted }: Connection): void {
    for (const asked of this.#asked.slice(0, this.#at)) this.#settle(asked)
    for (const asked of this.#asked.slice(this.#at)) {
      // Skipped, so never parsed: the next time it is sent whole again.
      delete submitted[asked.name]
      asked.reject(error)
    }
  }

  handleReadyForQuery(): void {
    for (const asked of this.#asked) this.#settle(asked)
  }

  #send(asked: Asked, connection: Connection): void {
    const { name, text, values = [] } = asked
    const prepared = connection.parsedStatements[name] ?? connection.submittedNamedStatements[name]
    if (prepared === undefined) {
      connection.parse({ name, text })
      connection.submittedNamedStatements[name] = text
    } else if (prepared !== text) throw new Error('two statements of one name')
    connection.bind({ statement: name, values, valueMapper: asParameter })
    asked.columns = this.#columns.get(name) ?? null
    if (!asked.columns) connection.describe({ type: 'P', name: '' })
    connection.execute()
  }

  #settle({ resolve, reject, answer }: Asked): void {
    if (this.#wrong === null) resolve(answer)
    else reject(this.#wrong)
  }

  #goOn(): void {
    this.#at += 1
    if (this.#at < this.#asked.length) this.#stand()
  }

  /** The driver notes under this name which statement has been parsed. */
  #stand(): void {
    this.name = this.#current.name
    this.text = this.#current.text
  }

  get #current(): Asked {
    const asked = this.#asked[this.#at]
    if (!asked) throw new Error('nothing was asked')
    return asked
  }
}

function columnsOf(connection: Connection): Map<string, Columns> {
  const found = known.get(connection) ?? new Map<string, Columns>()
  known.set(connection, found)
  return found
}

function rowFrom(columns: Columns | null, fields: (string | null)[]): Record<string, unknown> {
  if (!columns) throw new Error('a row without columns')
  const { names, parsers } = columns
  const row: Record<string, unknown> = {}
  for (let at = 0; at < names.length; at += 1) {
    const value = fields[at] ?? null
    row[names[at] ?? ''] = value === null ? null : parsers[at]?.(value)
  }
  return row
}
