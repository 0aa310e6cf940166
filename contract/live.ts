/** What travels down the live channel (server-sent events): ids only. The browser asks again through the same door. */
export type LiveEvent =
  /** Something in this conversation changed: a message, a read mark of your own, who takes part. */
  | { what: 'conversation'; conversation: string }
  /** Somebody among your contacts came or went; ask again who is here. */
  | { what: 'presence' }
  /** Your own name, groups or settings changed. */
  | { what: 'me' }
  /** A client's file changed, or is no longer yours: ask again, and clear it if the answer is no. `client`: their number. */
  | { what: 'file'; client: string }
  /** Something to do came or went. */
  | { what: 'tasks' }
  /** This session is over: clear what the tab shows and go to the door. */
  | { what: 'signed out' }

/** Where the stream is. Not in the registry of endpoints because it never ends; the matrix and the OpenAPI document name it apart. */
export const livePath = '/live'
