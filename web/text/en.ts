import { accounts } from './accounts.en.ts'
import { caseload } from './caseload.en.ts'
import { conversations } from './conversations.en.ts'
import { door } from './door.en.ts'
import { notifications } from './notifications.en.ts'
import { practices } from './practices.en.ts'
import { room } from './room.en.ts'
import { secondStep } from './second-step.en.ts'

export const dictionary = {
  accounts,
  caseload,
  conversations,
  door,
  notifications,
  practices,
  room,
  secondStep,
}
