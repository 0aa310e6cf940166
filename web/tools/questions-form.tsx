import type { NewQuestion } from '../../contract/tools.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { blankQuestion } from './preparing.ts'
import { toolWords } from './words.ts'

const kinds = ['long text', 'short text', 'choice', 'scale'] as const
type Errors = { errorOf: (id: string) => string | undefined }

/** The questions of a worksheet, one after the other. */
export function QuestionsForm({
  questions,
  change,
  errorOf,
}: Errors & { questions: readonly NewQuestion[]; change: (questions: NewQuestion[]) => void }) {
  const { form } = toolWords()
  return (
    <>
      {questions.map((question, index) => (
        <OneQuestion
          key={index}
          question={question}
          index={index}
          errorOf={errorOf}
          change={(part) => change(questions.map((one, at) => (at === index ? Object.assign({}, one, part) : one)))}
          remove={questions.length > 1 ? () => change(questions.filter((_, at) => at !== index)) : null}
        />
      ))}
      {questions.length < 30 && (
        <p>
          <Button onClick={() => change([...questions, blankQuestion()])}>
            <Icon name="plus" small />
            {form.add}
          </Button>
        </p>
      )}
    </>
  )
}

type One = Errors & {
  question: NewQuestion
  index: number
  change: (part: Partial<NewQuestion>) => void
  remove: (() => void) | null
}

function OneQuestion({ question, index, change, remove, errorOf }: One) {
  const { form } = toolWords()
  return (
    <fieldset class="niche pad stack" aria-label={form.question(index + 1)}>
      <Field id={`words-${index}`} label={form.question(index + 1)} error={errorOf(`words-${index}`)}>
        {(ties) => (
          <input
            {...ties}
            class="input"
            value={question.words}
            onInput={(event) => change({ words: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field id={`kind-${index}`} label={form.kind}>
        {(ties) => (
          <select
            {...ties}
            class="input"
            value={question.kind}
            onChange={({ currentTarget: { value } }) =>
              change({ kind: kinds.find((one) => one === value) ?? 'long text' })
            }
          >
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {form.kinds[kind]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {question.kind === 'choice' && <Options question={question} index={index} change={change} errorOf={errorOf} />}
      {question.kind === 'scale' && <Ends question={question} index={index} change={change} errorOf={errorOf} />}
      {remove && (
        <p>
          <Button look="quiet" more="btn-edge" onClick={remove}>
            {form.remove}
          </Button>
        </p>
      )}
    </fieldset>
  )
}

function Options({ question, index, change, errorOf }: Omit<One, 'remove'>) {
  const { form } = toolWords()
  const id = `options-${index}`
  return (
    <Field id={id} label={form.options} hint={form.optionsHint} error={errorOf(id)}>
      {(ties) => (
        <textarea
          {...ties}
          class="input"
          rows={3}
          value={question.options.join('\n')}
          onInput={(event) => change({ options: event.currentTarget.value.split('\n') })}
        />
      )}
    </Field>
  )
}

function Ends({ question, index, change, errorOf }: Omit<One, 'remove'>) {
  const { form } = toolWords()
  return (
    <>
      {(['low', 'high'] as const).map((end) => (
        <Field key={end} id={`${end}-${index}`} label={form[end]} error={errorOf(`${end}-${index}`)} optional>
          {(ties) => (
            <input
              {...ties}
              class="input"
              value={question[end]}
              onInput={(event) => change({ [end]: event.currentTarget.value })}
            />
          )}
        </Field>
      ))}
    </>
  )
}
