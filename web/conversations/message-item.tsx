import { clock } from '../text/moments.ts'
import { text } from '../text/text.ts'
import { online } from '../network.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Who } from '../ui/who.tsx'
import type { Words } from './lines.ts'
import { lookOf, nameOf, roleIn } from './names.ts'
import { takeBack, tryAgain, type Unsent } from './sending.ts'

/** One message, as wide as a letter. Who, when and in what state stand in its name. */
export function MessageItem({ words, conversation }: { words: Words; conversation: string }) {
  const { author, at, unread, unsent, same, last } = words
  const { anonymous, unreadWord } = text().conversations
  const mine = author?.naming === 'you'
  const name = author ? nameOf(author) : anonymous
  const state = unsent && stateOf(unsent)
  const label = [name, at && clock(at), unread && unreadWord, state].filter(Boolean).join(', ')
  const classes = ['msg', mine && 'mine', same && 'same', unsent?.state === 'sending' && 'sending']
  return (
    <article class={classes.filter(Boolean).join(' ')} aria-label={label} data-position={words.position ?? undefined}>
      {!mine && (
        <Who
          name={author?.name ?? null}
          look={author ? lookOf(author) : 'nickname'}
          here={author?.online === true}
          gone={!last}
          picture={author?.picture}
        />
      )}
      <header>
        {!same && <b>{name}</b>}
        <span class="soft num">
          {!same && author && !mine && `${roleIn(author)}, `}
          {at ? clock(at) : unsent?.state === 'sending' && state}
        </span>
      </header>
      <Said words={words} />
      {unsent && unsent.state !== 'sending' && <NotSent unsent={unsent} conversation={conversation} />}
    </article>
  )
}

function Said({ words: { text: said } }: { words: Words }) {
  if (said === null) return <div class="words soft">{text().conversations.noWords}</div>
  const paragraphs = said.split(/\n[^\S\n]*\n\s*/)
  return (
    <div class="words">
      {paragraphs.map((paragraph, index) => (
        <p key={index}>{paragraph}</p>
      ))}
    </div>
  )
}

function NotSent({ unsent, conversation }: { unsent: Unsent; conversation: string }) {
  return (
    <div class="state">
      <span class="error">
        <Icon name="stop" small />
        <span>
          {stateOf(unsent)} {unsent.why}
        </span>
      </span>
      {(unsent.state === 'refused' || online.value) && (
        <Button look="quiet" onClick={() => tryAgain(conversation)}>
          {text().room.tryAgain}
        </Button>
      )}
      <Button look="quiet" onClick={() => takeBack(conversation, unsent)}>
        {text().conversations.change}
      </Button>
    </div>
  )
}

function stateOf({ state }: Unsent): string {
  const { sending, notSent, notSentOffline } = text().conversations
  if (state === 'sending') return sending
  return state === 'unreachable' && !online.value ? notSentOffline : notSent
}
