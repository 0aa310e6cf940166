import { z } from 'zod'
import { day } from '../fields.ts'

/** An absence that has begun and is not over. `until`: the last day away; null = not known yet. */
export const away = z.strictObject({ until: day.nullable(), text: z.string().nullable() }).nullable()
export type Away = z.output<typeof away>

/** Where somebody's picture is (below this host); null = there is none, or it is not this reader's to see. It changes with the picture. */
export const picture = z.string().nullable()
