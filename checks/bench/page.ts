import { readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Row } from './figures.ts'
import type { Inside } from './inside.ts'
import { percent, type Verdict } from './verdicts.ts'

/** Single figures: what, and how much. */
export type Fact = [string, string]

/** Everything a run found out. */
export type Report = { rows: Row[]; verdicts: Verdict[]; facts: Fact[]; inside: Inside }

const page = path.join(import.meta.dirname, '../../docs/performance.md')

/** The table as Markdown, which a terminal can be read by as well. */
export function tableOf(rows: Row[]): string {
  const head = [
    'operation',
    'size',
    'in flight',
    'ours/s',
    'p50 ms',
    'p99 ms',
    'bare/s',
    'p50 ms',
    'p99 ms',
    'ours of bare',
    'by work',
    'limit/s',
  ]
  const lines = rows.map(({ operation, size, inFlight, ours, bare, plain, ratio, workRatio }) => [
    operation,
    size,
    String(inFlight),
    whole(ours.perSecond),
    ours.p50.toFixed(1),
    ours.p99.toFixed(1),
    whole(bare.perSecond),
    bare.p50.toFixed(1),
    bare.p99.toFixed(1),
    percent(ratio),
    percent(workRatio),
    whole(plain.perSecond),
  ])
  return markdown(head, lines, 2)
}

/** Figures that stand by themselves. */
export function factsOf(facts: Fact[]): string {
  return markdown(['what', 'figure'], facts, 1)
}

/** What must hold, and whether it does. */
export function verdictsOf(verdicts: Verdict[]): string {
  const lines = verdicts.map(({ holds, what, figures }) => [holds ? 'PASS' : 'MISS', what, figures])
  return markdown(['', 'what must hold', 'figures'], lines, 3)
}

/** Writes the figures of this run between the marks of docs/performance.md. */
export function writePage({ rows, verdicts, facts, inside }: Report): void {
  const machine = `${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}.`
  const parts = {
    run: [machine, verdictsOf(verdicts), tableOf(rows), factsOf(facts)].join('\n\n'),
    plans: inside.plans.map(({ list, plan }) => `### ${list}\n\n\`\`\`text\n${plan.join('\n\n')}\n\`\`\``).join('\n\n'),
  }
  let text = readFileSync(page, 'utf8')
  for (const [name, written] of Object.entries(parts)) {
    const [from, until] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`]
    const [before = '', rest = ''] = text.split(from)
    const after = rest.split(until)[1]
    if (after === undefined) throw new Error(`docs/performance.md has lost its mark ${from}`)
    text = `${before}${from}\n\n${written}\n\n${until}${after}`
  }
  writeFileSync(page, text)
}

/** `left`: how many columns, from the left, hold words. */
function markdown(head: string[], lines: string[][], left: number): string {
  const widths = head.map((cell, column) => Math.max(cell.length, 3, ...lines.map((line) => line[column]?.length ?? 0)))
  const spell = (cells: string[]) =>
    `| ${cells.map((cell, column) => (column < left ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`
  const rule = widths.map((width, column) => (column < left ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [spell(head), spell(rule), ...lines.map(spell)].join('\n')
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en')
}
