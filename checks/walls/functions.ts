/**
 * Whom a function answers about. `reader`: the visiting account only. `door`: facts of one object for a door, so that a
 * refusal can be judged and logged. `verb`: changes people, and asks the right to it itself, whoever calls it. `house`: the machine's own work; nothing where somebody is signed in. `functions only`: the serving role
 * may not call it. `part of functions`: the same, and it melts into their queries instead of being called. `reads no table`: it needs
 * no rights of its owner.
 */
export type Answers = 'reader' | 'door' | 'verb' | 'house' | 'functions only' | 'part of functions' | 'reads no table'

/** Every function of the room. A new one without a row here fails. */
export const functions = {
  me: 'reads no table',
  named: 'reads no table',
  acquainted: 'functions only',
  has_unread: 'functions only',
  hold_ties: 'functions only',
  ties_with: 'part of functions',

  related_contacts: 'reader',
  met_professionals: 'reader',
  known_kinds: 'reader',
  find_known: 'reader',
  my_conversations: 'reader',
  in_sight: 'reader',
  contacts_in_sight: 'reader',
  people_in: 'reader',
  entered: 'reader',
  entered_span: 'reader',
  entered_as: 'reader',
  writes_as: 'reader',
  unread: 'reader',
  unread_in_all: 'reader',
  conversation_list: 'reader',
  who_knows_me: 'reader',
  failed_letters: 'reader',
  be_here: 'reader',
  end_session: 'reader',
  start_conversation: 'reader',
  announce_conversation: 'reader',
  announce_myself: 'reader',

  contact_facts: 'door',
  conversation_facts: 'door',
  credentials: 'door',
  begin_session: 'door',
  enter: 'door',

  facts_about: 'door',

  // What an account is and may be.
  i_am: 'reader',
  my_clients: 'reader',
  professionals: 'door',
  hold_count: 'door',
  make_account: 'functions only',
  end_sessions: 'functions only',
  write_letter: 'verb',
  create_client: 'verb',
  create_professional: 'verb',
  deactivate: 'verb',
  reactivate: 'verb',
  link_for_letter: 'house',

  live_round: 'house',
  forget_events: 'house',
  unsealed: 'house',
  add_seals: 'house',
  chain_head: 'house',
  due_notices: 'house',
  settle_notice: 'house',
  take_letters: 'house',
  settle_letter: 'house',
  next_mail_due: 'house',
} as const satisfies Record<string, Answers>
