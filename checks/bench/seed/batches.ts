import type pg from 'pg'

/** How many rows travel in one statement. */
const rowsAtOnce = 5_000

/** The types of a table's columns, in the order in which their values are given. */
export type Columns = Record<string, string>

/** Rows on their way into one table, many per statement (unnest), column by column. */
export class Batch {
  readonly #client: pg.ClientBase
  readonly #statement: string
  readonly #width: number
  #values: unknown[][]
  #waiting: Promise<unknown> = Promise.resolve()

  constructor(client: pg.ClientBase, table: string, columns: Columns) {
    this.#client = client
    const arrays = Object.values(columns).map((type, index) => `$${index + 1}::${type}[]`)
    this.#statement = `insert into ${table} (${Object.keys(columns).join(', ')}) select * from unnest(${arrays.join(', ')})`
    this.#width = arrays.length
    this.#values = this.#empty()
  }

  /** One row. Resolves when there is room for another. */
  async add(...row: unknown[]): Promise<void> {
    row.forEach((value, index) => this.#values[index]?.push(value))
    if ((this.#values[0]?.length ?? 0) >= rowsAtOnce) await this.#send()
  }

  /** Everything that was added is written. */
  async end(): Promise<void> {
    await this.#send()
    await this.#waiting
  }

  /** The next rows are made while PostgreSQL writes these. */
  async #send(): Promise<void> {
    const values = this.#values
    this.#values = this.#empty()
    await this.#waiting
    this.#waiting = this.#client.query(this.#statement, values)
    this.#waiting.catch(() => undefined)
  }

  #empty(): unknown[][] {
    return Array.from({ length: this.#width }, () => [])
  }
}
