import { Field, FieldError } from '../ui/field.tsx'
import { type ClientForm, idOf, wantedOf } from './client-form.ts'
import { dateFrom, dateInWords } from './dates.ts'
import type { Name } from './kept-form.ts'
import { clientWords } from './client-words.ts'

type FieldsProps = { form: ClientForm }

/** Who it is (ACC-6). */
export function WhoFields({ form }: FieldsProps) {
  const { who, infixHint } = clientWords().form
  return (
    <fieldset class="niche pad stack">
      <legend>
        <h2>{who}</h2>
      </legend>
      <ChoiceField
        form={form}
        name="gender"
        options={['female', 'male', 'other', 'unknown']}
        called={clientWords().form.genders}
      />
      <TextField form={form} name="first" />
      <TextField form={form} name="infix" hint={infixHint} />
      <TextField form={form} name="last" />
      {wantedOf('birthDate', form.fields) !== 'off' && <DateField form={form} />}
    </fieldset>
  )
}

/** What the practice keeps besides (ACC-7, ACC-11); nothing where it asks nothing. */
export function PracticeFields({ form }: FieldsProps) {
  const { besides, identifierHint, bsnHint, labelsHint } = clientWords().form
  const asked = (name: Name) => wantedOf(name, form.fields) !== 'off'
  if (!(['identifier', 'bsn', 'labels'] as const).some(asked)) return null
  return (
    <fieldset class="niche pad stack">
      <legend>
        <h2>{besides}</h2>
      </legend>
      {asked('identifier') && <TextField form={form} name="identifier" hint={identifierHint} />}
      {asked('bsn') && <TextField form={form} name="bsn" hint={bsnHint} kind="digits" />}
      {asked('labels') && <TextField form={form} name="labels" hint={labelsHint} />}
    </fieldset>
  )
}

/** For the keyboard of a phone. A field of type `email` would respell domains in other scripts. */
const kinds = {
  text: { type: 'text' },
  digits: { type: 'text', inputMode: 'numeric' },
  email: { type: 'text', inputMode: 'email', autocapitalize: 'none', spellcheck: false },
  tel: { type: 'tel' },
} as const

type TextFieldProps = FieldsProps & {
  name: Name
  hint?: string
  kind?: keyof typeof kinds
}

export function TextField({ form, name, hint, kind = 'text' }: TextFieldProps) {
  const id = idOf(name)
  const optional = wantedOf(name, form.fields) === 'optional'
  return (
    <Field id={id} label={clientWords().form[name]} hint={hint} optional={optional} error={form.errorOf(id)}>
      {(ties) => (
        <input
          {...ties}
          class="input"
          {...kinds[kind]}
          // Somebody else's data: the browser offers one's own.
          autocomplete="off"
          value={form.typed[name]}
          onInput={(event) => form.type(name, event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

/** Typed, or chosen in the browser's own calendar: both fill the same field. */
function DateField({ form }: FieldsProps) {
  const { birthDateHint, pickDate } = clientWords().form
  const kept = dateFrom(form.typed.birthDate)
  return (
    <>
      <TextField form={form} name="birthDate" hint={birthDateHint} />
      <Field id="pick-date" label={pickDate}>
        {(ties) => (
          <input
            {...ties}
            class="input"
            type="date"
            min="1900-01-01"
            value={kept ?? ''}
            onInput={({ currentTarget: { value } }) => value && form.type('birthDate', dateInWords(value))}
          />
        )}
      </Field>
    </>
  )
}

/** One of a few, all in sight. */
export function ChoiceField<T extends string>({
  form,
  name,
  options,
  called,
}: FieldsProps & { name: 'gender' | 'language'; options: readonly T[]; called: Record<T, string> }) {
  const id = idOf(name)
  const error = form.errorOf(id)
  return (
    <fieldset class="field" aria-describedby={error && `${id}-error`}>
      <legend>{clientWords().form[name]}</legend>
      <FieldError id={id} error={error} />
      <div class="side-by-side">
        {options.map((value, index) => (
          <label class="tick" key={value} lang={value === 'nl' || value === 'en' ? value : undefined}>
            <input
              type="radio"
              name={id}
              // The summary of errors leads to the first one.
              id={index === 0 ? id : undefined}
              value={value}
              checked={form.typed[name] === value}
              onChange={() => form.type(name, value)}
            />
            <span>{called[value]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
