import type { Me } from '../../contract/accounts.ts'
import type { FailedLetter } from '../../contract/notifications.ts'
import { ask } from '../api.ts'
import { shortly } from '../text/moments.ts'
import { text } from '../text/text.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { useHeard } from '../ui/heard.ts'
import { Icon } from '../ui/icon.tsx'
import { PageHeading } from '../ui/page.tsx'

/** Whether this person is shown what could not be delivered (LOG-4). For anybody else nothing is asked at all. */
export function seesFailedLetters({ groups }: Me): boolean {
  return groups.includes('application manager')
}

/** How many stand on the home page. */
const few = 5

/** On the home page of the application manager: the newest few. */
export function FailedLettersPanel() {
  const { asked, again } = useFailedLetters()
  const { failedTitle, noFailed, gettingFailed, allFailed, allFailedRest } = text().notifications
  const long = asked.state === 'there' && asked.value.length > few
  return (
    <section aria-labelledby="failed-letters">
      <div class="head">
        <h2 id="failed-letters">{failedTitle}</h2>
        {long && (
          <a class="btn btn-quiet btn-edge small" href="/failed-letters">
            {allFailed}
            <span class="hidden-text"> {allFailedRest}</span>
          </a>
        )}
      </div>
      <Show asked={asked} again={again} words={gettingFailed}>
        {(letters) =>
          letters.length === 0 ? <div class="niche pad">{noFailed}</div> : <Letters letters={letters.slice(0, few)} />
        }
      </Show>
    </section>
  )
}

/** All of them, as far back as the server tells. */
export function FailedLetters() {
  const { asked, again } = useFailedLetters()
  const { failedTitle, failedShort, noFailed, gettingFailed } = text().notifications
  const { homeLink } = text().room
  return (
    <div class="reading stack stack-wide">
      <PageHeading word={failedShort}>{failedTitle}</PageHeading>
      <Show asked={asked} again={again} words={gettingFailed}>
        {(letters) =>
          letters.length === 0 ? (
            <Empty title={failedShort} more={noFailed}>
              <ButtonLink href="/">{homeLink}</ButtonLink>
            </Empty>
          ) : (
            <Letters letters={letters} />
          )
        }
      </Show>
    </div>
  )
}

function useFailedLetters() {
  const { asked, again } = useAsked(async () => (await ask('listFailedLetters')).letters)
  useHeard(({ what }) => what === 'again' && again())
  return { asked, again }
}

function Letters({ letters }: { letters: readonly FailedLetter[] }) {
  return (
    <div class="stack">
      <p class="hint">{text().notifications.failedMore}</p>
      <ul class="niche rows">
        {letters.map((letter) => (
          <LetterRow key={letter.id} letter={letter} />
        ))}
      </ul>
    </div>
  )
}

function LetterRow({ letter }: { letter: FailedLetter }) {
  const { account, accountKind, state, attempts, reason, endedAt } = letter
  const { account: number, bounced, dead } = text().notifications
  return (
    <li>
      <Icon name="mail" />
      <div class="grow">
        <p class="sentence">
          <strong>{text().room.roles[accountKind]}</strong>, {number(shortened(account))}
        </p>
        <p class="small soft">{state === 'bounced' ? bounced(said(reason)) : dead(said(reason), attempts)}</p>
      </div>
      <time class="small soft fact" dateTime={endedAt}>
        {shortly(endedAt)}
      </time>
    </li>
  )
}

/** Accounts that were made together begin alike, so the end is told too. */
function shortened(number: string): string {
  return `${number.slice(0, 8)}…${number.slice(-4)}`
}

/** The server's class of failure in the reader's words, with the mail server's code. A class that is new here stays as it came. */
function said(reason: string): string {
  const { reasons } = text().notifications
  const [, kind = reason, code = ''] = /^(.*?)( \(\d+\))?$/.exec(reason) ?? []
  const known = Object.entries(reasons).find(([name]) => name === kind)
  return known ? `${known[1]}${code}` : reason
}
