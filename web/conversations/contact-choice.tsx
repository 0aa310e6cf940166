import type { Signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Contact } from '../../contract/accounts.ts'
import { text } from '../text/text.ts'
import { FieldError } from '../ui/field.tsx'
import { AwayLine } from '../ui/away.tsx'
import { Who } from '../ui/who.tsx'
import type { Found, Search } from './contacts.ts'
import { lookOf, roleOf } from './names.ts'

type ContactChoiceProps = {
  found: Found
  chosen: Signal<Contact | null>
  search: Search
  error: string | undefined
}

/** One of the reader's own contacts (CNV-2), with role, and whether they are here. Whoever was chosen stays in sight, whatever is sought. */
export function ContactChoice({ found, chosen, search, error }: ContactChoiceProps) {
  const { contacts, more } = found
  const { toWhom, toWhomHint, nobodyFound, notAll } = text().conversations
  const choice = chosen.value
  const shown = choice && !contacts.some(({ id }) => id === choice.id) ? [choice, ...contacts] : contacts
  useEffect(() => forgetIfGone(found, chosen), [found])
  return (
    <fieldset class="field" aria-describedby={error ? 'contact-hint contact-error' : 'contact-hint'}>
      <legend>{toWhom}</legend>
      <p class="hint" id="contact-hint">
        {toWhomHint}
      </p>
      <FieldError id="contact" error={error} />
      {search.offered && <Find search={search} id={shown.length === 0 ? 'contact' : 'find'} />}
      {contacts.length === 0 && <p>{nobodyFound}</p>}
      {shown.length > 0 && (
        <ul class="niche rows choose">
          {shown.map((contact, index) => (
            <ContactRow key={contact.id} contact={contact} chosen={chosen} id={index === 0 ? 'contact' : undefined} />
          ))}
        </ul>
      )}
      {more && <p class="hint">{notAll}</p>}
    </fieldset>
  )
}

/** Whoever was chosen, and is no contact any more. */
function forgetIfGone({ contacts, more, find }: Found, chosen: Signal<Contact | null>): void {
  const isAll = find === '' && !more
  if (isAll && !contacts.some(({ id }) => id === chosen.peek()?.id)) chosen.value = null
}

function Find({ search: { sought, seek, seekNow }, id }: { search: Search; id: string }) {
  return (
    <div class="find">
      <label class="small" for={id}>
        {text().conversations.findSomebody}
      </label>
      <input
        class="input"
        type="search"
        id={id}
        maxLength={100}
        autocomplete="off"
        value={sought}
        onInput={(event) => seek(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing) return
          // It would send the form, which nobody means who looks for a name.
          event.preventDefault()
          seekNow()
        }}
      />
    </div>
  )
}

type ContactRowProps = { contact: Contact; chosen: Signal<Contact | null>; id: string | undefined }

function ContactRow({ contact, chosen, id }: ContactRowProps) {
  const { name, kind, online } = contact
  return (
    <li>
      <label>
        <input
          type="radio"
          name="contact"
          id={id}
          value={contact.id}
          checked={chosen.value?.id === contact.id}
          onChange={() => (chosen.value = contact)}
        />
        <Who name={name} look={lookOf({ naming: 'contact', kind })} here={online} picture={contact.picture} />
        <span class="grow">
          <strong>{name}</strong>
          <br />
          <span class="small soft">
            {roleOf(contact)}
            {online && `, ${text().conversations.online}`}
          </span>
          {contact.description && <span class="small soft said">{contact.description}</span>}
          <AwayLine away={contact.away} />
        </span>
      </label>
    </li>
  )
}
