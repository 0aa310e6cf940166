import net from 'node:net'

/** One connection to a server, one request at a time: as little work as HTTP/1.1 allows, so that the load costs less than what is measured. */
export class Wire {
  readonly #socket: net.Socket
  #head = ''
  #parts: Buffer[] = []
  #length = 0
  #missing = -1
  #status = 0
  #answered: ((status: number) => void) | null = null

  private constructor(socket: net.Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', (part) => this.#take(part))
    socket.on('error', () => this.#answer(0))
    socket.on('close', () => this.#answer(0))
  }

  static async open(port: number): Promise<Wire> {
    const socket = net.connect(port, '127.0.0.1')
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
    return new Wire(socket)
  }

  /** Sends one request as it stands; gives back the status of the answer once all of it is here, 0 when the connection broke. */
  ask(request: string): Promise<number> {
    if (this.#socket.destroyed) return Promise.resolve(0)
    return new Promise((resolve) => {
      this.#answered = resolve
      this.#socket.write(request)
    })
  }

  /** The bytes of the last answer's body. */
  get length(): number {
    return this.#length
  }

  /** The last answer's headers, as they came. */
  get headers(): string {
    return this.#head
  }

  close(): void {
    this.#socket.destroy()
  }

  #take(part: Buffer): void {
    if (this.#missing < 0) this.#takeHead(part)
    else this.#missing -= part.length
    if (this.#missing === 0) {
      this.#missing = -1
      this.#answer(this.#status)
    }
  }

  #takeHead(part: Buffer): void {
    this.#parts.push(part)
    const all = this.#parts.length === 1 ? part : Buffer.concat(this.#parts)
    const end = all.indexOf('\r\n\r\n')
    if (end < 0) return
    this.#parts = []
    this.#head = all.toString('latin1', 0, end)
    this.#status = Number(this.#head.slice(9, 12))
    this.#length = Number(/content-length: (\d+)/i.exec(this.#head)?.[1] ?? 0)
    this.#missing = this.#length - (all.length - end - 4)
  }

  #answer(status: number): void {
    const answered = this.#answered
    this.#answered = null
    answered?.(status)
  }
}
