import { z } from 'zod'

/** With what a second step can be taken. */
export const secondStepWays = z.enum(['code', 'recovery code', 'passkey'])

/** The password was right and nobody is signed in yet: a second step is to come, within ten minutes. */
export const stepToCome = z.strictObject({ toCome: z.array(secondStepWays) })
export type StepToCome = z.output<typeof stepToCome>
