import { useRef, useState } from 'preact/hooks'
import { useAsked } from '../ui/asked.tsx'
import { useHeard } from '../ui/heard.ts'

/** How far back one looks. */
export const periods = ['week', 'month', 'year', 'all'] as const
export type Period = (typeof periods)[number]
const days: Record<Period, number> = { week: 7, month: 30, year: 365, all: 36_500 }

/** What is sought in the log: a period, and one person or everybody. */
export type Sought = { period: Period; who: string }

/** From when on, as the server takes it. */
export function since(period: Period): string {
  return new Date(Date.now() - days[period] * 24 * 3_600_000).toISOString()
}

type Page<Look> = { looks: Look[]; next: string | null }
type Fetch<Look, P extends Page<Look>> = (asked: { from: string; who?: string; before?: string }) => Promise<P>

/** A part of the log, page by page; asking for more shows all pages so far and one more. */
export function useLog<Look, P extends Page<Look>>(fetch: Fetch<Look, P>) {
  const [sought, setSought] = useState<Sought>({ period: 'month', who: '' })
  const wanted = useRef({ ...sought, pages: 1 })
  const [busy, setBusy] = useState(false)
  const { asked, again } = useAsked(async () => {
    const { period, who, pages } = wanted.current
    const read = await readPages(fetch, { from: since(period), ...(who && { who }) }, pages)
    setBusy(false)
    return read
  })
  useHeard(({ what }) => what === 'again' && again())
  const seek = (change: Partial<Sought>) => {
    wanted.current = { ...wanted.current, ...change, pages: 1 }
    setSought({ period: wanted.current.period, who: wanted.current.who })
    again()
  }
  const more = () => {
    wanted.current.pages += 1
    setBusy(true)
    again()
  }
  return { asked, again, sought, seek, more, busy }
}

/** So many pages one after the other, as one. */
export async function readPages<Look, P extends Page<Look>>(
  fetch: Fetch<Look, P>,
  asked: { from: string; who?: string },
  most: number,
): Promise<P> {
  const first = await fetch(asked)
  const looks = [...first.looks]
  let { next } = first
  for (let page = 1; page < most && next !== null; page += 1) {
    const further = await fetch({ ...asked, before: next })
    looks.push(...further.looks)
    next = further.next
  }
  return { ...first, looks, next }
}
