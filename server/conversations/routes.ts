import type { Routes } from '../http.ts'
import { openContact, openConversation } from './access.ts'
import { markRead, postMessage, startConversation } from './changes.ts'
import { seeConversation, seeMessages } from './views/conversation.ts'
import { listConversations } from './views/list.ts'

export const conversationRoutes: Routes<
  'listConversations' | 'startConversation' | 'readConversation' | 'readMessages' | 'postMessage' | 'markRead'
> = {
  listConversations: (call, { asksFor }) =>
    call.visit((visit) =>
      listConversations(visit, { before: asksFor.before ?? null, onlyUnread: asksFor.unread === 'yes' }),
    ),

  startConversation: (call, { takes }) =>
    call.visit(async (visit) => {
      const contact = await openContact(visit, takes.contacts[0] ?? '', takes.clientKey)
      return { id: await startConversation(visit, contact, { ...takes, subject: takes.subject ?? null }) }
    }),

  readConversation: (call, { where }) =>
    call.visit(async (visit) => seeConversation(visit, await openConversation(visit, where.id, { to: 'read' }))),

  readMessages: (call, { where, asksFor }) =>
    call.visit(async (visit) => seeMessages(visit, await openConversation(visit, where.id, { to: 'read' }), asksFor)),

  postMessage: (call, { where, takes }) =>
    call.visit(async (visit) =>
      postMessage(visit, await openConversation(visit, where.id, { to: 'post', clientKey: takes.clientKey }), takes),
    ),

  markRead: (call, { where, takes }) =>
    call.visit(async (visit) =>
      markRead(visit, await openConversation(visit, where.id, { to: 'markRead' }), takes.position),
    ),
}
