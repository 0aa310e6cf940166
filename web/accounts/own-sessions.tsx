import { useState } from 'preact/hooks'
import type { Given } from '../../contract/endpoint.ts'
import type { Contract } from '../../contract/index.ts'
import { ask } from '../api.ts'
import { said } from '../text/moments.ts'
import { text } from '../text/text.ts'
import { saidOf, Show, useAsked } from '../ui/asked.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHeading } from '../ui/page.tsx'
import { say } from '../ui/toast.tsx'

type Line = Given<Contract['listMySessions']>['sessions'][number]

/** Where one is signed in, and the way out of each (SEC-15). */
export function OwnSessions() {
  const { asked, again } = useAsked(async () => (await ask('listMySessions')).sessions)
  const { where, whereMore, gettingWhere, changePassword, toSettings } = text().door
  return (
    <div class="reading stack">
      <PageHeading>{where}</PageHeading>
      <p>{whereMore}</p>
      <Show asked={asked} again={again} words={gettingWhere}>
        {(lines) => <Sessions lines={lines} again={again} />}
      </Show>
      <div class="row">
        <ButtonLink href="/settings/password">{changePassword}</ButtonLink>
        <ButtonLink look="quiet" href="/settings">
          {toSettings}
        </ButtonLink>
      </div>
    </div>
  )
}

function Sessions({ lines, again }: { lines: Line[]; again: () => void }) {
  const [ending, setEnding] = useState<string | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  const { signOutOthers, signingOutThere, signedOutThere, signedOutOthers, onlyHere } = text().door
  const end = async (what: string, how: () => Promise<void>) => {
    setEnding(what)
    setFailed(null)
    try {
      await how()
      say(what === 'others' ? signedOutOthers : signedOutThere)
      again()
    } catch (error) {
      setFailed(error)
    }
    setEnding(null)
  }
  return (
    <>
      {failed !== null && <Notice tone="danger">{saidOf(failed)}</Notice>}
      <ul class="rows niche">
        {lines.map((line) => (
          <Session
            key={line.id}
            line={line}
            busy={ending === line.id}
            end={() => void end(line.id, () => ask('endMySession', { where: { id: line.id } }))}
          />
        ))}
      </ul>
      {lines.length > 1 ? (
        <Button
          busy={ending === 'others' && signingOutThere}
          onClick={() => void end('others', () => ask('endMyOtherSessions'))}
        >
          {signOutOthers}
        </Button>
      ) : (
        <p class="soft">{onlyHere}</p>
      )}
    </>
  )
}

function Session({ line, busy, end }: { line: Line; busy: boolean; end: () => void }) {
  const { thisOne, lastSeen, began, signOutThere, signingOutThere } = text().door
  const seat = seatOf(line)
  return (
    <li>
      <div>
        <b>{seat}</b>
        {line.thisOne && <span class="soft"> ({thisOne})</span>}
        <p class="soft small">
          {lastSeen(said(line.seenAt))}
          <br />
          {began(said(line.beganAt))}
        </p>
      </div>
      {!line.thisOne && (
        <Button more="push" busy={busy && signingOutThere} onClick={end}>
          {signOutThere}
          <span class="hidden-text">, {seat}</span>
        </Button>
      )}
    </li>
  )
}

function seatOf({ browser, system }: Line): string {
  const { seat, unknownSeat } = text().door
  if (browser && system) return seat(browser, system)
  return browser ?? system ?? unknownSeat
}
