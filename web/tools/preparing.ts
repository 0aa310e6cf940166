import type { NewQuestion, Tool } from '../../contract/tools.ts'
import type { Refused } from '../api.ts'
import type { Wrong } from '../ui/error-summary.tsx'
import { toolWords } from './words.ts'

/** A worksheet as far as it is filled in. `guide` '': nobody. The key makes it one worksheet, however often it is sent. */
export type Preparing = { title: string; text: string; questions: NewQuestion[]; guide: string; clientKey: string }

export function blankQuestion(): NewQuestion {
  return { kind: 'long text', words: '', options: [], low: '', high: '' }
}

/** One that stands ready, as the form fills it in. */
export function preparedAs({ title, text, questions, guide }: Tool): Preparing {
  return {
    title: title ?? '',
    text,
    questions: questions.map(({ kind, words, options, low, high }) => ({ kind, words, options, low, high })),
    guide: guide?.id ?? '',
    clientKey: crypto.randomUUID(),
  }
}

/** What is missing, told before anything is sent. */
export function missingIn({ title, questions }: Preparing): Wrong[] {
  const { form } = toolWords()
  const { missing, question } = form
  const wrong: Wrong[] = title.trim() === '' ? [{ id: 'title', error: missing.title }] : []
  questions.forEach(({ words, kind, options }, index) => {
    const label = question(index + 1)
    if (words.trim() === '') wrong.push({ id: `words-${index}`, error: missing.words, label })
    if (kind === 'choice' && options.filter((one) => one.trim() !== '').length < 2)
      wrong.push({ id: `options-${index}`, error: missing.options, label })
  })
  return wrong
}

/** As the contract takes it: without empty lines. */
export function sendable({ questions, guide, ...sheet }: Preparing) {
  return {
    ...sheet,
    guidedBy: guide === '' ? null : guide,
    questions: questions.map(({ options, kind, ...one }) =>
      Object.assign(one, { kind, options: kind === 'choice' ? options.filter((option) => option.trim() !== '') : [] }),
    ),
  }
}

/** The server's names of the fields, as the form calls them: `questions.2.words` is `words-2`. */
export function kindlyNamed({ fields }: Refused): Wrong[] {
  return fields.map(({ field, title }) => {
    const [, number, part] = /^questions\.(\d+)\.(\w+)/.exec(field) ?? []
    const id = number === undefined ? (field === 'guidedBy' ? 'guide' : field) : `${part}-${number}`
    return { id, error: title, refused: true as const }
  })
}
