import { fileFunctions } from './files.ts'
import { relationFunctions } from './relations.ts'
import { outsideFunctions } from './outside.ts'
import { requestFunctions } from './requests.ts'
import { lookFunctions } from './looks.ts'
import { secondStepFunctions } from './second-step.ts'
import { toolFunctions } from './tools.ts'

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
  ...secondStepFunctions,
  ...fileFunctions,
  ...relationFunctions,
  ...toolFunctions,
  ...outsideFunctions,
  ...requestFunctions,
  ...lookFunctions,
  idle: 'functions only',
  idle_from: 'part of functions',
  has_second_step: 'functions only',
  use_link: 'functions only',

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
  my_sessions: 'reader',
  end_my_sessions: 'reader',
  present_password: 'reader',
  knew_password: 'reader',
  change_my_password: 'reader',
  ask_my_address: 'reader',
  see_privacy: 'reader',
  start_conversation: 'reader',
  announce_myself: 'reader',

  contact_facts: 'door',
  conversation_facts: 'door',
  write_message: 'verb',
  credentials: 'door',
  begin_session: 'door',
  enter: 'door',
  knock: 'door',
  answer_knock: 'door',
  ask_new_password: 'door',
  link_facts: 'door',
  address_to_confirm: 'door',
  set_password_by_link: 'door',
  unblock: 'door',
  confirm_address: 'door',

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

  // Colleagues, and what their application manager does.
  colleagues: 'reader',
  professional_facts: 'door',
  taken_among: 'door',
  must_manage: 'functions only',
  replace_tokens: 'functions only',
  change_professional: 'verb',
  write_description: 'verb',
  set_groups: 'verb',
  change_professional_address: 'verb',
  import_done: 'reader',
  keep_import: 'verb',

  // What everybody shows of themselves.
  today: 'reader',
  picture_facts: 'door',
  hold_own_detail: 'reader',
  write_own_name: 'verb',
  write_own_absence: 'verb',
  write_own_visibility: 'verb',
  write_own_picture: 'verb',
  write_own_detail: 'verb',
  link_for_letter: 'house',

  // Clients: found, opened, kept right.
  find_clients: 'reader',
  client_facts: 'door',
  client_file: 'reader',
  taken: 'door',
  keeps_client: 'functions only',
  was_used: 'functions only',
  move_address: 'functions only',
  change_client: 'verb',
  welcome_again: 'verb',
  correct_address: 'verb',
  propose_address: 'verb',
  agree_to_address: 'verb',
  stop_address: 'verb',
  my_address_proposal: 'reader',
  move_due_addresses: 'house',
  next_address_due: 'house',

  // The practice's settings, and whoever signs up.
  change_settings: 'verb',
  registers: 'door',
  register: 'verb',
  registration_waits: 'door',
  accept_registration: 'verb',
  decline_registration: 'verb',

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
