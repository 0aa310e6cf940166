import type { Refused } from '../api.ts'
import type { Wrong } from '../ui/error-summary.tsx'

/** What the server found wrong, where the fields of the form bear the server's names. */
export function refusedFields({ fields }: Refused): Wrong[] {
  return fields.map(({ field, title }) => ({ id: field, error: title, refused: true }))
}
