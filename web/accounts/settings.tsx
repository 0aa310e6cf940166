import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Me } from '../../contract/accounts.ts'
import { roleOf } from '../conversations/names.ts'
import { DemoMailLink } from '../notifications/demo-mail.tsx'
import { MailChoice } from '../notifications/mail-choice.tsx'
import { QuietHours } from '../notifications/quiet-hours.tsx'
import { signOut } from '../session.ts'
import { language, text } from '../text/text.ts'
import { saidOf } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHeading } from '../ui/page.tsx'
import { OwnPages } from './own-pages.tsx'
import { useSaved } from './saving.ts'
import { SecurityLinks } from './security-links.tsx'

/** One's own settings. Each is saved as soon as it is chosen. */
export function Settings({ me }: { me: Me }) {
  const { settings, signedInAs, readingTitle, signOut: signingOut } = text().accounts
  return (
    <div class="settings">
      <OwnPages />
      <div>
        <PageHeading>{settings}</PageHeading>
        <p class="soft">
          {signedInAs} {me.name}, {roleOf(me)}
        </p>
      </div>
      <Group id="reading" title={readingTitle}>
        <LanguageChoice me={me} />
        <ThemeChoice me={me} />
        <KeysChoice me={me} />
      </Group>
      <Group id="mail" title={text().notifications.mailTitle}>
        <MailChoice me={me} />
        <QuietHours me={me} />
        <DemoMailLink />
      </Group>
      <Group id="security" title={text().door.securityTitle}>
        <SecurityLinks me={me} />
      </Group>
      <Group id="signing-out" title={signingOut}>
        <SignOut />
      </Group>
    </div>
  )
}

function Group({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section class="stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}

function LanguageChoice({ me }: { me: Me }) {
  const { value, choose, error } = useSaved(me.language ?? language.value, (chosen) => ({ language: chosen }))
  return (
    <Choice
      name="language"
      title={text().accounts.languageTitle}
      error={error}
      options={[
        { value: 'nl', label: 'Nederlands', lang: 'nl' },
        { value: 'en', label: 'English', lang: 'en' },
      ]}
      chosen={value}
      choose={choose}
    />
  )
}

function ThemeChoice({ me }: { me: Me }) {
  const { value, choose, error } = useSaved(me.theme, (theme) => ({ theme }))
  const { themeTitle, theme } = text().accounts
  return (
    <Choice
      name="theme"
      title={themeTitle}
      error={error}
      options={(['device', 'light', 'dark'] as const).map((one) => ({ value: one, label: theme[one] }))}
      chosen={value}
      choose={choose}
    />
  )
}

function KeysChoice({ me }: { me: Me }) {
  const { value, choose, error } = useSaved(me.enterSends, (enterSends) => ({ enterSends }))
  const { sendTitle, enterMakesLine, enterSends } = text().accounts
  return (
    <Choice
      name="enter"
      title={sendTitle}
      error={error}
      options={[
        { value: 'line', label: enterMakesLine },
        { value: 'send', label: enterSends },
      ]}
      chosen={value ? 'send' : 'line'}
      choose={(does) => choose(does === 'send')}
    />
  )
}

function SignOut() {
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const { signOut: label, signingOut, signOutHint } = text().accounts
  const go = () => {
    setBusy(true)
    signOut().catch((error: unknown) => {
      setFailed(error)
      setBusy(false)
    })
  }
  return (
    <>
      {failed !== null && <Notice tone="danger">{saidOf(failed)}</Notice>}
      <p>{signOutHint}</p>
      <Button busy={busy && signingOut} onClick={go}>
        {label}
      </Button>
    </>
  )
}
