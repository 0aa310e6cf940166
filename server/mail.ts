import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createTransport } from 'nodemailer'
import { log } from './log.ts'

/** A letter as it goes out: to one person, text only. */
export type Letter = {
  /** Stable: the same letter sent twice carries the same. */
  messageId: string
  from: { name: string; address: string }
  to: string
  /** When it was carried, ISO 8601. */
  at: string
  language: 'nl' | 'en'
  subject: string
  text: string
}

/** What came of handing a letter over. `later`: try again; `refused`: this address or letter never will be. The reason is a class and a code, never a server's text. */
export type Outcome = { came: 'sent' } | { came: 'later' | 'refused'; reason: string }

/** Who carries letters. */
export type Carrier = { carry(letter: Letter): Promise<Outcome>; close(): void }

/** How long a mail server may take, ms: to be reached, to greet, to answer. */
export type Patience = { connection: number; greeting: number; answer: number }
const usualPatience: Patience = { connection: 10_000, greeting: 10_000, answer: 30_000 }

/** Letters by SMTP. */
export function smtpCarrier(url: URL, patience: Patience = usualPatience): Carrier {
  const transport = createTransport({
    host: url.hostname,
    port: Number(url.port) || (url.protocol === 'smtps:' ? 465 : 587),
    secure: url.protocol === 'smtps:',
    ...(url.username && { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    // Over a network the connection must be private; on this machine there may be a mail server without a certificate.
    requireTLS: url.protocol === 'smtp:' && !isLocal(url.hostname),
    tls: { rejectUnauthorized: !isLocal(url.hostname) },
    connectionTimeout: patience.connection,
    greetingTimeout: patience.greeting,
    socketTimeout: patience.answer,
    dnsTimeout: patience.connection,
  })
  return {
    carry: (letter) => handOver(letter, (message) => transport.sendMail(message)),
    close: () => transport.close(),
  }
}

type Send = (message: ReturnType<typeof messageOf>) => Promise<unknown>

async function handOver(letter: Letter, send: Send): Promise<Outcome> {
  try {
    await send(messageOf(letter))
    return { came: 'sent' }
  } catch (error) {
    return outcomeOf(error)
  }
}

function messageOf({ messageId, from, to, language, subject, text }: Letter) {
  return {
    messageId,
    from,
    to: { name: '', address: to },
    subject,
    text,
    textEncoding: 'quoted-printable' as const,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', 'Content-Language': language },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

function outcomeOf(error: unknown): Outcome {
  const facts = (typeof error === 'object' && error !== null ? error : {}) as { code?: unknown; responseCode?: unknown }
  const answer = typeof facts.responseCode === 'number' ? facts.responseCode : null
  const kind = typeof facts.code === 'string' ? facts.code : 'unknown'
  // A wrong sign-in at the mail server is ours to mend, not the letter's fault.
  if (kind === 'EAUTH' || kind === 'ENOAUTH') return { came: 'later', reason: 'the mail server refuses our sign-in' }
  if (answer !== null && answer >= 500) return { came: 'refused', reason: `refused by the mail server (${answer})` }
  if (answer !== null && answer >= 400) return { came: 'later', reason: `not now, says the mail server (${answer})` }
  if (kind === 'EENVELOPE') return { came: 'refused', reason: 'the address cannot be used' }
  return { came: 'later', reason: 'the mail server does not answer' }
}

function isLocal(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.')
}

/** Demo without a mail server: letters lie in a folder, and on a page. */
export function folderCarrier(folder: string): Carrier {
  return {
    carry: async (letter) => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      // Named after the letter: the same one twice lies there once. Written beside and renamed: never half there.
      const file = path.join(folder, `${letter.messageId.replaceAll(/[^\w-]/g, '_')}.json`)
      await writeFile(`${file}.part`, JSON.stringify(letter), { mode: 0o600 })
      await rename(`${file}.part`, file)
      return { came: 'sent' }
    },
    close: () => undefined,
  }
}

/** Neither mail server nor demo (a production without ALCOVE_SMTP_URL): letters wait. */
export function nobodyCarries(): Carrier {
  return { carry: async () => ({ came: 'later', reason: 'no mail server is set' }), close: () => undefined }
}

/** The newest letters of the demo, newest first. */
export async function readFolder(folder: string, most: number): Promise<Letter[]> {
  const names = await readdir(folder).catch(() => [])
  // Ids begin with their time.
  const newest = names
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .toReversed()
    .slice(0, most)
  const letters = await Promise.all(
    newest.map((name) => readFile(path.join(folder, name), 'utf8').then((text) => JSON.parse(text) as Letter)),
  )
  if (names.length > 10_000) log.warn('the demo mail folder is large', { letters: names.length })
  return letters
}
