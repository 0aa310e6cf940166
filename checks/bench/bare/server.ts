import { createSecretKey, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { findClients, listClients, seeClient } from './clients.ts'
import { list, post, read } from './conversations.ts'
import { hashOnce, sessionHash, signIn } from './people.ts'
import { openPractice, on, type Practice, type Where } from './practice.ts'
import { mac } from './sealing.ts'
import * as statements from './statements.ts'

/** What the bare server is told at its start. */
export type Told = { masterKeyFile: string; practices: Where[] }

type Asked = {
  practice: Practice
  method: string
  url: URL
  tokenHash: Buffer
  body: () => Promise<Record<string, string>>
}
type Answer = { body: unknown; token?: string }

process.once('message', (told: Told) => void serve(told))

/** A bare node:http server: what each operation needs of statements, sealing and hashes, and nothing else. */
async function serve({ masterKeyFile, practices }: Told): Promise<void> {
  const master = createSecretKey(Buffer.from(readFileSync(masterKeyFile, 'utf8').trim(), 'base64'))
  const bySlug = new Map<string, Practice>()
  for (const where of practices) bySlug.set(where.slug, await openPractice(where, master))
  const server = http.createServer((request, response) => void take(request, response, bySlug))
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
}

async function take(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  practices: Map<string, Practice>,
): Promise<void> {
  const practice = practices.get((request.headers.host ?? '').split('.')[0] ?? '')
  const token = /alcove=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
  const url = new URL(request.url ?? '/', 'http://bare')
  try {
    const given = { method: request.method ?? 'GET', url, tokenHash: sessionHash(token), body: () => bodyOf(request) }
    const answer = practice ? await answerTo({ ...given, practice }) : { body: null }
    const text = JSON.stringify(answer.body)
    response.writeHead(answer.body === null ? 404 : 200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(text),
      ...(answer.token && { 'set-cookie': `alcove=${answer.token}; Path=/; HttpOnly; SameSite=Strict` }),
    })
    response.end(text)
  } catch (error) {
    process.stderr.write(`bare: ${String(error)}\n`)
    response.writeHead(500).end()
  }
}

async function answerTo(asked: Asked): Promise<Answer> {
  const { practice, method, url, tokenHash } = asked
  const [, room, kind, id] = url.pathname.split('/')
  if (room === 'plain') return await plainly(asked, kind ?? '')
  if (kind === 'session') {
    const { address = '', password = '' } = await asked.body()
    const signedIn = await signIn(practice, { address, password })
    return signedIn ?? { body: null }
  }
  if (kind === 'clients' && method === 'POST')
    return { body: await findClients(practice, tokenHash, (await asked.body())['name'] ?? '') }
  if (kind === 'clients')
    return { body: id ? await seeClient(practice, tokenHash, id) : await listClients(practice, tokenHash) }
  if (id === undefined) return { body: await list(practice, tokenHash) }
  if (method === 'GET') return { body: await read(practice, tokenHash, id) }
  const { text = '', clientKey = '' } = await asked.body()
  return { body: await post(practice, { tokenHash, conversation: id, text, clientKey }) }
}

let position = 0
const words = Buffer.alloc(180, 1)

/** The machine's plain limit: one statement behind HTTP. */
async function plainly({ practice, url, body }: Asked, kind: string): Promise<Answer> {
  const id = url.pathname.split('/')[3] ?? ''
  if (kind === 'insert') {
    await body()
    position += 1
    await on(practice, (ask) => ask(statements.plainInsert, [randomUUID(), randomUUID(), position, words]))
    return { body: { position } }
  }
  if (kind === 'hash') return { body: await hashOnce() }
  if (kind === 'file') return { body: await on(practice, (ask) => ask(statements.plainFile, [id])) }
  if (kind === 'find')
    return {
      body: await on(practice, (ask) => ask(statements.plainFind, [mac(practice.keys.search, id).subarray(0, 16)])),
    }
  const rows = await on(practice, (ask) => ask<{ position: number; sealed: Buffer }>(statements.plainRead, [id]))
  return { body: rows.map((row) => row.position) }
}

async function bodyOf(request: http.IncomingMessage): Promise<Record<string, string>> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return JSON.parse(Buffer.concat(parts).toString('utf8'))
}
