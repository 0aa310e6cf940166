import type { Professional } from '../../contract/accounts/professionals.ts'
import { groups } from '../../rules/words.ts'
import { ask, Refused } from '../api.ts'
import { practice } from '../session.ts'
import { text } from '../text/text.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { FieldError } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHeading } from '../ui/page.tsx'
import { professionalWords } from './people-words.ts'
import { idOf, labelOf, type LineName, type ProfessionalForm, useProfessionalForm } from './professional-form.ts'
import { withDesk } from './professional-managed.tsx'
import { capital } from './professionals.tsx'
import { TextArea, TextField } from './text-field.tsx'

/** A new colleague (ACC-12). */
export function AddProfessional() {
  const { addTitle, back } = professionalWords()
  return (
    <div class="set-up stack stack-wide">
      <Back href="/professionals" words={back} />
      <PageHeading>{addTitle}</PageHeading>
      <Form person={null} />
    </div>
  )
}

/** A colleague's account as it stands, to be changed. */
export function EditProfessional({ id }: { id: string }) {
  const { asked, again } = useAsked(() => ask('seeProfessional', { where: { id } }))
  const { editTitle, gettingOne } = professionalWords()
  return (
    <div class="set-up stack stack-wide">
      <Show asked={asked} again={again} words={gettingOne}>
        {(person) => (
          <>
            <Back href={`/professionals/${id}`} words={person.name} />
            <PageHeading>{editTitle}</PageHeading>
            <Form person={person} />
          </>
        )}
      </Show>
    </div>
  )
}

function Back({ href, words }: { href: string; words: string }) {
  return (
    <a class="way-back" href={href}>
      <Icon name="back" small />
      <span>{words}</span>
    </a>
  )
}

function Form({ person }: { person: Professional | null }) {
  const form = useProfessionalForm(person)
  const { add, adding, save, saving } = professionalWords()
  return (
    <form class="stack stack-wide" onSubmit={form.post} noValidate>
      <ErrorSummary wrong={form.wrong} round={form.round} />
      {form.failed !== null && <Trouble form={form} />}
      <NameFields form={form} />
      <AccountFields form={form} />
      <GroupFields form={form} />
      {form.isNew && <ActiveField form={form} />}
      <Button look="main" type="submit" busy={form.busy && (form.isNew ? adding : saving)}>
        {form.isNew ? add : save}
      </Button>
    </form>
  )
}

type FormProps = { form: ProfessionalForm }

/** What is in the way but stands at no field: with the next step. */
function Trouble({ form: { failed, round, insist, isNew } }: FormProps) {
  const { stillAdd, stillSave, notSaved, writeDesk } = professionalWords()
  const code = failed instanceof Refused ? failed.code : null
  if (code === 'almost-same-name' || code === 'last-secretary')
    return (
      <div class="stack">
        <Failure error={failed} round={round} word={notSaved} />
        <Button
          type="submit"
          onClick={() => insist(code === 'last-secretary' ? { evenLast: true } : { evenIfAlike: true })}
        >
          {isNew || code === 'almost-same-name' ? stillAdd : stillSave}
        </Button>
      </div>
    )
  if (code === 'too-many-professionals')
    return (
      <div class="stack">
        <Notice tone="danger" word={notSaved}>
          {withDesk(failed)}
        </Notice>
        <ButtonLink href={`mailto:${practice.value?.desk.address ?? ''}`}>{writeDesk}</ButtonLink>
      </div>
    )
  return <Failure error={failed} round={round} word={notSaved} />
}

function NameFields({ form }: FormProps) {
  const { nameTitle, infixHint } = professionalWords()
  return (
    <fieldset class="niche pad stack">
      <legend>
        <h2>{nameTitle}</h2>
      </legend>
      <Line form={form} name="first" />
      <Line form={form} name="infix" hint={infixHint} optional />
      <Line form={form} name="last" />
    </fieldset>
  )
}

function AccountFields({ form }: FormProps) {
  const { addressHint, addressChangeHint, identifierHint, descriptionHint, labelsHint, one } = professionalWords()
  return (
    <fieldset class="niche pad stack">
      <legend>
        <h2>{one}</h2>
      </legend>
      <Line form={form} name="address" hint={form.isNew ? addressHint : addressChangeHint} kind="email" />
      {form.exists && <NextSteps />}
      <Line form={form} name="identifier" hint={identifierHint} optional />
      <TextArea
        id={idOf('description')}
        label={labelOf('description')}
        hint={descriptionHint}
        optional
        error={form.errorOf(idOf('description'))}
        value={form.filled.description}
        type={(description) => form.change({ description })}
      />
      <Line form={form} name="labels" hint={labelsHint} optional />
    </fieldset>
  )
}

/** ACC-4: where somebody with this address may be found, and whom to ask. */
function NextSteps() {
  const { searchAll, writeDesk } = professionalWords()
  return (
    <div class="row">
      <ButtonLink href="/professionals?state=all">{searchAll}</ButtonLink>
      <ButtonLink href={`mailto:${practice.value?.desk.address ?? ''}`}>{writeDesk}</ButtonLink>
    </div>
  )
}

type LineProps = FormProps & { name: LineName; hint?: string; optional?: boolean; kind?: 'text' | 'email' }

function Line({ form, name, hint = '', optional = false, kind = 'text' }: LineProps) {
  const id = idOf(name)
  return (
    <TextField
      id={id}
      label={labelOf(name)}
      hint={hint}
      optional={optional}
      error={form.errorOf(id)}
      value={form.filled[name]}
      type={(value) => form.change({ [name]: value })}
      kind={kind}
    />
  )
}

function GroupFields({ form }: FormProps) {
  const id = idOf('groups')
  const error = form.errorOf(id)
  const { groups: title, groupsHint } = professionalWords()
  const { roles } = text().room
  const chosen = form.filled.groups
  return (
    <fieldset class="niche pad stack" aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}>
      <legend>
        <h2>{title}</h2>
      </legend>
      <p class="hint" id={`${id}-hint`}>
        {groupsHint}
      </p>
      <FieldError id={id} error={error} />
      <div>
        {groups.map((group, index) => (
          <label class="tick" key={group}>
            <input
              type="checkbox"
              id={index === 0 ? id : undefined}
              checked={chosen.includes(group)}
              onChange={({ currentTarget: { checked } }) =>
                form.change({ groups: checked ? [...chosen, group] : chosen.filter((one) => one !== group) })
              }
            />
            <span>{capital(roles[group])}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function ActiveField({ form }: FormProps) {
  const { active, activeHint } = professionalWords()
  return (
    <label class="tick">
      <input
        type="checkbox"
        checked={form.filled.active}
        onChange={(event) => form.change({ active: event.currentTarget.checked })}
      />
      <span>
        {active}
        <span class="tick-more">{activeHint}</span>
      </span>
    </label>
  )
}
