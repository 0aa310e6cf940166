/** Looking outside the own caseload: whom each function answers about. */
export const outsideFunctions = {
  outside_setting: 'functions only',
  looks_outside: 'functions only',
  lasts: 'reads no table',
  reason_holds: 'reader',
  give_reason: 'verb',
  outside_facts: 'door',
  find_outside: 'reader',
  see_outside: 'reader',
  begin_temporary_access: 'verb',
  end_temporary_access: 'verb',
  relate_myself: 'verb',
  end_outside: 'house',
  next_outside_end: 'house',
  outside_log: 'reader',
  outside_lookers: 'reader',
} as const
