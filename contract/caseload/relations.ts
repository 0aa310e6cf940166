import { z } from 'zod'
import { relations } from '../../rules/words.ts'
import { endpoint } from '../endpoint.ts'
import { clientKey, day, id, messageText, moment, motivationText } from '../fields.ts'

const relation = z.enum(relations)

/** Something that somebody guides, as far as who arranges it sees it. `title` null: not for this reader (decision "Secretary"). */
export const guidedTool = z.strictObject({
  id,
  kind: z.enum(['worksheet']),
  preparedAt: moment,
  /** Answers were sent and wait for feedback. */
  waits: z.boolean(),
  title: z.string().nullable(),
})
export type GuidedTool = z.output<typeof guidedTool>

/** Somebody who works with a client. */
export const related = z.strictObject({
  id,
  name: z.string(),
  relation,
  since: moment,
  /** Of a stand-in: until when, and for whom. */
  until: moment.nullable(),
  standsInFor: z.strictObject({ id, name: z.string() }).nullable(),
  active: z.boolean(),
  me: z.boolean(),
  guides: z.array(guidedTool),
  /** Without this one no active therapist works with the client. */
  last: z.boolean(),
  may: z.strictObject({ transfer: z.boolean(), end: z.boolean() }),
})
export type Related = z.output<typeof related>

const where = z.strictObject({ id })
const whereWho = z.strictObject({ id, professional: id })

export const seeProfessionals = endpoint({
  method: 'GET',
  path: '/clients/:id/professionals',
  asks: 'TRF-9',
  leaves: 'professionals of a client read',
  visitor: 'signed in',
  where,
  gives: z.strictObject({
    professionals: z.array(related),
    /** Tools that nobody guides any more because a stand-in's time was over. */
    lost: z.int(),
    may: z.strictObject({ relate: z.boolean(), handOver: z.boolean() }),
    /** The client is asked first (TRF-10). */
    asksClient: z.boolean(),
  }),
})

/** A colleague who can be related: as what. */
export const choice = z.strictObject({ id, name: z.string(), as: z.array(relation), me: z.boolean() })
export type Choice = z.output<typeof choice>

export const seeRelatable = endpoint({
  method: 'GET',
  path: '/clients/:id/professionals/choices',
  asks: 'TRF-5',
  leaves: 'professionals to relate read',
  visitor: 'signed in',
  where,
  gives: z.strictObject({ choices: z.array(choice) }),
})

export const relateProfessional = endpoint({
  method: 'POST',
  path: '/clients/:id/professionals',
  asks: 'CAS-15',
  leaves: 'professional related',
  visitor: 'signed in',
  where,
  takes: z.strictObject({
    professional: id,
    kind: relation,
    /** The last day of a stand-in, in the practice's own time. */
    until: day.nullable(),
    standsInFor: id.nullable(),
    /** Why, where the secretary relates herself. */
    motivation: motivationText.nullable(),
    clientKey,
  }),
})

export const transferTools = endpoint({
  method: 'POST',
  path: '/clients/:id/professionals/:professional/transfer',
  asks: 'TRF-4',
  leaves: 'tools transferred',
  visitor: 'signed in',
  where: whereWho,
  takes: z.strictObject({ to: id, tools: z.array(id).min(1).max(500), clientKey }),
})

export const endRelation = endpoint({
  method: 'DELETE',
  path: '/clients/:id/professionals/:professional',
  asks: 'TRF-8',
  leaves: 'relation broken',
  visitor: 'signed in',
  where: whereWho,
  /** What is without support from then on, as the screen showed it: nothing becomes so unseen (TRF-7). */
  takes: z.strictObject({ unguided: z.array(id).max(500) }),
})

export const seeHandOver = endpoint({
  method: 'GET',
  path: '/clients/:id/hand-over',
  asks: 'TRF-1',
  leaves: 'hand-over prepared',
  visitor: 'signed in',
  where,
  gives: z.strictObject({
    name: z.string(),
    /** Whether this client can read a message: the account is active. */
    reads: z.boolean(),
    /** Therapists: those who work with the client already too. */
    colleagues: z.array(z.strictObject({ id, name: z.string(), related: z.boolean() })),
    tools: z.array(guidedTool),
    /** Those that one administers. `others`: how many take part besides the two. */
    conversations: z.array(z.strictObject({ id, subject: z.string().nullable(), others: z.int() })),
    /** No other active therapist works with the client. */
    last: z.boolean(),
    asksClient: z.boolean(),
  }),
})

export const handOver = endpoint({
  method: 'POST',
  path: '/clients/:id/hand-over',
  asks: 'TRF-1',
  leaves: 'client handed over',
  visitor: 'signed in',
  where,
  takes: z.strictObject({
    to: id,
    /** A stand-in until and with this day; null = for good. */
    until: day.nullable(),
    /** Every tool one guides, each with what becomes of it. */
    tools: z.array(z.strictObject({ tool: id, goesTo: z.enum(['colleague', 'unguided']) })).max(500),
    conversations: z.array(id).max(500),
    breakRelation: z.boolean(),
    /** What the client reads about it; where the client is asked first, why. */
    message: messageText.nullable(),
    clientKey,
  }),
  gives: z.strictObject({ asked: z.boolean() }),
})

export const listWithoutTherapist = endpoint({
  method: 'GET',
  path: '/clients/without-therapist',
  asks: 'TRF-2',
  leaves: 'clients without a therapist read',
  visitor: 'signed in',
  gives: z.strictObject({
    clients: z.array(
      z.strictObject({
        id,
        name: z.string(),
        /** No active therapist works with them. */
        nobody: z.boolean(),
        /** Tools whose guide the clock took away. */
        tools: z.int(),
      }),
    ),
    more: z.boolean(),
  }),
})
