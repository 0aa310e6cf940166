import { useState } from 'preact/hooks'
import type { Managed, Professional } from '../../contract/accounts/professionals.ts'
import { ask, Refused } from '../api.ts'
import { practice, session } from '../session.ts'
import { saidOf } from '../ui/asked.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { say } from '../ui/toast.tsx'
import { professionalWords } from './people-words.ts'
import { ResetSecondStep } from './second-step-reset.tsx'

type ManagedProps = { person: Professional; managed: Managed; again: () => void }

/** What only the application manager sees of a colleague, and does with the account. */
export function ManagedPart({ person, managed, again }: ManagedProps) {
  const words = professionalWords()
  const { address, identifier, labels, lastManager, places } = managed
  const now = session.value
  const isMe = now.who !== 'nobody' && now.me.id === person.id
  return (
    <section class="niche pad stack" aria-labelledby="managed">
      <h2 id="managed">{words.managed}</h2>
      <dl class="about-person">
        <dt>{words.address}</dt>
        <dd>{address}</dd>
        <dt>{words.identifier}</dt>
        <dd>{identifier ?? words.noIdentifier}</dd>
        <dt>{words.labels}</dt>
        <dd>{labels.length > 0 ? labels.join(', ') : words.noLabels}</dd>
      </dl>
      {person.waiting && person.active && <Waiting id={person.id} />}
      {person.active && lastManager && <p class="soft">{words.lastManager}</p>}
      <div class="row">
        <ButtonLink href={`/professionals/${person.id}/edit`}>{words.edit}</ButtonLink>
        {!person.active && <Activate person={person} again={again} />}
        {!isMe && <ResetSecondStep account={person.id} name={person.name} />}
      </div>
      {person.active && !lastManager && <Deactivate person={person} managed={managed} again={again} />}
      <p class="hint">{words.places(places.active, places.most)}</p>
    </section>
  )
}

function Waiting({ id }: { id: string }) {
  const { waitingMore, welcome, welcoming, welcomed } = professionalWords()
  const { busy, failed, act } = useActing(async () => {
    await ask('welcomeProfessional', { where: { id } })
    say(welcomed)
  })
  return (
    <div class="stack">
      <p>{waitingMore}</p>
      {failed !== null && <Notice tone="danger">{saidOf(failed)}</Notice>}
      <Button busy={busy && welcoming} onClick={act}>
        {welcome}
      </Button>
    </div>
  )
}

function Activate({ person, again }: Pick<ManagedProps, 'person' | 'again'>) {
  const { activate, activating, activated } = professionalWords()
  const { busy, failed, act } = useActing(async () => {
    await ask('activateProfessional', { where: { id: person.id } })
    say(activated(person.name))
    again()
  })
  return (
    <>
      <Button busy={busy && activating} onClick={act}>
        {activate}
      </Button>
      {failed !== null && <Notice tone="danger">{withDesk(failed)}</Notice>}
    </>
  )
}

/** What follows from it stands there before it is done. */
function Deactivate({ person, managed, again }: ManagedProps) {
  const [sure, setSure] = useState(false)
  const words = professionalWords()
  const { busy, failed, act } = useActing(async () => {
    await ask('deactivateProfessional', { where: { id: person.id }, takes: { evenLast: managed.lastSecretary } })
    say(words.deactivated(person.name))
    setSure(false)
    again()
  })
  if (!sure)
    return (
      <p>
        <Button onClick={() => setSure(true)}>{words.deactivate}</Button>
      </p>
    )
  return (
    <div class="stack">
      <Notice tone="warn">
        {words.deactivateSure(person.name)} {managed.lastSecretary && words.lastSecretary}
      </Notice>
      {failed !== null && <Notice tone="danger">{saidOf(failed)}</Notice>}
      <div class="row">
        <Button more="btn-end" busy={busy && words.deactivating} onClick={act}>
          {words.yesDeactivate}
        </Button>
        <Button onClick={() => setSure(false)}>{words.cancel}</Button>
      </div>
    </div>
  )
}

/** Does something once, however often one presses. */
function useActing(how: () => Promise<void>) {
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const act = async () => {
    setBusy(true)
    setFailed(null)
    try {
      await how()
    } catch (error) {
      setFailed(error)
    }
    setBusy(false)
  }
  return { busy, failed, act: () => void act() }
}

/** Where the service desk is the next step, how to reach it. */
export function withDesk(error: unknown): string {
  if (!(error instanceof Refused) || error.code !== 'too-many-professionals') return saidOf(error)
  const { address, phone } = practice.value?.desk ?? { address: '', phone: null }
  const { full, askDesk } = professionalWords()
  return `${full} ${askDesk(address, phone)}`
}
