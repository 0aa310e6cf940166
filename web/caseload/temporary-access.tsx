import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import type { Client } from '../../contract/caseload.ts'
import { ask } from '../api.ts'
import { clock } from '../text/moments.ts'
import { saidOf } from '../ui/asked.tsx'
import { band } from '../ui/band.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { useDoing } from '../ui/doing.ts'
import { Empty } from '../ui/empty.tsx'
import { Icon } from '../ui/icon.tsx'
import { PageHeading } from '../ui/page.tsx'
import { whisper } from '../ui/toast.tsx'
import { nameOf } from './name-of.ts'
import { outsideWords } from './outside-words.ts'

type Given = { client: Client; until: string; again: () => void }

/** Puts the band there as long as this account is open for a while. */
export function TemporaryBand({ client, until, again }: Given) {
  // Gone with the account, not a moment later: it names somebody.
  useLayoutEffect(() => {
    band.value = <Band key={until} client={client} until={until} again={again} />
    return () => void (band.value = null)
  }, [client.id, until])
  return null
}

/** At so many minutes before the end it is spoken. */
const spoken = new Set([10, 5, 1])

/** Whose account it is, that it can only be read, and until when; at the end the server is asked, and the account closes. */
function Band({ client, until, again }: Given) {
  const left = useMinutes(until, again)
  const { busy, failed, act } = useDoing(again)
  const { band: title, to, ends, stop, stopping, stopped } = outsideWords().temporary
  const where = { id: client.id }
  return (
    <section class="band" aria-label={title}>
      <div class="band-in">
        <Icon name="clock" small />
        <span>
          <strong>{title}</strong> {to(nameOf(client))} {ends(clock(until), left)}
          {failed !== null && ` ${saidOf(failed)}`}
        </span>
        <Button
          look="quiet"
          more="btn-edge"
          busy={busy && stopping}
          onClick={() => act(() => ask('endTemporaryAccess', { where }), stopped)}
        >
          {stop}
        </Button>
      </div>
    </section>
  )
}

/** Whole minutes that are left, the last one begun counted; spoken now and then. */
function useMinutes(until: string, over: () => void): number {
  const now = () => Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 60_000))
  const [left, setLeft] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => {
      setLeft(now())
      if (now() === 0) over()
    }, 1000)
    return () => clearInterval(timer)
  }, [])
  useEffect(() => {
    if (spoken.has(left)) whisper(outsideWords().temporary.soon(left))
  }, [left])
  return left
}

/** What stands where the account was: it is over, and what one can do. */
export function TemporaryOver() {
  const { over, overMore, toOthers } = outsideWords().temporary
  return (
    <div class="reading stack">
      <PageHeading>{outsideWords().others}</PageHeading>
      <Empty title={over} more={overMore}>
        <ButtonLink href="/clients/others">{toOthers}</ButtonLink>
      </Empty>
    </div>
  )
}
