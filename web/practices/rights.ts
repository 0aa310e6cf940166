import type { Me } from '../../contract/accounts.ts'

/** Who sets how the practice works (PLT-2): only they find a way there. */
export function configures({ groups }: Me): boolean {
  return groups.includes('application manager')
}

/** Who lets people in that signed up (REG-5). */
export function handlesRegistrations({ groups }: Me): boolean {
  return groups.includes('secretary')
}
