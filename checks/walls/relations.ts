/** The functions about who works with a client. */
export const relationFunctions = {
  hold_client: 'functions only',
  pass_tools: 'functions only',
  tell_of_relation: 'functions only',
  close_relations: 'functions only',
  make_relation: 'functions only',
  end_relation: 'functions only',
  hand_conversation: 'functions only',
  hand_over: 'functions only',
} as const
