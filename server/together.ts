import pg from 'pg'

/** A statement, named so that each connection plans it once. */
export type Statement = { name: string; text: string; values?: unknown[] }

/** What the driver gives a query to send with. */
type Connection = {
  sync(): void
  stream: { cork(): void; uncork(): void }
  submittedNamedStatements: Record<string, string>
}

/** What the driver tells a query of the answer; pg.Query has these, its types do not say so. */
type Asked = {
  name: string
  text: string
  callback: (error: Error | undefined, result: pg.QueryResult) => void
  submit(connection: Connection): Error | null
  handleRowDescription(told: unknown): void
  handleDataRow(told: unknown): void
  handleCommandComplete(told: unknown, connection: Connection): void
  handleEmptyQuery(connection: Connection): void
  handleError(error: Error, connection: Connection): void
  handleReadyForQuery(connection: Connection): void
}

/** The driver sends along only what is one of its own queries. */
const OwnQuery = pg.Query as unknown as new (config: {
  text: string
}) => { name: string; text: string; callback: () => void }

/**
 * Statements that travel together, as one exchange of the extended protocol: sent at once, answered at once, one Sync at the end instead of
 * one after each (each Sync makes the database answer by itself and wakes both sides). After one fails the database skips the others, so
 * all of these fail with its error.
 */
export class Together extends OwnQuery {
  readonly statements: Statement[] = []
  readonly #asked: Asked[] = []
  #at = 0

  constructor() {
    super({ text: '' })
    // The driver wants one of everything it is given; each statement has its own.
    this.callback = () => undefined
  }

  /** Adds a statement, before it is sent. Resolves when all have been answered; rejects with the error of the first that failed. */
  add(statement: Statement): Promise<pg.QueryResult> {
    this.statements.push(statement)
    return new Promise((resolve, reject) => {
      const asked = new pg.Query(statement) as unknown as Asked
      asked.callback = (error, result) => (error ? reject(error) : resolve(result))
      this.#asked.push(asked)
      if (this.#asked.length === 1) this.#stand()
    })
  }

  submit(connection: Connection): Error | null {
    const quiet: Connection = Object.create(connection)
    quiet.sync = () => undefined
    connection.stream.cork()
    try {
      for (const asked of this.#asked) {
        const wrong = asked.submit(quiet)
        if (wrong) throw wrong
      }
    } finally {
      connection.sync()
      connection.stream.uncork()
    }
    return null
  }

  handleRowDescription(told: unknown): void {
    this.#current.handleRowDescription(told)
  }

  handleDataRow(told: unknown): void {
    this.#current.handleDataRow(told)
  }

  handleCommandComplete(told: unknown, connection: Connection): void {
    this.#current.handleCommandComplete(told, connection)
    this.#goOn()
  }

  handleEmptyQuery(connection: Connection): void {
    this.#current.handleEmptyQuery(connection)
    this.#goOn()
  }

  handleError(error: Error, connection: Connection): void {
    const done = this.#asked.slice(0, this.#at)
    const undone = this.#asked.slice(this.#at)
    for (const asked of done) asked.handleReadyForQuery(connection)
    for (const asked of undone) {
      // Skipped, so never parsed: the next time it is sent whole again.
      delete connection.submittedNamedStatements[asked.name]
      asked.handleError(error, connection)
    }
  }

  handleReadyForQuery(connection: Connection): void {
    for (const asked of this.#asked) asked.handleReadyForQuery(connection)
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
