import { FieldError, tied } from './field.tsx'

/** One of a few, all in sight. It stands in a group, under that group's heading. */
export function Choice<T extends string>({
  name,
  title,
  hint,
  error,
  options,
  chosen,
  choose,
}: {
  name: string
  title: string
  hint?: string
  error: string | undefined
  /** `more`: what one gets with it, in a sentence. */
  options: readonly { value: T; label: string; more?: string; lang?: string }[]
  chosen: T
  choose: (value: T) => void
}) {
  return (
    <fieldset class="niche" aria-describedby={tied({ id: name, hint, error })['aria-describedby']}>
      <legend>
        <h3>{title}</h3>
      </legend>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <FieldError id={name} error={error} />
      {options.map(({ value, label, more, lang }) => (
        <label class="tick" key={value} lang={lang}>
          <input type="radio" name={name} value={value} checked={value === chosen} onChange={() => choose(value)} />
          <span>
            {label}
            {more && <span class="tick-more"> {more}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
