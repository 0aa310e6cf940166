import { randomUUID } from 'node:crypto'
import type { Answer, Person } from '../../people/person.ts'
import { worksheet } from '../trials/tools.ts'
import type { Piece } from './pieces.ts'
import { type Scene, session } from './scene.ts'

const columns =
  'self client otherclient lies milan therapist othertherapist supervisor secretary manager analyst officer employee former inactive unknown'.split(
    ' ',
  )

/** A table by who says yes to whom; everything else is not theirs. */
function table(yes: Record<string, string>): string {
  const everybody = { nobody: '', ...Object.fromEntries(others.map((role) => [role, ''])), ...yes }
  const rows = Object.entries(everybody).map(([role, to]) => {
    const cells = columns.map((column) => (role === 'nobody' ? 'out' : to.split(' ').includes(column) ? 'yes' : '-'))
    return `${role}   ${cells.join(' ')}`
  })
  return [columns.join(' '), ...rows].join('\n')
}

const elsewhere = ['supervisor', 'secretary', 'application manager', 'data analyst', 'data officer', 'service employee']
const others = [
  'client',
  'other client',
  'related person, by client',
  'related person, by therapist',
  'therapist',
  'other therapist',
  ...elsewhere,
]

/** Every professional of the scene has a treatment relation with the inactive client; it counts for who is in the group therapist. */
const treating = {
  therapist: 'client inactive',
  'other therapist': 'otherclient inactive',
}
const working = { ...treating, supervisor: 'client' }
const owning = { client: 'self client', 'other client': 'self otherclient' }

/** Tools and what there is to do. TLS-1 to TLS-5, TSK-2, TSK-3. In the columns of people a tool of that person, where it is a client. */
export const toolPiece: Piece = {
  own: `
             nobody client otherclient lies milan therapist othertherapist supervisor secretary manager analyst officer employee
listMyTools  out    yes    yes         yes  yes   yes       yes            yes        yes       yes     yes     yes     yes
listTasks    out    yes    yes         -    -     yes       yes            yes        yes       yes     yes     yes     yes`,
  ownCalls: {
    listMyTools: ({ person }) => person.try('listMyTools'),
    listTasks: ({ person }) => person.try('listTasks'),
  },
  person: {
    listTools: table({ ...working, secretary: 'client otherclient former inactive' }),
    prepareTool: table(treating),
    listClientTasks: table(working),
    seeTool: table({ ...working, ...owning }),
    changeTool: table(treating),
    guideTool: table(treating),
    takeAwayTool: table(treating),
    saveAnswer: table(owning),
    sendAnswers: table(owning),
    moveTool: table(owning),
    // Whoever guides it: Daan those of Noor and of the inactive client, Eva those of Tom.
    giveFeedback: table({ therapist: 'client inactive', 'other therapist': 'otherclient' }),
  },
  personCalls: {
    listTools: (person, id) => person.try('listTools', { where: { id } }),
    prepareTool: (person, id) => person.try('prepareTool', { where: { id }, takes: worksheet() }),
    listClientTasks: (person, id) => person.try('listClientTasks', { where: { id } }),
    seeTool: withTool((person, { id }) => person.try('seeTool', { where: { id } })),
    changeTool: withTool((person, { id }) => {
      const { guidedBy: _, clientKey: __, ...takes } = worksheet()
      return person.try('changeTool', { where: { id }, takes })
    }),
    guideTool: withTool((person, { id }) => person.try('guideTool', { where: { id }, takes: { guidedBy: null } })),
    takeAwayTool: withTool((person, { id }) => person.try('takeAwayTool', { where: { id } })),
    saveAnswer: withTool((person, { id, question }) =>
      person.try('saveAnswer', { where: { id }, takes: { question, value: 'A word' } }),
    ),
    sendAnswers: withTool(async (person, { id, question }) => {
      await person.try('saveAnswer', { where: { id }, takes: { question, value: 'A word' } })
      return await person.try('sendAnswers', { where: { id }, takes: { clientKey: randomUUID() } })
    }),
    moveTool: withTool((person, { id }) => person.try('moveTool', { where: { id }, takes: { to: 'archive' } })),
    giveFeedback: withTool(async (person, { id, owner }, { room }) => {
      const sent = randomUUID()
      if (owner)
        await room.query(
          `insert into room.tool_sent (id, tool, owner, client_key, at, sealed) values ($1, $2, $3, $1, now(), '')`,
          [sent, id, owner],
        )
      return await person.try('giveFeedback', { where: { id }, takes: { sent, text: 'Well done' } })
    }),
  },
}

type Made = { id: string; question: string; owner: string | null }

/** A tool of somebody is asked about until somebody was allowed something with it. */
const kept = new Map<string, Made>()

function withTool(call: (person: Person, tool: Made, scene: Scene) => Promise<Answer>): Piece['personCalls'][string] {
  return async (person, account, scene) => {
    const tool = kept.get(account) ?? (await make(scene, account))
    if (tool.owner) kept.set(account, tool)
    const answer = await call(person, tool, scene)
    if (answer.status < 300) kept.delete(account)
    return answer
  }
}

/** Of whoever is no client there is none: then it is their own number. */
async function make({ room, players }: Scene, account: string): Promise<Made> {
  const [client] = await room.query(`select from room.account where id = $1 and kind = 'client'`, [account])
  if (!client) return { id: account, question: randomUUID(), owner: null }
  for (const role of ['therapist', 'other therapist'] as const) {
    const player = players.get(role)
    if (!player) continue
    const therapist = await session(room, player, 'open')
    const takes = worksheet({ guidedBy: player.account })
    const { status, body } = await therapist.try('prepareTool', { where: { id: account }, takes })
    if (status !== 200) continue
    const { id } = body as { id: string }
    const { questions } = await therapist.ask('seeTool', { where: { id } })
    return { id, question: questions[0]?.id ?? '', owner: account }
  }
  // Of a client whom nobody treats any more there is one from before.
  const id = randomUUID()
  await room.query(
    `insert into room.tool (id, owner, kind, prepared_by, prepared_at, client_key, changed_at) values ($1, $2, 'worksheet', $3, now(), $1, now())`,
    [id, account, players.get('therapist')?.account],
  )
  return { id, question: randomUUID(), owner: account }
}
