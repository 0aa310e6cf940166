import { useLayoutEffect, useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { subjectLimit } from 'virtual:contract'
import { ask, Refused } from '../api.ts'
import { text } from '../text/text.ts'
import { saidOf, Show } from '../ui/asked.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { ErrorSummary, type Wrong } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHeading } from '../ui/page.tsx'
import { usePosting } from '../ui/posting.ts'
import { ContactChoice } from './contact-choice.tsx'
import { type Found, type Search, useContacts } from './contacts.ts'
import { type Beginning, beginAnew, begun } from './kept.ts'
import { grow, wrongWith } from './written.ts'

/** A new conversation: to whom, perhaps about what, and the first message (CNV-2, CNV-4). */
export function Start() {
  const { start, gettingContacts, noContacts, noContactsMore, seeAll } = text().conversations
  const { asked, again, search } = useContacts()
  return (
    <div class="start-form stack stack-wide">
      <PageHeading>{start}</PageHeading>
      <Show asked={asked} again={again} words={gettingContacts}>
        {(found) =>
          found.contacts.length === 0 && !search.offered ? (
            <Empty title={noContacts} more={noContactsMore}>
              <ButtonLink href="/conversations">{seeAll}</ButtonLink>
            </Empty>
          ) : (
            <StartForm found={found} search={search} />
          )
        }
      </Show>
    </div>
  )
}

function StartForm({ found, search }: { found: Found; search: Search }) {
  const beginning = begun()
  const { wrong, errorOf, round, busy, failed, post } = usePost(beginning)
  const { subject, subjectHint, message, send, sending, notSent, whoReads } = text().conversations
  const chosen = beginning.contact.value
  return (
    <form class="stack stack-wide" onSubmit={post} noValidate>
      <ErrorSummary wrong={wrong} round={round} />
      <ContactChoice found={found} chosen={beginning.contact} search={search} error={errorOf('contact')} />
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
      <Field id="message" label={message} hint={chosen ? whoReads(chosen.name) : undefined} error={errorOf('message')}>
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

function usePost(beginning: Beginning) {
  const { route } = useLocation()
  return usePosting({
    missing: () => wrongIn(beginning),
    send: async () => {
      try {
        const { id } = await ask('startConversation', { takes: takenFrom(beginning) })
        beginAnew()
        route(`/conversations/${id}`, true)
      } catch (error) {
        if (error instanceof Refused && error.code === 'key-used') beginning.clientKey = crypto.randomUUID()
        throw error
      }
    },
    namedIn: fieldsIn,
  })
}

function takenFrom({ contact, subject, text: words, clientKey }: Beginning) {
  const about = subject.value.trim()
  return {
    contacts: [contact.value?.id ?? ''],
    text: words.value.trimEnd(),
    clientKey,
    ...(about && { subject: about }),
  }
}

function wrongIn({ contact, text: words }: Beginning): Wrong[] {
  const wrong = wrongWith(words.value)
  return [
    ...(contact.value ? [] : [{ id: 'contact', error: text().conversations.chooseSomebody }]),
    ...(wrong ? [{ id: 'message', error: wrong }] : []),
  ]
}

function fieldsIn({ fields }: Refused): Wrong[] {
  const here: Record<string, string> = { contacts: 'contact', subject: 'subject', text: 'message' }
  return fields.flatMap(({ field, title }) => {
    const id = here[field.split('.')[0] ?? '']
    return id ? [{ id, error: title, refused: true }] : []
  })
}
