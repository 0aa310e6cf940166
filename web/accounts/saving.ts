import { useMemo, useRef, useState } from 'preact/hooks'
import { Refused } from '../api.ts'
import type { Sent } from '../../contract/endpoint.ts'
import type { Contract } from '../../contract/index.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import { changeSettings } from '../session.ts'
import { text } from '../text/text.ts'
import { saidOf } from '../ui/asked.tsx'
import { say } from '../ui/toast.tsx'

type Change = Sent<Contract['changeMySettings']>['takes']

/**
 * A setting that is saved as soon as it is chosen. What was chosen stands there at once; when it could not be saved, what
 * holds stands there again, with the reason. One change at a time: an older answer never comes last.
 */
export function useSaved<T>(saved: T, changeTo: (value: T) => Change) {
  const [chosen, setChosen] = useState<{ value: T } | null>(null)
  const [error, setError] = useState<string>()
  const wanted = useRef({ value: saved })
  const save = useMemo(
    () =>
      oneAtATime(async () => {
        const now = wanted.current
        try {
          await changeSettings(changeTo(now.value))
          // In the language that was just chosen.
          say(text().accounts.saved)
        } catch (failure) {
          setError(`${text().accounts.notSavedWord} ${reasonOf(failure)}`)
        }
        if (now === wanted.current) setChosen(null)
      }),
    [],
  )
  const choose = (value: T) => {
    wanted.current = { value }
    setChosen(wanted.current)
    setError(undefined)
    void save()
  }
  return { value: chosen ? chosen.value : saved, choose, error }
}

function reasonOf(failure: unknown): string {
  return (failure instanceof Refused && failure.fields[0]?.title) || saidOf(failure)
}
