/** One arrow of a graph. */
export type Arrow = { from: string; to: string }

/** The circles of a graph: from each node that is on one, unless told already, the shortest way back to itself. */
export function cyclesIn(arrows: Arrow[]): string[][] {
  const next = new Map<string, Set<string>>()
  for (const { from, to } of arrows) next.set(from, (next.get(from) ?? new Set()).add(to))
  const told = new Set<string>()
  const circles: string[][] = []
  for (const start of [...next.keys()].sort()) {
    if (told.has(start)) continue
    const circle = wayBack(start, next)
    if (circle === null) continue
    for (const node of circle) told.add(node)
    circles.push(circle)
  }
  return circles
}

/** The shortest way from a node to itself, or null. */
function wayBack(start: string, next: Map<string, Set<string>>): string[] | null {
  const cameFrom = new Map<string, string>()
  const queue = [start]
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    for (const to of next.get(node) ?? []) {
      if (to === start) return [start, ...trail(node, start, cameFrom), start]
      if (cameFrom.has(to)) continue
      cameFrom.set(to, node)
      queue.push(to)
    }
  }
  return null
}

/** The nodes after `start` up to and including `end`. */
function trail(end: string, start: string, cameFrom: Map<string, string>): string[] {
  const nodes: string[] = []
  for (let node: string | undefined = end; node !== undefined && node !== start; node = cameFrom.get(node))
    nodes.unshift(node)
  return nodes
}
