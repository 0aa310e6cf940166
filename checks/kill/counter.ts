/** Counts what happens, and tells who waits for so many. */
export class Counter {
  count = 0
  #waiting: { for: number; wake: () => void }[] = []

  readonly add = (): void => {
    this.count += 1
    for (const one of this.#waiting) if (this.count >= one.for) one.wake()
  }

  async reaches(wanted: number): Promise<void> {
    if (this.count >= wanted) return
    await new Promise<void>((wake) => this.#waiting.push({ for: wanted, wake }))
  }
}
