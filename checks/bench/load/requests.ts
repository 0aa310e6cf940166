import { randomUUID } from 'node:crypto'
import type { Practice } from '../seed/practice.ts'

/** What is measured. */
export type Operation = 'send' | 'read' | 'list' | 'sign in' | 'search' | 'file' | 'caseload'
export const operations: readonly Operation[] = ['send', 'read', 'list', 'sign in', 'search', 'file', 'caseload']

/** Whom to ask: ours or the bare server with the whole job, or the bare server with one statement. */
export type Kind = 'whole' | 'plain'

/** What the requests are made of. */
export type Material = Pick<Practice, 'slug' | 'long' | 'threads' | 'sessions' | 'finds' | 'files' | 'addresses'> & {
  password: string
}

const text =
  'I slept badly again, but the walk in the garden helped, and I wrote it all down before breakfast as we said.'

function message(): string {
  return JSON.stringify({ text, clientKey: randomUUID() })
}

/** Gives the next request of an operation, ready for the wire. */
export function requestsOf(
  operation: Operation,
  kind: Kind,
  { material, port }: { material: Material; port: number },
): () => string {
  const host = `${material.slug}.localhost:${port}`
  const spell = (method: string, path: string, { cookie = '', body = '' }: { cookie?: string; body?: string } = {}) =>
    [
      `${method} ${path} HTTP/1.1`,
      `host: ${host}`,
      ...(cookie ? [`cookie: alcove=${cookie}`] : []),
      'accept-language: nl',
      ...(body
        ? [`origin: http://${host}`, 'content-type: application/json', `content-length: ${Buffer.byteLength(body)}`]
        : []),
      '',
      body,
    ].join('\r\n')
  return kind === 'whole' ? whole(operation, material, spell) : plain(operation, material, spell)
}

type Spell = (method: string, path: string, more?: { cookie?: string; body?: string }) => string

function whole(operation: Operation, material: Material, spell: Spell): () => string {
  const { long, threads, sessions, finds, files, addresses, password } = material
  const cookie = () => any(sessions.therapist)
  const makers: Record<Operation, () => string> = {
    send: () => spell('POST', `/api/conversations/${any(threads)}/messages`, { cookie: cookie(), body: message() }),
    read: () => spell('GET', `/api/conversations/${long}`, { cookie: cookie() }),
    list: () => spell('GET', '/api/conversations', { cookie: cookie() }),
    'sign in': () => spell('POST', '/api/session', { body: JSON.stringify({ address: any(addresses), password }) }),
    search: () =>
      spell('POST', '/api/clients/search', {
        cookie: sessions.secretary,
        body: JSON.stringify({ name: any(finds), state: 'active' }),
      }),
    file: () => spell('GET', `/api/clients/${any(files)}`, { cookie: cookie() }),
    caseload: () => spell('GET', '/api/clients', { cookie: sessions.caseload }),
  }
  return makers[operation]
}

function plain(operation: Operation, { long, finds, files }: Material, spell: Spell): () => string {
  const makers: Record<Operation, () => string> = {
    send: () => spell('POST', '/plain/insert', { body: message() }),
    read: () => spell('GET', `/plain/read/${long}`),
    list: () => spell('GET', `/plain/read/${long}`),
    'sign in': () => spell('GET', '/plain/hash'),
    search: () => spell('GET', `/plain/find/${encodeURIComponent(any(finds))}`),
    file: () => spell('GET', `/plain/file/${any(files)}`),
    caseload: () => spell('GET', `/plain/read/${long}`),
  }
  return makers[operation]
}

function any(all: readonly string[]): string {
  return all[Math.floor(Math.random() * all.length)] ?? ''
}
