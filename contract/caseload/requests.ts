import { z } from 'zod'
import { relations } from '../../rules/words.ts'
import { endpoint } from '../endpoint.ts'
import { clientKey, id, moment, motivationText } from '../fields.ts'

const as = z.enum(relations)
const where = z.strictObject({ id })

/** Whose answer it waits for, or what came of it. `lapsed`: whoever asked, or whom it was for, is not there any more. */
export const requestState = z.enum(['open', 'accepted', 'rejected', 'cancelled', 'lapsed'])
export type RequestState = z.output<typeof requestState>

/** A request as whoever keeps the client's account sees it: one that waits, or one that was refused. */
export const relateRequestLine = z.strictObject({
  id,
  professional: z.strictObject({ id, name: z.string() }),
  as,
  askedBy: z.string(),
  askedAt: moment,
  state: requestState,
  endedAt: moment.nullable(),
  /** Whether this reader may take it back. */
  mayCancel: z.boolean(),
})
export type RelateRequestLine = z.output<typeof relateRequestLine>

/** A request as the client reads it: nothing is open before their answer. */
export const relateRequest = z.strictObject({
  id,
  state: requestState,
  professional: z.string(),
  as,
  /** null: the professional asks themselves. */
  askedBy: z.string().nullable(),
  askedAt: moment,
  endedAt: moment.nullable(),
  /** As it was typed; null = it cannot be read any more. */
  motivation: z.string().nullable(),
  /** With a yes this professional stops; null = nobody does. */
  leaver: z.string().nullable(),
  /** How many worksheets the professional would see. */
  worksheets: z.int(),
})
export type RelateRequest = z.output<typeof relateRequest>

export const askToRelate = endpoint({
  method: 'POST',
  path: '/relate-requests',
  asks: 'TRF-11',
  leaves: 'relate request sent',
  visitor: 'signed in',
  takes: z.strictObject({
    client: id,
    professional: id,
    kind: as,
    /** Why, as the client will read it; null where `motivationId` names what was typed before looking outside. */
    motivation: motivationText.nullable(),
    motivationId: id.optional(),
    clientKey,
  }),
  gives: where,
})

export const listRelateRequests = endpoint({
  method: 'GET',
  path: '/clients/:id/relate-requests',
  asks: 'TRF-17',
  leaves: 'relate requests read',
  visitor: 'signed in',
  where,
  gives: z.strictObject({
    /** Whether this reader may ask the client for a colleague. */
    mayAsk: z.boolean(),
    requests: z.array(relateRequestLine),
  }),
})

/** What waits for the reader's answer, or for an answer to the reader. */
export const listMyRelateRequests = endpoint({
  method: 'GET',
  path: '/me/relate-requests',
  asks: 'TSK-1',
  leaves: { none: 'own list' },
  visitor: 'signed in',
  gives: z.strictObject({
    requests: z.array(
      z.strictObject({
        id,
        /** Whom was asked: by number, since nothing is open yet. */
        client: id,
        professional: z.string(),
        as,
        askedAt: moment,
        /** The reader asked it, so the reader takes it back. */
        mine: z.boolean(),
      }),
    ),
  }),
})

export const cancelRelateRequest = endpoint({
  method: 'DELETE',
  path: '/relate-requests/:id',
  asks: 'TRF-13',
  leaves: 'relate request cancelled',
  visitor: 'signed in',
  where,
})

export const seeRelateRequest = endpoint({
  method: 'GET',
  path: '/relate-requests/:id',
  asks: 'TRF-15',
  leaves: { none: 'one looks at what one is asked' },
  visitor: 'signed in',
  where,
  gives: relateRequest,
})

export const answerRelateRequest = endpoint({
  method: 'POST',
  path: '/relate-requests/:id/answer',
  asks: 'TRF-14',
  leaves: 'relate request answered',
  visitor: 'signed in',
  where,
  takes: z.strictObject({ answer: z.enum(['accept', 'reject']) }),
})
