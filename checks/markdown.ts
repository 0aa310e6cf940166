import type { File } from './tree.ts'

/** Something found in a page, and on which line. */
export type Found = { text: string; line: number }

/** A page of documentation, taken apart. */
export type Page = {
  path: string
  /** Where its links and pictures lead. */
  links: Found[]
  /** What an address may name behind `#`. */
  anchors: ReadonlySet<string>
  /** What stands between backticks in a line. */
  spans: Found[]
  /** Lines of code: spans, and what stands in fenced blocks. */
  code: Found[]
}

/** Takes a page apart as GitHub shows it; only as much of Markdown as our pages use. */
export function readPage({ path, text }: File): Page {
  const { prose, fenced } = splitFences(text)
  const spans = prose.flatMap(({ text: line, line: at }) => spansOf(line).map((span) => ({ text: span, line: at })))
  const plain = prose.map(({ text: line, line: at }) => ({ text: line.replace(/(`+)(.+?)\1/g, ''), line: at }))
  const links = plain.flatMap(({ text: line, line: at }) => linksOf(line).map((link) => ({ text: link, line: at })))
  return { path, links, anchors: anchorsOf(prose), spans, code: [...spans, ...fenced] }
}

function splitFences(text: string): { prose: Found[]; fenced: Found[] } {
  const prose: Found[] = []
  const fenced: Found[] = []
  let fence: string | null = null
  for (const [index, line] of text.split('\n').entries()) {
    const mark = /^\s*(```+|~~~+)/.exec(line)?.[1]
    if (mark !== undefined && fence === null) fence = mark
    else if (mark !== undefined && fence !== null && mark.startsWith(fence)) fence = null
    else (fence === null ? prose : fenced).push({ text: line, line: index + 1 })
  }
  return { prose, fenced }
}

function spansOf(line: string): string[] {
  return [...line.matchAll(/(`+)(.+?)\1/g)].map(([, , span = '']) => span.trim())
}

/** `[text](address)`, `![picture](address "title")`, `[name]: address`, and `href`/`src` of plain HTML. */
function linksOf(line: string): string[] {
  const inline = [...line.matchAll(/\]\(\s*<?([^)>\s]+)>?[^)]*\)/g)]
  const named = [...line.matchAll(/^\s{0,3}\[[^\]]+\]:\s*<?([^>\s]+)>?/g)]
  const html = [...line.matchAll(/\b(?:href|src)="([^"]+)"/g)]
  return [...inline, ...named, ...html].map(([, address = '']) => address)
}

function anchorsOf(prose: Found[]): Set<string> {
  const anchors = new Set<string>()
  const seen = new Map<string, number>()
  for (const { text } of prose) {
    for (const [, id = ''] of text.matchAll(/\b(?:id|name)="([^"]+)"/g)) anchors.add(id)
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(text)?.[1]
    if (heading === undefined) continue
    const slug = slugOf(heading)
    const before = seen.get(slug) ?? 0
    seen.set(slug, before + 1)
    anchors.add(before === 0 ? slug : `${slug}-${before}`)
  }
  return anchors
}

/** A heading's anchor, as GitHub makes it. */
function slugOf(heading: string): string {
  const shown = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
  return shown
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replaceAll(' ', '-')
}
