import { useState } from 'preact/hooks'
import type { Registering } from '../../contract/practices/registrations.ts'
import { ask, type Refused } from '../api.ts'
import { dateFrom } from '../caseload/dates.ts'
import { practice } from '../session.ts'
import { language } from '../text/text.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { ErrorSummary, type Wrong } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { PageHeading } from '../ui/page.tsx'
import { usePosting } from '../ui/posting.ts'
import { UnknownPage } from './unknown-page.tsx'
import { configurationWords } from './configuration-words.ts'

type Kind = Registering['kind']
type Name = 'called' | 'first' | 'infix' | 'last' | 'birthDate' | 'gender' | 'address'
type Filled = Record<Name, string>

const blank: Filled = { called: '', first: '', infix: '', last: '', birthDate: '', gender: 'unknown', address: '' }
const fieldsOf: Record<Kind, readonly Name[]> = {
  regular: ['first', 'infix', 'last', 'birthDate', 'gender', 'address'],
  anonymous: ['called', 'address'],
}

/** Where one signs up by oneself, if the practice has opened that (REG-1). */
export function Register() {
  const { title, more, done, doneMore, toSignIn } = configurationWords().register
  const { open = 'off', introduction } = practice.value?.registration ?? {}
  const [kind, setKind] = useState<Kind>(open === 'anonymous' ? 'anonymous' : 'regular')
  const [isSent, setSent] = useState(false)
  if (open === 'off') return <UnknownPage />
  if (isSent)
    return (
      <div class="door stack">
        <PageHeading>{done}</PageHeading>
        <p>{doneMore}</p>
        <ButtonLink href="/">{toSignIn}</ButtonLink>
      </div>
    )
  return (
    <div class="door">
      <div class="door-head">
        <PageHeading>{title}</PageHeading>
        <p class="soft">{introduction ?? more}</p>
      </div>
      {open === 'both' && <KindChoice kind={kind} choose={setKind} />}
      <RegisterForm key={kind} kind={kind} sent={() => setSent(true)} />
      <p>
        <a href="/">{toSignIn}</a>
      </p>
    </div>
  )
}

function KindChoice({ kind, choose }: { kind: Kind; choose: (kind: Kind) => void }) {
  const words = configurationWords().register
  return (
    <fieldset class="field">
      <legend>{words.how}</legend>
      <div>
        {(['regular', 'anonymous'] as const).map((one) => (
          <label class="tick" key={one}>
            <input type="radio" name="kind" checked={kind === one} onChange={() => choose(one)} />
            <span>{words[one]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function RegisterForm({ kind, sent }: { kind: Kind; sent: () => void }) {
  const [filled, setFilled] = useState(blank)
  const { wrong, errorOf, round, busy, failed, post } = usePosting({
    missing: () => missingIn(kind, filled),
    send: async () => {
      await ask('register', { takes: { person: takenFrom(kind, filled) } })
      sent()
    },
    namedIn: ({ fields }: Refused) =>
      fieldsOf[kind].flatMap((name) => {
        const found = fields.find(({ field }) => field === `person.${name}`)
        return found ? [{ id: idOf(name), error: found.title, refused: true as const }] : []
      }),
  })
  const fill = (name: Name, value: string) => setFilled((before) => ({ ...before, [name]: value }))
  const { button, busy: sending } = configurationWords().register
  return (
    <form class="stack" onSubmit={post} noValidate>
      <ErrorSummary wrong={wrong} round={round} />
      {failed !== null && <Failure error={failed} round={round} />}
      {fieldsOf[kind].map((name) =>
        name === 'gender' ? (
          <GenderField key={name} value={filled.gender} fill={fill} />
        ) : (
          <TypedField key={name} name={name} value={filled[name]} fill={fill} error={errorOf(idOf(name))} />
        ),
      )}
      <Button look="main" more="btn-wide" type="submit" busy={busy && sending}>
        {button}
      </Button>
    </form>
  )
}

type Fill = (name: Name, value: string) => void
const completing = {
  called: 'nickname',
  first: 'given-name',
  infix: 'additional-name',
  last: 'family-name',
  birthDate: 'bday',
  address: 'email',
} as const

function TypedField({
  name,
  value,
  fill,
  error,
}: {
  name: Exclude<Name, 'gender'>
  value: string
  fill: Fill
  error: string | undefined
}) {
  const words = configurationWords().register
  const hints: Partial<Record<Name, string>> = {
    called: words.calledHint,
    infix: words.infixHint,
    birthDate: words.birthDateHint,
    address: words.addressHint,
  }
  return (
    <Field id={idOf(name)} label={words[name]} hint={hints[name]} optional={name === 'infix'} error={error}>
      {(ties) => (
        <input
          {...ties}
          class="input"
          inputMode={name === 'address' ? 'email' : 'text'}
          autocomplete={completing[name]}
          value={value}
          onInput={(event) => fill(name, event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

function GenderField({ value, fill }: { value: string; fill: Fill }) {
  const { gender, genders } = configurationWords().register
  return (
    <fieldset class="field">
      <legend>{gender}</legend>
      <div>
        {(Object.keys(genders) as (keyof typeof genders)[]).map((one) => (
          <label class="tick" key={one}>
            <input type="radio" name="gender" checked={value === one} onChange={() => fill('gender', one)} />
            <span>{genders[one]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function idOf(name: Name): string {
  return `register-${name}`
}

function missingIn(kind: Kind, filled: Filled): Wrong[] {
  const { write } = configurationWords().register
  return (Object.keys(write) as (keyof typeof write)[]).flatMap((name) => {
    if (!fieldsOf[kind].includes(name)) return []
    const isRight = name === 'birthDate' ? dateFrom(filled[name]) !== null : filled[name].trim() !== ''
    return isRight ? [] : [{ id: idOf(name), error: write[name] }]
  })
}

function takenFrom(kind: Kind, filled: Filled): Registering {
  const address = filled.address.trim()
  if (kind === 'anonymous') return { kind, called: filled.called.trim(), address, language: language.peek() }
  const { first, infix, last, gender, birthDate } = filled
  return {
    kind,
    first,
    infix,
    last,
    gender: gender as Extract<Registering, { kind: 'regular' }>['gender'],
    birthDate: dateFrom(birthDate) ?? '',
    address,
    language: language.peek(),
  }
}
