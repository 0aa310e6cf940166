import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { clientKey, id, moment, typed, typedOrNothing } from './fields.ts'

/** The longest answer and the longest feedback, in characters. */
export const answerLimit = 10_000

/** How a question is answered. */
export const questionKind = z.enum(['short text', 'long text', 'choice', 'scale'])

const toolTitle = typed(120)
const toolText = typedOrNothing(4000)
const words = typed(300)
const option = typed(120)

/** A question as it is prepared; `options`: of a choice; `low` and `high`: what 0 and 10 of a scale mean. */
const newQuestion = z.strictObject({
  kind: questionKind,
  words,
  options: z.array(option).max(12),
  low: typedOrNothing(60),
  high: typedOrNothing(60),
})

/** A choice is between two things at least. */
const newQuestions = z
  .array(newQuestion)
  .min(1, 'choose-one')
  .max(30)
  .refine((all) => all.every(({ kind, options }) => kind !== 'choice' || options.length >= 2), 'two-options')
export type NewQuestion = z.output<typeof newQuestion>

export const question = z.strictObject({
  id,
  kind: questionKind,
  words: z.string(),
  options: z.array(z.string()),
  low: z.string(),
  high: z.string(),
})
export type Question = z.output<typeof question>

/** prepared, begun, lying with the guide, back with feedback, over. */
export const toolState = z.enum(['prepared', 'started', 'waiting', 'feedback', 'done'])
export type ToolState = z.output<typeof toolState>

/** Who guides a tool. Without a name: it cannot be read any more. */
const guide = z.strictObject({ id, name: z.string().nullable() })

/** A tool in a list. `title` null: not for this reader, who sees kind and dates. */
export const toolLine = z.strictObject({
  id,
  kind: z.enum(['worksheet']),
  title: z.string().nullable(),
  state: toolState,
  guided: z.boolean(),
  /** It waited for feedback when the support ended: the answers are open again. */
  openAgain: z.boolean(),
  archived: z.boolean(),
  preparedAt: moment,
  /** When its state changed last. */
  changedAt: moment,
})
export type ToolLine = z.output<typeof toolLine>

const answer = z.strictObject({ question: id, value: z.string(), savedAt: moment })

/** Answers as they were sent, and what the guide said about them. */
export const sent = z.strictObject({
  id,
  at: moment,
  answers: z.array(z.strictObject({ question: id, value: z.string() })),
  feedback: z.strictObject({ by: z.string().nullable(), at: moment, text: z.string().nullable() }).nullable(),
})
export type Sent = z.output<typeof sent>

/** One tool as this reader sees it. */
export const tool = z.strictObject({
  ...toolLine.shape,
  /** Whose it is. */
  owner: id,
  guide: guide.nullable(),
  text: z.string(),
  questions: z.array(question),
  /** What is not sent yet, for its owner alone. */
  answers: z.array(answer),
  /** Newest first. */
  sent: z.array(sent),
  may: z.strictObject({ answer: z.boolean(), arrange: z.boolean(), feedback: z.boolean() }),
})
export type Tool = z.output<typeof tool>

const where = z.strictObject({ id })
const prepared = { title: toolTitle, text: toolText, questions: newQuestions }

export const listTools = endpoint({
  method: 'GET',
  path: '/clients/:id/tools',
  asks: 'TLS-2',
  leaves: 'tools listed',
  visitor: 'signed in',
  where,
  gives: z.strictObject({
    tools: z.array(toolLine),
    /** How many people are close to the client; null: not for this reader. */
    relatedPersons: z.int().nullable(),
    /** Who can guide a tool of this client; empty for who arranges nothing here. */
    guides: z.array(z.strictObject({ id, name: z.string(), you: z.boolean() })),
  }),
})

export const prepareTool = endpoint({
  method: 'POST',
  path: '/clients/:id/tools',
  asks: 'TLS-1',
  leaves: 'tool prepared',
  visitor: 'signed in',
  where,
  takes: z.strictObject({ ...prepared, guidedBy: id.nullable(), clientKey }),
  gives: z.strictObject({ id }),
})

export const listMyTools = endpoint({
  method: 'GET',
  path: '/tools',
  asks: 'TLS-3',
  leaves: { none: 'own list' },
  visitor: 'signed in',
  gives: z.strictObject({ tools: z.array(toolLine) }),
})

export const seeTool = endpoint({
  method: 'GET',
  path: '/tools/:id',
  asks: 'TLS-3',
  leaves: 'tool read',
  visitor: 'signed in',
  where,
  gives: tool,
})

export const changeTool = endpoint({
  method: 'PUT',
  path: '/tools/:id',
  asks: 'TLS-1',
  leaves: 'tool changed',
  visitor: 'signed in',
  where,
  takes: z.strictObject(prepared),
})

export const takeAwayTool = endpoint({
  method: 'DELETE',
  path: '/tools/:id',
  asks: 'TLS-1',
  leaves: 'tool taken away',
  visitor: 'signed in',
  where,
})

export const guideTool = endpoint({
  method: 'PUT',
  path: '/tools/:id/guide',
  asks: 'TLS-1',
  leaves: 'tool guided',
  visitor: 'signed in',
  where,
  takes: z.strictObject({ guidedBy: id.nullable() }),
})

export const saveAnswer = endpoint({
  method: 'PUT',
  path: '/tools/:id/answers',
  asks: 'TLS-4',
  leaves: 'answer saved',
  visitor: 'signed in',
  where,
  takes: z.strictObject({ question: id, value: typedOrNothing(answerLimit) }),
  gives: z.strictObject({ savedAt: moment }),
})

/** The key makes it one sending, however often it is tried. */
export const sendAnswers = endpoint({
  method: 'POST',
  path: '/tools/:id/sent',
  asks: 'TLS-4',
  leaves: 'answers sent',
  visitor: 'signed in',
  where,
  takes: z.strictObject({ clientKey }),
})

export const moveTool = endpoint({
  method: 'PATCH',
  path: '/tools/:id',
  asks: 'TLS-4',
  leaves: 'tool moved',
  visitor: 'signed in',
  where,
  takes: z.strictObject({ to: z.enum(['go on', 'done', 'archive', 'restore']) }),
})

export const giveFeedback = endpoint({
  method: 'POST',
  path: '/tools/:id/feedback',
  asks: 'TLS-5',
  leaves: 'feedback given',
  visitor: 'signed in',
  where,
  takes: z.strictObject({ sent: id, text: typed(answerLimit) }),
})
