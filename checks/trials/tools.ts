import { randomUUID } from 'node:crypto'
import type { FieldProblemCode } from '../../contract/problems.ts'
import { type CastName, cast } from '../../people/cast.ts'
import { type Person, signIn } from '../../people/person.ts'
import { castPassword, type Room } from '../../people/room.ts'
import { idLike, orNothing, typed, wrongForms } from './wrong.ts'

/** A worksheet as a therapist prepares it. */
export function worksheet(more: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...words, guidedBy: null, clientKey: randomUUID(), ...more }
}

const words = {
  title: 'A difficult moment',
  text: 'Think of one moment.',
  questions: [{ kind: 'long text', words: 'What happened?', options: [], low: '', high: '' }],
}

/** A body that would be taken, for each endpoint about tools that takes one. */
export const toolBodies = {
  prepareTool: () => worksheet(),
  changeTool: () => words,
  guideTool: () => ({ guidedBy: null }),
  saveAnswer: () => ({ question: randomUUID(), value: 'A word' }),
  sendAnswers: () => ({ clientKey: randomUUID() }),
  moveTool: () => ({ to: 'archive' }),
  giveFeedback: () => ({ sent: randomUUID(), text: 'Well done' }),
}

/** Those that write and take none. */
export const bareTools = { takeAwayTool: () => null }

type Wrong = readonly [unknown, FieldProblemCode]
const idOrNone = idLike.filter(([value]) => value !== null)
const wrongWords: Record<string, Wrong[]> = {
  title: typed(120),
  text: orNothing(4000),
  questions: [
    ...wrongForms(null, true, 0, '', {}),
    [[], 'choose-one'],
    [[{ kind: 'choice', words: 'Which?', options: ['One'], low: '', high: '' }], 'two-options'],
  ],
}

/** What each field refuses, and how. */
export const wrongTools = {
  prepareTool: { ...wrongWords, guidedBy: idOrNone, clientKey: idLike },
  changeTool: wrongWords,
  guideTool: { guidedBy: idOrNone },
  saveAnswer: { question: idLike, value: orNothing(10_000) },
  sendAnswers: { clientKey: idLike },
  moveTool: { to: wrongForms(null, '', 'away', 0) },
  giveFeedback: { sent: idLike, text: typed(10_000) },
}

/** Daan prepares a worksheet for Noor that he guides; gives back its number and that of its question. */
export async function prepared(room: Room, guide: CastName | null = 'Daan'): Promise<{ id: string; question: string }> {
  const id = await prepare(room, guide)
  const { questions } = await (await enter(room, 'Noor')).ask('seeTool', { where: { id } })
  return { id, question: questions[0]?.id ?? '' }
}

async function prepare(room: Room, guide: CastName | null = 'Daan'): Promise<string> {
  const takes = worksheet({ guidedBy: guide && room.ids[guide] })
  const answer = await (await enter(room, 'Daan')).try('prepareTool', { where: { id: room.ids.Noor }, takes })
  return (answer.body as { id: string }).id
}

/** The same, answered and sent by Noor; gives back the number of what was sent besides. */
export async function sentBy(room: Room): Promise<{ id: string; question: string; sent: string }> {
  const made = await prepared(room)
  const noor = await enter(room, 'Noor')
  const where = { id: made.id }
  await noor.ask('saveAnswer', { where, takes: { question: made.question, value: 'I slept badly.' } })
  await noor.ask('sendAnswers', { where, takes: { clientKey: randomUUID() } })
  const { sent } = await noor.ask('seeTool', { where })
  return { ...made, sent: sent[0]?.id ?? '' }
}

type Wanted = { basis: string; by: CastName; about: [kind: string, id: string | null] }
type Trial = [call: (given: { room: Room }) => Promise<{ status: number }>, line: (room: Room) => Wanted]

/** The tool that a trial has just made. */
let made = ''

/** What is allowed to the cast, and the line it leaves. */
export const allowedTools = {
  listTools: ofNoor((daan, { ids }) => daan.try('listTools', { where: { id: ids.Noor } })),
  prepareTool: ofNoor((daan, { ids }) => daan.try('prepareTool', { where: { id: ids.Noor }, takes: worksheet() })),
  listClientTasks: ofNoor((daan, { ids }) => daan.try('listClientTasks', { where: { id: ids.Noor } })),
  seeTool: byDaan((daan, where) => daan.try('seeTool', { where })),
  changeTool: byDaan((daan, where) => daan.try('changeTool', { where, takes: words })),
  guideTool: byDaan((daan, where) => daan.try('guideTool', { where, takes: { guidedBy: null } })),
  takeAwayTool: byDaan((daan, where) => daan.try('takeAwayTool', { where })),
  saveAnswer: byNoor((noor, where, { question }) =>
    noor.try('saveAnswer', { where, takes: { question, value: 'A word' } }),
  ),
  sendAnswers: byNoor(async (noor, where, { question }) => {
    await noor.ask('saveAnswer', { where, takes: { question, value: 'A word' } })
    return await noor.try('sendAnswers', { where, takes: { clientKey: randomUUID() } })
  }),
  moveTool: byNoor((noor, where) => noor.try('moveTool', { where, takes: { to: 'archive' } })),
  giveFeedback: [
    async ({ room }) => {
      const { id, sent } = await sentBy(room)
      made = id
      return await (await enter(room, 'Daan')).try('giveFeedback', {
        where: { id },
        takes: { sent, text: 'Well done' },
      })
    },
    () => ({ basis: 'treatment relation', by: 'Daan', about: ['tool', made] }),
  ] satisfies Trial,
}

function ofNoor(act: (daan: Person, room: Room) => Promise<{ status: number }>): Trial {
  return [
    async ({ room }) => act(await enter(room, 'Daan'), room),
    ({ ids }) => ({ basis: 'treatment relation', by: 'Daan', about: ['account', ids.Noor] }),
  ]
}

function byDaan(act: (daan: Person, where: { id: string }) => Promise<{ status: number }>): Trial {
  return [
    async ({ room }) => {
      made = await prepare(room)
      return await act(await enter(room, 'Daan'), { id: made })
    },
    () => ({ basis: 'treatment relation', by: 'Daan', about: ['tool', made] }),
  ]
}

function byNoor(
  act: (noor: Person, where: { id: string }, tool: { question: string }) => Promise<{ status: number }>,
): Trial {
  return [
    async ({ room }) => {
      const tool = await prepared(room)
      made = tool.id
      return await act(await enter(room, 'Noor'), { id: made }, tool)
    },
    () => ({ basis: 'own account', by: 'Noor', about: ['tool', made] }),
  ]
}

function enter(room: Room, name: CastName): Promise<Person> {
  return signIn(room, cast[name].address, castPassword)
}
