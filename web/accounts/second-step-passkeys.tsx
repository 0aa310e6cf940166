import { useState } from 'preact/hooks'
import type { SecondStep } from '../../contract/accounts/second-step.ts'
import { ask } from '../api.ts'
import { said } from '../text/moments.ts'
import { text } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { usePosting } from '../ui/posting.ts'
import { knowsPasskeys, makePasskey } from './passkeys.ts'
import { Said } from './second-step-answer.ts'

export type Confirming = <T>(act: () => Promise<T>) => Promise<T>

/** The passkeys there are, each with what it is called and when it was used. */
export function PasskeyList({ passkeys, remove }: { passkeys: SecondStep['passkeys']; remove: (id: string) => void }) {
  const { added, used, remove: label } = text().secondStep
  if (passkeys.length === 0) return null
  return (
    <ul class="rows niche">
      {passkeys.map(({ id, name, addedAt, usedAt }) => (
        <li key={id}>
          <span class="grow">
            <strong>{name}</strong>
            <br />
            <span class="soft">
              {added(said(addedAt))}
              {usedAt && `, ${used(said(usedAt))}`}
            </span>
          </span>
          <Button look="quiet" onClick={() => remove(id)}>
            {label}
            <span class="hidden-text"> {name}</span>
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** A name first, then the browser asks. Gives back recovery codes where there were none before. */
export function AddPasskey({
  confirming,
  finish,
}: {
  confirming: Confirming
  finish: (codes: string[] | null) => void | Promise<void>
}) {
  const [name, setName] = useState('')
  const words = text().secondStep
  const { wrong, errorOf, round, busy, failed, post } = usePosting({
    missing: () => (name.trim() ? [] : [{ id: 'passkey-name', error: words.writeName }]),
    send: async () => {
      const wanted = await confirming(() => ask('beginPasskey'))
      const made = await makePasskey(wanted).catch(() => {
        throw new Said(words.notMade)
      })
      const { recoveryCodes } = await ask('addPasskey', { takes: { ...made, name } })
      setName('')
      await finish(recoveryCodes)
    },
  })
  if (!knowsPasskeys()) return <p class="hint">{words.passkeysNotHere}</p>
  return (
    <form class="stack" onSubmit={post} noValidate>
      <ErrorSummary wrong={wrong} round={round} />
      {failed !== null && <Failure error={failed} round={round} />}
      <Field id="passkey-name" label={words.passkeyName} hint={words.passkeyNameHint} error={errorOf('passkey-name')}>
        {(ties) => (
          <input
            {...ties}
            class="input"
            type="text"
            maxLength={100}
            autocomplete="off"
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        )}
      </Field>
      <div class="buttons">
        <Button type="submit" busy={busy && words.begin}>
          {words.addPasskey}
        </Button>
      </div>
    </form>
  )
}
