import type { InputHTMLAttributes } from 'preact'
import { PasswordInput } from '../accounts/password-input.tsx'
import { text } from '../text/text.ts'
import { Field } from '../ui/field.tsx'
import { type FieldName, idOf, labelOf, type SetUpForm, zones } from './set-up-form.ts'

type FieldsProps = { form: SetUpForm }

/** What the practice is called, whom to ask, what language it speaks and by which clock it lives. */
export function PracticeFields({ form }: FieldsProps) {
  const { practice, nameHint, deskAddressHint } = text().practices.setUp
  return (
    <fieldset class="niche pad stack">
      <legend>
        <h2>{practice}</h2>
      </legend>
      <TextField form={form} name="practice.name" hint={nameHint} autocomplete="organization" />
      <TextField form={form} name="practice.deskAddress" hint={deskAddressHint} kind="email" autocomplete="off" />
      <TextField form={form} name="practice.deskPhone" optional kind="phone" autocomplete="off" />
      <LanguageField form={form} />
      <ZoneField form={form} />
    </fieldset>
  )
}

/** Who sets it up, and how they will sign in. */
export function PersonFields({ form }: FieldsProps) {
  const { person, personHint, infixHint, addressHint, passwordHint } = text().practices.setUp
  const password = 'person.password'
  return (
    <fieldset class="niche pad stack" aria-describedby="person-hint">
      <legend>
        <h2>{person}</h2>
      </legend>
      <p id="person-hint">{personHint}</p>
      <TextField form={form} name="person.first" autocomplete="given-name" />
      <TextField form={form} name="person.infix" hint={infixHint} optional autocomplete="off" />
      <TextField form={form} name="person.last" autocomplete="family-name" />
      <TextField form={form} name="person.address" hint={addressHint} kind="email" autocomplete="username" />
      <Field id={idOf(password)} label={labelOf(password)} hint={passwordHint} error={form.errorOf(idOf(password))}>
        {(ties) => (
          <PasswordInput ties={ties} value={form.filled[password]} type={(value) => form.fill(password, value)} fresh />
        )}
      </Field>
    </fieldset>
  )
}

/** For the keyboard of a phone. */
const kinds = { text: { type: 'text' }, email: { type: 'email' }, phone: { type: 'tel' } } as const

type TextFieldProps = FieldsProps & {
  name: FieldName
  hint?: string
  optional?: boolean
  kind?: keyof typeof kinds
  autocomplete: NonNullable<InputHTMLAttributes['autocomplete']>
}

function TextField({ form, name, hint, optional = false, kind = 'text', autocomplete }: TextFieldProps) {
  const id = idOf(name)
  return (
    <Field id={id} label={labelOf(name)} hint={hint} optional={optional} error={form.errorOf(id)}>
      {(ties) => (
        <input
          {...ties}
          class="input"
          {...kinds[kind]}
          autocomplete={autocomplete}
          value={form.filled[name]}
          onInput={(event) => form.fill(name, event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

function LanguageField({ form }: FieldsProps) {
  const name = 'practice.language'
  return (
    <fieldset class="field">
      <legend>{labelOf(name)}</legend>
      <div>
        {(['nl', 'en'] as const).map((value) => (
          <label class="tick" key={value} lang={value}>
            <input
              type="radio"
              name={idOf(name)}
              value={value}
              checked={form.filled[name] === value}
              onChange={() => form.fill(name, value)}
            />
            <span>{value === 'nl' ? 'Nederlands' : 'English'}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function ZoneField({ form }: FieldsProps) {
  const name = 'practice.timeZone'
  const id = idOf(name)
  return (
    <Field id={id} label={labelOf(name)} hint={text().practices.setUp.timeZoneHint} error={form.errorOf(id)}>
      {(ties) => (
        <select
          {...ties}
          class="input"
          value={form.filled[name]}
          onChange={(event) => form.fill(name, event.currentTarget.value)}
        >
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
