import type { Answer } from '../../people/person.ts'
import type { Person } from '../../people/person.ts'
import type { Role } from '../matrix.ts'
import type { Asking } from './calls.ts'
import { relationPiece } from './relations.ts'
import { practicePiece } from './practice.ts'
import { door } from './door.ts'
import { looksPiece } from './looks.ts'
import { clientPiece } from './clients.ts'
import { professionals } from './professionals.ts'
import { outsidePiece } from './outside.ts'
import { requestPiece } from './requests.ts'
import type { Scene } from './scene.ts'
import { secondStepPiece } from './second-step.ts'
import { toolPiece } from './tools.ts'

/** One part of the matrix in a file of its own: reviewed tables, and how its endpoints are called. */
export type Piece = {
  /**
   * Endpoints about oneself or nobody, a row per endpoint, a column per role (see `shortNames`); the first line names the columns.
   * Where an endpoint needs somebody signed in, an ended, expired or deactivated session comes to `out` without being written down.
   */
  own: string
  ownCalls: Record<string, (asking: Asking & { scene: Scene }) => Promise<Answer>>
  /** Endpoints about one person: for each a table like those of `personEndpoints`; `unlistedContacts`: a yes does not mean contact. */
  person: Record<string, string>
  /** A call that is allowed puts back what it changed, so that the next cell finds the same world. */
  personCalls: Record<string, (person: Person, account: string, scene: Scene) => Promise<Answer>>
}

/** The columns of a piece's own table. */
export const shortNames: Record<string, Role> = {
  nobody: 'nobody',
  client: 'client',
  otherclient: 'other client',
  lies: 'related person, by client',
  milan: 'related person, by therapist',
  therapist: 'therapist',
  othertherapist: 'other therapist',
  supervisor: 'supervisor',
  secretary: 'secretary',
  manager: 'application manager',
  analyst: 'data analyst',
  officer: 'data officer',
  employee: 'service employee',
}

/** Every piece there is. */
export const pieces: readonly Piece[] = [
  door,
  clientPiece,
  requestPiece,
  professionals,
  secondStepPiece,
  practicePiece,
  outsidePiece,
  looksPiece,
  toolPiece,
  relationPiece,
]
