import { useEffect, useId, useState } from 'preact/hooks'
import type { DemoLetter } from '../../contract/notifications.ts'
import { ask } from '../api.ts'
import { practice, session } from '../session.ts'
import { said } from '../text/moments.ts'
import { text } from '../text/text.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { PageHeading } from '../ui/page.tsx'
import { say } from '../ui/toast.tsx'
import { LetterText } from './letter-text.tsx'

/** The way to the demo's mail; nothing where there is no demo. */
export function DemoMailLink() {
  if (!practice.value?.demo) return null
  return (
    <p>
      <ButtonLink href="/demo/mail">{text().notifications.demoMailLink}</ButtonLink>
    </p>
  )
}

/** What the demo would have mailed, newest first. It looks again by itself whenever one comes back to it. */
export function DemoMail() {
  const { asked, again, busy, look } = useLetters()
  const { demoMail, demoMailMore, lookAgain, looking, gettingMail } = text().notifications
  return (
    <div class="reading stack stack-wide">
      <div class="stack">
        <div>
          <PageHeading>{demoMail}</PageHeading>
          <p>{demoMailMore}</p>
        </div>
        <Button busy={busy && looking} onClick={look}>
          {lookAgain}
        </Button>
      </div>
      <Show asked={asked} again={again} words={gettingMail}>
        {(letters) =>
          letters.length === 0 ? <NoLetters /> : letters.map((letter) => <LetterItem key={letter.id} letter={letter} />)
        }
      </Show>
    </div>
  )
}

function useLetters() {
  const { asked, again } = useAsked(async () => (await ask('listDemoMail')).letters)
  const [sought, setSought] = useState<{ had: number } | null>(null)
  useEffect(() => {
    const wake = () => document.visibilityState === 'visible' && again()
    document.addEventListener('visibilitychange', wake)
    return () => document.removeEventListener('visibilitychange', wake)
  }, [])
  // Whoever pressed the button hears what came of it, also when that is nothing.
  useEffect(() => {
    if (!sought) return
    setSought(null)
    if (asked.state !== 'there') return
    const { nothingNew, newMail } = text().notifications
    const fresh = asked.value.length - sought.had
    say(fresh > 0 ? newMail(fresh) : nothingNew)
  }, [asked])
  const look = () => {
    setSought({ had: asked.state === 'there' ? asked.value.length : 0 })
    again()
  }
  return { asked, again, busy: sought !== null, look }
}

function NoLetters() {
  const { noDemoMail, noDemoMailMore } = text().notifications
  const here = session.value.who === 'somebody'
  return (
    <Empty title={noDemoMail} more={noDemoMailMore}>
      <ButtonLink href={here ? '/conversations/start' : '/'}>
        {here ? text().conversations.start : text().accounts.signIn}
      </ButtonLink>
    </Empty>
  )
}

function LetterItem({ letter: { to, at, language, subject, text: words } }: { letter: DemoLetter }) {
  const id = useId()
  return (
    <article class="niche pad mail" aria-labelledby={id}>
      <h2 id={id} lang={language}>
        {subject}
      </h2>
      <p class="small soft">
        {text().notifications.to(to)}
        <br />
        <time dateTime={at}>{said(at)}</time>
      </p>
      <div class="mail-text" lang={language}>
        <LetterText>{words}</LetterText>
      </div>
    </article>
  )
}
