import { useState } from 'preact/hooks'
import type { Profile as Own } from '../../contract/accounts/profile.ts'
import { ask, Refused } from '../api.ts'
import { ComingAddress } from '../caseload/coming-address.tsx'
import { roleOf } from '../conversations/names.ts'
import { saidOf, Show, useAsked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { ErrorSummary, type Wrong } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { FieldError } from '../ui/field.tsx'
import { PageHeading } from '../ui/page.tsx'
import { usePosting } from '../ui/posting.ts'
import { say } from '../ui/toast.tsx'
import { professionalWords, profileWords } from './people-words.ts'
import { OwnPages } from './own-pages.tsx'
import { AbsencePart } from './profile-absence.tsx'
import { Part, type PartProps } from './profile-part.tsx'
import { PicturePart } from './profile-picture.tsx'
import { capital } from './professionals.tsx'
import { TextArea, TextField } from './text-field.tsx'

/** What one shows of oneself (PRF-2, PRF-4, PRF-5). */
export function Profile() {
  const { asked, again } = useAsked(() => ask('seeProfile'))
  const { title, intro, getting } = profileWords()
  return (
    <div class="settings">
      <OwnPages />
      <div>
        <PageHeading>{title}</PageHeading>
        <p class="soft">{intro}</p>
      </div>
      <Show asked={asked} again={again} words={getting}>
        {(own) => (
          <>
            <PicturePart own={own} changed={again} />
            {own.kind === 'professional' && <NamePart own={own} changed={again} />}
            {own.kind === 'client' && <ComingAddress />}
            {own.kind === 'client' && <PhonePart own={own} changed={again} />}
            {own.kind === 'professional' && <AbsencePart own={own} changed={again} />}
            <VisiblePart own={own} changed={again} />
            <KeptPart own={own} />
          </>
        )}
      </Show>
    </div>
  )
}

function NamePart({ own, changed }: PartProps) {
  const [filled, setFilled] = useState({
    first: own.first,
    infix: own.infix,
    last: own.last,
    description: own.description,
  })
  const words = professionalWords()
  const { nameTitle, save, saving, saved, notSaved } = profileWords()
  const names = ['first', 'infix', 'last'] as const
  const form = usePosting({
    missing: () =>
      (['first', 'last'] as const).flatMap((name) =>
        filled[name].trim() === '' ? [{ id: `own-${name}`, error: words.write[name] }] : [],
      ),
    send: async () => {
      const { description, ...name } = filled
      await ask('changeProfile', { takes: { name, description } })
      say(saved)
      changed()
    },
    namedIn: (refused) => namedIn(refused, { ...words }),
  })
  return (
    <Part id="own-name" title={nameTitle}>
      <form class="stack" onSubmit={form.post} noValidate>
        <ErrorSummary wrong={form.wrong} round={form.round} />
        {form.failed !== null && <Failure error={form.failed} round={form.round} word={notSaved} />}
        {names.map((name) => (
          <TextField
            key={name}
            id={`own-${name}`}
            label={words[name]}
            hint={name === 'infix' ? words.infixHint : ''}
            optional={name === 'infix'}
            error={form.errorOf(`own-${name}`)}
            value={filled[name]}
            type={(value) => setFilled((before) => ({ ...before, [name]: value }))}
          />
        ))}
        <TextArea
          id="own-description"
          label={words.description}
          hint={words.descriptionHint}
          optional
          error={form.errorOf('own-description')}
          value={filled.description}
          type={(description) => setFilled((before) => ({ ...before, description }))}
        />
        <Button type="submit" busy={form.busy && saving}>
          {save}
        </Button>
      </form>
    </Part>
  )
}

/** The server's `name.first` is this form's `own-first`. */
function namedIn({ fields }: Refused, labels: Record<'first' | 'infix' | 'last' | 'description', string>): Wrong[] {
  return fields.flatMap(({ field, title }) => {
    const name = (['first', 'infix', 'last', 'description'] as const).find((one) => field.endsWith(one))
    return name ? [{ id: `own-${name}`, label: labels[name], error: title, refused: true as const }] : []
  })
}

function PhonePart({ own, changed }: PartProps) {
  const [phone, setPhone] = useState(own.phone ?? '')
  const words = profileWords()
  const form = usePosting({
    missing: () => [],
    send: async () => {
      await ask('changeProfile', { takes: { phone } })
      say(words.saved)
      changed()
    },
    namedIn: ({ fields }) => fields.map(({ title }) => ({ id: 'own-phone', error: title, refused: true as const })),
  })
  return (
    <Part id="own-phone-part" title={words.phoneTitle}>
      <form class="stack" onSubmit={form.post} noValidate>
        <ErrorSummary wrong={form.wrong} round={form.round} />
        {form.failed !== null && <Failure error={form.failed} round={form.round} word={words.notSaved} />}
        <TextField
          id="own-phone"
          label={words.phone}
          hint={words.phoneHint}
          optional
          error={form.errorOf('own-phone')}
          value={phone}
          type={setPhone}
          kind="tel"
          autocomplete="tel"
        />
        <Button type="submit" busy={form.busy && words.saving}>
          {words.save}
        </Button>
      </form>
    </Part>
  )
}

/** Saved as soon as it is chosen. */
function VisiblePart({ own, changed }: PartProps) {
  const [chosen, setChosen] = useState<boolean | null>(null)
  const [error, setError] = useState<string>()
  const words = profileWords()
  const choose = async (visible: boolean) => {
    setChosen(visible)
    setError(undefined)
    try {
      await ask('changeProfile', { takes: { visible } })
      say(words.saved)
      changed()
    } catch (failure) {
      setChosen(null)
      setError(`${words.notSaved} ${saidOf(failure)}`)
    }
  }
  return (
    <Part id="own-visible" title={words.visibleTitle}>
      <FieldError id="visible" error={error} />
      <label class="tick">
        <input
          type="checkbox"
          checked={chosen ?? own.visible}
          onChange={(event) => void choose(event.currentTarget.checked)}
        />
        <span>
          {words.visible}
          <span class="tick-more">{words.visibleHint}</span>
        </span>
      </label>
    </Part>
  )
}

/** What is known of oneself here and is not one's own to change. */
function KeptPart({ own }: { own: Own }) {
  const words = profileWords()
  const staff = own.kind === 'professional'
  const name = [own.first, own.infix, own.last].filter(Boolean).join(' ')
  return (
    <Part id="own-kept" title={words.keptTitle} hint={staff ? words.keptHint : words.keptHintClient}>
      <dl class="about-person">
        {!staff && (
          <>
            <dt>{words.name}</dt>
            <dd>{name}</dd>
          </>
        )}
        <dt>{words.address}</dt>
        <dd>{own.address}</dd>
        {staff && (
          <>
            <dt>{words.groups}</dt>
            <dd>{capital(roleOf(own))}</dd>
            <dt>{words.labels}</dt>
            <dd>{own.labels.join(', ') || words.none}</dd>
          </>
        )}
        {own.kind !== 'related person' && (
          <>
            <dt>{words.identifier}</dt>
            <dd>{own.identifier ?? words.none}</dd>
          </>
        )}
      </dl>
    </Part>
  )
}
