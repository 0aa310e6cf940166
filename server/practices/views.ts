import { sql } from 'kysely'
import type { Practice } from '../../contract/practices.ts'
import type { Visit } from '../visit.ts'

/** What the practice says of itself to everybody (PLT-1). */
export async function seePractice(visit: Visit): Promise<Practice> {
  const rows = await visit.all(sql<{ name: string; value: unknown }>`select name, value from room.setting`)
  const settings = Object.fromEntries(rows.map((row) => [row.name, row.value]))
  return {
    name: text(settings.name) ?? '',
    language: settings.language === 'en' ? 'en' : 'nl',
    timeZone: text(settings.timeZone) ?? 'Europe/Amsterdam',
    desk: { address: text(settings.deskAddress) ?? '', phone: text(settings.deskPhone) },
    demo: visit.practice.demo,
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
