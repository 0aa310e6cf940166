import { accounts } from './accounts.nl.ts'
import { caseload } from './caseload.nl.ts'
import { conversations } from './conversations.nl.ts'
import { door } from './door.nl.ts'
import { notifications } from './notifications.nl.ts'
import type { Dictionary } from './text.ts'
import { practices } from './practices.nl.ts'
import { room } from './room.nl.ts'
import { secondStep } from './second-step.nl.ts'

export const dictionary: Dictionary = {
  accounts,
  caseload,
  conversations,
  door,
  notifications,
  practices,
  room,
  secondStep,
}
