import { Socket } from 'node:net'

/**
 * A connection that sends everything of one turn at once. The driver corks and uncorks for each query by itself; here the cork stays in
 * until the turn is over, so that queries that travel together cost one system call, and wake the database once.
 */
class GatheringSocket extends Socket {
  #gathering = false

  override cork(): void {
    super.cork()
    if (this.#gathering) return
    this.#gathering = true
    super.cork()
    process.nextTick(() => {
      this.#gathering = false
      this.uncork()
    })
  }
}

/** For a pool's settings: each connection gets a socket of its own. */
export function gatheringSocket(): Socket {
  return new GatheringSocket()
}
