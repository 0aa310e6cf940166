import type { LogPerson } from '../../contract/audit.ts'
import { looksWords } from './looks-words.ts'
import { whoSaid } from './sentences.ts'
import { periods, type Sought } from './use-log.ts'

/** Which part of the log: how far back, and whose looks. */
export function LogFilter({
  sought,
  seek,
  people,
  client,
}: {
  sought: Sought
  seek: (change: Partial<Sought>) => void
  /** Absent: there is nobody to choose. */
  people?: readonly LogPerson[]
  client?: string | undefined
}) {
  const { who, everybody, when, period } = looksWords()
  const named = (people ?? []).toSorted((a, b) => whoSaid(a, client).localeCompare(whoSaid(b, client)))
  return (
    <div class="filter">
      {people && (
        <label>
          <b>{who}</b>
          <select class="input" value={sought.who} onChange={(event) => seek({ who: event.currentTarget.value })}>
            <option value="">{everybody}</option>
            {named.map((person) => (
              <option key={person.id} value={person.id}>
                {whoSaid(person, client)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        <b>{when}</b>
        <select
          class="input"
          value={sought.period}
          onChange={(event) =>
            seek({ period: periods.find((one) => one === event.currentTarget.value) ?? sought.period, who: '' })
          }
        >
          {periods.map((one) => (
            <option key={one} value={one}>
              {period[one]}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}
