import { v7 as uuid } from 'uuid'
import type { Me } from './people.ts'
import type { Practice } from './practice.ts'
import { mac } from './sealing.ts'

type Line = { me: Me | null; action: string; rule: string; basis: string; kind: string; object: string; now: Date }

/** All load comes from here; a line holds a keyed hash of it, made for each. */
const from = '127.0.0.1'

/** The values of an audit line, with its MAC. */
export function auditRow({ keys }: Practice, { me, action, rule, basis, kind, object, now }: Line): unknown[] {
  const id = uuid()
  const roles = me ? [me.kind, ...me.groups] : ['nobody']
  const session = me?.session ?? null
  const accessPoint = mac(keys.search, `access point ${from}`).subarray(0, 8)
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
