import { useState } from 'preact/hooks'
import type { PracticeSettings } from '../../contract/practices/settings.ts'
import { ask } from '../api.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field, FieldError, tied } from '../ui/field.tsx'
import { PageHeading } from '../ui/page.tsx'
import { outsideLogWords } from '../audit/outside-words.ts'
import {
  choices,
  type FieldName,
  type Filled,
  type Group,
  type GroupName,
  groups,
  idOf,
  labelOf,
  useGroup,
} from './configuration-form.ts'
import { zones } from './set-up-form.ts'
import { configurationWords } from './configuration-words.ts'

/** Where the application manager says how the practice works (PLT-2). Each group says what changes for whom, and is saved by itself. */
export function Configuration() {
  const { asked, again } = useAsked(() => ask('seeSettings'))
  const { title, more, getting } = configurationWords()
  return (
    <div class="settings">
      <div>
        <PageHeading>{title}</PageHeading>
        <p class="soft">{more}</p>
        <ButtonLink href="/configuration/outside-log">{outsideLogWords().link}</ButtonLink>
      </div>
      <Show asked={asked} again={again} words={getting}>
        {(settings) => <Groups settings={settings} />}
      </Show>
    </div>
  )
}

function Groups({ settings: first }: { settings: PracticeSettings }) {
  const [settings, setSettings] = useState(first)
  return (
    <>
      {(Object.keys(groups) as GroupName[]).map((name) => (
        <GroupForm key={name} name={name} settings={settings} saved={setSettings} />
      ))}
    </>
  )
}

type GroupProps = { name: GroupName; settings: PracticeSettings; saved: (settings: PracticeSettings) => void }

function GroupForm({ name, settings, saved }: GroupProps) {
  const group = useGroup(name, settings, saved)
  const { save, saving } = configurationWords()
  const { group: words } = configurationWords()
  return (
    <section aria-labelledby={`group-${name}`}>
      <form class="niche pad stack" onSubmit={group.post} noValidate>
        <div>
          <h2 id={`group-${name}`}>{words[name].title}</h2>
          <p class="soft">{words[name].more}</p>
        </div>
        <ErrorSummary wrong={group.wrong} round={group.round} />
        {group.failed !== null && <Failure error={group.failed} round={group.round} />}
        {groups[name].map((field) => (
          <Setting key={field} name={field} group={group} />
        ))}
        <Button type="submit" busy={group.busy && saving}>
          {save}
          <span class="hidden-text"> {words[name].title}</span>
        </Button>
      </form>
    </section>
  )
}

type SettingProps = { name: FieldName; group: Group }

function Setting({ name, group }: SettingProps) {
  if (name === 'timeZone' || name.startsWith('clientFields.')) return <ListSetting name={name} group={group} />
  return choices[name] ? <ChoiceSetting name={name} group={group} /> : <TypedSetting name={name} group={group} />
}

const optional = new Set<FieldName>([
  'longName',
  'footer',
  'desk.phone',
  'desk.hours',
  'innerDesk.address',
  'innerDesk.phone',
  'innerDesk.hours',
  'registration.introduction',
])
const lines = new Set<FieldName>(['footer', 'registration.introduction'])

function TypedSetting({ name, group }: SettingProps) {
  const id = idOf(name)
  const hints: Partial<Filled> = configurationWords().hint
  const fill = (event: { currentTarget: { value: string } }) => group.fill(name, event.currentTarget.value)
  return (
    <Field id={id} label={labelOf(name)} hint={hints[name]} optional={optional.has(name)} error={group.errorOf(id)}>
      {(ties) =>
        lines.has(name) ? (
          <textarea {...ties} class="input" rows={3} value={group.filled[name]} onInput={fill} />
        ) : (
          <input {...ties} class="input" {...keyboardFor(name)} value={group.filled[name]} onInput={fill} />
        )
      }
    </Field>
  )
}

function keyboardFor(name: FieldName) {
  if (name.endsWith('.address')) return { inputMode: 'email', autocomplete: 'off' } as const
  if (name.endsWith('.phone')) return { type: 'tel', autocomplete: 'off' } as const
  return name === 'sessionMinutes' || name === 'temporaryAccessMinutes'
    ? ({ inputMode: 'numeric', autocomplete: 'off' } as const)
    : { autocomplete: 'off' as const }
}

function ChoiceSetting({ name, group }: SettingProps) {
  const id = idOf(name)
  const error = group.errorOf(id)
  const { choice, hint: all } = configurationWords()
  const hints: Partial<Filled> = all
  const hint = hints[name]
  const called: Partial<Record<string, string>> = choice[kindOf(name)]
  return (
    <fieldset class="field" aria-describedby={tied({ id, hint, error })['aria-describedby']}>
      <legend>{labelOf(name)}</legend>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldError id={id} error={error} />
      <div>
        {(choices[name] ?? []).map((value, index) => (
          <label class="tick" key={value}>
            <input
              type="radio"
              id={index === 0 ? id : undefined}
              name={id}
              value={value}
              checked={group.filled[name] === value}
              onChange={() => group.fill(name, value)}
            />
            <span>{called[value]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function kindOf(name: FieldName) {
  if (name.startsWith('twoStep')) return 'twoStep' as const
  if (name === 'registration.open') return 'open' as const
  if (name === 'registration.acceptance') return 'acceptance' as const
  if (name === 'outside') return 'outside' as const
  return name === 'language' ? ('language' as const) : ('yesNo' as const)
}

/** One of many, or of the same few again and again. */
function ListSetting({ name, group }: SettingProps) {
  const id = idOf(name)
  const { hint, choice } = configurationWords()
  const hints: Partial<Filled> = hint
  const asked: Partial<Record<string, string>> = choice.asked
  return (
    <Field id={id} label={labelOf(name)} hint={hints[name]} error={group.errorOf(id)}>
      {(ties) => (
        <select
          {...ties}
          class="input"
          value={group.filled[name]}
          onChange={(event) => group.fill(name, event.currentTarget.value)}
        >
          {(choices[name] ?? zones).map((value) => (
            <option key={value} value={value}>
              {asked[value] ?? value.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
