import { sql } from 'kysely'
import type { Practice } from '../../contract/practices.ts'
import type { Registration } from '../../contract/practices/registrations.ts'
import type { PracticeSettings } from '../../contract/practices/settings.ts'
import type { ClientDetails } from '../accounts/changes/making.ts'
import { usualFields } from '../caseload/changes/form.ts'
import { ownFile } from '../keys.ts'
import { fullName, openerFor } from '../names.ts'
import type { Opened, Visit } from '../visit.ts'

/** What the practice says of itself to everybody (PLT-1). */
export async function seePractice(visit: Visit): Promise<Practice> {
  const { name, longName, language, timeZone, desk, footer, registration } = await read(visit)
  const { open, shown, introduction } = registration
  return {
    name,
    longName,
    language,
    timeZone,
    desk,
    footer,
    registration: { open, shown, introduction },
    demo: visit.practice.demo,
  }
}

/** Everything the application manager sets, with what holds where nothing was said. */
export async function seeSettings(
  visit: Visit,
  _: Opened<{ practice: string }, 'configure'>,
): Promise<PracticeSettings> {
  return await read(visit)
}

/** Whom this person asks: professionals have a desk of their own where the practice says so (PLT-2). */
export async function seeDesk(visit: Visit): Promise<PracticeSettings['desk']> {
  const { desk, innerDesk } = await read(visit)
  return (visit.account.kind === 'professional' && innerDesk) || desk
}

const untold: Omit<PracticeSettings, 'desk'> = {
  name: '',
  longName: null,
  innerDesk: null,
  footer: null,
  language: 'nl',
  timeZone: 'Europe/Amsterdam',
  twoStepProfessionals: 'optional',
  twoStepClients: 'optional',
  sessionMinutes: 60,
  clientFields: usualFields,
  identifierAcross: false,
  registration: { open: 'off', acceptance: 'by the secretary', shown: true, introduction: null },
  outside: 'off',
  temporaryAccess: false,
  temporaryAccessMinutes: 60,
  relateRequests: false,
}

async function read(visit: Visit): Promise<PracticeSettings> {
  const rows = await visit.all(sql<{ name: string; value: unknown }>`select name, value from room.setting`)
  const said = Object.fromEntries(rows.map((row) => [row.name, row.value]))
  const names = Object.keys(untold) as (keyof typeof untold)[]
  const told = Object.fromEntries(names.map((name) => [name, said[name] ?? untold[name]])) as typeof untold
  return {
    ...told,
    desk: { address: text(said['deskAddress']) ?? '', phone: text(said['deskPhone']), hours: text(said['deskHours']) },
  }
}

type RegistrationRow = {
  id: string
  kind: 'regular' | 'anonymous'
  at: Date
  name: Buffer
  address: Buffer
  detail: Buffer
}

/** Nobody looks at more at a time. */
const shownAtOnce = 200

/** Who signed up and waits, the longest first. */
export async function seeRegistrations(
  visit: Visit,
  _: Opened<{ practice: string }, 'handle registrations'>,
): Promise<Registration[]> {
  const rows = await visit.all(
    sql<RegistrationRow>`select id, kind, at, name, address, detail from room.registration order by at limit ${shownAtOnce}`,
  )
  const open = await openerFor(
    visit,
    rows.map(({ id }) => ({ owner: id, scope: ownFile })),
  )
  return rows.map(({ id, kind, at, name, address, detail }) => {
    const opened = (sealed: Buffer) => open({ owner: id, scope: ownFile }, id, sealed)
    const details = JSON.parse(opened(detail) ?? 'null') as ClientDetails | null
    return {
      id,
      kind,
      at: at.toISOString(),
      name: fullName(opened(name)) ?? '',
      address: opened(address) ?? '',
      birthDate: details?.birthDate ?? null,
    }
  })
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
