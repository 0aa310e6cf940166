import { connect, createServer, type Server, type Socket } from 'node:net'

/** A network that can lose an answer: what was asked arrives, what is answered does not. */
export class Proxy {
  readonly address: string
  /** How many of the next answers are lost. */
  losing = 0
  lost = 0
  readonly #server: Server

  private constructor(server: Server, port: number) {
    this.#server = server
    this.address = `http://localhost:${port}`
  }

  static async before(port: number): Promise<Proxy> {
    const server = createServer()
    const own = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => {
        const bound = server.address()
        resolve(bound && typeof bound === 'object' ? bound.port : 0)
      }),
    )
    const proxy = new Proxy(server, own)
    server.on('connection', (browser) => proxy.#carry(browser, connect(port, '127.0.0.1')))
    return proxy
  }

  close(): void {
    this.#server.close()
  }

  #carry(browser: Socket, upstream: Socket): void {
    const end = () => {
      browser.destroy()
      upstream.destroy()
    }
    for (const socket of [browser, upstream]) socket.on('error', end).on('close', end)
    browser.on('data', (part) => upstream.write(part))
    upstream.on('data', (part) => {
      if (this.losing === 0) return void browser.write(part)
      this.losing -= 1
      this.lost += 1
      end()
    })
  }
}
