import { useEffect, useMemo, useRef } from 'preact/hooks'
import { Refused } from '../api.ts'
import { text } from '../text/text.ts'
import { Failed } from '../ui/asked.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHeading } from '../ui/page.tsx'
import { Waiting } from '../ui/waiting.tsx'
import { Composer } from './composer.tsx'
import { Log } from './log.tsx'
import { othersOf } from './names.ts'
import { useFollow, useSeen } from './place.ts'
import { type Head, keepReading, newReading, type Reading } from './reading.ts'
import { ThreadHead } from './thread-head.tsx'

/** One conversation. */
export function Thread({ id }: { id: string }) {
  const reading = useMemo(() => newReading(id), [])
  useEffect(() => keepReading(reading), [])
  const head = reading.head.value
  const failed = reading.failed.value
  return (
    <section class="thread" aria-labelledby="subject">
      <a class="btn btn-quiet btn-edge back" href="/conversations">
        <Icon name="back" small />
        {text().conversations.all}
      </a>
      {failed !== null && <NotToBeRead error={failed} again={reading.again} />}
      {failed === null && !head && <OnItsWay />}
      {failed === null && head && <OpenThread reading={reading} head={head} />}
    </section>
  )
}

function OpenThread({ reading, head }: { reading: Reading; head: Head }) {
  const log = useRef<HTMLDivElement>(null)
  const bottom = useRef<HTMLDivElement>(null)
  useFollow(reading, { log, bottom })
  const { below, goBelow } = useSeen(reading, { log, bottom })
  return (
    <>
      <ThreadHead head={head} />
      <Log reading={reading} head={head} box={log} />
      <div class="bottom" ref={bottom}>
        {below > 0 && (
          <div class="below">
            <Button onClick={goBelow}>
              <Icon name="down" small />
              {text().conversations.below(below)}
            </Button>
          </div>
        )}
        {head.may.post === true ? (
          <Composer
            id={head.id}
            to={othersOf(head.participants).filter(({ present }) => present)}
            last={() => reading.messages.peek().at(-1)?.position ?? 0}
          />
        ) : (
          <Closed why={head.may.post} />
        )}
      </div>
    </>
  )
}

function Closed({ why }: { why: 'left' | 'no-longer-in-touch' }) {
  const { left, noLongerInTouch, notWritable } = text().conversations
  return (
    <Notice tone="warn" word={text().room.note}>
      {why === 'left' ? left : noLongerInTouch} {notWritable}
    </Notice>
  )
}

function OnItsWay() {
  return (
    <>
      <PageHeading id="subject">{text().conversations.one}</PageHeading>
      <Waiting words={text().conversations.gettingOne} />
    </>
  )
}

/** Unknown and not yours are the same answer, here too. */
function NotToBeRead({ error, again }: { error: unknown; again: () => void }) {
  const { one, notYours, all } = text().conversations
  const refused = error instanceof Refused && error.code === 'not-found'
  return (
    <div class="stack">
      <PageHeading id="subject">{one}</PageHeading>
      {refused ? <Notice tone="danger">{notYours}</Notice> : <Failed error={error} again={again} />}
      <p>
        <ButtonLink href="/conversations">{all}</ButtonLink>
      </p>
    </div>
  )
}
