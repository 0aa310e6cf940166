import { randomUUID } from 'node:crypto'
import { contract, type EndpointName } from '../../contract/index.ts'
import { cast } from '../../people/cast.ts'
import { newcomer } from '../../people/registering.ts'
import { castPassword, type Room } from '../../people/room.ts'
import { clientBodies } from './clients.ts'
import { outsideBodies } from './outside.ts'
import { requestBodies } from './requests.ts'
import { lookBodies } from './looks.ts'
import { relationBodies } from './relations.ts'
import { secondStepBodies } from './second-step.ts'
import { toolBodies } from './tools.ts'
/** The name of every endpoint that takes a body. */
export type Taking = { [N in EndpointName]: 'takes' extends keyof (typeof contract)[N] ? N : never }[EndpointName]

/** As a link from a letter carries it. */
const token = 'k'.repeat(32)

/** A colleague as the form sends one. */
export const colleague = {
  first: 'Anna',
  infix: '',
  last: 'Berg',
  address: 'anna@linde.example',
  identifier: '',
  description: '',
  labels: [],
  groups: ['therapist'],
}

/** A body that would be taken, for each; another endpoint does not compile without its own. */
export const goodBodies: Record<Taking, (room: Room) => Record<string, unknown>> = {
  ...clientBodies,
  ...outsideBodies,
  ...requestBodies,
  ...lookBodies,
  ...toolBodies,
  ...relationBodies,
  signIn: () => ({ address: cast.Noor.address, password: castPassword }),
  changeMySettings: () => ({ theme: 'dark' }),
  startConversation: (room) => ({
    contacts: [room.ids.Daan],
    subject: 'Sleep',
    text: 'Hello',
    clientKey: randomUUID(),
  }),
  postMessage: () => ({ text: 'Hello', clientKey: randomUUID() }),
  markRead: () => ({ position: 1 }),
  askNewPassword: () => ({ address: cast.Noor.address }),
  seeLink: () => ({ token }),
  setPasswordByLink: () => ({ token, password: 'green kettle harbour 71' }),
  unblock: () => ({ token }),
  confirmAddress: () => ({ token }),
  changeMyPassword: () => ({ present: castPassword, password: 'green kettle harbour 71' }),
  changeMyAddress: () => ({ address: 'noor@elsewhere.example', present: castPassword }),
  ...secondStepBodies,
  setUp: () => ({
    token: 'no such link',
    practice: {
      name: 'Room',
      deskAddress: 'desk@room.example',
      deskPhone: null,
      language: 'nl',
      timeZone: 'Europe/Amsterdam',
    },
    person: { first: 'A', infix: null, last: 'B', address: 'a@room.example', password: 'green kettle harbour 71' },
  }),
  addProfessional: () => ({ ...colleague, active: true }),
  changeProfessional: () => colleague,
  deactivateProfessional: () => ({ evenLast: true }),
  previewImport: () => ({ text: 'e-mail' }),
  importProfessionals: () => ({ text: 'e-mail', seen: [], clientKey: randomUUID() }),
  changeProfile: () => ({ phone: '020 123 45 67' }),
  changeAbsence: () => ({ absence: null }),
  setPicture: () => ({ picture: 'aGFsbG8=' }),
  changeSettings: () => ({ footer: 'Hello' }),
  register: () => ({ person: newcomer() }),
}

/** The same by the address of the endpoint: `POST /conversations`; null where it takes none. */
export function bodyFor(room: Room, method: string, path: string): Record<string, unknown> | null {
  const found = Object.entries(contract).find(([, one]) => one.method === method && one.path === path)?.[0]
  const name = (Object.keys(goodBodies) as Taking[]).find((one) => one === found)
  return name ? goodBodies[name](room) : null
}
