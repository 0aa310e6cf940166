import type { Chance } from '../chance.ts'
import { type AccountRow, ago, type Row, sealed, type SessionRow } from './rows.ts'

/** The tables of two-step sign-in: nobody reads them but through functions. */
export type SecondStepTables = {
  authenticator: Row[]
  authenticator_to_be: Row[]
  recovery_code: Row[]
  passkey: Row[]
  half_open: Row[]
  passkey_question: Row[]
  second_step_tries: Row[]
  confirmation: Row[]
}

const hidden = { grants: {} }

/** By table its key; nothing is granted on any. */
export const secondStepTables = {
  authenticator: { key: ['account'], ...hidden },
  authenticator_to_be: { key: ['account'], ...hidden },
  recovery_code: { key: ['account', 'hash'], ...hidden },
  passkey: { key: ['id'], ...hidden },
  half_open: { key: ['id'], ...hidden },
  passkey_question: { key: ['holder', 'purpose'], ...hidden },
  second_step_tries: { key: ['account', 'what'], ...hidden },
  confirmation: { key: ['session'], ...hidden },
}

/** Every function of two-step sign-in. */
export const secondStepFunctions = {
  second_step_policy: 'functions only',
  second_step_of: 'functions only',
  count_wrong: 'functions only',
  use_second_step: 'functions only',
  gave_password: 'functions only',
  gave_step: 'functions only',
  as_moment: 'functions only',
  hold_second_step: 'functions only',
  clear_second_step: 'functions only',

  my_session: 'reader',
  i_have_second_step: 'reader',
  must_set_up: 'reader',
  step_is_wanted: 'reader',
  ask_passkey: 'reader',
  answer_passkey: 'reader',
  my_second_step: 'reader',
  my_proofs: 'reader',
  wrong_proof: 'reader',
  confirm_myself: 'reader',
  begin_authenticator: 'reader',
  finish_authenticator: 'reader',
  keep_recovery_codes: 'reader',
  add_passkey: 'reader',
  remove_passkey: 'reader',
  switch_off_second_step: 'reader',

  second_steps: 'door',
  begin_half_open: 'door',
  half_open_facts: 'door',
  wrong_second_step: 'door',
  finish_half_open: 'door',
  ask_passkey_at_door: 'door',
  reset_facts: 'door',
  reset_second_step: 'reader',
} as const

/** Everybody has everything, so that whatever could be read would be. */
export function makeSecondSteps(chance: Chance, account: AccountRow[], session: SessionRow[]): SecondStepTables {
  const each = (row: () => Row) => account.map(({ id }) => ({ account: id, ...row() }))
  const hash = () => `\\x${chance.bytes(32)}`
  return {
    authenticator: each(() => ({ sealed: sealed(chance), since: ago(50), used_step: 1 })),
    authenticator_to_be: each(() => ({ sealed: sealed(chance), made_at: ago(5) })),
    recovery_code: each(() => ({ hash: hash(), made_at: ago(50), used_at: null })),
    passkey: each(() => ({
      id: chance.uuid(),
      credential: chance.bytes(16),
      public_key: hash(),
      counter: 1,
      transports: '{}',
      sealed: sealed(chance),
      added_at: ago(50),
      used_at: null,
    })),
    half_open: each(() => ({ id: chance.uuid(), token_hash: hash(), ends_at: ago(-5), wrong: 0 })),
    passkey_question: session.map(({ id }) => ({
      holder: id,
      purpose: 'confirm',
      challenge: chance.bytes(16),
      ends_at: ago(-5),
    })),
    second_step_tries: each(() => ({ what: 'step', wrong: 1, waits_until: null })),
    confirmation: session.map(({ id }) => ({ session: id, password_at: ago(2), step_at: null })),
  }
}
