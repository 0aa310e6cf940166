import { sql } from 'kysely'
import type { Practice } from '../../contract/practices.ts'
import type { Visit } from '../visit.ts'

/** What the practice says of itself to everybody (PLT-1). */
export async function seePractice(visit: Visit): Promise<Practice> {
  const rows = await visit.all(sql<{ name: string; value: unknown }>`select name, value from room.setting`)
  const settings = Object.fromEntries(rows.map((row) => [row.name, row.value]))
  return {
    name: String(settings.name ?? ''),
    language: settings.language === 'en' ? 'en' : 'nl',
    timeZone: String(settings.timeZone ?? 'Europe/Amsterdam'),
    desk: {
      address: String(settings.deskAddress ?? ''),
      phone: typeof settings.deskPhone === 'string' ? settings.deskPhone : null,
    },
    demo: visit.practice.demo,
  }
}
