import type { Signal } from '@preact/signals'
import { useState } from 'preact/hooks'
import type { Contact } from '../../contract/accounts.ts'
import { text } from '../text/text.ts'
import { FieldError } from '../ui/field.tsx'
import { Who } from '../ui/who.tsx'
import { lookOf, roleOf } from './names.ts'

/** From this many on, a list is too long to look through. */
const many = 8

/** One of the reader's own contacts (CNV-2), with role, and whether they are here. */
export function ContactChoice({
  contacts,
  chosen,
  error,
}: {
  contacts: readonly Contact[]
  chosen: Signal<string>
  error: string | undefined
}) {
  const [sought, setSought] = useState('')
  const { toWhom, toWhomHint, findName, nobodyFound } = text().conversations
  const found = contacts.filter(({ id, name }) => id === chosen.value || plain(name).includes(plain(sought)))
  return (
    <fieldset class="field" aria-describedby={error ? 'contact-hint contact-error' : 'contact-hint'}>
      <legend>{toWhom}</legend>
      <p class="hint" id="contact-hint">
        {toWhomHint}
      </p>
      <FieldError id="contact" error={error} />
      {contacts.length > many && (
        <label class="find">
          <span class="small">{findName}</span>
          <input class="input" type="search" value={sought} onInput={(event) => setSought(event.currentTarget.value)} />
        </label>
      )}
      {found.length === 0 ? <p>{nobodyFound}</p> : <Found found={found} chosen={chosen} />}
    </fieldset>
  )
}

function Found({ found, chosen }: { found: readonly Contact[]; chosen: Signal<string> }) {
  return (
    <ul class="niche rows choose">
      {found.map((contact, index) => (
        <ContactRow key={contact.id} contact={contact} chosen={chosen} id={index === 0 ? 'contact' : undefined} />
      ))}
    </ul>
  )
}

function ContactRow({ contact, chosen, id }: { contact: Contact; chosen: Signal<string>; id: string | undefined }) {
  const { name, kind, online } = contact
  return (
    <li>
      <label>
        <input
          type="radio"
          name="contact"
          id={id}
          value={contact.id}
          checked={chosen.value === contact.id}
          onChange={() => (chosen.value = contact.id)}
        />
        <Who name={name} look={lookOf({ naming: 'contact', kind })} here={online} />
        <span class="grow">
          <strong>{name}</strong>
          <br />
          <span class="small soft">
            {roleOf(contact)}
            {online && `, ${text().conversations.online}`}
          </span>
        </span>
      </label>
    </li>
  )
}

/** Without capitals and accents: `Zoe` finds `Zoë`. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
}
