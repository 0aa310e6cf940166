import { sql } from 'kysely'
import type { ClientFields, Gender } from '../../../contract/caseload.ts'
import type { FieldProblemCode } from '../../../contract/problems.ts'
import { Refused } from '../../errors.ts'
import type { Visit } from '../../visit.ts'

/** A client as the form gives them. Days as YYYY-MM-DD. */
export type ClientForm = {
  gender: Gender
  first: string
  infix: string
  last: string
  birthDate: string | null
  phone: string | null
  identifier: string | null
  bsn: string | null
  labels: string[]
}

/** Which fields are asked of a client, besides those of ACC-6, where the practice has said nothing (ACC-7). */
export const usualFields: ClientFields = {
  phone: 'optional',
  identifier: 'optional',
  bsn: 'off',
  birthDate: 'mandatory',
  label: 'off',
}

/** What the practice asks of a client, and by which clock it lives. */
export async function formSettings(visit: Visit): Promise<{ fields: ClientFields; timeZone: string }> {
  const rows = await visit.all(
    sql<{
      name: string
      value: unknown
    }>`select name, value from room.setting where name in ('clientFields', 'timeZone')`,
  )
  const { clientFields, timeZone } = Object.fromEntries(rows.map(({ name, value }) => [name, value]))
  return {
    fields: { ...usualFields, ...(clientFields as Partial<ClientFields> | undefined) },
    timeZone: typeof timeZone === 'string' ? timeZone : 'Europe/Amsterdam',
  }
}

/** Refuses what is missing, what is not asked here, and a day that is still to come. Gives back what is asked. */
export async function checkForm(visit: Visit, form: ClientForm): Promise<ClientFields> {
  const { fields, timeZone } = await formSettings(visit)
  const given = { ...form, label: form.labels[0] ?? null }
  const wrong = (Object.keys(fields) as (keyof ClientFields)[]).flatMap(
    (name): { field: string; code: FieldProblemCode }[] => {
      const field = name === 'label' ? 'labels' : name
      if (fields[name] === 'off' && given[name] !== null) return [{ field, code: 'unknown' }]
      return fields[name] === 'mandatory' && given[name] === null ? [{ field, code: 'missing' }] : []
    },
  )
  if (form.birthDate !== null && form.birthDate > dayIn(timeZone, visit.now))
    wrong.push({ field: 'birthDate', code: 'in-the-future' })
  if (wrong.length > 0) throw new Refused('wrong-fields', { fields: wrong })
  return fields
}

/** The day it is in the practice, as YYYY-MM-DD. */
export function dayIn(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now)
}
