import { z } from 'zod'
import { away, picture } from './accounts/shown.ts'
import { endpoint } from './endpoint.ts'
import { clientKey, group, id, kind, messageText, moment, position, subjectText } from './fields.ts'

/** A participant, as this reader may know them. `id` is that of the membership: it says nothing in any other conversation. */
export const participant = z.strictObject({
  id,
  /** Real name for contacts and professionals; else the nickname, or null: 'Anonymous'. */
  name: z.string().nullable(),
  naming: z.enum(['you', 'contact', 'professional', 'nickname']),
  kind,
  groups: z.array(group),
  administrator: z.boolean(),
  /** Still takes part. */
  present: z.boolean(),
  /** Only of contacts; null = not yours to know. */
  online: z.boolean().nullable(),
  /** Only of professionals, and only while they are away. */
  away,
  /** Only of oneself and contacts. */
  picture,
})
export type Participant = z.output<typeof participant>

export const message = z.strictObject({
  id,
  position,
  /** The participant who wrote it. */
  author: id,
  at: moment,
  /** null: the words are gone (their key was destroyed). */
  text: z.string().nullable(),
})
export type Message = z.output<typeof message>

/** One line of the list: newest first. */
export const conversationLine = z.strictObject({
  id,
  subject: z.string().nullable(),
  others: z.array(participant),
  last: z.strictObject({ at: moment, author: id }),
  unread: z.int(),
})
export type ConversationLine = z.output<typeof conversationLine>

/** A page of messages, oldest first; at most 50. */
export const messagePage = z.strictObject({
  messages: z.array(message),
  /** There are more on the side that was asked for: earlier ones, or with `after` later ones. */
  more: z.boolean(),
})
export type MessagePage = z.output<typeof messagePage>

export const conversation = z.strictObject({
  id,
  subject: z.string().nullable(),
  participants: z.array(participant),
  /** The position up to which this reader has read. */
  readUpTo: position,
  unread: z.int(),
  /** What this reader may do here: `post` is true, or says why not. */
  may: z.strictObject({ post: z.literal(true).or(z.enum(['left', 'no-longer-in-touch'])) }),
  page: messagePage,
})
export type Conversation = z.output<typeof conversation>

const where = z.strictObject({ id })

export const listConversations = endpoint({
  method: 'GET',
  path: '/conversations',
  asks: 'CNV-3',
  leaves: { none: 'own list' },
  visitor: 'signed in',
  /** `before`: the `last.at` of the last line of the page before; `unread`: only those with unread messages. */
  asksFor: z.strictObject({ before: moment.optional(), unread: z.enum(['yes']).optional() }),
  gives: z.strictObject({
    conversations: z.array(conversationLine),
    more: z.boolean(),
    /** Unread messages in all conversations together, counted to 100 per conversation. */
    unread: z.int(),
  }),
})

export const startConversation = endpoint({
  method: 'POST',
  path: '/conversations',
  asks: 'CNV-2',
  leaves: 'conversation started',
  visitor: 'signed in',
  /** One contact: groups come together with nicknames (CNV-18). */
  takes: z.strictObject({
    contacts: z.array(id).length(1),
    subject: subjectText.optional(),
    text: messageText,
    clientKey,
  }),
  gives: z.strictObject({ id }),
})

export const readConversation = endpoint({
  method: 'GET',
  path: '/conversations/:id',
  asks: 'CNV-12',
  leaves: 'conversation read',
  visitor: 'signed in',
  where,
  gives: conversation,
})

export const readMessages = endpoint({
  method: 'GET',
  path: '/conversations/:id/messages',
  asks: 'CNV-12',
  leaves: 'conversation read',
  visitor: 'signed in',
  where,
  /** `before`: older than this position; `after`: newer. Neither: the newest. */
  asksFor: z.strictObject({
    before: z.coerce.number().pipe(position).optional(),
    after: z.coerce.number().pipe(position).optional(),
  }),
  gives: messagePage,
})

export const postMessage = endpoint({
  method: 'POST',
  path: '/conversations/:id/messages',
  asks: 'CNV-1',
  leaves: 'message posted',
  visitor: 'signed in',
  where,
  takes: z.strictObject({ text: messageText, clientKey }),
  gives: message,
})

export const markRead = endpoint({
  method: 'PUT',
  path: '/conversations/:id/read',
  asks: 'CNV-6',
  leaves: 'read up to',
  visitor: 'signed in',
  where,
  takes: z.strictObject({ position }),
})
