import { useRef, useState } from 'preact/hooks'
import { looksWords } from './looks-words.ts'
import { type Period, periods, since } from './use-log.ts'

type Sought = { period: Period; done: 'yes' | 'no' }

/** Which looks one reviews. */
export function useReview() {
  const [sought, setSought] = useState<Sought>({ period: 'month', done: 'no' })
  const now = useRef(sought)
  const seek = (change: Partial<Sought>) => {
    now.current = { ...now.current, ...change }
    setSought(now.current)
  }
  return { sought, seek, wanted: () => ({ from: since(now.current.period), done: now.current.done }) }
}

export function ReviewFilter({ sought, seek }: { sought: Sought; seek: (change: Partial<Sought>) => void }) {
  const { when, period, review } = looksWords()
  return (
    <div class="filter">
      <label>
        <b>{when}</b>
        <select
          class="input"
          value={sought.period}
          onChange={(event) => seek({ period: periods.find((one) => one === event.currentTarget.value) ?? 'month' })}
        >
          {periods.map((one) => (
            <option key={one} value={one}>
              {period[one]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <b>{review.show}</b>
        <select
          class="input"
          value={sought.done}
          onChange={(event) => seek({ done: event.currentTarget.value === 'yes' ? 'yes' : 'no' })}
        >
          <option value="no">{review.open}</option>
          <option value="yes">{review.done}</option>
        </select>
      </label>
    </div>
  )
}
