import { useEffect, useRef, useState } from 'preact/hooks'
import type { Contact } from '../../contract/accounts.ts'
import { ask } from '../api.ts'
import { text } from '../text/text.ts'
import { useAsked } from '../ui/asked.tsx'
import { useHeard } from '../ui/heard.ts'
import { whisper } from '../ui/toast.tsx'

/** From this many on, a list is too long to look through. */
const many = 8
/** How long the fingers rest before the server is asked, ms. */
const rest = 250

/** What came of asking: `find` is what was sought, '' = everybody. */
export type Found = { find: string; contacts: readonly Contact[]; more: boolean }

/** Finding somebody among many contacts by the beginnings of their names. */
export type Search = {
  /** There are so many that looking through them is no fun; once offered it stays. */
  offered: boolean
  sought: string
  seek: (words: string) => void
  /** Without waiting for the fingers to rest. */
  seekNow: () => void
}

/** The reader's contacts: all of them, or those that were sought. */
export function useContacts() {
  const [sought, setSought] = useState('')
  const words = useRef('')
  const offered = useRef(false)
  const soon = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const { asked, again } = useAsked<Found>(async () => {
    const find = words.current.toWellFormed().replaceAll('\u0000', '').trim()
    return { find, ...(await ask('listContacts', { asksFor: find ? { find } : {} })) }
  })
  useHeard(({ what }) => (what === 'presence' || what === 'again') && again())
  useEffect(() => () => clearTimeout(soon.current), [])
  const there = asked.state === 'there' ? asked.value : null
  offered.current ||= there !== null && (there.more || there.contacts.length > many)
  useTold(there)
  const seekNow = () => {
    clearTimeout(soon.current)
    again()
  }
  const seek = (typed: string) => {
    words.current = typed
    setSought(typed)
    clearTimeout(soon.current)
    soon.current = setTimeout(again, rest)
  }
  const search: Search = { offered: offered.current, sought, seek, seekNow }
  return { asked, again, search }
}

/** How many were found is spoken, once for each thing that was sought. */
function useTold(there: Found | null): void {
  useEffect(() => {
    if (there?.find) whisper(text().conversations.found(there.contacts.length))
  }, [there?.find])
}
