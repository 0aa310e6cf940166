import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

type Waiting = { resolve(result: unknown): void; reject(error: Error): void }

/** A real Firefox, driven by WebDriver BiDi (W3C): one process, one window. */
export class Firefox {
  readonly #process: ChildProcess
  readonly #profile: string
  readonly #line: WebSocket
  readonly #waiting = new Map<number, Waiting>()
  #asked = 0
  #window = ''

  private constructor(process: ChildProcess, profile: string, line: WebSocket) {
    this.#process = process
    this.#profile = profile
    this.#line = line
    line.addEventListener('message', ({ data }) => this.#take(String(data)))
  }

  /** Starts it; resolves when it can be driven. */
  static async open(program: string): Promise<Firefox> {
    const profile = mkdtempSync(path.join(os.tmpdir(), 'alcove-firefox-'))
    const env = { ...process.env, HOME: profile, MOZ_HEADLESS: '1' }
    const child = spawn(program, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0'], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const address = await said(child, /WebDriver BiDi listening on (ws:\/\/\S+)/)
    const line = new WebSocket(`${address}/session`)
    await new Promise((resolve, reject) => {
      line.addEventListener('open', resolve)
      line.addEventListener('error', () => reject(new Error('Firefox does not answer')))
    })
    const firefox = new Firefox(child, profile, line)
    await firefox.#ask('session.new', { capabilities: { alwaysMatch: { acceptInsecureCerts: false } } })
    const { contexts } = (await firefox.#ask('browsingContext.getTree', {})) as { contexts: { context: string }[] }
    firefox.#window = contexts[0]?.context ?? ''
    return firefox
  }

  async goto(url: string): Promise<void> {
    await this.#ask('browsingContext.navigate', { context: this.#window, url, wait: 'complete' })
  }

  /** Runs a function's text in the page; what it gives back must be a string, a number or a boolean. A promise is waited for. */
  async run(expression: string): Promise<unknown> {
    const answer = (await this.#ask('script.evaluate', {
      expression,
      target: { context: this.#window },
      awaitPromise: true,
    })) as {
      type: string
      result?: { value?: unknown }
      exceptionDetails?: { text: string }
    }
    if (answer.type !== 'success') throw new Error(`in Firefox: ${answer.exceptionDetails?.text}`)
    return answer.result?.value
  }

  /** Types real keys into what has the focus. */
  async type(text: string): Promise<void> {
    const actions = [...text].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ])
    await this.#ask('input.performActions', { context: this.#window, actions: [{ type: 'key', id: 'keys', actions }] })
  }

  async close(): Promise<void> {
    this.#line.close()
    const ended = new Promise((resolve) => this.#process.once('exit', resolve))
    this.#process.kill()
    await ended
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 })
  }

  #ask(method: string, params: object): Promise<unknown> {
    const id = (this.#asked += 1)
    this.#line.send(JSON.stringify({ id, method, params }))
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
  }

  #take(data: string): void {
    const { id, result, error, message } = JSON.parse(data) as {
      id?: number
      result?: unknown
      error?: string
      message?: string
    }
    const waiting = id === undefined ? undefined : this.#waiting.get(id)
    if (error) waiting?.reject(new Error(`${error}: ${message}`))
    else waiting?.resolve(result)
  }
}

function said(child: ChildProcess, wanted: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = ''
    child.stderr?.on('data', (part: Buffer) => {
      heard += part.toString()
      const found = wanted.exec(heard)
      if (found?.[1]) resolve(found[1])
    })
    child.once('exit', () => reject(new Error(`Firefox ended: ${heard.slice(-300)}`)))
  })
}

/** Where Firefox is: on the machine, or from Debian's packages, installed now; undefined = none can be had. */
export function findFirefox(): string | undefined {
  const places = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox']
  const there = places.find((place) => existsSync(place))
  const isDebian = existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
  if (there || !isDebian || process.getuid?.() !== 0) return there
  process.stdout.write('Tests: installing Firefox (apt-get install firefox-esr) …\n')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  execFileSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', 'install', '-y', 'firefox-esr'], {
    env,
    stdio: 'ignore',
  })
  return places.find((place) => existsSync(place))
}
