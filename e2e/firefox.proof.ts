import { expect } from 'vitest'
import { cast } from '../people/cast.ts'
import { figure } from '../people/figure.ts'
import { castPassword } from '../people/room.ts'
import { Firefox, findFirefox } from './firefox.ts'
import { test } from './test.ts'

/** Waits in the page until something with this text is there, looked for anew with each change of the page; gives back a question's answer about it. */
function once(selector: string, then: string, text = ''): string {
  return `new Promise((resolve, reject) => {
    const look = () => { const found = [...document.querySelectorAll(${JSON.stringify(selector)})].find((e) => e.getClientRects().length > 0 && e.textContent.includes(${JSON.stringify(text)})); if (found) { clearTimeout(timer); observer.disconnect(); resolve((${then})(found)) } }
    const observer = new MutationObserver(look)
    const timer = setTimeout(() => { observer.disconnect(); reject(new Error('not there: ' + ${JSON.stringify(selector)})) }, 15000)
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
    look()
  })`
}

const focus = '(e) => { e.focus(); return true }'
const press = '(e) => { e.click(); return true }'

test('the main job in Firefox: Noor signs in, reads what Daan wrote in Chromium, and answers', async ({
  room,
  browsers,
  as,
}) => {
  const program = findFirefox()
  if (!program) throw new Error('Firefox is not here and cannot be installed')
  const [daan] = await as('Daan')
  const conversation = await daan.start('Noor', { subject: 'Firefox', text: 'Can you read this?' })
  const there = await browsers.as('Daan')
  await there.goto(`${room.address}/conversations/${conversation}`)
  const firefox = await Firefox.open(program)
  try {
    await firefox.goto(`${room.address}/conversations/${conversation}`)
    await firefox.run(once('input[type=email]', focus))
    await firefox.type(cast.Noor.address)
    await firefox.run(once('input[type=password]', focus))
    await firefox.type(castPassword)
    await firefox.run(once('form button.btn-main, form button[type=submit]', press))
    expect(await firefox.run(once('[role=log] article', '(e) => e.textContent'))).toContain('Can you read this?')
    await firefox.run(once('textarea', focus))
    await firefox.type('Yes, in Firefox.')
    await firefox.run(once('form button.btn-main', press))
    await there.getByRole('log').getByText('Yes, in Firefox.').waitFor()
    await there.getByLabel('Message').fill('Good.')
    await there.getByRole('button', { name: 'Send' }).click()
    expect(await firefox.run(once('[role=log] article', '(e) => e.textContent', 'Good.'))).toContain('Good.')
    figure(
      'Firefox',
      `the main job, live both ways, in ${String(await firefox.run('navigator.userAgent.split(" ").at(-1)'))}`,
    )
  } finally {
    await firefox.close()
  }
})
