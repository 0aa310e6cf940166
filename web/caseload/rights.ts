import type { Me } from '../../contract/accounts.ts'

/** Who has clients to work with, or something to do for them: only they find a way here. */
export function seesClients({ groups }: Me): boolean {
  return (['therapist', 'supervisor', 'secretary', 'service employee'] as const).some((one) => groups.includes(one))
}

export function addsClients({ groups }: Me): boolean {
  return groups.includes('therapist') || groups.includes('secretary')
}

/** Of all clients: the secretary's and the service employee's work. */
export function seesEveryClient({ groups }: Me): boolean {
  return groups.includes('secretary') || groups.includes('service employee')
}

/** Who may have something to look at outside the own caseload; the practice decides whether (CAS-4). */
export function looksOutside({ groups }: Me): boolean {
  return groups.includes('therapist')
}
