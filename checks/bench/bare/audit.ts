import { v7 as uuid } from 'uuid'
import type { Me } from './people.ts'
import type { Practice } from './practice.ts'
import { mac } from './sealing.ts'

type Line = { me: Me | null; action: string; rule: string; basis: string; kind: string; object: string; now: Date }

const accessPoint = Buffer.alloc(8, 7)

/** The values of an audit line, with its MAC. */
export function auditRow({ keys }: Practice, { me, action, rule, basis, kind, object, now }: Line): unknown[] {
  const id = uuid()
  const roles = me ? [me.kind, ...me.groups] : ['nobody']
  const session = me?.session ?? null
  const row = [
    id,
    now.toISOString(),
    action,
    basis,
    rule,
    me?.account ?? null,
    roles,
    session,
    accessPoint.toString('hex'),
    kind,
    object,
  ]
  const sealed = mac(keys.audit, JSON.stringify(row))
  return [id, now, action, basis, rule, me?.account ?? null, roles, session, accessPoint, kind, object, sealed]
}
