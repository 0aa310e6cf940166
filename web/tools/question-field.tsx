import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Question } from '../../contract/tools.ts'
import { grow } from '../conversations/written.ts'
import { clock } from '../text/moments.ts'
import { FieldError, tied } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { type Draft, typed } from './drafts.ts'
import { toolWords } from './words.ts'

type Asked = { tool: string; question: Question; draft: Draft; alone: boolean }

/** One question, its field, and under it whether the answer is saved. */
export function QuestionField(asked: Asked) {
  const { question } = asked
  return question.kind === 'choice' || question.kind === 'scale' ? <Choosing {...asked} /> : <Writing {...asked} />
}

function Writing({ tool, question, draft, alone }: Asked) {
  const field = useRef<HTMLTextAreaElement>(null)
  const id = `question-${question.id}`
  const ties = tied({ id, hint: 'saved', error: draft.why.value || undefined })
  useLayoutEffect(() => grow(field.current), [draft.value.value])
  return (
    <div class="field">
      <label for={id}>{question.words}</label>
      <FieldError id={id} error={draft.why.value} />
      <textarea
        {...ties}
        class={question.kind === 'long text' ? 'input tall' : 'input'}
        rows={question.kind === 'long text' ? 4 : 1}
        ref={field}
        value={draft.value}
        onInput={(event) => typed(tool, draft, event.currentTarget.value)}
      />
      <Saved id={id} draft={draft} alone={alone} />
    </div>
  )
}

function Choosing({ tool, question, draft, alone }: Asked) {
  const id = `question-${question.id}`
  const { scale } = toolWords().own
  const isScale = question.kind === 'scale'
  const options = isScale ? Array.from({ length: 11 }, (_, index) => String(index)) : question.options
  return (
    <fieldset class="field" aria-describedby={`${id}-hint`}>
      <legend class="label">{question.words}</legend>
      {isScale && question.low && question.high && <p class="hint">{scale(question.low, question.high)}</p>}
      <FieldError id={id} error={draft.why.value} />
      <div class={isScale ? 'scale' : 'stack'}>
        {options.map((option) => (
          <label class={isScale ? 'step' : 'tick'} key={option}>
            <input
              type="radio"
              name={id}
              value={option}
              checked={draft.value.value === option}
              onChange={() => typed(tool, draft, option)}
            />
            <span>{option}</span>
          </label>
        ))}
      </div>
      <Saved id={id} draft={draft} alone={alone} />
    </fieldset>
  )
}

/** Whether it is kept, and who sees it. */
function Saved({ id, draft, alone }: { id: string; draft: Draft; alone: boolean }) {
  const { saved, savedAlone, saving, notSaved, nothingYet } = toolWords().own
  const at = draft.savedAt.value
  const said = at ? (alone ? savedAlone : saved)(clock(at)) : nothingYet
  const state = draft.state.value
  return (
    <p class={at || state !== 'saved' ? 'hint kept' : 'hidden-text'} id={`${id}-hint`}>
      {state === 'saved' && at && <Icon name="done" small />}
      {state === 'stuck' && <Icon name="warn" small />}
      <span>{state === 'saved' ? said : state === 'stuck' ? notSaved : saving}</span>
    </p>
  )
}
