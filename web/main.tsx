import './style/index.css'
import { effect } from '@preact/signals'
import { render } from 'preact'
import { Unreachable } from './api.ts'
import { unread } from './conversations/inbox.ts'
import { startPresence } from './presence.ts'
import { Rooms } from './routes.tsx'
import { enter, practice } from './session.ts'
import { language, text } from './text/text.ts'
import { inError, keepReading, pageWord } from './ui/page.tsx'

async function start(): Promise<void> {
  const room = document.getElementById('room')
  if (!room) throw new Error('The page has no room.')
  try {
    await enter()
  } catch (error) {
    tellNotLoaded()
    if (!(error instanceof Unreachable)) throw error
    setTimeout(() => void start(), 5000)
    return
  }
  document.getElementById('not-loaded')?.setAttribute('hidden', '')
  render(<Rooms />, room)
  effect(titleTheTab)
  keepReading()
  startPresence()
}

/** Neutral words only: whoever looks over a shoulder sees a page, a house and a number. */
function titleTheTab(): void {
  const error = inError.value ? `${text().room.error} ` : ''
  const count = unread.value > 0 ? `(${new Intl.NumberFormat(language.value).format(unread.value)}) ` : ''
  const house = practice.value?.name ? ` – ${practice.value.name}` : ''
  document.title = `${error}${count}${pageWord.value}${house}`
}

/** No dictionary may be there yet, so the page itself holds these words, in both languages. */
function tellNotLoaded(): void {
  document.getElementById('not-loaded')?.removeAttribute('hidden')
}

void start()
