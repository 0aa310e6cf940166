import { no, rule, yes } from './verdict.ts'
import type { Group, Relation } from './words.ts'

/** How somebody stands to the owner of a tool. */
export type ToolFacts = {
  groups: readonly Group[]
  /** It is one's own. */
  owner: boolean
  relation: Relation | null
  /** A look for a while, with a typed reason (CAS-13). */
  temporary: boolean
}

export const arrangeTools = rule(
  'TLS-1',
  'A therapist who treats the client prepares tools, changes and takes away what is not begun, and says who guides them.',
  ({ relation }: ToolFacts) =>
    relation === 'therapist' ? yes('treatment relation') : no('does not treat this client'),
)

export const listTools = rule(
  'TLS-2',
  'The tools of a client are listed for who works with the client; the secretary sees kind and dates only.',
  (facts: ToolFacts) => {
    const read = readBy(facts)
    return read.may || !facts.groups.includes('secretary') ? read : yes('secretary')
  },
)

export const readTool = rule(
  'TLS-3',
  'A tool is read by its owner, and what was sent also by the therapists and supervisors of the owner and for a while with temporary access.',
  readBy,
)

export const answerTool = rule(
  'TLS-4',
  'Only its owner answers a tool, sends the answers, goes on, ends it and puts it away.',
  ({ owner }: ToolFacts) => (owner ? yes('own account') : no('not the own tool')),
)

export const giveFeedback = rule(
  'TLS-5',
  'Feedback is given by who guides the tool and treats its owner now.',
  ({ relation, guide }: ToolFacts & { guide: boolean }) => {
    if (relation !== 'therapist') return no('does not treat this client')
    return guide ? yes('treatment relation') : no('does not guide it')
  },
)

function readBy({ owner, relation, temporary }: ToolFacts) {
  if (owner) return yes('own account')
  if (relation === 'therapist') return yes('treatment relation')
  if (relation === 'supervisor') return yes('supervisor')
  return temporary ? yes('temporary access') : no('not in your caseload')
}
