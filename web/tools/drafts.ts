import { type Signal, signal } from '@preact/signals'
import type { Tool } from '../../contract/tools.ts'
import { ask, Refused } from '../api.ts'
import { listen } from '../live.ts'
import { session, whenWiped } from '../session.ts'
import { forget, keep, recall } from './kept.ts'

/**
 * Answers while they are typed. Each is saved soon after the last key, one after the other, and again when there is a way. What is not
 * saved yet survives another screen, a reload and a session that ends in the middle: in this tab's own storage, gone at signing out.
 */
export type Draft = {
  value: Signal<string>
  state: Signal<'saved' | 'unsaved' | 'stuck'>
  savedAt: Signal<string | null>
  /** Why the server would not have it. */
  why: Signal<string>
}

const soon = 600
const again = 5000
const place = 'answers'
const drafts = new Map<string, Draft>()
const chains = new Map<string, Promise<void>>()
const timers = new Map<string, ReturnType<typeof setTimeout>>()

/** The drafts of a tool's questions, from what the server has and what this tab still holds. */
export function draftsOf({ id, questions, answers }: Tool): Map<string, Draft> {
  const kept = (recall(place) ?? {}) as Record<string, string>
  return new Map(
    questions.map((question) => {
      const key = `${id} ${question.id}`
      const saved = answers.find((answer) => answer.question === question.id)
      const draft = drafts.get(key) ?? make(kept[key])
      drafts.set(key, draft)
      const isNewer = saved && (draft.savedAt.peek() ?? '') <= saved.savedAt
      if (isNewer && draft.state.peek() === 'saved') {
        draft.value.value = saved.value
        draft.savedAt.value = saved.savedAt
      }
      if (draft.state.peek() === 'unsaved') later(id, soon)
      return [question.id, draft]
    }),
  )
}

export function typed(tool: string, draft: Draft, value: string): void {
  draft.value.value = value
  draft.state.value = 'unsaved'
  draft.why.value = ''
  remember()
  later(tool, soon)
}

/** Saves whatever is not saved yet of a tool; throws where something could not be. */
export async function saveAll(tool: string): Promise<void> {
  clearTimeout(timers.get(tool))
  const before = chains.get(tool) ?? Promise.resolve()
  const mine = before.catch(() => undefined).then(() => saveEach(tool))
  chains.set(tool, mine)
  await mine
}

async function saveEach(tool: string): Promise<void> {
  const failures: unknown[] = []
  for (const [key, draft] of drafts) {
    if (!key.startsWith(`${tool} `) || draft.state.peek() === 'saved') continue
    try {
      await saveOne(key, draft)
    } catch (error) {
      failures.push(error)
    }
  }
  remember()
  if (failures.length > 0) throw failures[0]
}

async function saveOne(key: string, draft: Draft): Promise<void> {
  const [id = '', question = ''] = key.split(' ')
  const value = draft.value.peek()
  try {
    const { savedAt } = await ask('saveAnswer', { where: { id }, takes: { question, value } })
    draft.savedAt.value = savedAt
    draft.state.value = draft.value.peek() === value ? 'saved' : 'unsaved'
    if (draft.state.peek() === 'unsaved') later(id, soon)
  } catch (error) {
    draft.why.value = error instanceof Refused ? (error.fields[0]?.title ?? error.message) : ''
    draft.state.value = error instanceof Refused ? 'unsaved' : 'stuck'
    if (!(error instanceof Refused)) later(id, again)
    throw error
  }
}

function later(tool: string, ms: number): void {
  clearTimeout(timers.get(tool))
  timers.set(
    tool,
    setTimeout(() => void saveAll(tool).catch(() => undefined), ms),
  )
}

function make(kept: string | undefined): Draft {
  return {
    value: signal(kept ?? ''),
    state: signal(kept === undefined ? 'saved' : 'unsaved'),
    savedAt: signal(null),
    why: signal(''),
  }
}

function tryNow(): void {
  if (session.peek().who !== 'somebody') return
  const waiting = [...drafts].filter(([, draft]) => draft.state.peek() !== 'saved')
  for (const tool of new Set(waiting.map(([key]) => key.split(' ')[0] ?? ''))) void saveAll(tool).catch(() => undefined)
}

function remember(): void {
  const unsaved = [...drafts].filter(([, draft]) => draft.state.peek() !== 'saved')
  if (unsaved.length === 0) forget(place)
  else keep(place, Object.fromEntries(unsaved.map(([key, draft]) => [key, draft.value.peek()])))
}

addEventListener('online', tryNow)
// A phone that is put away closes the page without asking.
document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && tryNow())
listen(({ what }) => what === 'again' && tryNow())
whenWiped(() => drafts.clear())
