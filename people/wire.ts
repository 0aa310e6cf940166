import http from 'node:http'
import type { Answer } from './person.ts'
import type { Room } from './room.ts'

/** A request as no browser sends it: any header (Host too), a body with any method, any address. */
export type OddRequest = {
  method?: string
  path: string
  headers?: Record<string, string | string[]>
  body?: string | Uint8Array
}

/** Sends it over a connection of its own, and gives back what came. */
export async function sendOdd(room: Room, { method = 'GET', path, headers = {}, body }: OddRequest): Promise<Answer> {
  const { hostname, port } = new URL(room.address)
  return await new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, method, path, headers, agent: false }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () => resolve(answerOf(response, Buffer.concat(parts).toString('utf8'))))
    })
    request.on('error', reject)
    request.end(body)
  })
}

function answerOf(response: http.IncomingMessage, text: string): Answer {
  const headers = new Headers()
  for (const [name, value] of Object.entries(response.headersDistinct))
    for (const one of value ?? []) headers.append(name, one)
  const isJson = /json/.test(headers.get('content-type') ?? '') && text !== ''
  return { status: response.statusCode ?? 0, headers, body: isJson ? JSON.parse(text) : null, text }
}
