import { useRef } from 'preact/hooks'
import type { Sent, Tool } from '../../contract/tools.ts'
import { ask } from '../api.ts'
import { firstName } from '../conversations/names.ts'
import { said } from '../text/moments.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { useDoing } from '../ui/doing.ts'
import { Failure } from '../ui/failure.tsx'
import { useHeard } from '../ui/heard.ts'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHeading } from '../ui/page.tsx'
import { Who } from '../ui/who.tsx'
import { draftsOf, saveAll } from './drafts.ts'
import { QuestionField } from './question-field.tsx'
import { toolWords } from './words.ts'

/** One's own worksheet: what it is about, the questions, and what was said about the answers. */
export function Worksheet({ id }: { id: string }) {
  const { asked, again } = useAsked(() => ask('seeTool', { where: { id } }))
  useHeard(({ what }) => (what === 'file' || what === 'again') && again())
  const { own, worksheet, gettingOne } = toolWords()
  return (
    <div class="reading stack stack-wide">
      <p>
        <a class="btn btn-quiet btn-edge" href="/">
          <Icon name="back" small />
          {own.back}
        </a>
      </p>
      {asked.state !== 'there' && <PageHeading>{worksheet}</PageHeading>}
      <Show asked={asked} again={again} words={gettingOne}>
        {(tool) => <Sheet key={tool.id} tool={tool} again={again} />}
      </Show>
    </div>
  )
}

function Sheet({ tool, again }: { tool: Tool; again: () => void }) {
  const { own, worksheet } = toolWords()
  const name = tool.guide?.name ? firstName(tool.guide.name) : own.somebody
  const [newest] = tool.sent
  return (
    <>
      <PageHeading word={worksheet}>{tool.title ?? worksheet}</PageHeading>
      {tool.text && <p class="told">{tool.text}</p>}
      {tool.openAgain && <Notice tone="note">{own.openAgain}</Notice>}
      {tool.state === 'waiting' && newest && <Notice tone="done">{own.waits(name, said(newest.at))}</Notice>}
      {tool.state === 'done' && <Notice tone="done">{own.over}</Notice>}
      {(tool.state === 'prepared' || tool.state === 'started') && (
        <Questions tool={tool} name={tool.guide && name} again={again} />
      )}
      {tool.sent.map((sent) => (
        <Round key={sent.id} tool={tool} sent={sent} isNewest={sent === newest} />
      ))}
      {tool.state === 'done' && tool.sent.length === 0 && <GivenAnswers tool={tool} answers={tool.answers} />}
      {(tool.state === 'feedback' || tool.state === 'done') && <Ending tool={tool} again={again} />}
    </>
  )
}

/** The questions, and below them who will read the answers. `name` null: nobody. */
function Questions({ tool, name, again }: { tool: Tool; name: string | null; again: () => void }) {
  const drafts = draftsOf(tool)
  return (
    <>
      <p class="soft">{toolWords().own.nothingYet}</p>
      {tool.questions.map((question) => {
        const draft = drafts.get(question.id)
        return (
          draft && (
            <QuestionField key={question.id} tool={tool.id} question={question} draft={draft} alone={name === null} />
          )
        )
      })}
      {name === null ? <Alone tool={tool} again={again} /> : <Sending tool={tool} name={name} again={again} />}
    </>
  )
}

function Sending({ tool, name, again }: { tool: Tool; name: string; again: () => void }) {
  const { busy, failed, round, act } = useDoing(again)
  const key = useRef(crypto.randomUUID())
  const { readyFor, reads, send, sending, sent } = toolWords().own
  const post = async () => {
    await saveAll(tool.id)
    await ask('sendAnswers', { where: { id: tool.id }, takes: { clientKey: key.current } })
    key.current = crypto.randomUUID()
  }
  return (
    <section class="vault letter apart" aria-labelledby="ready">
      <Who name={tool.guide?.name ?? null} look="professional" size="large" />
      <h2 id="ready">{readyFor(name)}</h2>
      <p class="soft">{reads(name)}</p>
      {failed !== null && <Failure error={failed} round={round} />}
      <Button look="main" busy={busy && sending} onClick={() => act(post, sent)}>
        {send}
      </Button>
    </section>
  )
}

function Alone({ tool, again }: { tool: Tool; again: () => void }) {
  const { busy, failed, round, act } = useDoing(again)
  const { alone, finish, finished, sending } = toolWords().own
  const end = async () => {
    await saveAll(tool.id)
    await ask('moveTool', { where: { id: tool.id }, takes: { to: 'done' } })
  }
  return (
    <section class="stack">
      <p class="soft">{alone}</p>
      {failed !== null && <Failure error={failed} round={round} />}
      <Button look="main" busy={busy && sending} onClick={() => act(end, finished)}>
        {finish}
      </Button>
    </section>
  )
}

/** What was sent at one moment, and what was said about it. */
function Round({ tool, sent, isNewest }: { tool: Tool; sent: Sent; isNewest: boolean }) {
  const { answered, answers, somebody } = toolWords().own
  const { feedback } = sent
  return (
    <section class="stack">
      {feedback && (
        <div class="niche pad stack">
          <h2>{answered(feedback.by ?? somebody, said(feedback.at))}</h2>
          <p class="told">{feedback.text}</p>
        </div>
      )}
      <details class="fold" open={isNewest}>
        <summary>{answers(said(sent.at))}</summary>
        <GivenAnswers tool={tool} answers={sent.answers} />
      </details>
    </section>
  )
}

/** Questions with what was answered. */
export function GivenAnswers({
  tool,
  answers,
}: {
  tool: Tool
  answers: readonly { question: string; value: string }[]
}) {
  const { noAnswer } = toolWords().one
  return (
    <dl class="facts">
      {tool.questions.map(({ id, words }) => (
        <div key={id}>
          <dt>{words}</dt>
          <dd class="told">{answers.find(({ question }) => question === id)?.value || noAnswer}</dd>
        </div>
      ))}
    </dl>
  )
}

function Ending({ tool, again }: { tool: Tool; again: () => void }) {
  const { busy, failed, round, act } = useDoing(again)
  const { finish, finished, goOn, goneOn, putAway, isPutAway, takeBack, isTakenBack } = toolWords().own
  const move = (to: 'go on' | 'done' | 'archive' | 'restore') => () =>
    ask('moveTool', { where: { id: tool.id }, takes: { to } })
  return (
    <section class="stack">
      {failed !== null && <Failure error={failed} round={round} />}
      <div class="row">
        {tool.state === 'feedback' && (
          <Button look="main" onClick={() => !busy && act(move('done'), finished)}>
            {finish}
          </Button>
        )}
        <Button onClick={() => !busy && act(move('go on'), goneOn)}>{goOn}</Button>
        {tool.state === 'done' && !tool.archived && (
          <Button onClick={() => !busy && act(move('archive'), isPutAway)}>{putAway}</Button>
        )}
        {tool.archived && <Button onClick={() => !busy && act(move('restore'), isTakenBack)}>{takeBack}</Button>}
      </div>
    </section>
  )
}
