import type { ComponentChildren } from 'preact'

/** One of a few, all in sight. */
export function Choice<T extends string>({
  name,
  title,
  options,
  chosen,
  choose,
  children,
}: {
  name: string
  title: string
  options: readonly { value: T; label: string; lang?: string }[]
  chosen: T
  choose: (value: T) => void
  children?: ComponentChildren
}) {
  return (
    <fieldset class="niche">
      <legend>
        <h2>{title}</h2>
      </legend>
      {options.map(({ value, label, lang }) => (
        <label class="tick" key={value} lang={lang}>
          <input type="radio" name={name} value={value} checked={value === chosen} onChange={() => choose(value)} />
          <span>{label}</span>
        </label>
      ))}
      {children}
    </fieldset>
  )
}
