import http from 'node:http'
import net from 'node:net'
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
    const length =
      body === undefined || 'transfer-encoding' in headers ? {} : { 'content-length': Buffer.byteLength(body) }
    const all = { ...headers, ...length }
    const request = http.request({ hostname, port, method, path, headers: all, agent: false }, (response) => {
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

/** Bytes on a connection, HTTP or not, and what came back until it was closed. */
export async function sendBytes(room: Room, bytes: string): Promise<Answer> {
  const { hostname, port } = new URL(room.address)
  const socket = net.connect({ host: hostname, port: Number(port) })
  socket.write(bytes)
  let came = ''
  for await (const part of socket) came += String(part)
  const [head = '', text = ''] = came.split('\r\n\r\n')
  const [status = '', ...lines] = head.split('\r\n')
  const headers = new Headers(
    lines.map((line): [string, string] => [line.split(': ')[0] ?? '', line.split(': ')[1] ?? '']),
  )
  return { status: Number(status.split(' ')[1]), headers, body: JSON.parse(text) as unknown, text }
}
