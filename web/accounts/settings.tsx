import { useState } from 'preact/hooks'
import type { Me } from '../../contract/accounts.ts'
import { roleOf } from '../conversations/names.ts'
import { changeSettings, signOut } from '../session.ts'
import { language, text } from '../text/text.ts'
import { saidOf } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHeading } from '../ui/page.tsx'
import { say } from '../ui/toast.tsx'

/** One's own settings. Each is saved as soon as it is chosen. */
export function Settings({ me }: { me: Me }) {
  const [failed, setFailed] = useState<unknown>(null)
  const { settings, signedInAs, notSavedWord } = text().accounts
  const change = (what: Parameters<typeof changeSettings>[0]) => {
    setFailed(null)
    // In the language that was just chosen.
    changeSettings(what).then(() => say(text().accounts.saved), setFailed)
  }
  return (
    <div class="settings stack stack-wide">
      <div>
        <PageHeading>{settings}</PageHeading>
        <p class="soft">
          {signedInAs} {me.name}, {roleOf(me)}
        </p>
      </div>
      {failed !== null && (
        <Notice tone="danger" word={notSavedWord}>
          {saidOf(failed)}
        </Notice>
      )}
      <Choices me={me} change={change} />
      <SignOut />
    </div>
  )
}

function Choices({ me, change }: { me: Me; change: (what: Parameters<typeof changeSettings>[0]) => void }) {
  const { languageTitle, sendTitle, enterMakesLine, enterSends, themeTitle, theme } = text().accounts
  return (
    <>
      <Choice
        name="language"
        title={languageTitle}
        options={[
          { value: 'nl', label: 'Nederlands', lang: 'nl' },
          { value: 'en', label: 'English', lang: 'en' },
        ]}
        chosen={me.language ?? language.value}
        choose={(chosen) => change({ language: chosen })}
      />
      <Choice
        name="enter"
        title={sendTitle}
        options={[
          { value: 'line', label: enterMakesLine },
          { value: 'send', label: enterSends },
        ]}
        chosen={me.enterSends ? 'send' : 'line'}
        choose={(does) => change({ enterSends: does === 'send' })}
      />
      <Choice
        name="theme"
        title={themeTitle}
        options={(['device', 'light', 'dark'] as const).map((value) => ({ value, label: theme[value] }))}
        chosen={me.theme}
        choose={(chosen) => change({ theme: chosen })}
      />
    </>
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
    <div class="stack">
      {failed !== null && <Notice tone="danger">{saidOf(failed)}</Notice>}
      <Button busy={busy && signingOut} onClick={go}>
        {label}
      </Button>
      <p class="hint">{signOutHint}</p>
    </div>
  )
}
