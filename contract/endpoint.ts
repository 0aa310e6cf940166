import type { z } from 'zod'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What an endpoint says of itself; `contract/index.ts` is the only registry. */
export type Endpoint = {
  method: Method
  /** Below `/api`, with `:id` parameters: `/conversations/:id/messages`. */
  path: string
  /** The number of the rule it asks; `docs/rulebook.md` holds the sentence. */
  asks: string
  /** The audit event it leaves (yes and no alike), or why it leaves none. */
  leaves: string | { none: string }
  /** Who may call it at all: somebody signed in, or anybody. */
  visitor: 'signed in' | 'anybody'
  /** Also for who has to set up two-step sign-in first (SEC-9), as is whatever anybody may call. */
  beforeSetUp?: true
  /** Path parameters, each with its shape. */
  where?: z.ZodObject
  /** Query string. */
  asksFor?: z.ZodObject
  /** JSON body. Strict: a field that is not listed is refused, never ignored. */
  takes?: z.ZodObject
  /** The most bytes of a body, where it is another than that of all. */
  takesAtMost?: number
  /** JSON answer; 'picture' = a JPEG; absent = 204 without a body. */
  gives?: z.ZodType | 'picture'
}

/** Types an endpoint without losing its literal path and shapes. */
export function endpoint<const E extends Endpoint>(given: E): E {
  return given
}

type In<S> = S extends z.ZodType ? z.input<S> : undefined
type Out<S> = S extends z.ZodType ? z.output<S> : undefined

/** What a caller sends, per part; parts the endpoint does not have are absent. */
export type Sent<E extends Endpoint> = (E['where'] extends z.ZodType ? { where: In<E['where']> } : unknown) &
  (E['asksFor'] extends z.ZodType ? { asksFor?: In<E['asksFor']> } : unknown) &
  (E['takes'] extends z.ZodType ? { takes: In<E['takes']> } : unknown)

/** The same after validation, as the server's route gets it. */
export type Received<E extends Endpoint> = {
  where: Out<E['where']>
  asksFor: Out<E['asksFor']>
  takes: Out<E['takes']>
}

/** What the caller gets back. */
export type Given<E extends Endpoint> = E['gives'] extends z.ZodType
  ? z.output<E['gives']>
  : E['gives'] extends 'picture'
    ? Uint8Array
    : void
