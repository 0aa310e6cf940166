import type { TargetedSubmitEvent } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { subjectLimit } from 'virtual:contract'
import type { Contact } from '../../contract/accounts.ts'
import { ask, Refused } from '../api.ts'
import { text } from '../text/text.ts'
import { saidOf, Show, useAsked } from '../ui/asked.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { ErrorSummary, stillWrong, type Wrong } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { useHeard } from '../ui/heard.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHeading } from '../ui/page.tsx'
import { ContactChoice } from './contact-choice.tsx'
import { type Beginning, beginAnew, begun } from './kept.ts'
import { grow, wrongWith } from './written.ts'

/** A new conversation: to whom, perhaps about what, and the first message (CNV-2, CNV-4). */
export function Start() {
  const { start, gettingContacts, noContacts, noContactsMore, seeAll } = text().conversations
  const { asked, again } = useAsked(() => ask('listContacts'))
  useHeard(({ what }) => (what === 'presence' || what === 'again') && again())
  return (
    <div class="start-form stack stack-wide">
      <PageHeading>{start}</PageHeading>
      <Show asked={asked} again={again} words={gettingContacts}>
        {({ contacts }) =>
          contacts.length === 0 ? (
            <Empty title={noContacts} more={noContactsMore}>
              <ButtonLink href="/conversations">{seeAll}</ButtonLink>
            </Empty>
          ) : (
            <StartForm contacts={contacts} />
          )
        }
      </Show>
    </div>
  )
}

function StartForm({ contacts }: { contacts: readonly Contact[] }) {
  const beginning = begun()
  const { wrong, round, busy, failed, post } = usePost(beginning)
  const errorOf = (id: string) => wrong.find((one) => one.id === id)?.error
  const { subject, subjectHint, message, send, sending, notSent, whoReads } = text().conversations
  const chosen = contacts.find(({ id }) => id === beginning.contact.value)
  return (
    <form class="stack stack-wide" onSubmit={post} noValidate>
      <ErrorSummary wrong={wrong} round={round} />
      <ContactChoice contacts={contacts} chosen={beginning.contact} error={errorOf('contact')} />
      <Field id="subject" label={subject} hint={subjectHint} optional error={errorOf('subject')}>
        {(ties) => (
          <input
            {...ties}
            class="input"
            maxLength={subjectLimit * 2}
            autocomplete="off"
            value={beginning.subject}
            onInput={(event) => (beginning.subject.value = event.currentTarget.value)}
          />
        )}
      </Field>
      <Field id="message" label={message} hint={chosen && whoReads(chosen.name)} error={errorOf('message')}>
        {(ties) => <FirstMessage ties={ties} beginning={beginning} />}
      </Field>
      {failed !== null && (
        <Notice tone="danger" word={notSent}>
          {saidOf(failed)}
        </Notice>
      )}
      <Button look="main" type="submit" busy={busy && sending}>
        {send}
      </Button>
    </form>
  )
}

function FirstMessage({ ties, beginning }: { ties: { id: string }; beginning: Beginning }) {
  const field = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => grow(field.current), [beginning.text.value])
  return (
    <textarea
      {...ties}
      class="input"
      ref={field}
      value={beginning.text}
      onInput={(event) => (beginning.text.value = event.currentTarget.value)}
    />
  )
}

/** Sends it once, however often one presses; what was refused stays in the fields. */
function usePost(beginning: Beginning) {
  const { route } = useLocation()
  const [wrong, setWrong] = useState<readonly Wrong[]>([])
  const [round, setRound] = useState(0)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const refuse = (found: readonly Wrong[]) => {
    setWrong(found)
    setRound((before) => before + 1)
  }
  const post = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy) return
    const found = wrongIn(beginning)
    refuse(found)
    setFailed(null)
    if (found.length > 0) return
    setBusy(true)
    try {
      const { id } = await ask('startConversation', { takes: takenFrom(beginning) })
      beginAnew()
      route(`/conversations/${id}`, true)
    } catch (error) {
      const fields = error instanceof Refused ? fieldsIn(error) : []
      if (fields.length > 0) refuse(fields)
      else setFailed(error)
      if (error instanceof Refused && error.code === 'key-used') beginning.clientKey = crypto.randomUUID()
      setBusy(false)
    }
  }
  return {
    wrong: stillWrong(wrong, wrongIn(beginning)),
    round,
    busy,
    failed,
    post: (event: TargetedSubmitEvent<HTMLFormElement>) => void post(event),
  }
}

function takenFrom({ contact, subject, text: words, clientKey }: Beginning) {
  const about = subject.value.trim()
  return { contacts: [contact.value], text: words.value.trimEnd(), clientKey, ...(about && { subject: about }) }
}

function wrongIn({ contact, text: words }: Beginning): Wrong[] {
  const wrong = wrongWith(words.value)
  return [
    ...(contact.value ? [] : [{ id: 'contact', error: text().conversations.chooseSomebody }]),
    ...(wrong ? [{ id: 'message', error: wrong }] : []),
  ]
}

/** The server's names of the fields, as this form calls them. */
function fieldsIn({ fields }: Refused): Wrong[] {
  const here: Record<string, string> = { contacts: 'contact', subject: 'subject', text: 'message' }
  return fields.flatMap(({ field, title }) => {
    const id = here[field.split('.')[0] ?? '']
    return id ? [{ id, error: title, refused: true }] : []
  })
}
